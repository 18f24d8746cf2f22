import { data, type Answer } from './answers.ts'
import type { LedgerRow } from './books.ts'
import { isoTime } from './clock.ts'
import { equalTo, listPage } from './lists.ts'
import { MERCHANT } from './options.ts'
import type { Call, World } from './world.ts'

/** GET /ledger */
export function listLedger(world: World, call: Call): Answer {
  const listed = listPage<LedgerRow>(world, call, {
    table: 'ledger',
    timeColumn: 'posted_at',
    after: 'createdAfter',
    before: 'createdBefore',
    defaultOrder: 'desc',
    where: equalTo(call, {
      code: 'code',
      txId: 'tx_id',
      sourceType: 'source_type',
      sourceId: 'source_id',
    }),
  })
  if (!listed.ok) return listed.refusal
  const rows = listed.rows.map((row) => ({
    id: row.id,
    accountId: MERCHANT.accountId,
    txId: row.tx_id,
    code: row.code,
    direction: row.direction,
    amount: row.amount,
    currency: row.currency,
    sourceType: row.source_type,
    sourceId: row.source_id,
    memo: null,
    postedAt: isoTime(row.posted_at),
  }))
  return { kind: 'list', rows, page: listed.page }
}

/** GET /ledger/balances */
export function ledgerBalances(world: World, call: Call): Answer {
  const sums = world.books.all<{ code: string; debits: number; credits: number }>(
    `SELECT code, sum(CASE direction WHEN 'debit' THEN amount ELSE 0 END) AS debits,
            sum(CASE direction WHEN 'credit' THEN amount ELSE 0 END) AS credits
     FROM ledger WHERE mode = ? GROUP BY code ORDER BY code`,
    call.mode,
  )
  return data(sums.map((sum) => ({ ...sum, balance: sum.debits - sum.credits })))
}
