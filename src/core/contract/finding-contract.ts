import { oc } from '@orpc/contract'
import { z } from 'zod'
import { SALE_PHASES, TENDER_KINDS } from '../domain/finding.ts'
import { isAmount, type Amount } from '../domain/money.ts'
import { SESSION_STATUSES } from '../domain/provider/session.ts'
import { PERIODS, type SavedFilter } from '../domain/saved-filters.ts'
import { findPage } from './inputs/parts.ts'
import { answer } from './answer.ts'

const amount = z.custom<Amount>(isAmount, 'a whole amount').nullable().default(null)
const instant = z.iso.datetime({ precision: 3 }).nullable().default(null)
const status = z.enum(SESSION_STATUSES)

export const findSessions = findPage.extend({
  filter: z
    .object({
      status: status.nullable().default(null),
      from: instant,
      to: instant,
      least: amount,
      most: amount,
      foreign: z.boolean().default(false),
    })
    .optional(),
})

const or = <T extends z.ZodType>(schema: T) => z.union([schema, z.literal('')])
const range = {
  period: or(z.enum(PERIODS)),
  fromDay: or(z.iso.date()),
  toDay: or(z.iso.date()),
  least: z.string().max(18),
  most: z.string().max(18),
}
const saleFields = z.object({
  ...range,
  phase: or(z.enum(SALE_PHASES)),
  kind: or(z.enum(TENDER_KINDS)),
  cashier: z.string().max(80),
  attention: z.boolean(),
  refunded: z.boolean(),
  voided: z.boolean().default(false),
})
const sessionFields = z.object({ ...range, status: or(status), foreign: z.boolean() })

const kept = { name: z.string().trim().min(1).max(40), find: z.string().max(60) }
/** One's own filter of this list with the same name is replaced. */
export const keepFilter = z.discriminatedUnion('list', [
  z.object({ ...kept, list: z.literal('sales'), fields: saleFields }),
  z.object({ ...kept, list: z.literal('sessions'), fields: sessionFields }),
])
export type KeepFilter = z.infer<typeof keepFilter>

/** Filters of the lists that this till keeps under a name. */
export const savedFiltersContract = {
  list: oc.output(answer<readonly SavedFilter[]>()),
  keep: oc.input(keepFilter).output(answer<readonly SavedFilter[]>()),
  remove: oc
    .input(z.object({ filterId: z.string().min(1).max(64) }))
    .output(answer<readonly SavedFilter[]>()),
}
