import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { daysLater } from '../../src/core/domain/report-range.ts'
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
    expect(file).toMatchObject({ name: `gerai-pembayaran-${today}.csv`, rows: 2 })
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
    expect(log.rows[0]).toMatchObject({ kind: 'report_exported', facts: { kind: 'payments', rows: 2 } })
  })

  it('the sums go on paper, and nothing of a file outlives the core', async () => {
    must(await shop.counter.reports.print(days()))
    const [job] = shop.store().read.lastPrintJobs(1)
    const document = shop.store().read.document(job?.documentId ?? '')
    if (document === null) throw new Error('the slip has no document')
    const paper = layoutToText(layoutDocument(document, { columns: 32 })).join('\n')
    expect(paper).toContain('LAPORAN PENJUALAN')
    expect(paper).toMatch(/TOTAL +Rp 42\.500/)
    expect(paper).toMatch(/Sari 2x +42\.500/)
    must(await shop.counter.reports.exportStart({ ...days(), kind: 'sales', format: 'xlsx' }))
    expect(readdirSync(folder())).toHaveLength(1)
    await shop.restart()
    expect(existsSync(folder())).toBe(false)
  })
})
