import type { CounterClient } from '../../api/counter.ts'
import type { FindCode } from '../state/scans.ts'

/** Longer ones are no code of goods, and the core refuses them unseen. */
const LONGEST = 64

export const findCode =
  (client: CounterClient): FindCode =>
  async (code) =>
    code.length > LONGEST
      ? { ok: false, error: { type: 'product_code_unknown', code } }
      : await client.catalog.byCode({ code })
