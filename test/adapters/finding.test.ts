import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wantedBy } from '../../src/core/domain/finding.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { SaleRecord } from '../../src/core/ports/store.ts'
import { aSale, aTender, AT, ids, must, openTestBooks, someFacts, type TestBooks } from './sqlite-records.ts'

let books: TestBooks
let coffee: SaleRecord
let juice: SaleRecord
let nameRef = ''

function sell(name: string, note: string | null): SaleRecord {
  const made = aSale()
  const [line] = made.totals.lines
  if (line === undefined) throw new Error('a sale has lines')
  const record = { ...made, totals: { ...made.totals, lines: [{ ...line, name, note }] } }
  must(books.store, (writer) => {
    writer.insertSale(record)
  })
  return record
}

beforeAll(() => {
  books = openTestBooks()
  coffee = sell('Kopi Susu Gula Aren', 'tanpa es')
  juice = sell('Jus Alpukat Café', null)
  const tender = aTender(juice.sale.id)
  must(books.store, (writer) => {
    writer.saveSale({ ...juice.sale, tenders: [tender] }, AT, { tenderId: tender.id, attemptId: tender.id })
    writer.addEvidence(tender.id, { kind: 'transfer', bank: 'BCA', reference: 'Trf 00123 99' }, 'Sari', AT)
    const facts = someFacts('cs_aBc123', { status: 'completed', paymentId: 'pay_Xyz789' })
    const links = { tenderId: tender.id, saleId: juice.sale.id }
    writer.saveSession({ facts, ...links, raw: '{}', fetchedAt: AT })
    nameRef = writer.keepPersonal({ kind: 'customer_name', value: 'Ibu Wati "Ayu" Lestari', at: AT })
    const phoneRef = writer.keepPersonal({ kind: 'customer_phone', value: '081230007919', at: AT })
    const id = ids.next()
    writer.addCustomer({ id, nameRef, phoneRef, emailRef: null, providerId: null, createdAt: AT })
    writer.setSaleCustomer(coffee.sale.id, id, AT)
    const item = { kind: 'money_late', saleId: juice.sale.id, tenderId: tender.id, facts: {} }
    writer.addAttention({ ...item, dedupe: 'late' }, AT)
    const note = writer.keepPersonal({ kind: 'note', value: 'uang dikembalikan tunai', at: AT })
    const [open] = writer.attentions({ cursor: null, limit: 1 }).rows
    writer.resolveAttention(open?.id ?? '', 'Sari', note, AT)
  })
})
afterAll(() => {
  books.close()
})

const sales = (typed: string, limit = 10): string[] =>
  books.store.read.sales({ cursor: null, limit }, wantedBy(typed)).rows.map((row) => row.id)
const sessions = (typed: string): string[] =>
  books.store.read
    .sessions({ cursor: null, limit: 10 }, wantedBy(typed))
    .rows.map((row) => row.facts.sessionId)

describe('a sale is found', () => {
  it('by the beginnings of words of its products and notes, in any order, whatever case and accents', () => {
    for (const typed of ['kopi', 'KOP', 'aren kop', 'tanpa es'])
      expect(sales(typed)).toEqual([coffee.sale.id])
    for (const typed of ['cafe', 'CAFÉ', 'jus alp']) expect(sales(typed)).toEqual([juice.sale.id])
    expect(sales('kopi alpukat')).toEqual([])
    expect(sales('opi')).toEqual([])
  })

  it('by a piece of its customer: name or phone', () => {
    for (const typed of ['wati', 'LESTA', 'u Wati', '0007919']) expect(sales(typed)).toEqual([coffee.sale.id])
  })

  it('by the references of its payments, and by what was noted about it', () => {
    for (const typed of ['cs_aBc123', 'cs_aBc', 'pay_Xyz789', 'pay_X', 'dikembalikan'])
      expect(sales(typed)).toEqual([juice.sale.id])
  })

  it('page by page, newest first, by whatever it is found', () => {
    const more = Array.from({ length: 5 }, () => sell('Seblak', null).sale.id)
    const read = (cursor: string | null) => books.store.read.sales({ cursor, limit: 2 }, wantedBy('seblak'))
    const first = read(null)
    const second = read(first.nextCursor)
    const third = read(second.nextCursor)
    const all = [first, second, third].flatMap((page) => page.rows.map((row) => row.id))
    expect(all).toEqual(more.toReversed())
    expect(third.nextCursor).toBeNull()
  })
})

describe('a session is found', () => {
  it('by its own numbers, and by all that its sale is found by', () => {
    for (const typed of ['cs_aBc', 'pay_Xyz', 'alpukat', juice.number])
      expect(sessions(typed)).toEqual(['cs_aBc123'])
    expect(sessions('kopi')).toEqual([])
  })
})

describe('whatever is typed', () => {
  it.each([
    ...[
      '"',
      '""',
      '*',
      'q*',
      '-',
      '- -',
      'NEAR',
      'NEAR(kopi susu, 3)',
      'OR',
      'AND NOT',
      'words:x',
      '^x',
      '{a b}:c',
    ],
    ...[
      '%',
      '_',
      '%%%',
      '___',
      "' OR 1=1 --",
      "'); DROP TABLE sales; --",
      '(',
      ')))',
      '\\',
      '\u0000',
      '\u0000\u0000abc',
    ],
    ...[
      '\u{1F4B0}',
      '\u{1F4B0}\u{1F4B0}\u{1F4B0}',
      '\uD83D',
      'x'.repeat(300),
      '"'.repeat(300),
      'é'.repeat(300),
    ],
  ])('is text and no operator: %j', (typed) => {
    expect(sales(typed)).toEqual([])
    expect(sessions(typed)).toEqual([])
  })

  it('a quote in a name is found as a quote', () => {
    expect(sales('"Ayu"')).toEqual([coffee.sale.id])
  })
})

describe('what tells who somebody is', () => {
  it('cannot be found any more once it was erased, and nothing of it is left in the index', () => {
    must(books.store, (writer) => {
      writer.erasePersonal(nameRef)
    })
    expect(sales('wati')).toEqual([])
    expect(sales('0007919')).toEqual([coffee.sale.id])
    books.handle.exec('CREATE VIRTUAL TABLE temp.left_over USING fts5vocab(main, personal_words, row)')
    const left = books.handle.prepare('SELECT term FROM temp.left_over').pluck().all()
    for (const piece of ['wat', 'ati', 'lest'.slice(0, 3), 'ayu']) expect(left).not.toContain(piece)
    expect(left).toContain('079')
    books.handle.exec('DROP TABLE temp.left_over')
    const blocks = books.handle.prepare('SELECT block FROM personal_words_data').pluck().all() as Buffer[]
    expect(Buffer.concat(blocks).includes('wat')).toBe(false)
  })

  it('goes from the index also when it goes by its age', () => {
    must(books.store, (writer) => writer.erasePersonalBefore('2030-01-01T00:00:00.000Z', 1000))
    expect(sales('0007919')).toEqual([])
    expect(books.handle.prepare('SELECT count(*) FROM personal_texts').pluck().get()).toBe(0)
  })

  it('a sale that was refused is in no index either', () => {
    const record = { ...aSale(), totals: { ...coffee.totals, total: amountOf(50_000) } }
    const refused = () =>
      books.store.write((writer) => {
        writer.insertSale(record)
        throw new Error('after it')
      })
    const before = sales('kopi')
    expect(refused).toThrow('after it')
    expect(sales('kopi')).toEqual(before)
  })
})
