import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import type { BookingState } from '../../src/core/domain/tenders/manual-tender.ts'
import type { ProviderState } from '../../src/core/domain/tenders/provider-tender.ts'
import { DEFAULT_SETTINGS } from '../../src/core/domain/settings.ts'
import type { Page, PageQuery } from '../../src/core/ports/store.ts'
import type { Handle } from '../../src/main/adapters/sqlite/open.ts'
import { storeOn } from '../../src/main/adapters/sqlite/store.ts'
import {
  aReceipt,
  aSale,
  aTender,
  AT,
  ids,
  must,
  openTestBooks,
  someFacts,
  storedSale,
  type TestBooks,
} from './sqlite-records.ts'

let books: TestBooks
beforeEach(() => {
  books = openTestBooks()
})
afterEach(() => {
  books.close()
})

describe('hot queries', () => {
  /** Every statement the store prepares, as SQLite would carry it out. */
  function plans(): { sql: string; steps: string[] }[] {
    const prepared: string[] = []
    const listening = new Proxy(books.handle, {
      get: (handle, name) => {
        const member: unknown = Reflect.get(handle, name)
        if (typeof member !== 'function') return member
        return (...given: unknown[]) => {
          if (name === 'prepare') prepared.push(String(given[0]))
          return (member as (...all: unknown[]) => unknown).apply(handle, given)
        }
      },
    }) as Handle
    storeOn(listening, ids)
    return prepared
      .filter((sql) => /^\s*(SELECT|UPDATE|DELETE)/i.test(sql))
      .map((sql) => {
        const inlined = sql.replaceAll(/\?|@\w+/g, `'x'`)
        const rows = books.handle.prepare(`EXPLAIN QUERY PLAN ${inlined}`).all() as { detail: string }[]
        return { sql, steps: rows.map((row) => row.detail) }
      })
  }

  it('never read through sales, tenders, sessions, the outbox or anything else that grows', () => {
    const all = plans()
    expect(all.length).toBeGreaterThan(30)
    const readThrough = all.flatMap(({ sql, steps }) =>
      steps
        .filter((step) => step.startsWith('SCAN') && !step.startsWith('SCAN json_each'))
        .map((step) => ({ sql, step })),
    )
    // small tables, the newest row of a table by its own order, and an index that holds only what is open
    expect(readThrough.map(({ step }) => step.replace(/(VIRTUAL TABLE INDEX).*/, '$1')).toSorted()).toEqual([
      'SCAN CONSTANT ROW', // no table: one of two values, each looked up
      'SCAN attention USING INDEX attention_open',
      'SCAN events',
      'SCAN f VIRTUAL TABLE INDEX', // products by a piece of a word
      ...Array.from({ length: 3 }, () => 'SCAN held_carts'), // orders that wait: fifty at most, gone once taken up
      'SCAN paired_devices', // as many as a shop has screens
      'SCAN people',
      'SCAN personal_words VIRTUAL TABLE INDEX', // indexes of words, which say SCAN for a look-up, for sales and sessions
      'SCAN personal_words VIRTUAL TABLE INDEX',
      'SCAN print_jobs USING INDEX sqlite_autoindex_print_jobs_1',
      'SCAN printers',
      ...Array.from({ length: 3 }, () => 'SCAN product_pieces VIRTUAL TABLE INDEX'),
      ...Array.from({ length: 4 }, () => 'SCAN product_words VIRTUAL TABLE INDEX'),
      'SCAN products', // the practice shop's list, thrown away
      'SCAN reviews USING INDEX reviews_newest', // what was decided lately
      'SCAN sale_vocabulary VIRTUAL TABLE INDEX',
      'SCAN sale_vocabulary VIRTUAL TABLE INDEX',
      'SCAN sale_words VIRTUAL TABLE INDEX',
      'SCAN sale_words VIRTUAL TABLE INDEX',
      'SCAN seal_keys',
      'SCAN sessions USING INDEX sessions_in_review', // those that wait for the shop's word, and their count
      'SCAN sessions USING INDEX sessions_in_review',
      'SCAN settings',
      'SCAN shop_pictures', // a logo and a few slides
      'SCAN tenders USING COVERING INDEX tenders_recorded', // money that waits for a word: its count, and it
      'SCAN tenders USING INDEX tenders_recorded',
      'SCAN tenders USING INDEX tenders_recorded', // only what waits for a word: amounts that are taken
      'SCAN w VIRTUAL TABLE INDEX', // products by the beginnings of words
      ...Array.from({ length: 3 }, () => 'SCAN wanted VIRTUAL TABLE INDEX'), // ids that were found already
    ])
    expect(readThrough.find(({ step }) => step === 'SCAN events')?.sql).toContain('ORDER BY seq DESC LIMIT 1')
    expect(readThrough.find(({ step }) => step.includes('print_jobs'))?.sql).toMatch(
      /ORDER BY id DESC LIMIT \?$/,
    )
  })

  it('never sort what an index has in order already', () => {
    const sorted = plans().filter(({ steps }) => steps.some((step) => step.includes('TEMP B-TREE')))
    expect(
      sorted.map(({ sql }) => /FROM (\w+)/.exec(sql)?.[1] ?? '').toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual([
      'paired_devices', // as many as a shop has screens
      'people',
      'print_jobs', // the few that wait: of several states, the printers they are for, the next one of a printer
      'print_jobs',
      'print_jobs',
      'printers',
      'products',
      'sale_lines', // the sales of one shift, by their numbers, once when it is closed
      'sales', // what is open
      'shift_counts', // how often one shift was counted
      'shop_pictures', // the few slides of the customer's screen
      'tenders', // what is undecided now, of several states
    ])
  })

  it.each([
    ['outboxDue', /FROM outbox WHERE done_at IS NULL AND next_at/, 'SEARCH outbox USING INDEX outbox_due'],
    ['outboxNextAt', /min\(next_at\) FROM outbox/, 'SEARCH outbox USING INDEX outbox_due'],
    ['outboxOf', /FROM outbox WHERE tender_id/, 'SEARCH outbox USING INDEX outbox_by_tender'],
    [
      'watched, live',
      /FROM tenders WHERE state_name IN \('requesting'/,
      'SEARCH tenders USING INDEX tenders_by_state',
    ],
    [
      'watched, ended',
      /FROM tenders WHERE state_name IN \('expired'/,
      'SEARCH tenders USING INDEX tenders_by_state',
    ],
    ['sales page', /FROM sales WHERE id < /, 'SEARCH sales USING INDEX sqlite_autoindex_sales_1 (id<?)'],
    ['open sales', /FROM sales\s+WHERE phase/, 'SEARCH sales USING INDEX sales_open (phase=?)'],
    [
      'sessions page',
      /FROM sessions WHERE \(created_at, id\)/,
      'SEARCH sessions USING INDEX sessions_newest',
    ],
    ['events of a sale', /FROM events WHERE sale_id/, 'SEARCH events USING INDEX events_by_sale (sale_id=?)'],
    [
      'tenders of a sale',
      /FROM tenders WHERE sale_id/,
      'SEARCH tenders USING INDEX tenders_by_sale (sale_id=?)',
    ],
  ])('%s goes by its index', (_name, sql, step) => {
    const plan = plans().find((each) => sql.test(each.sql))
    expect(plan?.steps[0]).toContain(step)
  })
})

describe('lists', () => {
  const sell = (): string => storedSale(books.store).record.sale.id
  const takeIn = (createdAt: string): string => {
    const sessionId = `cs_${ids.next()}`
    must(books.store, (writer) => {
      const facts = someFacts(sessionId)
      writer.saveSession({ facts, tenderId: null, saleId: null, raw: '{}', createdAt, fetchedAt: AT })
    })
    return sessionId
  }
  const note = (): void =>
    must(books.store, (writer) => {
      writer.addAttention({ kind: 'x', saleId: null, tenderId: null, facts: {}, dedupe: ids.next() }, AT)
    })

  function walk<T>(list: (query: PageQuery) => Page<T>, limit: number, between: () => void): T[] {
    const rows: T[] = []
    let cursor: string | null = null
    do {
      const page: Page<T> = list({ cursor, limit })
      expect(page.rows.length).toBeLessThanOrEqual(limit)
      rows.push(...page.rows)
      cursor = page.nextCursor
      between()
    } while (cursor !== null)
    return rows
  }

  it.each([1, 2, 7, 20, 21, 200])(
    'of sales are complete and steady while sales are added, %i a page',
    (limit) => {
      const sold = Array.from({ length: 20 }, sell)
      const seen = walk((query) => books.store.read.sales(query), limit, sell)
      expect(seen.map((row) => row.id)).toEqual(sold.toReversed())
    },
  )

  it('of sessions are complete and steady, also when many came in the same moment', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 25 }),
        fc.integer({ min: 1, max: 9 }),
        (times, limit) => {
          const own = openTestBooks()
          books.close()
          books = own
          const made = times.map((second) => {
            const createdAt = `2026-07-15T07:05:0${second}.000Z`
            return { createdAt, id: takeIn(createdAt) }
          })
          const wanted = made
            .toSorted((a, b) =>
              a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1,
            )
            .map((each) => each.id)
          const newer = (): string => takeIn('2026-07-15T08:00:00.000Z')
          const seen = walk((query) => books.store.read.sessions(query), limit, newer)
          expect(seen.map((each) => each.facts.sessionId)).toEqual(wanted)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('of attention items are complete and steady', () => {
    for (let count = 0; count < 9; count += 1) note()
    const seen = walk((query) => books.store.read.attentions(query), 2, note)
    expect(new Set(seen.map((row) => row.id)).size).toBe(9)
    expect(seen).toHaveLength(9)
  })

  it('start over with a cursor that was tampered with, whatever it says', () => {
    for (let count = 0; count < 3; count += 1) {
      sell()
      takeIn(`2026-07-15T07:05:0${count}.000Z`)
      note()
    }
    const { sales, sessions, attentions } = books.store.read
    const lists = [sales, sessions, attentions] as const
    const odd = [
      '',
      '~',
      '!',
      '0',
      '%',
      '%zz',
      'a~b~c',
      "' OR 1=1 --",
      '~~~',
      'null',
      '\u0000',
      '١',
      'Z'.repeat(200),
    ]
    for (const list of lists) {
      const first = list({ cursor: null, limit: 2 })
      for (const cursor of odd) expect(list({ cursor, limit: 2 })).toEqual(first)
      fc.assert(
        fc.property(fc.string({ maxLength: 40 }), (cursor) => {
          expect(list({ cursor, limit: 2 })).toEqual(first)
        }),
      )
      // and a good one does not
      expect(list({ cursor: first.nextCursor, limit: 2 })).not.toEqual(first)
    }
  })

  it('show the sales that are open, newest first', () => {
    const open = [sell(), sell(), sell()]
    const [first = ''] = open
    const paid = books.store.read.sale(first)
    if (paid === null) throw new Error('no sale')
    must(books.store, (writer) => {
      writer.saveSale({ ...paid.sale, phase: 'paid' }, AT)
    })
    expect(new Set(books.store.read.openSales(10).map((row) => row.id))).toEqual(new Set(open.slice(1)))
    expect(books.store.read.openSales(1)).toHaveLength(1)
  })
})

describe('what is written comes back as it was', () => {
  it('a sale with its lines and totals, by id, tender and attempt', () => {
    const { record, tender } = storedSale(books.store)
    const expected = {
      ...record,
      sale: { ...record.sale, tenders: [tender] },
      tenders: [{ tender, attemptId: tender.id, createdAt: AT, updatedAt: AT }],
    }
    expect(books.store.read.sale(record.sale.id)).toEqual(expected)
    expect(books.store.read.saleOfTender(tender.id)).toEqual(expected)
    expect(books.store.read.saleOfAttempt(tender.id)).toEqual(expected)
    for (const missing of ['', 'nobody', record.number]) {
      expect(books.store.read.sale(missing)).toBeNull()
      expect(books.store.read.saleOfTender(missing)).toBeNull()
      expect(books.store.read.saleOfAttempt(missing)).toBeNull()
    }
  })

  const STATES: ProviderState[] = [
    { name: 'intended' },
    { name: 'requesting', sessionId: null },
    { name: 'requesting', sessionId: 'cs_1' },
    { name: 'presented', paying: true, sessionId: 'cs_1', shownAt: AT, expiresAt: null },
    { name: 'canceling', sessionId: 'cs_1', shownAt: AT, expiresAt: AT },
    { name: 'settled', sessionId: 'cs_1', settledAt: AT },
    { name: 'refused', code: 'x', message: 'ya "begitu" \n' },
    { name: 'expired', sessionId: 'cs_1', shownAt: null },
    { name: 'abandoned', sessionId: null },
    {
      name: 'quarantined',
      sessionId: 'cs_1',
      mismatch: { type: 'wrong_amount', expected: amountOf(1), got: amountOf(100) },
    },
    { name: 'superseded', sessionId: 'cs_1', shownAt: AT, expiresAt: null, reason: 'r', by: 'Sari' },
    { name: 'settled_late', sessionId: 'cs_1', settledAt: AT, captured: amountOf(7) },
  ]
  it.each(STATES)('a provider tender that is $name', (state) => {
    const { record, tender } = storedSale(books.store)
    const changed = { ...tender, state } as typeof tender
    must(books.store, (writer) => {
      writer.saveSale({ ...record.sale, tenders: [changed] }, '2026-07-15T08:00:00.000Z')
    })
    const [read] = books.store.read.sale(record.sale.id)?.tenders ?? []
    expect(read?.tender).toEqual(changed)
    expect(read?.updatedAt).toBe(state.name === 'intended' ? AT : '2026-07-15T08:00:00.000Z')
    const watched = books.store.read.watched('2026-07-15T00:00:00.000Z').map((each) => each.tender.id)
    const unwatched = ['intended', 'settled', 'settled_late', 'refused'].includes(state.name)
    expect(watched).toEqual(unwatched ? [] : [tender.id])
  })

  const BOOKINGS: BookingState[] = [
    { name: 'none' },
    { name: 'creating', attempt: 1, ended: ['cs_0'] },
    { name: 'in_review', attempt: 2, sessionId: 'cs_1' },
    { name: 'refused', attempt: 1, sessionId: null, code: 'x' },
  ]
  it.each(BOOKINGS)('a manual tender whose booking is $name', (booking) => {
    const record = aSale()
    const { state: _state, ...terms } = aTender(record.sale.id) as Extract<
      ReturnType<typeof aTender>,
      { type: 'provider' }
    >
    const money = { name: 'accepted', by: 'Sari', at: AT } as const
    const tender = {
      ...terms,
      type: 'manual',
      kind: 'cash',
      amount: amountOf(50_050),
      money,
      booking,
    } as const
    must(books.store, (writer) => {
      writer.insertSale(record)
      writer.saveSale({ ...record.sale, phase: 'paid', tenders: [tender] }, AT, {
        tenderId: tender.id,
        attemptId: 'a1',
      })
    })
    const read = books.store.read.sale(record.sale.id)
    expect(read?.sale).toEqual({ ...record.sale, phase: 'paid', tenders: [tender] })
    expect(read?.paidAt).toBe(AT)
  })

  it('the time a sale was paid is written once', () => {
    const { record } = storedSale(books.store)
    for (const at of [AT, '2026-07-15T09:00:00.000Z'])
      must(books.store, (writer) => {
        writer.saveSale({ ...record.sale, phase: 'paid' }, at)
      })
    expect(books.store.read.sale(record.sale.id)?.paidAt).toBe(AT)
  })

  it('ended tenders are watched until they are old', () => {
    storedSale(books.store, { state: { name: 'expired', sessionId: 'cs_1', shownAt: AT } })
    expect(books.store.read.watched(AT)).toHaveLength(1)
    expect(books.store.read.watched('2026-07-15T07:05:00.001Z')).toEqual([])
  })

  it('a session, whose later answers replace the facts and keep its place in the list', () => {
    const first = { facts: someFacts('cs_1'), tenderId: 't1', saleId: 's1', raw: '{"a":1}', fetchedAt: AT }
    const later = {
      ...first,
      facts: someFacts('cs_1', { status: 'completed', completedAt: AT }),
      raw: '{"a":2}',
      fetchedAt: '2026-07-15T09:00:00.000Z',
    }
    must(books.store, (writer) => {
      writer.saveSession(first)
    })
    expect(books.store.read.session('cs_1')).toEqual({ ...first, createdAt: AT })
    must(books.store, (writer) => {
      writer.saveSession(later)
    })
    expect(books.store.read.session('cs_1')).toEqual({ ...later, createdAt: AT })
    expect(books.store.read.sessions({ cursor: null, limit: 5 }).rows).toEqual([{ ...later, createdAt: AT }])
    expect(books.store.read.session('cs_2')).toBeNull()
  })

  it('a code and every kind of evidence', () => {
    const { tender } = storedSale(books.store)
    const code = {
      tenderId: tender.id,
      kind: 'emv',
      payload: '000201',
      matrix: { size: 2, modules: '1001' },
      merchantName: null,
      nmid: 'ID1',
    } as const
    must(books.store, (writer) => {
      writer.saveCode({ ...code, payload: 'older' })
      writer.saveCode(code)
    })
    expect(books.store.read.code(tender.id)).toEqual(code)
    expect(books.store.read.code('none')).toBeNull()
    expect(books.store.read.evidence(tender.id)).toBeNull()
    const slip = {
      bank: 'BCA',
      tid: '1',
      mid: '',
      batch: '',
      trace: '2',
      rrn: '',
      approvalCode: 'A',
      lastFour: '0001',
    }
    const kinds = [
      { kind: 'cash', tendered: amountOf(60_000), change: amountOf(10_000) },
      { kind: 'edc', ...slip, entryMode: 'chip' },
      { kind: 'transfer', bank: 'BRI', reference: 'r' },
      { kind: 'static_qris', rrn: '9' },
    ] as const
    for (const evidence of kinds) {
      const own = storedSale(books.store).tender
      must(books.store, (writer) => {
        writer.addEvidence(own.id, evidence, 'Sari', AT)
      })
      expect(books.store.read.evidence(own.id)).toEqual(evidence)
    }
  })

  it('an outbox entry through its life', () => {
    const { record, tender } = storedSale(books.store)
    const id = ids.next()
    const entry = {
      id,
      saleId: record.sale.id,
      tenderId: tender.id,
      call: 'create',
      sessionId: null,
      key: 'k',
      body: '{"amount": 1}',
      createdAt: AT,
      nextAt: AT,
    } as const
    const { read } = books.store
    must(books.store, (writer) => {
      writer.addOutbox(entry)
    })
    const fresh = { ...entry, sends: 0, firstSentAt: null, trouble: null, done: false }
    expect(read.outboxEntry(id)).toEqual(fresh)
    expect(read.outboxOf(tender.id)).toEqual([fresh])
    expect(read.outboxNextAt()).toBe(AT)
    expect(read.outboxDue('2026-07-15T07:04:59.999Z', 9)).toEqual([])
    expect(read.outboxDue(AT, 9)).toEqual([fresh])
    must(books.store, (writer) => {
      writer.markSent(id, '2026-07-15T07:06:00.000Z')
      writer.markSent(id, '2026-07-15T07:07:00.000Z')
      writer.reschedule(id, '2026-07-15T07:08:00.000Z', '{"type":"x"}')
    })
    const sent = {
      ...fresh,
      sends: 2,
      firstSentAt: '2026-07-15T07:06:00.000Z',
      nextAt: '2026-07-15T07:08:00.000Z',
      trouble: '{"type":"x"}',
    }
    expect(read.outboxEntry(id)).toEqual(sent)
    must(books.store, (writer) => {
      writer.markDone(id, AT, null)
      writer.reschedule(id, AT, 'too late')
    })
    expect(read.outboxEntry(id)).toEqual({ ...sent, trouble: null, done: true })
    expect(read.outboxDue('2030-01-01T00:00:00.000Z', 9)).toEqual([])
    expect(read.outboxNextAt()).toBeNull()
  })

  it('events of a sale, the last ones in the order they happened', () => {
    const { record } = storedSale(books.store)
    const facts = { text: 'a"b', number: 1.5, yes: true, none: null }
    for (const kind of ['one', 'two', 'three'])
      must(books.store, (writer) => {
        writer.appendEvent({ at: AT, actor: null, kind, saleId: record.sale.id, tenderId: 't', facts })
        writer.appendEvent({ at: AT, actor: null, kind: 'other', saleId: null, tenderId: null, facts: {} })
      })
    const read = books.store.read.events(record.sale.id, 2)
    expect(read).toEqual(
      ['two', 'three'].map((kind) => ({
        id: expect.any(String),
        at: AT,
        actor: null,
        kind,
        saleId: record.sale.id,
        tenderId: 't',
        facts,
      })),
    )
  })

  it('an attention item once per piece of news, also after a person has settled it', () => {
    const { read } = books.store
    const item = {
      kind: 'money_late',
      saleId: 's',
      tenderId: 't',
      facts: { captured: 5 },
      dedupe: 'money_late:t',
    }
    const add = (): void =>
      must(books.store, (writer) => {
        writer.addAttention(item, AT)
      })
    add()
    add()
    const [row] = read.attentions({ cursor: null, limit: 9 }).rows
    const { dedupe: _dedupe, ...told } = item
    expect(row).toEqual({
      ...told,
      id: expect.any(String),
      createdAt: AT,
      resolvedAt: null,
      resolvedBy: null,
      note: null,
      escalatedAt: null,
    })
    expect(read.attentionOpenCount()).toBe(1)
    const resolve = (): boolean =>
      must(books.store, (writer) => writer.resolveAttention(row?.id ?? '', 'Sari', 'kembali', AT))
    expect(resolve()).toBe(true)
    expect(resolve()).toBe(false)
    add()
    expect(read.attentions({ cursor: null, limit: 9 }).rows).toEqual([
      { ...row, resolvedAt: AT, resolvedBy: 'Sari', note: 'kembali' },
    ])
    expect(read.attentionOpenCount()).toBe(0)
  })

  it('documents and print jobs', () => {
    const { record } = storedSale(books.store)
    const { read } = books.store
    const receipt = aReceipt(record)
    const documentId = ids.next()
    const job = {
      id: ids.next(),
      documentId,
      saleId: record.sale.id,
      what: 'slip',
      copy: { number: 1, printedAt: AT, askedBy: 'Sari' },
      printerUri: 'screen:',
      state: 'queued',
      reason: 'reprint',
      askedBy: 'Sari',
      createdAt: AT,
    } as const
    const drawer = { ...job, id: ids.next(), documentId: null, what: 'drawer', copy: null } as const
    must(books.store, (writer) => {
      writer.addDocument(documentId, record.sale.id, receipt, AT)
      writer.addPrintJob(job)
      writer.addPrintJob(drawer)
    })
    expect(read.document(documentId)).toEqual(receipt)
    expect(read.receiptOf(record.sale.id)).toEqual({ id: documentId, document: receipt })
    expect(read.receiptOf('none')).toBeNull()
    const stored = { ...job, bytesHash: null, bytesWritten: 0, failure: null, updatedAt: AT }
    expect(read.printJob(job.id)).toEqual(stored)
    expect(read.printJobs(['queued']).map((each) => each.id)).toEqual([job.id, drawer.id])
    expect(read.printJobs(['sending', 'sent'])).toEqual([])
    expect(read.lastPrintJobs(5)).toEqual([stored])
    expect(read.printsOf(documentId)).toBe(1)
    // a copy is no original
    expect(read.hasOriginal(documentId)).toBe(false)
    must(books.store, (writer) => {
      writer.updatePrintJob(
        job.id,
        { state: 'failed', bytesWritten: 3, failure: '{}', bytesHash: 'h' },
        '2026-07-15T09:00:00.000Z',
      )
    })
    expect(read.printJob(job.id)).toEqual({
      ...stored,
      state: 'failed',
      bytesHash: 'h',
      bytesWritten: 3,
      failure: '{}',
      updatedAt: '2026-07-15T09:00:00.000Z',
    })
    // nothing came out, so the next one is no copy
    expect(read.printsOf(documentId)).toBe(0)
  })

  it('settings one by one, values, the cart and the catalog', () => {
    const { read } = books.store
    const cart = {
      currency: 'IDR',
      lines: aSale().totals.lines,
      discount: { kind: 'amount', amount: amountOf(500) },
    } as const
    const product = {
      id: 'p1',
      name: 'Kopi',
      sku: 'K1',
      barcodes: [],
      unit: 'pcs',
      active: true,
      picture: null,
      updatedAt: AT,
      price: amountOf(18_000),
      category: 'Minuman',
      tax: 'ppn_added',
      favourite: true,
    } as const
    expect([read.settings(), read.draft(), read.products(), read.value('x')]).toEqual([{}, null, [], null])
    must(books.store, (writer) => {
      writer.saveSettings(DEFAULT_SETTINGS, AT)
      writer.saveSettings({ shopName: 'Baru', npwp: null }, AT)
      writer.saveDraft(cart)
      writer.replaceProducts([product])
      writer.replaceProducts([{ ...product, id: 'p2', favourite: false, barcodes: ['899'] }, product])
      writer.setValue('x', 'y')
      writer.setValue('gone', 'y')
      writer.setValue('gone', null)
    })
    expect(read.settings()).toEqual({ ...DEFAULT_SETTINGS, shopName: 'Baru' })
    expect(read.draft()).toEqual(cart)
    expect(read.products()).toEqual([{ ...product, id: 'p2', favourite: false, barcodes: ['899'] }, product])
    expect([read.value('x'), read.value('gone')]).toEqual(['y', null])
  })

  it('whatever a name holds, SQL included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        must(books.store, (writer) => {
          writer.setValue('odd', text)
        })
        // a lone surrogate cannot be stored as UTF-8; everything else comes back
        expect(books.store.read.value('odd')).toBe(text.toWellFormed())
      }),
    )
    const name = "'); DROP TABLE sales; --"
    const record = { ...aSale(), cashier: name }
    must(books.store, (writer) => {
      writer.insertSale(record)
    })
    expect(books.store.read.sale(record.sale.id)?.cashier).toBe(name)
  })
})
