import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { decodeTime } from 'ulidx'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kindsOf } from '../../src/core/domain/books/audit-groups.ts'
import type { AuditQuery } from '../../src/core/ports/audit-books.ts'
import type { StoredPerson } from '../../src/core/ports/people-books.ts'
import { MIGRATIONS } from '../../src/main/adapters/sqlite/migrations/index.ts'
import { openBooks } from '../../src/main/adapters/sqlite/open.ts'
import { storeOn } from '../../src/main/adapters/sqlite/store.ts'
import { auditRows, checkChain } from '../../src/main/usecases/people/audit.ts'
import { AT, ids, must, openTestBooks, storedSale, type TestBooks } from './sqlite-records.ts'

let books: TestBooks
beforeEach(() => {
  books = openTestBooks()
})
afterEach(() => {
  books.close()
})

const append = (count: number, kind = 'settings_saved', actor: string | null = null): void => {
  must(books.store, (writer) => {
    for (let made = 0; made < count; made += 1)
      writer.appendEvent({ at: AT, actor, kind, saleId: null, tenderId: null, facts: { made } })
  })
}
const check = () => checkChain(books.store.read, ids.sha256)
const sql = (text: string, ...values: readonly unknown[]) => books.handle.prepare(text).run(...values)
/** What somebody with the file and a database tool would do first. */
const openForTampering = (): void => {
  books.handle.exec('DROP TRIGGER events_kept; DROP TRIGGER events_stay;')
}

const ANYTHING: AuditQuery = {
  ...{ cursor: null, limit: 100, kinds: null, actor: null, saleId: null, from: null, to: null },
}

describe('the chain of events', () => {
  it('is whole when nobody touched it, and says how far it goes', async () => {
    expect(await check()).toEqual({ rows: 0, head: { seq: 0, hash: '' }, fault: null })
    append(2_500)
    const found = await check()
    expect(found).toMatchObject({ rows: 2_500, head: { seq: 2_500 }, fault: null })
    expect(books.store.read.chainHead()).toEqual(found.head)
  })

  it('is whole over rows that were written before people could sign in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gerai-old-'))
    try {
      const stamp = { mode: 'test', terminalId: 'terminal-1', now: AT } as const
      const old = openBooks(join(folder, 'old.sqlite'), stamp, MIGRATIONS.slice(0, 1))
      if (!old.ok) throw new Error(old.error.type)
      let previous = ''
      for (const id of ['E1', 'E2']) {
        const facts = '{"by":"Sari"}'
        const hash = ids.sha256([previous, id, 'terminal-1', AT, 'sale_opened', '', '', facts].join('\n'))
        old.value
          .prepare(
            `INSERT INTO events (id, terminal_id, at, kind, facts, previous_hash, hash)
             VALUES (?, 'terminal-1', ?, 'sale_opened', ?, ?, ?)`,
          )
          .run(id, AT, facts, previous, hash)
        previous = hash
      }
      old.value.close()
      const opened = openBooks(join(folder, 'old.sqlite'), stamp)
      if (!opened.ok) throw new Error(opened.error.type)
      const store = storeOn(opened.value, ids)
      must(store, (writer) => {
        writer.appendEvent({
          at: AT,
          actor: 'P1',
          kind: 'signed_in',
          saleId: null,
          tenderId: null,
          facts: {},
        })
      })
      expect(await checkChain(store.read, ids.sha256)).toMatchObject({ rows: 3, fault: null })
      store.close()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it.each([
    ['what happened', `UPDATE events SET kind = 'cash_recorded' WHERE seq = 5`, 5, 'changed'],
    ['who did it', `UPDATE events SET actor = 'somebody' WHERE seq = 5`, 5, 'changed'],
    ['that anybody did it', `UPDATE events SET actor = NULL WHERE seq = 5`, 5, 'changed'],
    ['its facts', `UPDATE events SET facts = '{"made":99}' WHERE seq = 10`, 10, 'changed'],
    ['when it was', `UPDATE events SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 1`, 1, 'changed'],
    ['its hash', `UPDATE events SET hash = previous_hash WHERE seq = 5`, 5, 'changed'],
    ['a row taken out', `DELETE FROM events WHERE seq = 5`, 5, 'removed'],
    ['the first row taken out', `DELETE FROM events WHERE seq = 1`, 1, 'removed'],
    ['rows taken out', `DELETE FROM events WHERE seq IN (4, 5, 6)`, 4, 'removed'],
    ['the end cut off', `DELETE FROM events WHERE seq > 7`, 8, 'removed'],
    ['everything taken out', `DELETE FROM events`, 1, 'removed'],
    ['a row moved to the end', `UPDATE events SET seq = 11 WHERE seq = 5`, 5, 'reordered'],
    [
      'two rows swapped',
      `UPDATE events SET seq = CASE seq WHEN 5 THEN -1 WHEN 6 THEN -2 END WHERE seq IN (5, 6);
       UPDATE events SET seq = CASE seq WHEN -1 THEN 6 ELSE 5 END WHERE seq < 0`,
      5,
      'reordered',
    ],
    [
      'a row taken out and the others moved up',
      `DELETE FROM events WHERE seq = 5; UPDATE events SET seq = -seq WHERE seq > 5;
       UPDATE events SET seq = -seq - 1 WHERE seq < 0`,
      4,
      'changed',
    ],
    ['the note of the end taken away', `DELETE FROM meta WHERE name = 'log_head'`, 11, 'removed'],
    ['a broken note of the end', `UPDATE meta SET value = 'x' WHERE name = 'log_head'`, 11, 'removed'],
  ])('finds %s, and names the row', async (_what, statements, seq, fault) => {
    append(10, 'settings_saved', 'P1')
    openForTampering()
    books.handle.exec(statements)
    expect((await check()).fault).toEqual({ seq, fault })
  })

  it('finds a row that was written anew together with its own hash', async () => {
    append(10)
    openForTampering()
    const [row] = books.store.read.chainRows(4, 1)
    if (row === undefined) throw new Error('no row')
    const facts = '{"made":0}'
    const text = [row.previous, row.id, row.terminalId, row.at, row.kind, '', '', facts].join('\n')
    sql('UPDATE events SET facts = ?, hash = ? WHERE seq = 5', facts, ids.sha256(text))
    expect((await check()).fault).toEqual({ seq: 5, fault: 'changed' })
  })

  it('finds the end that was cut off also after the shop sold on', async () => {
    append(10)
    openForTampering()
    sql('DELETE FROM events WHERE seq > 7')
    append(5)
    expect((await check()).fault).toEqual({ seq: 8, fault: 'removed' })
  })

  it('finds rows that were added by hand', async () => {
    append(3)
    const [last] = books.store.read.chainRows(2, 1)
    sql(
      `INSERT INTO events (id, terminal_id, at, kind, facts, previous_hash, hash) VALUES ('E', 't', ?, 'x', '{}', ?, ?)`,
      AT,
      last?.hash,
      ids.sha256([last?.hash, 'E', 't', AT, 'x', '', '', '{}'].join('\n')),
    )
    expect((await check()).fault).toEqual({ seq: 4, fault: 'changed' })
  })

  it('finds a chain that was written anew from end to end, by an end that somebody noted down', async () => {
    append(6)
    const noted = (await check()).head
    openForTampering()
    const rows = books.store.read.chainRows(0, 10)
    let previous = ''
    for (const row of rows) {
      const facts = row.seq === 3 ? '{"made":0}' : row.facts
      const hash = ids.sha256([previous, row.id, row.terminalId, row.at, row.kind, '', '', facts].join('\n'))
      sql(
        'UPDATE events SET facts = ?, previous_hash = ?, hash = ? WHERE seq = ?',
        facts,
        previous,
        hash,
        row.seq,
      )
      previous = hash
    }
    sql(`UPDATE meta SET value = ? WHERE name = 'log_head'`, `6:${previous}`)
    expect((await check()).fault).toBeNull()
    const withNote = await checkChain(books.store.read, ids.sha256, noted)
    expect(withNote.fault).toEqual({ seq: 6, fault: 'changed' })
    const cutOff = await checkChain(books.store.read, ids.sha256, { ...noted, seq: 7 })
    expect(cutOff.fault).toEqual({ seq: 7, fault: 'removed' })
  })

  it('finds any change of any column of any row', async () => {
    append(12, 'signed_in', 'P1')
    openForTampering()
    const text = [
      'id',
      'terminal_id',
      'at',
      'kind',
      'facts',
      'previous_hash',
      'hash',
      'actor',
      'sale_id',
      'tender_id',
    ]
    const column = fc.constantFrom(...text)
    await fc.assert(
      fc.asyncProperty(
        column,
        fc.integer({ min: 1, max: 12 }),
        fc.string({ minLength: 1 }),
        async (name, seq, added) => {
          books.handle.exec('SAVEPOINT tamper')
          sql(
            `UPDATE events SET ${name} = coalesce(${name}, '') || ? WHERE seq = ?`,
            added.replaceAll('\0', 'x'),
            seq,
          )
          const found = (await check()).fault
          books.handle.exec('ROLLBACK TO tamper; RELEASE tamper')
          expect(found).toEqual({ seq, fault: 'changed' })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is checked while events are written, and those are looked at as well', async () => {
    append(3_000)
    const checking = check()
    append(50)
    expect(await checking).toMatchObject({ rows: 3_050, fault: null })
  })

  it('is taken up where it stands after a refused write, without a gap', async () => {
    append(2)
    expect(() =>
      books.store.write((writer) => {
        writer.appendEvent({ at: AT, actor: null, kind: 'x', saleId: null, tenderId: null, facts: {} })
        throw new Error('a bug')
      }),
    ).toThrow('a bug')
    append(1)
    expect(await check()).toMatchObject({ rows: 3, fault: null })
  })
})

describe('reading the log', () => {
  const kindsSeen = (query: Partial<AuditQuery>) =>
    books.store.read.auditEvents({ ...ANYTHING, ...query }).rows.map((row) => row.kind)

  it('is newest first, page by page, without a row twice or missing', () => {
    append(25)
    const seqs: number[] = []
    for (let cursor: string | null = null; ;) {
      const page = books.store.read.auditEvents({ ...ANYTHING, limit: 10, cursor })
      seqs.push(...page.rows.map((row) => row.seq))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
      append(1)
    }
    expect(seqs).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index))
  })

  it('narrows by group, person and sale, alone and together', () => {
    const { record } = storedSale(books.store)
    must(books.store, (writer) => {
      const event = { at: AT, saleId: null, tenderId: null, facts: {} }
      writer.appendEvent({ ...event, actor: 'P1', kind: 'signed_in' })
      writer.appendEvent({ ...event, actor: 'P1', kind: 'sale_opened', saleId: record.sale.id })
      writer.appendEvent({ ...event, actor: 'P2', kind: 'pin_wrong' })
      writer.appendEvent({ ...event, actor: null, kind: 'money_settled', saleId: record.sale.id })
      writer.appendEvent({ ...event, actor: 'P2', kind: 'a_kind_of_the_future' })
    })
    const money = kindsOf('money')
    const people = kindsOf('people')
    expect(kindsSeen({ kinds: people })).toEqual(['pin_wrong', 'signed_in'])
    expect(kindsSeen({ kinds: people, limit: 1 })).toEqual(['pin_wrong'])
    expect(kindsSeen({ kinds: money })).toEqual(['a_kind_of_the_future', 'money_settled', 'sale_opened'])
    expect(kindsSeen({ kinds: people, actor: 'P1' })).toEqual(['signed_in'])
    expect(kindsSeen({ actor: 'P2' })).toEqual(['a_kind_of_the_future', 'pin_wrong'])
    expect(kindsSeen({ saleId: record.sale.id })).toEqual(['money_settled', 'sale_opened'])
    expect(kindsSeen({ saleId: record.sale.id, actor: 'P1', kinds: money })).toEqual(['sale_opened'])
    expect(kindsSeen({ kinds: { only: ['reprint_asked'] } })).toEqual([])
  })

  it('narrows by time: from counts, to does not', () => {
    append(2)
    const [newest] = books.store.read.auditEvents(ANYTHING).rows
    const at = new Date(decodeTime(newest?.id ?? '')).toISOString()
    const after = new Date(Date.parse(at) + 1).toISOString()
    expect(kindsSeen({ from: after })).toEqual([])
    expect(kindsSeen({ to: after })).toHaveLength(2)
    expect(kindsSeen({ from: at }).length).toBeGreaterThan(0)
    expect(kindsSeen({ to: '1970-01-01T00:00:00.000Z' })).toEqual([])
  })

  it('starts over where a cursor was made up', () => {
    append(3)
    for (const cursor of ['', 'x', '~', "' OR 1=1", '01J~01J'])
      expect(books.store.read.auditEvents({ ...ANYTHING, cursor }).rows).toHaveLength(3)
  })

  it('finds few rows of a rare group among many by the index, not by reading all', () => {
    const plan = (name: string): string =>
      JSON.stringify(
        books.handle
          .prepare(
            `EXPLAIN QUERY PLAN SELECT seq FROM events WHERE id < '~' AND id >= '' AND kind = ? ORDER BY id DESC LIMIT 5`,
          )
          .all(name),
      )
    const told = plan('signed_in')
    expect(told).toContain('events_by_kind')
    expect(told).not.toMatch(/SCAN|TEMP B-TREE/)
  })

  it('reads as a person does: names for ids, the sale by its number, and nothing for a sale there is not', () => {
    const { record } = storedSale(books.store)
    must(books.store, (writer) => {
      writer.addPerson(aPerson({ id: 'P1', name: 'Sari' }))
      const note = writer.keepPersonal({ kind: 'note', value: 'Pak Budi minta', at: AT })
      const facts = { by: 'P1', reason: note, lentBy: 'P9', amount: 5 }
      const event = { at: AT, actor: 'P1', saleId: record.sale.id, tenderId: null }
      writer.appendEvent({ ...event, kind: 'tender_rejected', facts })
      writer.appendEvent({ ...event, actor: 'till', kind: 'slip_sent', facts: {} })
    })
    const filter = { cursor: null, limit: 10, group: null, personId: null, from: null, to: null }
    const byNumber = (saleNumber: string) =>
      auditRows(books.store.read, { ...filter, saleNumber }).rows.map(
        ({ actor, saleNumber: number, facts }) => ({
          ...{ actor, number, facts },
        }),
      )
    expect(byNumber(record.number.toLowerCase())).toEqual([
      { actor: null, number: record.number, facts: {} },
      {
        actor: 'Sari',
        number: record.number,
        facts: { by: 'Sari', reason: 'Pak Budi minta', lentBy: 'P9', amount: 5 },
      },
    ])
    expect(byNumber('TK1-1')).toEqual([])
  })
})

describe('people in the books', () => {
  it('come back as they were, and change only where something changed', () => {
    const person = aPerson({ id: 'P1', name: 'Sari' })
    must(books.store, (writer) => {
      writer.addPerson(person)
      writer.changePerson('P1', { role: 'supervisor' }, AT)
    })
    expect(books.store.read.person('P1')).toEqual({ ...person, role: 'supervisor' })
    must(books.store, (writer) => {
      writer.changePerson('P1', { active: false, name: 'Sari W', pinHash: 'h2', pinUse: 'once' }, AT)
    })
    const changed = { active: false, name: 'Sari W', pinHash: 'h2', pinUse: 'once' } as const
    expect(books.store.read.people()).toEqual([{ ...person, role: 'supervisor', ...changed }])
    expect(books.store.read.person('P2')).toBeNull()
  })

  it('of one name are refused by the books themselves while both work here', () => {
    must(books.store, (writer) => {
      writer.addPerson(aPerson({ id: 'P1', name: 'Sari' }))
    })
    const again = () =>
      books.store.write((writer) => {
        writer.addPerson(aPerson({ id: 'P2', name: 'SARI' }))
      })
    expect(again).toThrow(/UNIQUE/)
    must(books.store, (writer) => {
      writer.changePerson('P1', { active: false }, AT)
    })
    expect(again().ok).toBe(true)
  })

  it('have their wrong PINs counted, and forgotten', () => {
    must(books.store, (writer) => {
      writer.addPerson(aPerson({ id: 'P1' }))
      writer.setPinFailures('P1', { count: 1, lastAt: AT })
      writer.setPinFailures('P1', { count: 2, lastAt: AT })
    })
    expect(books.store.read.pinFailures('P1')).toEqual({ count: 2, lastAt: AT })
    must(books.store, (writer) => {
      writer.setPinFailures('P1', null)
    })
    expect(books.store.read.pinFailures('P1')).toBeNull()
  })
})

describe('personal data', () => {
  const keep = (value: string | Uint8Array, at = AT, kind: 'customer_phone' | 'photo' = 'customer_phone') =>
    must(books.store, (writer) => writer.keepPersonal({ kind, value, at }))

  it('comes back by its ref, and two of the same value have refs that nobody can connect', () => {
    const [one, two] = [keep('0812-3456'), keep('0812-3456')]
    expect(one).toMatch(/^pd_[0-9a-f]{64}$/)
    expect(one).not.toBe(two)
    expect(books.store.read.personal(one)).toEqual({
      ref: one,
      kind: 'customer_phone',
      value: '0812-3456',
      at: AT,
    })
    const bytes = Uint8Array.of(0xff, 0xd8, 0, 1)
    expect(books.store.read.personal(keep(bytes, AT, 'photo'))?.value).toEqual(Buffer.from(bytes))
  })

  it('is gone for good once erased, with the salt without which the ref could be tried out; the chain stays whole', async () => {
    const ref = keep('0812-3456')
    must(books.store, (writer) => {
      const event = { at: AT, actor: null, saleId: null, tenderId: null }
      writer.appendEvent({ ...event, kind: 'customer_attached', facts: { customer: ref } })
    })
    const salt = String(books.handle.prepare('SELECT salt FROM personal').pluck().get())
    expect(must(books.store, (writer) => writer.erasePersonal(ref))).toBe(true)
    expect(must(books.store, (writer) => writer.erasePersonal(ref))).toBe(false)
    expect(books.store.read.personal(ref)).toBeNull()
    const tables = books.handle
      // the indexes of words cannot be read as tables; what is left in them has its own test
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`)
      .pluck()
      .all()
      .map((table) => JSON.stringify(books.handle.prepare(`SELECT * FROM "${String(table)}"`).all()))
      .join('')
    expect(tables).not.toContain('0812')
    expect(tables).not.toContain(salt)
    expect(await check()).toMatchObject({ fault: null })
    books.handle.pragma('wal_checkpoint(TRUNCATE)')
    expect(readFileSync(books.file).includes('0812-3456')).toBe(false)
  })

  it('is found by a piece of it, whatever its case, and not by a wildcard', () => {
    keep('Ibu WATI Lestari')
    keep('0812-3456')
    const found = (text: string) => books.store.read.findPersonal(text, 10).map((each) => each.value)
    expect(found('wati')).toEqual(['Ibu WATI Lestari'])
    expect(found('%')).toEqual([])
    expect(found('2-34')).toEqual(['0812-3456'])
  })

  it('that was not needed for long goes, oldest first and some at a time; what was needed again stays', () => {
    const old = [1, 2, 3].map((day) => keep(`n${day}`, `2024-01-0${day}T00:00:00.000Z`))
    const touched = keep('again', '2024-01-01T00:00:00.000Z')
    must(books.store, (writer) => {
      writer.touchPersonal(touched, AT)
      writer.touchPersonal(touched, '2020-01-01T00:00:00.000Z')
    })
    const sweep = (limit: number) =>
      must(books.store, (writer) => writer.erasePersonalBefore('2025-01-01T00:00:00.000Z', limit))
    expect(sweep(2)).toBe(2)
    expect(old.map((ref) => books.store.read.personal(ref)?.value)).toEqual([undefined, undefined, 'n3'])
    expect(sweep(2)).toBe(1)
    expect(sweep(2)).toBe(0)
    expect(books.store.read.personal(touched)?.at).toBe(AT)
  })
})

const aPerson = (change: Partial<StoredPerson> = {}): StoredPerson => ({
  ...{
    id: ids.next(),
    name: 'Sari',
    role: 'cashier',
    active: true,
    pinHash: 'h1',
    pinUse: 'always',
    createdAt: AT,
  },
  ...change,
})
