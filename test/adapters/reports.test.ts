import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAmounts, amountOf, negate, ZERO, type Currency } from '../../src/core/domain/money.ts'
import type { ExportFormat, ExportKind } from '../../src/core/domain/reports/export.ts'
import type { CurrencyReport, Figures, Report } from '../../src/core/domain/reports/report.ts'
import { DEFAULT_TAX_RULES, priceCart, type SaleTotals, type TaxKind } from '../../src/core/domain/sale.ts'
import type { TakingMethod } from '../../src/core/domain/shifts/shift.ts'
import { createReportReader } from '../../src/main/report-runner.ts'
import { runReport } from '../../src/main/report-task.ts'
import { aSale, ids, must, openTestBooks, type TestBooks } from './sqlite-records.ts'

const METHODS: readonly TakingMethod[] = ['cash', 'qris', 'edc', 'transfer', 'static_qris']
const TAXES: readonly TaxKind[] = ['none', 'ppn_included', 'ppn_added', 'pbjt_included', 'pbjt_added']
const FIRST = '2026-07-01'
const dayOf = (place: number): string => `2026-07-${String(place).padStart(2, '0')}`

interface Made {
  readonly currency: Currency
  readonly cashier: string
  readonly lines: readonly {
    readonly product: number
    readonly quantity: number
    readonly price: number
    readonly tax: number
    readonly discount: number
  }[]
  readonly discount: number
  /** The parts it is paid in: the last one completes it. */
  readonly parts: readonly { readonly day: number; readonly hour: number; readonly method: number }[]
  readonly rounding: number
  readonly refund: { readonly day: number; readonly share: number; readonly isVoid: boolean } | null
  readonly canceled: boolean
}

const aDay = fc.integer({ min: 1, max: 9 })
const made: fc.Arbitrary<Made> = fc.record({
  currency: fc.constantFrom<Currency>('IDR', 'IDR', 'USD'),
  cashier: fc.constantFrom('Sari', 'Budi', '=Ibu "Ani", kasir'),
  lines: fc.array(
    fc.record({
      product: fc.integer({ min: 0, max: 5 }),
      quantity: fc.integer({ min: 1, max: 4_000 }),
      price: fc.integer({ min: 700, max: 150_000 }),
      tax: fc.integer({ min: 0, max: TAXES.length - 1 }),
      discount: fc.integer({ min: 0, max: 3_000 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  discount: fc.constantFrom(0, 0, 1_234),
  parts: fc.array(
    fc.record({ day: aDay, hour: fc.integer({ min: 0, max: 23 }), method: fc.nat(METHODS.length - 1) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  rounding: fc.integer({ min: -49, max: 50 }),
  refund: fc.option(fc.record({ day: aDay, share: fc.integer({ min: 1, max: 100 }), isVoid: fc.boolean() })),
  canceled: fc.boolean(),
})

let books: TestBooks
beforeAll(() => {
  books = openTestBooks()
})
afterAll(() => {
  books.close()
})

/** Puts a sale into the books as a sequence of payments would have, and answers its sums when it was priced at all. */
function keep(sale: Made): SaleTotals | null {
  const { currency, lines, discount } = sale
  const totals = priceCart(
    {
      currency,
      discount: discount === 0 ? null : { kind: 'percent', basisPoints: discount },
      lines: lines.map(({ product, quantity, price, tax, discount: off }, place) => ({
        ...{
          id: `l${place}`,
          productId: product === 0 ? null : `p${product}`,
          name: `Barang ${product}`,
          quantity,
        },
        ...{ unitPrice: amountOf(price), tax: TAXES[tax] ?? 'none', note: null },
        discount: off === 0 ? null : { kind: 'percent' as const, basisPoints: off },
      })),
    },
    DEFAULT_TAX_RULES,
  )
  if (!totals.ok) return null
  const { total } = totals.value
  const parts = sale.parts.slice(0, Math.min(sale.parts.length, total))
  const record = aSale({ currency, total, phase: sale.canceled ? 'canceled' : 'paid' })
  const day = dayOf(sale.parts[0]?.day ?? 1)
  must(books.store, (writer) => {
    writer.insertSale({ ...record, totals: totals.value, cashier: sale.cashier, businessDate: day })
    if (sale.canceled) return
    let left: number = total
    parts.forEach((part, place) => {
      const isLast = place === parts.length - 1
      const covers = isLast ? left : Math.max(1, Math.floor(left / 2))
      left -= covers
      const rounding = isLast && covers + sale.rounding > 0 ? sale.rounding : 0
      writer.addTaking({
        ...{
          source: `tender:${ids.next()}`,
          shiftId: null,
          businessDate: dayOf(part.day),
          what: 'sale',
          currency,
        },
        ...{ method: METHODS[part.method] ?? 'cash', amount: amountOf(covers + rounding) },
        ...{ rounding: amountOf(rounding), saleId: record.sale.id, tenderId: null, completes: isLast },
        at: `${dayOf(part.day)}T${String(part.hour).padStart(2, '0')}:15:00.000Z`,
        ...{ actor: null, terminal: 'T1' },
      })
    })
    if (sale.refund === null) return
    const back = Math.max(1, Math.floor((total * sale.refund.share) / 100))
    writer.addTaking({
      ...{
        source: `${sale.refund.isVoid ? 'void' : 'refund'}:${ids.next()}`,
        shiftId: null,
        businessDate: dayOf(sale.refund.day),
        what: 'refund',
      },
      method: sale.refund.isVoid ? 'edc' : 'cash',
      ...{ amount: negate(amountOf(back)), rounding: ZERO, currency, saleId: record.sale.id },
      ...{
        tenderId: null,
        completes: false,
        actor: null,
        terminal: 'T1',
        at: `${dayOf(sale.refund.day)}T10:00:00.000Z`,
      },
    })
  })
  return totals.value
}

async function report(from: string, to: string): Promise<Report> {
  const answer = await runReport(
    { file: books.file, task: { type: 'summary', range: { from, to }, utcOffsetMinutes: 420 } },
    () => {},
  )
  if (!answer.ok || 'bytes' in answer.value) throw new Error(JSON.stringify(answer))
  return answer.value
}

const sum = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((all, row) => all + of(row), 0)

/** Every way to look at the money adds up to the same. */
function expectWhole(of: CurrencyReport): void {
  const { totals, products, rest } = of
  const sides: readonly (readonly Figures[])[] = [of.byDay, of.byHour, of.byCashier]
  for (const rows of sides) {
    expect(sum(rows, (row) => row.received)).toBe(totals.received)
    expect(sum(rows, (row) => row.refunded)).toBe(totals.refunded)
    expect(sum(rows, (row) => row.voided)).toBe(totals.voided)
    expect(sum(rows, (row) => row.rounding)).toBe(totals.rounding)
    expect(sum(rows, (row) => row.sold)).toBe(totals.sold)
    expect(sum(rows, (row) => row.sales)).toBe(totals.sales)
    expect(sum(rows, (row) => row.payments)).toBe(totals.payments)
  }
  expect(sum(of.byMethod, (row) => row.received)).toBe(totals.received)
  expect(sum(of.byMethod, (row) => row.refunded)).toBe(totals.refunded)
  expect(sum(of.byMethod, (row) => row.voided)).toBe(totals.voided)
  expect(sum(of.byMethod, (row) => row.payments)).toBe(totals.payments)
  const net = sum(products, (row) => row.net) + (rest?.net ?? 0)
  expect(net).toBe(totals.gross - totals.lineDiscounts)
  expect(sum(of.byCategory, (row) => row.net)).toBe(net)
  expect(net - totals.orderDiscounts + totals.addedTaxes).toBe(totals.sold)
  expect(sum(of.taxes, (row) => row.base + row.amount) + of.untaxed).toBe(totals.sold)
  expect(of.untaxed).toBeGreaterThanOrEqual(0)
  expect(totals.sold + totals.rounding + totals.unfinished).toBe(totals.received)
}

describe('the sums of every report', () => {
  it('equal the sums of their rows, of the sales and of the ledger, for any days', async () => {
    const kept: { totals: SaleTotals; currency: Currency; paidOn: string }[] = []
    await fc.assert(
      fc.asyncProperty(fc.array(made, { minLength: 1, maxLength: 12 }), aDay, aDay, async (sales, a, b) => {
        for (const sale of sales) {
          const totals = keep(sale)
          const last = sale.parts.slice(0, totals?.total ?? 0).at(-1)
          if (totals !== null && !sale.canceled && last !== undefined)
            kept.push({ totals, currency: sale.currency, paidOn: dayOf(last.day) })
        }
        const [from, to] = [dayOf(Math.min(a, b)), dayOf(Math.max(a, b))]
        const found = await report(from, to)
        for (const each of found.currencies) {
          expectWhole(each)
          const { currency, totals, taxes } = each
          const ledger = books.handle
            .prepare<[string, string, string, string], number>(
              'SELECT coalesce(sum(amount), 0) FROM takings WHERE what = ? AND currency = ? AND business_date BETWEEN ? AND ?',
            )
            .pluck()
          expect(totals.received).toBe(ledger.get('sale', currency, from, to))
          const gone = Math.abs(ledger.get('refund', currency, from, to) ?? 0)
          expect(totals.refunded + totals.voided).toBe(gone)
          const voids = books.handle
            .prepare<[string, string, string], number>(
              "SELECT coalesce(-sum(amount), 0) FROM takings WHERE source LIKE 'void:%' AND currency = ? AND business_date BETWEEN ? AND ?",
            )
            .pluck()
          expect(totals.voided).toBe(voids.get(currency, from, to))
          const sold = kept.filter(
            (one) => one.currency === currency && one.paidOn >= from && one.paidOn <= to,
          )
          expect(totals.sales).toBe(sold.length)
          expect(totals.sold).toBe(sum(sold, (one) => one.totals.total))
          expect(totals.orderDiscounts).toBe(sum(sold, (one) => one.totals.orderDiscount))
          for (const tax of ['ppn', 'pbjt'] as const) {
            const printed = sold.flatMap((one) => one.totals.taxes).filter((one) => one.tax === tax)
            const rows = taxes.filter((row) => row.tax === tax)
            expect(sum(rows, (row) => row.amount)).toBe(
              addAmounts(ZERO, ...printed.map(({ amount }) => amount)),
            )
            expect(sum(rows, (row) => row.base)).toBe(addAmounts(ZERO, ...printed.map(({ base }) => base)))
          }
        }
      }),
      { numRuns: 25 },
    )
    expect(kept.length).toBeGreaterThan(30)
  })

  it('days added up one by one are the whole, and hours are those of the clock on the wall', async () => {
    const whole = await report(FIRST, dayOf(9))
    const days = await Promise.all(
      Array.from({ length: 9 }, (_, place) => report(dayOf(place + 1), dayOf(place + 1))),
    )
    const received = (each: Report): number => sum(each.currencies, ({ totals }) => totals.received)
    expect(sum(days, received)).toBe(received(whole))
    const before = await report('2026-08-15', '2026-08-15')
    expect(before.currencies).toEqual([])
    const record = aSale({ phase: 'paid' })
    must(books.store, (writer) => {
      writer.insertSale({ ...record, businessDate: '2026-08-15' })
      // 23.15 in Greenwich is a quarter past six the next morning in Bandung
      writer.addTaking({
        ...{
          source: 'tender:night',
          shiftId: null,
          businessDate: '2026-08-15',
          what: 'sale',
          method: 'cash',
        },
        ...{
          amount: amountOf(50_000),
          rounding: ZERO,
          currency: 'IDR',
          saleId: record.sale.id,
          tenderId: null,
        },
        ...{ completes: true, actor: null, at: '2026-08-14T23:15:00.000Z', terminal: 'T1' },
      })
    })
    const [night] = (await report('2026-08-15', '2026-08-15')).currencies
    expect(night?.byHour.map(({ key }) => key)).toEqual([6])
  })
})

describe('files for the accountant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-export-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const write = async (
    kind: ExportKind,
    format: ExportFormat,
    change: { target?: string; to?: string } = {},
  ) => {
    const target = change.target ?? join(folder, 'out', `${kind}.${format}`)
    const range = { from: FIRST, to: change.to ?? dayOf(9) }
    const run = createReportReader(books.file).export(
      { type: 'export', range, utcOffsetMinutes: 420, kind, format, language: 'id', mark: true, target },
      () => {},
    )
    return { target, answer: await run.answer }
  }
  const csv = (path: string): string[][] => parse(readFileSync(path, 'utf8'), { bom: true })

  it('hold every row of the days, and their sums are the report', async () => {
    const whole = await report(FIRST, dayOf(9))
    const sales = await write('sales', 'csv')
    const payments = await write('payments', 'csv')
    const lines = await write('lines', 'csv')
    const [idr] = whole.currencies.filter(({ currency }) => currency === 'IDR')
    const rowsOf = (path: string, currencyAt: number) => csv(path).filter((row) => row[currencyAt] === 'IDR')
    expect(sum(rowsOf(sales.target, 4), (row) => Number(row[12]))).toBe(idr?.totals.sold)
    expect(sum(rowsOf(sales.target, 4), (row) => Number(row[9]) + Number(row[11]))).toBe(
      sum(idr?.taxes ?? [], ({ amount }) => amount),
    )
    expect(sum(rowsOf(lines.target, 9), (row) => Number(row[12]))).toBe(
      (idr?.totals.gross ?? 0) - (idr?.totals.lineDiscounts ?? 0),
    )
    const moved = rowsOf(payments.target, 5)
    expect(sum(moved, (row) => Number(row[6]))).toBe(
      (idr?.totals.received ?? 0) - (idr?.totals.refunded ?? 0) - (idr?.totals.voided ?? 0),
    )
    const voids = moved.filter((row) => row[3] === 'void')
    expect(idr?.totals.voided).toBeGreaterThan(0)
    expect(-sum(voids, (row) => Number(row[6]))).toBe(idr?.totals.voided)
    // money that went back stays a number below zero; a name that begins like a formula becomes text
    expect(moved.some((row) => /^-\d+$/.test(row[6] ?? ''))).toBe(true)
    const cashiers = new Set(csv(sales.target).map((row) => row[3]))
    expect([...cashiers].filter((name) => name?.startsWith('='))).toEqual([])
    expect(cashiers).toContain('\'=Ibu "Ani", kasir')
    expect(readFileSync(sales.target).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  })

  it('an Excel file has the same rows, with numbers as numbers', async () => {
    const { target, answer } = await write('sales', 'xlsx')
    const [head, ...rows] = (await readXlsxFile(target))[0]?.data ?? []
    expect(head?.[0]).toBe('Nomor')
    expect(answer).toMatchObject({ ok: true, value: { rows: rows.length } })
    const [idr] = (await report(FIRST, dayOf(9))).currencies.filter(({ currency }) => currency === 'IDR')
    expect(
      sum(
        rows.filter((row) => row[4] === 'IDR'),
        (row) => Number(row[12]),
      ),
    ).toBe(idr?.totals.sold)
    expect(rows.every((row) => typeof row[12] === 'number')).toBe(true)
  })

  it('a file that was stopped on its way is not left behind', async () => {
    const target = join(folder, 'out', 'stopped.csv')
    const run = createReportReader(books.file).export(
      {
        ...{
          type: 'export',
          utcOffsetMinutes: 420,
          kind: 'lines',
          format: 'csv',
          language: 'id',
          mark: false,
          target,
        },
        range: { from: FIRST, to: dayOf(9) },
      },
      () => {},
    )
    run.stop()
    expect(await run.answer).toEqual({ ok: false, error: { type: 'report_stopped' } })
    expect(existsSync(target)).toBe(false)
  })

  it('a folder that cannot be written to, or goes meanwhile, is said in words, and a full disk too', async () => {
    const inTheWay = join(folder, 'a-file')
    writeFileSync(inTheWay, '')
    chmodSync(inTheWay, 0o400)
    const unwritable = await write('sales', 'csv', { target: join(inTheWay, 'sales.csv') })
    expect(unwritable.answer).toEqual({
      ok: false,
      error: { type: 'export_not_written', reason: 'unwritable' },
    })
    for (const format of ['csv', 'xlsx'] as const) {
      const taken = join(folder, `taken-${format}`)
      const removed = await runReport(
        {
          file: books.file,
          task: {
            ...{ type: 'export', utcOffsetMinutes: 420, kind: 'sales', format, language: 'id', mark: true },
            ...{ range: { from: FIRST, to: dayOf(9) }, target: join(taken, `sales.${format}`) },
          },
        },
        () => {
          rmSync(taken, { recursive: true, force: true })
        },
      )
      expect(removed).toEqual({ ok: false, error: { type: 'export_not_written', reason: 'unwritable' } })
    }
    // a disk that is always full, where there is one
    if (!existsSync('/dev/full')) return
    const full = await runReport(
      {
        file: books.file,
        task: {
          ...{
            type: 'export',
            utcOffsetMinutes: 420,
            kind: 'sales',
            format: 'csv',
            language: 'id',
            mark: true,
          },
          ...{ range: { from: FIRST, to: dayOf(9) }, target: fullDisk(folder) },
        },
      },
      () => {},
    )
    expect(full).toEqual({ ok: false, error: { type: 'export_not_written', reason: 'full' } })
  })
})

/** A name that leads to a device which takes nothing. */
function fullDisk(folder: string): string {
  const path = join(folder, 'full.csv')
  symlinkSync('/dev/full', path)
  return path
}
