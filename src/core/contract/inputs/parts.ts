import { z } from 'zod'
import { asSeen } from '../../domain/catalog/catalog.ts'
import { isAmount, MAX_SALE_AMOUNT, type Amount } from '../../domain/money.ts'

/** What the screens may send. Texts are capped: nothing a page sends can grow the books without bound. */

export const amount = z.custom<Amount>(isAmount, 'a whole amount')
export const positiveAmount = z.custom<Amount>(
  (value) => isAmount(value) && value > 0 && value <= MAX_SALE_AMOUNT,
  'a whole amount above zero and within the limit',
)

/** A ULID made at the key press, so that the same press sent twice stays one attempt. */
export const attemptId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'a ULID')

export const id = z.string().min(1).max(64)
/**
 * What a person types. What nobody sees (control characters, direction marks, zero width) stays out of the books: with it
 * one name looks like another, and a price like part of a name. Lines stay lines.
 */
export const shortText = (max: number) => z.string().overwrite(withoutUnseen).max(max)
/** How large a photo may be is the domain's rule (`checkPhoto`); this is only the size of a message. */
export const photo = z.base64().max(280_000).nullable().default(null)

export const page = z.object({ cursor: z.string().max(200).nullable(), limit: z.int().min(1).max(200) })
/** A page of what was found by a number or an amount; with nothing typed, of everything. */
export const findPage = page.extend({ find: shortText(60).default('') })

function withoutUnseen(text: string): string {
  return asSeen(text.replaceAll(/[^\P{Cc}\n]/gu, ' '))
}
