import { existsSync } from 'node:fs'
import type { StoreRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { Settings } from '../../../core/domain/settings.ts'
import type { RasterImage } from '../../../core/escpos-layout/index.ts'
import type { StoredPerson } from '../../../core/ports/people-books.ts'
import { toStoreRefusal, versionOf, type Handle } from './open.ts'
import { openForReading } from './read-books.ts'
import { peopleQueries } from './queries/people.ts'
import { receiptQueries } from './queries/receipts.ts'
import { shopQueries } from './queries/shop.ts'

/** What another mode's books know of the shop itself. */
export interface ShopOfOtherBooks {
  readonly people: readonly StoredPerson[]
  readonly settings: Partial<Settings>
  /** The dots of the logo that the settings name. */
  readonly logo: { readonly id: string; readonly image: RasterImage } | null
}

/** From this shape on books know people. */
export const PEOPLE_SINCE = 2

/** Reads another mode's books without changing a byte of them; null when there are none, or none with people yet. */
export function readOtherBooks(file: string, mode: Mode): Result<ShopOfOtherBooks | null, StoreRefusal> {
  if (!existsSync(file)) return ok(null)
  const opened = openForReading(file, mode)
  if (!opened.ok) return opened
  const handle = opened.value
  try {
    if (versionOf(handle) < PEOPLE_SINCE) return ok(null)
    const people = peopleQueries(handle).people()
    if (people.length === 0) return ok(null)
    const settings = shopQueries(handle).settings()
    return ok({ people, settings, logo: logoNamedBy(settings, handle) })
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    return err(refusal)
  } finally {
    handle.close()
  }
}

/** Books whose settings name a logo have the table it is in. */
function logoNamedBy({ receipt }: Partial<Settings>, handle: Handle): ShopOfOtherBooks['logo'] {
  const id = receipt?.logo ?? null
  const image = id === null ? null : receiptQueries(handle).logo(id)
  return id === null || image === null ? null : { id, image }
}
