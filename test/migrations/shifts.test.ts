import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../src/main/adapters/sqlite/migrations/index.ts'
import { openBooks, type Handle } from '../../src/main/adapters/sqlite/open.ts'

const STAMP = { mode: 'live', terminalId: 'T1', now: '2026-07-15T07:00:00.000Z' } as const
const BEFORE = MIGRATIONS.slice(0, 7)
const UP_TO_SHIFTS = MIGRATIONS.slice(0, 8)

let folder = ''
let handle: Handle
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'gerai-shifts-'))))
afterEach(() => {
  handle.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = (migrations: readonly string[]): Handle => {
  const opened = openBooks(join(folder, 'gerai.sqlite'), STAMP, migrations)
  if (!opened.ok) throw new Error(opened.error.type)
  return opened.value
}

function migrated(fill: (old: Handle) => void): void {
  const old = open(BEFORE)
  fill(old)
  old.close()
  handle = open(UP_TO_SHIFTS)
}

function addSale(old: Handle, id: string, phase: string, total = 50_000): void {
  old
    .prepare(
      `INSERT INTO sales (id, number, currency, total, subtotal, order_discount, taxes, phase, cashier, business_date,
         created_at, paid_at) VALUES (?, ?, 'IDR', ?, ?, 0, '[]', ?, 'Sari', '2026-07-14', ?, ?)`,
    )
    .run(id, `TK1-${id}`, total, total, phase, STAMP.now, phase === 'paid' ? STAMP.now : null)
}

function addTender(
  old: Handle,
  of: {
    id: string
    saleId: string
    kind: string
    name: string
    state: object
    amount?: number
    covers?: number
  },
): void {
  const { id, saleId, kind, name, state, amount = 50_000, covers = amount } = of
  const type = kind === 'qris' || kind === 'link' ? 'provider' : 'manual'
  old
    .prepare(
      `INSERT INTO tenders (id, sale_id, position, attempt_id, type, kind, amount, covers, currency, provider_mode,
         state_name, state, created_at, updated_at)
       VALUES (?, ?, (SELECT count(*) FROM tenders WHERE sale_id = ?), ?, ?, ?, ?, ?, 'IDR', 'test', ?, ?, ?, ?)`,
    )
    .run(
      id,
      saleId,
      saleId,
      id,
      type,
      kind,
      amount,
      covers,
      name,
      JSON.stringify(state),
      STAMP.now,
      STAMP.now,
    )
}

const accepted = (at: string) => ({ money: { name: 'accepted', by: 'P1', at }, booking: { name: 'none' } })
const takings = () =>
  handle
    .prepare(
      `SELECT source, shift_id AS shiftId, what, method, amount, rounding, completes, actor, at, terminal,
         business_date AS day FROM takings ORDER BY seq`,
    )
    .all()

describe('books from before there were shifts', () => {
  it('get one row for each payment that counted, outside any shift, and none for those that did not', () => {
    migrated((old) => {
      addSale(old, 'a', 'paid', 50_020)
      addTender(old, {
        ...{ id: 'a1', saleId: 'a', kind: 'cash', name: 'accepted', amount: 30_000, covers: 30_020 },
        state: accepted('2026-07-14T10:00:00.000Z'),
      })
      addTender(old, {
        ...{ id: 'a2', saleId: 'a', kind: 'qris', name: 'settled', amount: 20_000 },
        state: { name: 'settled', sessionId: 's', settledAt: '2026-07-14T09:00:00.000Z' },
      })
      addSale(old, 'b', 'open')
      addTender(old, {
        ...{ id: 'b1', saleId: 'b', kind: 'edc', name: 'recorded' },
        state: { money: { name: 'recorded' }, booking: { name: 'none' } },
      })
      addTender(old, {
        ...{ id: 'b2', saleId: 'b', kind: 'qris', name: 'settled_late' },
        state: { name: 'settled_late', sessionId: 's', settledAt: STAMP.now, captured: 50_000 },
      })
    })
    const same = { shiftId: null, what: 'sale', terminal: 'T1', day: '2026-07-14' }
    expect(takings()).toEqual([
      {
        ...{ ...same, source: 'tender:a2', method: 'qris', amount: 20_000, rounding: 0, completes: 0 },
        ...{ actor: null, at: '2026-07-14T09:00:00.000Z' },
      },
      {
        ...{ ...same, source: 'tender:a1', method: 'cash', amount: 30_000, rounding: -20, completes: 1 },
        ...{ actor: 'P1', at: '2026-07-14T10:00:00.000Z' },
      },
    ])
  })

  it('take out what went back, by the way it went', () => {
    migrated((old) => {
      addSale(old, 'a', 'paid')
      addTender(old, {
        ...{ id: 'a1', saleId: 'a', kind: 'qris', name: 'settled' },
        state: { name: 'settled', sessionId: 's', settledAt: STAMP.now },
      })
      const add = old.prepare(
        `INSERT INTO refunds (id, sale_id, tender_id, way, charge_id, amount, currency, reason, words, state_name, state,
           asked_by, created_at, updated_at) VALUES (?, 'a', 'a1', ?, 'c', 10000, 'IDR', 'other', '', ?, ?, 'P2', ?, ?)`,
      )
      const given = JSON.stringify({ name: 'succeeded', refundId: null, given: 9_000 })
      add.run('r1', 'provider', 'succeeded', given, STAMP.now, STAMP.now)
      add.run('r2', 'cash', 'succeeded', given, STAMP.now, STAMP.now)
      add.run('r3', 'provider', 'failed', JSON.stringify({ name: 'failed' }), STAMP.now, STAMP.now)
    })
    expect(takings()).toMatchObject([
      { source: 'tender:a1', amount: 50_000 },
      { source: 'refund:r1', method: 'qris', amount: -9_000, actor: 'P2' },
      { source: 'refund:r2', method: 'cash', amount: -9_000 },
    ])
  })

  it('without any money get an empty ledger', () => {
    migrated(() => {})
    expect(takings()).toEqual([])
  })
})

describe('the books themselves', () => {
  const shift = `INSERT INTO shifts (id, number, drawer, currency, opened_by, opened_at, business_date, float,
    outside_after, outside_until, events_after) VALUES (?, ?, 'main', 'IDR', 'P1', '2026', '2026-07-15', 0, 0, 0, 0)`
  const money = `INSERT INTO takings (source, shift_id, business_date, what, method, amount, rounding, currency, completes,
    at, terminal) VALUES (?, ?, '2026-07-15', 'cash_in', 'cash', 5, 0, 'IDR', 0, '2026', 'T1')`
  const close = `UPDATE shifts SET closed_at = '2026', closed_by = 'P1', close_attempt = 'x', z_number = 'Z1',
    counts = '[]', counted = 5, expected = 5, variance = 0, document_id = 'd' WHERE id = 's1'`
  beforeEach(() => {
    migrated(() => {})
    handle.prepare(`INSERT INTO documents VALUES ('d', NULL, 'z_report', 1, '{}', '2026')`).run()
    handle.prepare(shift).run('s1', 'S1')
    handle.prepare(money).run('cash:1', 's1')
  })

  it('refuse a second open shift of a drawer', () => {
    expect(() => handle.prepare(shift).run('s2', 'S2')).toThrow(/UNIQUE/)
  })

  it('never change or lose a row of the ledger, and take no source twice', () => {
    expect(() => handle.prepare('UPDATE takings SET amount = 6').run()).toThrow('takings never change')
    expect(() => handle.prepare('DELETE FROM takings').run()).toThrow('takings never go')
    expect(() => handle.prepare(money).run('cash:1', null)).toThrow(/UNIQUE/)
  })

  it('never change how a shift was opened, and nothing of a closed one; it takes no more money', () => {
    expect(() => handle.prepare('UPDATE shifts SET float = 1').run()).toThrow('never changes')
    handle.prepare(close).run()
    expect(() => handle.prepare(close).run()).toThrow('a closed shift never changes')
    expect(() => handle.prepare('DELETE FROM shifts').run()).toThrow('shifts never go')
    expect(() => handle.prepare(money).run('cash:2', 's1')).toThrow('a closed shift takes no more money')
    handle.prepare(shift).run('s2', 'S2')
  })

  it('refuse a variance that is not the difference, or that nobody gave a reason for', () => {
    expect(() => handle.prepare(close.replace('counted = 5', 'counted = 4')).run()).toThrow(/CHECK/)
    const short = close.replace('counted = 5', 'counted = 4').replace('variance = 0', 'variance = -1')
    expect(() => handle.prepare(short).run()).toThrow(/CHECK/)
  })
})
