import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { daysLater } from '../../src/core/domain/reports/range.ts'
import { layoutDocument, layoutToText } from '../../src/core/escpos-layout/index.ts'
import { businessDayNow } from '../../src/main/usecases/till.ts'
import { must, refusal } from './after-sale-bench.ts'
import { openShop, type Shop } from './people-bench.ts'

let shop: Shop
let today: string
beforeAll(async () => {
  shop = await openShop()
  await shop.as('cashier')
  today = businessDayNow(shop.till.core.till)
  await cash(30_000)
  await cash(12_500)
  await shop.as('supervisor')
})
afterAll(async () => {
  await shop.close()
})

const id = () => shop.till.ids.next()
const days = (from = today, to = today) => ({ jobId: id(), from, to })
const folder = () => join(shop.till.folder, 'exports')

/** The slip that was asked for last, as lines of text. */
function printed(): string {
  const [job] = shop.store().read.lastPrintJobs(1)
  const document = shop.store().read.document(job?.documentId ?? '')
  if (document === null) throw new Error('the slip has no document')
  return layoutToText(layoutDocument(document, { columns: 32 })).join('\n')
}

async function cash(price: number): Promise<void> {
  await shop.fill(price)
  const paid = await shop.counter.sale.payCash({ attemptId: id(), amount: null, tendered: amountOf(price) })
  must(paid)
  await shop.counter.counter.next()
}

describe('reports of a shop', () => {
  it('today is what was sold today, and the day before is compared with it', async () => {
    const { currencies, standing } = must(await shop.counter.reports.summary(days()))
    expect(currencies).toHaveLength(1)
    expect(currencies[0]?.totals).toMatchObject({ sales: 2, sold: 42_500, received: 42_500, average: 21_250 })
    expect(currencies[0]?.byCashier).toMatchObject([{ key: 'Sari', sales: 2, sold: 42_500 }])
    expect(standing.openSales).toBe(0)
    const before = must(await shop.counter.reports.compare(days()))
    expect(before.range).toEqual({ from: daysLater(today, -1), to: daysLater(today, -1) })
    expect(before.currencies).toEqual([])
    const tomorrow = must(await shop.counter.reports.compare(days(daysLater(today, 1), daysLater(today, 1))))
    expect(tomorrow.currencies[0]?.totals.sold).toBe(42_500)
  })

  it('a cancelled sale is counted on its day and sold nowhere', async () => {
    await shop.fill(9_000)
    const notice = { bank: 'BCA', reference: 'TRF 77' }
    const recorded = await shop.counter.sale.recordTransfer({ attemptId: id(), amount: null, ...notice })
    const sale = must(recorded)
    must(await shop.counter.sale.rejectTender({ tenderId: sale.tenders[0]?.id ?? '', reason: 'tidak masuk' }))
    must(await shop.counter.sale.cancel({ saleId: sale.id }))
    await shop.counter.counter.next()
    const { currencies } = must(await shop.counter.reports.summary(days()))
    expect(currencies[0]?.totals.canceled).toEqual({ count: 1, amount: 9_000 })
    expect(currencies[0]?.totals.sold).toBe(42_500)
  })

  it('a voided card slip is a void and no refund, in the sums, in the file and on paper, and waits for no settlement', async () => {
    await shop.fill(60_000)
    const slip = {
      ...{ bank: 'BCA', tid: '10203040', mid: '', batch: '12', trace: '7', rrn: '' },
      ...{ approvalCode: '123456', lastFour: '1234', entryMode: 'chip' as const },
    }
    const sale = must(await shop.counter.sale.recordEdc({ attemptId: id(), amount: null, slip }))
    const tenderId = sale.tenders[0]?.id ?? ''
    must(await shop.counter.sale.acceptTender({ tenderId }))
    await shop.counter.counter.next()
    expect(must(await shop.counter.reports.summary(days())).standing.unsettledSlips).toBe(1)
    const voided = { saleId: sale.id, tenderId, reason: 'other' as const, words: 'salah kartu' }
    const paper = { rrn: '', approvalCode: 'V1' }
    must(await shop.counter.refunds.void({ ...voided, slip: paper, attemptId: id() }))
    const { currencies, standing } = must(await shop.counter.reports.summary(days()))
    expect(currencies[0]?.totals).toMatchObject({ voids: 1, voided: 60_000, refunds: 0, refunded: 0 })
    expect(standing.unsettledSlips).toBe(0)
    const job = { ...days(), kind: 'payments', format: 'csv' } as const
    must(await shop.counter.reports.exportStart(job))
    const { base64 } = must(await shop.counter.reports.exportPart({ jobId: job.jobId, offset: 0 }))
    must(await shop.counter.reports.exportEnd({ jobId: job.jobId }))
    expect(Buffer.from(base64, 'base64').toString('utf8')).toMatch(/,void,edc,IDR,-60000,/)
    must(await shop.counter.reports.print(days()))
    expect(printed()).toMatch(/Batal 1x +-60\.000/)
    expect(printed()).not.toContain('Pengembalian')
  })

  it('days that cannot be are refused in words, before anything is read', async () => {
    const turned = days(today, daysLater(today, -1))
    for (const call of [
      shop.counter.reports.summary,
      shop.counter.reports.compare,
      shop.counter.reports.print,
    ])
      expect(refusal(await call(turned)).type).toBe('report_range_invalid')
    const file = await shop.counter.reports.exportStart({ ...turned, kind: 'sales', format: 'csv' })
    expect(refusal(file).type).toBe('report_range_invalid')
  })

  it('a report that is stopped says so, and the next one is read as ever', async () => {
    const job = days(daysLater(today, -1_000))
    const asked = shop.counter.reports.summary(job)
    expect(must(await shop.counter.reports.progress({ jobId: job.jobId }))).toMatchObject({ done: 0 })
    must(await shop.counter.reports.cancel({ jobId: job.jobId }))
    expect(refusal(await asked).type).toBe('report_stopped')
    expect(must(await shop.counter.reports.progress({ jobId: job.jobId }))).toBeNull()
    expect(must(await shop.counter.reports.summary(days())).days).toBe(1)
  })

  it('no more than three are read at once', async () => {
    const jobs = [1, 2, 3, 4].map(() => shop.counter.reports.summary(days()))
    const answers = await Promise.all(jobs)
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3)
    expect(answers.flatMap((each) => (each.ok ? [] : [each.error.type]))).toEqual(['report_busy'])
  })

  it('a file is fetched in pieces, stands in the log, and is taken away', async () => {
    const job = { ...days(), kind: 'payments', format: 'csv' } as const
    const file = must(await shop.counter.reports.exportStart(job))
    expect(file).toMatchObject({ name: `gerai-latihan-pembayaran-${today}.csv`, rows: 4 })
    expect(readdirSync(folder())).toEqual([`${job.jobId}.csv`])
    const part = must(await shop.counter.reports.exportPart({ jobId: job.jobId, offset: 0 }))
    const bytes = Buffer.from(part.base64, 'base64')
    expect(bytes).toHaveLength(file.bytes)
    expect(part.next).toBeNull()
    expect(bytes.toString('utf8')).toContain('30000')
    must(await shop.counter.reports.exportEnd({ jobId: job.jobId }))
    expect(readdirSync(folder())).toEqual([])
    const gone = await shop.counter.reports.exportPart({ jobId: job.jobId, offset: 0 })
    expect(refusal(gone).type).toBe('export_gone')
    const log = must(
      await shop.counter.audit.list({
        ...{
          cursor: null,
          limit: 5,
          group: 'printing',
          personId: null,
          saleNumber: null,
          from: null,
          to: null,
        },
      }),
    )
    expect(log.rows[0]).toMatchObject({ kind: 'report_exported', facts: { kind: 'payments', rows: 4 } })
  })

  it('the sums go on paper, and nothing of a file outlives the core', async () => {
    must(await shop.counter.reports.print(days()))
    const paper = printed()
    expect(paper).toContain('LAPORAN PENJUALAN')
    expect(paper).toMatch(/TOTAL +Rp 102\.500/)
    expect(paper).toMatch(/Sari 2x +42\.500/)
    must(await shop.counter.reports.exportStart({ ...days(), kind: 'sales', format: 'xlsx' }))
    expect(readdirSync(folder())).toHaveLength(1)
    await shop.restart()
    expect(existsSync(folder())).toBe(false)
  })
})
