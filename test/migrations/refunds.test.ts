import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { refundWays } from '../../src/main/adapters/sqlite/migrations/0014-refund-ways.ts'
import { MIGRATIONS } from '../../src/main/adapters/sqlite/migrations/index.ts'
import { openBooks, type Handle } from '../../src/main/adapters/sqlite/open.ts'

const STAMP = { mode: 'live', terminalId: 'T1', now: '2026-07-15T07:00:00.000Z' } as const
const PLACE = MIGRATIONS.indexOf(refundWays)

let folder = ''
let handle: Handle
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'gerai-refunds-'))))
afterEach(() => {
  handle.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = (migrations: readonly string[]): Handle => {
  const opened = openBooks(join(folder, 'gerai.sqlite'), STAMP, migrations)
  if (!opened.ok) throw new Error(opened.error.type)
  return opened.value
}

function addRefund(
  books: Handle,
  id: string,
  way: string,
  more: { number?: string; voided?: string } = {},
): void {
  const extra =
    Object.keys(more).length === 0 ? ['', ''] : [', number, lines, voided', ", @number, '[]', @voided"]
  books
    .prepare(
      `INSERT INTO refunds (id, sale_id, tender_id, way, charge_id, amount, currency, reason, words, state_name, state,
         asked_by, created_at, updated_at${extra[0]})
       VALUES (@id, 's1', 't1', @way, NULL, 5000, 'IDR', 'other', '', 'succeeded',
         '{"name":"succeeded","refundId":null,"given":5000}', 'sari', @at, @at${extra[1]})`,
    )
    .run({ id, way, at: STAMP.now, number: null, voided: null, ...more })
}

it('keeps every refund there was, and goes on refusing that one is changed or taken out', () => {
  const old = open(MIGRATIONS.slice(0, PLACE))
  old
    .prepare(
      `INSERT INTO sales (id, number, currency, total, subtotal, order_discount, taxes, phase, cashier, business_date,
         created_at, paid_at) VALUES ('s1', 'TK1-1', 'IDR', 50000, 50000, 0, '[]', 'paid', 'Sari', '2026-07-14', ?, ?)`,
    )
    .run(STAMP.now, STAMP.now)
  old
    .prepare(
      `INSERT INTO tenders (id, sale_id, position, attempt_id, type, kind, amount, covers, currency, provider_mode,
         state_name, state, created_at, updated_at)
       VALUES ('t1', 's1', 0, 't1', 'manual', 'cash', 50000, 50000, 'IDR', 'test', 'accepted', '{}', ?, ?)`,
    )
    .run(STAMP.now, STAMP.now)
  addRefund(old, 'r1', 'cash')
  addRefund(old, 'r2', 'provider')
  old.close()
  handle = open(MIGRATIONS)
  const rows = handle.prepare('SELECT id, way, amount, number, lines, voided FROM refunds ORDER BY id').all()
  expect(rows).toEqual([
    { id: 'r1', way: 'cash', amount: 5_000, number: null, lines: '[]', voided: null },
    { id: 'r2', way: 'provider', amount: 5_000, number: null, lines: '[]', voided: null },
  ])
  expect(() => handle.prepare('DELETE FROM refunds').run()).toThrow('refunds never go')
  expect(() => handle.prepare("UPDATE refunds SET number = 'x'").run()).toThrow('never change')
  expect(handle.pragma('foreign_key_check')).toEqual([])

  addRefund(handle, 'r3', 'terminal', { number: 'TK1-R-260715-0001', voided: '{}' })
  // no number stands on two slips, and a void without the terminal's slip is none
  expect(() => addRefund(handle, 'r4', 'cash', { number: 'TK1-R-260715-0001' })).toThrow('UNIQUE')
  expect(() => addRefund(handle, 'r5', 'terminal', { number: 'TK1-R-260715-0002' })).toThrow('CHECK')
})
