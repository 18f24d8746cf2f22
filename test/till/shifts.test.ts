import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CurrentShiftView } from '../../src/core/contract/views/shift.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { isCounted } from '../../src/core/domain/tenders/sale-tenders.ts'
import { layoutDocument, layoutToText } from '../../src/core/escpos-layout/index.ts'
import type { TakingRow } from '../../src/core/ports/shift-books.ts'
import { checkChain } from '../../src/main/usecases/people/audit.ts'
import { closeShift, openShift } from '../../src/main/usecases/shifts/shifts.ts'
import { lateMoney, must, refusal } from './after-sale-bench.ts'
import { eventually, openTestTill } from './bench.ts'
import { openShop, PINS, type Shop } from './people-bench.ts'
import { usePrinter } from '../fakes/use-printer.ts'
import { openTestShop, sellForCash } from './shop-bench.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.as('cashier')
})
afterAll(async () => {
  await shop.close()
})

const id = () => shop.till.ids.next()
const budiId = async (): Promise<string> =>
  shop
    .store()
    .read.people()
    .find(({ name }) => name === 'Budi')?.id ?? ''
const current = async (): Promise<CurrentShiftView> => must(await shop.counter.shift.current())
const openWith = async (float: number, attemptId = id()) =>
  must(await shop.counter.shift.open({ attemptId, float: amountOf(float) }))
const ledger = (shiftId: string): readonly TakingRow[] => shop.store().read.takingsOf(shiftId)

async function cash(price: number, tendered = price): Promise<string> {
  await shop.fill(price)
  const sold = await shop.counter.sale.payCash({
    attemptId: id(),
    amount: null,
    tendered: amountOf(tendered),
  })
  await shop.counter.counter.next()
  return must(sold).id
}

async function shownCode(price: number): Promise<{ saleId: string; tenderId: string; sessionId: string }> {
  await shop.fill(price)
  const sale = must(await shop.counter.sale.charge({ attemptId: id(), kind: 'qris', amount: null }))
  const now = async () => must(await shop.counter.sale.get({ saleId: sale.id }))
  let view = sale
  await eventually(
    () => {
      void now().then((read) => (view = read))
      return view.tenders.find((each) => each.state === 'presented')
    },
    () => view,
  )
  const [tender] = view.tenders
  return { saleId: sale.id, tenderId: tender?.id ?? '', sessionId: tender?.sessionId ?? '' }
}

async function pay(code: { saleId: string; tenderId: string; sessionId: string }): Promise<void> {
  await shop.till.hand(`sessions/${code.sessionId}/pay`)
  must(await shop.counter.sale.checkNow({ tenderId: code.tenderId }))
}

async function cardSlip(price: number, trace: string, tid = '10203040'): Promise<string> {
  await shop.fill(price)
  const slip = {
    ...{ bank: 'BCA', tid, mid: '', batch: '12', trace, rrn: '', approvalCode: '123456' },
    ...{ lastFour: '1234', entryMode: 'chip' as const },
  }
  const sale = must(await shop.counter.sale.recordEdc({ attemptId: id(), amount: null, slip }))
  return sale.tenders[0]?.id ?? ''
}

/** Counts what is expected and closes; the drawer always fits. */
async function closeExact(shiftId: string) {
  const rows = ledger(shiftId).filter(({ method }) => method === 'cash')
  const expected = rows.reduce((sum, { amount }) => sum + amount, 0)
  const counts = [{ value: 1_000, pieces: expected / 1_000 }]
  return must(await shop.counter.shift.close({ attemptId: id(), shiftId, counts }))
}

describe('money belongs to the shift that is open when it comes', () => {
  it('money before any shift is kept, and the first shift says so in its Z', async () => {
    await cash(12_000)
    expect((await current()).outside).toEqual([{ tender: 'cash', currency: 'IDR', count: 1, amount: 12_000 }])
    const shift = await openWith(100_000)
    // change is not in it: only what stays
    await cash(30_000, 50_000)
    const rows = ledger(shift.id)
    expect(rows.map(({ what, amount }) => [what, amount])).toEqual([
      ['float', 100_000],
      ['sale', 30_000],
    ])
    const closed = await closeExact(shift.id)
    expect(closed.report.cash).toMatchObject({
      float: 100_000,
      sales: 30_000,
      expected: 130_000,
      variance: 0,
    })
    expect(closed.report.closing?.outside).toMatchObject([{ tender: 'cash', count: 1, amount: 12_000 }])
    expect(closed.report.sales).toMatchObject({ count: 1, total: 30_000 })
    expect(closed.report.number).toMatch(/-Z0001$/)
    const paper = layoutToText(layoutDocument(closed.report, { columns: 32 })).join('\n')
    expect(paper).toContain('DI LUAR SHIFT')
    expect(paper).toContain('LAPORAN TUTUP SHIFT (Z)')
    // and nobody carries it twice
    const next = await openWith(0)
    expect((await closeExact(next.id)).report.closing?.outside).toEqual([])
  })

  it('cash in and out stand in the ledger, in the drawer and on the Z; refunds and other ways do not touch the cash', async () => {
    const shift = await openWith(50_000)
    const attemptId = id()
    const put = { attemptId, shiftId: shift.id, amount: amountOf(20_000), reason: 'uang kecil dari bank' }
    must(await shop.counter.shift.cashIn(put))
    // the same press twice
    expect(must(await shop.counter.shift.cashIn(put))).toMatchObject({ amount: 20_000, direction: 'in' })
    const take = { attemptId: id(), shiftId: shift.id, amount: amountOf(5_000), reason: 'es batu' }
    must(await shop.counter.shift.cashOut(take))
    expect(refusal(await shop.counter.shift.cashOut({ ...take, attemptId: id(), reason: ' ' })).type).toBe(
      'reason_missing',
    )
    const code = await shownCode(40_000)
    await pay(code)
    await shop.counter.counter.next()
    await shop.as('supervisor')
    const asked = { ...code, amount: amountOf(15_000), reason: 'other', words: '', attemptId: id() } as const
    must(await shop.counter.refunds.start(asked))
    await eventually(
      () => ledger(shift.id).some(({ what }) => what === 'refund'),
      () => ledger(shift.id),
    )
    await shop.as('cashier')
    const { movements } = await current()
    expect(movements).toMatchObject([
      { direction: 'in', amount: 20_000, reason: 'uang kecil dari bank', by: 'Sari' },
      { direction: 'out', amount: 5_000, reason: 'es batu' },
    ])
    const { report } = await closeExact(shift.id)
    expect(report.cash).toMatchObject({
      float: 50_000,
      sales: 0,
      in: 20_000,
      out: 5_000,
      refunds: 0,
      expected: 65_000,
    })
    expect(report.tenders).toEqual([{ tender: 'qris', count: 1, amount: 40_000 }])
    expect(report.refunds).toEqual({ count: 1, amount: 15_000 })
    expect(
      shop
        .store()
        .read.takingsOf(shift.id)
        .filter(({ what }) => what === 'cash_in'),
    ).toHaveLength(1)
  })

  it('a slip recorded in one shift and accepted in the next is money of the next, and the first Z names it', async () => {
    const first = await openWith(0)
    const tenderId = await cardSlip(70_000, '000101')
    await shop.counter.counter.next()
    const z = await closeExact(first.id)
    expect(z.report.closing?.carried).toMatchObject([{ tender: 'edc', state: 'recorded', amount: 70_000 }])
    expect(z.report.unsure).toEqual({ count: 1, amount: 70_000 })
    expect(z.report.tenders).toEqual([])
    const second = await openWith(0)
    must(await shop.counter.sale.acceptTender({ tenderId }))
    expect(ledger(second.id).map(({ source }) => source)).toContain(`tender:${tenderId}`)
    expect(ledger(first.id).map(({ source }) => source)).not.toContain(`tender:${tenderId}`)
    expect((await closeExact(second.id)).report.closing?.unsettled).toEqual([
      { tid: '10203040', batch: '12', count: 1, amount: 70_000 },
    ])
  })

  it('a code that is on the screen does not hinder closing; its money comes in the next shift', async () => {
    const first = await openWith(0)
    const code = await shownCode(25_000)
    const z = await closeExact(first.id)
    expect(z.report.closing?.carried).toMatchObject([{ tender: 'qris', state: 'presented', amount: 25_000 }])
    const second = await openWith(0)
    await pay(code)
    await shop.counter.counter.next()
    const rows = [first.id, second.id].map(
      (each) => ledger(each).filter(({ what }) => what === 'sale').length,
    )
    expect(rows).toEqual([0, 1])
    await closeExact(second.id)
  })
})

describe('late money', () => {
  it('is in no shift until somebody puts it to a sale, and then in the one that is open', async () => {
    const shift = await openWith(0)
    const late = await lateMoney(shop.till, 15_000)
    expect(shop.store().read.taking(`tender:${late.tenderId}`)).toBeNull()
    await shop.fill(15_000)
    await shop.as('supervisor')
    const { rows } = must(await shop.counter.attention.list({ cursor: null, limit: 50, which: 'open' }))
    const item = rows.find(({ kind }) => kind === 'money_late')
    const attach = { attentionId: item?.id ?? '', attemptId: id(), target: { kind: 'cart' } } as const
    must(await shop.counter.attention.attach(attach))
    must(await shop.counter.attention.attach(attach))
    await shop.counter.counter.next()
    await shop.as('cashier')
    expect(ledger(shift.id).map(({ what, method, amount }) => [what, method, amount])).toEqual([
      ['float', 'cash', 0],
      ['sale', 'cash', 15_000],
      ['sale', 'qris', 15_000],
    ])
    await closeExact(shift.id)
  })
})

describe('counting blind', () => {
  it('a cashier is told what ought to be there only after the count; a supervisor may look', async () => {
    const shift = await openWith(100_000)
    await cash(50_000)
    expect((await current()).sums).toBeNull()
    expect(refusal(await shop.counter.shift.x({ attemptId: id() })).type).toBe('permission_needed')
    expect(JSON.stringify(await current())).not.toContain('150000')
    await shop.as('supervisor')
    expect((await current()).sums?.expectedCash).toBe(150_000)
    const attemptId = id()
    const x = must(await shop.counter.shift.x({ attemptId }))
    expect(must(await shop.counter.shift.x({ attemptId })).report.number).toBe(x.report.number)
    expect(x.report).toMatchObject({ kind: 'x_report', cash: { expected: 150_000, counted: null } })
    await shop.as('cashier')
    await closeExact(shift.id)
  })

  it('nor does a cashier read it off the paper of somebody who may look, on the screen or printed again', async () => {
    const shift = await openWith(100_000)
    await cash(50_000)
    await shop.as('supervisor')
    must(await shop.counter.shift.x({ attemptId: id() }))
    const { businessDate } = await current()
    must(await shop.counter.reports.print({ jobId: id(), from: businessDate, to: businessDate }))
    const jobs = shop.store().read.lastPrintJobs(2)
    expect(jobs.map(({ reason }) => reason).toSorted()).toEqual(['sales_report', 'x_report'])
    // a slip whose paper ran out asks to be printed again
    shop.store().write((books) => {
      for (const { id: jobId } of jobs) {
        const item = { kind: 'print_unknown', saleId: null, tenderId: null, facts: { what: 'slip', jobId } }
        books.addAttention({ ...item, dedupe: `print_unknown:${jobId}` }, shop.clock.now())
      }
    })
    const items = shop.store().read.attentions({ cursor: null, limit: 2 }).rows
    const told = async () => JSON.stringify(await shop.view())
    await eventually(async () => (await told()).includes('sales_report'), told)
    for (const job of jobs) must(await shop.counter.slips.ofJob({ jobId: job.id }))
    await shop.as('cashier')
    expect(await told()).not.toMatch(/sales_report|x_report/)
    const reads = [
      ...jobs.map(({ id: jobId }) => shop.counter.slips.ofJob({ jobId })),
      ...items.map(({ id: attentionId }) => shop.counter.attention.reprint({ attentionId })),
    ]
    expect(reads).toHaveLength(4)
    for (const read of reads) expect(refusal(await read).type).toBe('permission_needed')
    await shop.as('supervisor')
    for (const { id: attentionId } of items)
      must(await shop.counter.attention.resolve({ attentionId, note: 'sudah' }))
    await shop.as('cashier')
    await closeExact(shift.id)
  })

  it('a difference takes a reason; the first count stays in the books and is not lost', async () => {
    const shift = await openWith(100_000)
    const counts = [
      { value: 50_000, pieces: '1' },
      { value: 20_000, pieces: 2 },
    ]
    const press = { attemptId: id(), shiftId: shift.id, counts }
    expect(refusal(await shop.counter.shift.close(press))).toEqual({
      type: 'variance_needs_reason',
      ...{ counted: 90_000, expected: 100_000, variance: -10_000 },
    })
    // the same press again is the same count
    expect(refusal(await shop.counter.shift.close(press)).type).toBe('variance_needs_reason')
    expect((await current()).lastCount).toMatchObject({
      counted: 90_000,
      counts: [{ value: 50_000, pieces: 1 }, {}],
    })
    // another count under the same press is another count
    const other = { ...press, counts: [{ value: 50_000, pieces: 1 }] }
    expect(refusal(await shop.counter.shift.close(other))).toMatchObject({ variance: -50_000 })
    const again = { ...press, attemptId: id() }
    expect(refusal(await shop.counter.shift.close(again))).toMatchObject({ variance: -10_000 })
    // the same count with a reason is no new one
    const closed = must(await shop.counter.shift.close({ ...again, reason: 'salah kembalian' }))
    expect(closed.shift.closed).toMatchObject({ variance: -10_000, reason: 'salah kembalian', by: 'Sari' })
    expect(closed.counts.map(({ counted }) => counted)).toEqual([90_000, 50_000, 90_000])
    expect(closed.report.closing).toMatchObject({ counts: 3, varianceReason: 'salah kembalian' })
  })

  it.each([
    ['letters', 'dua'],
    ['less than nothing', -1],
    ['a scanned barcode', '8991234567890'],
  ])('a count with %s is refused in words and closes nothing', async (_what, pieces) => {
    const shift = (await current()).shift ?? (await openWith(0))
    const said = await shop.counter.shift.close({
      ...{ attemptId: id(), shiftId: shift.id, counts: [{ value: 50_000, pieces }] },
    })
    expect(refusal(said).type).toBe('count_invalid')
    expect((await current()).shift?.id).toBe(shift.id)
  })

  it('a double press closes once, and answers the same Z; a second shift cannot be opened beside one', async () => {
    const shift = (await current()).shift ?? (await openWith(0))
    expect(refusal(await shop.counter.shift.open({ attemptId: id(), float: amountOf(1) })).type).toBe(
      'shift_already_open',
    )
    const press = { attemptId: id(), shiftId: shift.id, counts: [] }
    const [one, two] = await Promise.all([shop.counter.shift.close(press), shop.counter.shift.close(press)])
    expect(must(one).report).toEqual(must(two).report)
    expect(refusal(await shop.counter.shift.close({ ...press, attemptId: id() })).type).toBe('shift_not_open')
    const opening = { attemptId: id(), float: amountOf(7_000) }
    const [a, b] = await Promise.all([shop.counter.shift.open(opening), shop.counter.shift.open(opening)])
    expect(must(a)).toEqual(must(b))
    await closeExact(must(a).id)
  })
})

describe('whose shift it is', () => {
  it('somebody else’s takes a supervisor, and the log says whose it was', async () => {
    const shift = await openWith(0)
    await shop.as('owner')
    must(await shop.counter.people.add({ name: 'Budi', role: 'cashier', pin: '4826' }))
    const budi = must(await shop.counter.people.list()).find(({ name }) => name === 'Budi')
    must(await shop.counter.people.signIn({ personId: budi?.id ?? '', pin: '4826' }))
    const press = { attemptId: id(), shiftId: shift.id, counts: [] }
    expect(refusal(await shop.counter.shift.close(press))).toMatchObject({
      ...{ type: 'permission_needed', right: 'close_other_shift' },
    })
    expect(await current()).toMatchObject({ isOwn: false, shift: { openedBy: 'Sari' } })
    await shop.as('supervisor')
    must(await shop.counter.shift.close(press))
    const [event] = shop.events('shift_closed_for_other').slice(-1)
    expect(event).toMatchObject({ actor: shop.people.supervisor, facts: { person: shop.people.cashier } })
    await shop.as('cashier')
  })

  it('one PIN is enough to open the drawer, count again and give the reason, for that shift and no other', async () => {
    const shift = await openWith(20_000)
    const budi = must(await shop.counter.people.signIn({ personId: await budiId(), pin: '4826' }))
    expect(budi).toBeNull()
    const counted = (value: number, reason = '') => ({
      ...{ attemptId: id(), shiftId: shift.id, counts: [{ value, pieces: 1 }], reason },
    })
    const denied = { type: 'permission_needed', right: 'close_other_shift' }
    expect(refusal(await shop.counter.shift.close(counted(10_000)))).toMatchObject(denied)
    const before = shop.events('right_lent').length
    const lend = async (input: object) =>
      must(
        await shop.counter.people.lend({
          ...{ personId: shop.people.supervisor, pin: PINS.supervisor, procedure: 'shift.close', input },
        }),
      )
    const [earlier] = must(await shop.counter.shift.list({ cursor: null, limit: 1 })).rows
    await lend({ ...counted(10_000), shiftId: earlier?.id ?? '' })
    expect(refusal(await shop.counter.shift.close(counted(10_000)))).toMatchObject(denied)
    await lend(counted(10_000))
    expect(refusal(await shop.counter.shift.openToCount({ shiftId: shift.id })).type).toBe('drawer_none')
    for (const value of [10_000, 5_000])
      expect(refusal(await shop.counter.shift.close(counted(value))).type).toBe('variance_needs_reason')
    const closed = must(await shop.counter.shift.close(counted(5_000, 'laci ditinggal terbuka')))
    expect(closed.report.closing?.people).toMatchObject([{ name: 'Budi', overrides: 1 }])
    expect(shop.events('right_lent')).toHaveLength(before + 1)
    await shop.as('cashier')
    const next = await openWith(0)
    must(await shop.counter.people.signIn({ personId: await budiId(), pin: '4826' }))
    const other = await shop.counter.shift.close({ attemptId: id(), shiftId: next.id, counts: [] })
    expect(refusal(other)).toMatchObject(denied)
    await shop.as('cashier')
    await closeExact(next.id)
  })

  it('the Z names what an owner looks at, by person', async () => {
    const shift = await openWith(0)
    const code = await shownCode(18_000)
    must(await shop.counter.sale.cancelCode({ tenderId: code.tenderId }))
    const sold = await shop.counter.sale.payCash({
      attemptId: id(),
      amount: null,
      tendered: amountOf(18_000),
    })
    await shop.counter.sale.print({ saleId: must(sold).id })
    await shop.counter.counter.next()
    const late = await shownCode(33_000)
    await shop.till.hand(`sessions/${late.sessionId}/expire`)
    must(await shop.counter.sale.checkNow({ tenderId: late.tenderId }))
    const notice = { attemptId: id(), amount: null, bank: 'BCA', reference: 'TRF 8841' }
    const [, told] = must(await shop.counter.sale.recordTransfer(notice)).tenders
    await shop.as('supervisor')
    must(await shop.counter.sale.acceptTender({ tenderId: told?.id ?? '' }))
    await shop.counter.counter.next()
    await shop.as('cashier')
    const { report, sheet } = await closeExact(shift.id)
    const nothing = { reprints: 0, drawerOpenings: 0, canceledSales: 0, cashAfterCode: 0, overrides: 0 }
    expect(report.closing?.people).toEqual([
      { name: 'Sari', ...nothing, reprints: 1, cashAfterCode: 1, afterExpiry: 0 },
      { name: 'Pak Dedi', ...nothing, afterExpiry: 1 },
    ])
    const paper = layoutToText(layoutDocument(sheet.document, { columns: 32 })).join('\n')
    expect(paper).toMatch(/Pak Dedi\n +Dipastikan usai QR lewat +1/)
    expect(report.reprints).toBe(1)
  })
})

describe('the drawer', () => {
  const drawerJobs = () =>
    shop
      .store()
      .read.printJobs(['queued', 'sending', 'sent', 'confirmed', 'failed', 'unknown'])
      .filter(({ what }) => what === 'drawer')

  it('opens once for cash in and out, and to be counted, which the Z names', async () => {
    const shift = await openWith(20_000)
    expect(refusal(await shop.counter.shift.openToCount({ shiftId: shift.id })).type).toBe('drawer_none')
    must(usePrinter(shop.till.core.till, 'tcp://127.0.0.1:1'))
    const before = drawerJobs().length
    const put = { attemptId: id(), shiftId: shift.id, amount: amountOf(1_000), reason: 'receh' }
    must(await shop.counter.shift.cashIn(put))
    must(await shop.counter.shift.cashIn(put))
    expect(drawerJobs().slice(before)).toMatchObject([{ saleId: null, reason: 'cash_in', askedBy: 'Sari' }])
    must(await shop.counter.shift.openToCount({ shiftId: shift.id }))
    expect(drawerJobs()).toHaveLength(before + 2)
    must(usePrinter(shop.till.core.till, 'screen:'))
    const { report } = await closeExact(shift.id)
    expect(report.drawerOpenings).toBe(1)
    expect(report.closing?.people).toMatchObject([{ name: 'Sari', drawerOpenings: 1 }])
  })
})

describe('the shop’s day and rules', () => {
  it('sales after midnight and before the cut-off belong to yesterday, and so does the shift', async () => {
    await shop.as('owner')
    must(
      await shop.counter.settings.save({ businessDayStartsAt: 240, utcOffsetMinutes: 0, autoLockMinutes: 0 }),
    )
    await shop.as('cashier')
    const dayMs = 86_400_000
    const night = dayMs + 2 * 3_600_000 - (shop.clock.epochMs() % dayMs)
    shop.setClockBy(night)
    const today = shop.clock.now().slice(0, 10)
    const yesterday = new Date(shop.clock.epochMs() - dayMs).toISOString().slice(0, 10)
    const shift = await openWith(0)
    const saleId = await cash(9_000)
    expect(shift.businessDate).toBe(yesterday)
    expect(shop.store().read.sale(saleId)).toMatchObject({ businessDate: yesterday })
    expect(shop.store().read.sale(saleId)?.number).toContain(yesterday.slice(2).replaceAll('-', ''))
    shop.setClockBy(3 * 3_600_000)
    const later = await cash(9_000)
    expect(shop.store().read.sale(later)).toMatchObject({ businessDate: today })
    expect(ledger(shift.id).map(({ businessDate }) => businessDate)).toEqual([yesterday, yesterday, today])
    // the clock is put back while the shift is open: nothing of it is lost
    shop.setClockBy(-night - 3 * 3_600_000)
    await cash(1_000)
    const { report } = await closeExact(shift.id)
    expect(report.cash).toMatchObject({ sales: 19_000, expected: 19_000 })
    expect(Date.parse(report.until)).toBeLessThan(Date.parse(report.from))
  })

  it('where a shift is needed nothing is sold without one, the cart stays, and the refusal says what to do', async () => {
    await shop.as('owner')
    must(await shop.counter.settings.save({ shiftRequired: true, utcOffsetMinutes: 420 }))
    await shop.as('cashier')
    await shop.fill(11_000)
    const press = { attemptId: id(), amount: null, tendered: amountOf(11_000) }
    expect(refusal(await shop.counter.sale.payCash(press)).type).toBe('shift_needed')
    const charge = { attemptId: id(), kind: 'qris', amount: null } as const
    expect(refusal(await shop.counter.sale.charge(charge)).type).toBe('shift_needed')
    const seen = await shop.view()
    expect(seen).toMatchObject({ view: { shift: null, shiftRequired: true, draft: { lines: [{}] } } })
    const shift = await openWith(0)
    expect(must(await shop.counter.sale.payCash(press)).status).toBe('paid')
    await shop.counter.counter.next()
    expect(await shop.view()).toMatchObject({ view: { shift: { id: shift.id, openedBy: 'Sari' } } })
    await shop.as('owner')
    expect(refusal(await shop.counter.settings.save({ currency: 'USD' }))).toMatchObject({
      ...{ type: 'currency_fixed', why: 'shift' },
    })
    must(await shop.counter.settings.save({ shiftRequired: false }))
    await shop.as('cashier')
    await closeExact(shift.id)
  })
})

describe('card terminals at the end of the day', () => {
  it('a settlement is compared, kept and printed once, and what it had is settled', async () => {
    const shift = await openWith(0)
    const tenderId = await cardSlip(30_000, '000102')
    must(await shop.counter.sale.acceptTender({ tenderId }))
    await shop.counter.counter.next()
    expect((await current()).unsettled).toMatchObject([{ tid: '10203040', count: 2, amount: 100_000 }])
    const typed = { attemptId: id(), tid: '10203040', batch: '000012', count: 1, amount: 70_000 }
    expect(refusal(await shop.counter.shift.matchEdc({ ...typed, amount: -5 }))).toEqual({
      ...{ type: 'batch_invalid', field: 'amount' },
    })
    const slips = [{ trace: '101', amount: 70_000 }]
    const match = must(await shop.counter.shift.matchEdc({ ...typed, slips }))
    expect(match.result).toMatchObject({ verdict: 'differs', difference: -30_000, missing: [{ tenderId }] })
    expect(must(await shop.counter.shift.matchEdc({ ...typed, slips })).documentId).toBe(match.documentId)
    // the one the terminal did not have is still to be settled
    expect((await current()).unsettled).toMatchObject([{ count: 1, amount: 30_000 }])
    const closed = await closeExact(shift.id)
    expect(closed.settlements).toMatchObject([{ tid: '10203040', result: { verdict: 'differs' } }])
    expect(closed.report.closing?.unsettled).toMatchObject([{ count: 1, amount: 30_000 }])
  })

  it('mistyped sums are typed again and compared with the same slips; both stand with the shift', async () => {
    const shift = await openWith(0)
    for (const trace of ['000901', '000902']) {
      must(await shop.counter.sale.acceptTender({ tenderId: await cardSlip(20_000, trace, '44556677') }))
      await shop.counter.counter.next()
    }
    const match = async (typed: object) => {
      const press = { attemptId: id(), tid: '44556677', batch: '000012', count: 2, amount: 40_000 }
      shop.pass(1_000)
      return must(
        await shop.counter.shift.matchEdc({
          ...press,
          photo: picture('slip-2').toString('base64'),
          ...typed,
        }),
      )
    }
    const waiting = async () => (await current()).unsettled.filter(({ tid }) => tid === '44556677')
    expect((await match({ amount: 4_000 })).result).toMatchObject({ verdict: 'differs', difference: -36_000 })
    expect(await waiting()).toEqual([])
    // with the lines, one of them mistyped: that slip waits until it is typed right, leading zeros or not
    const slips = [
      { trace: '901', amount: 20_000 },
      { trace: '903', amount: 20_000 },
    ]
    const named = await match({ batch: '12', slips })
    expect(named.result).toMatchObject({ missing: [{ trace: '000902' }], extra: [{ trace: '903' }] })
    expect(await waiting()).toMatchObject([{ count: 1, amount: 20_000 }])
    expect((await match({})).result).toMatchObject({ verdict: 'matches', recorded: { count: 2 } })
    expect(await waiting()).toEqual([])
    expect(shop.events('edc_matched').at(-1)?.facts['corrects']).toBeTypeOf('string')
    // what fitted is over, and so is what a card came after
    expect((await match({ photo: null })).result).toMatchObject({ recorded: { count: 0 } })
    must(await shop.counter.sale.acceptTender({ tenderId: await cardSlip(9_000, '000904', '44556677') }))
    await shop.counter.counter.next()
    const next = await match({ photo: null, count: 1, amount: 9_000 })
    expect(next.result).toMatchObject({ verdict: 'matches', recorded: { count: 1, amount: 9_000 } })
    expect((await closeExact(shift.id)).settlements).toHaveLength(5)
  })
})

const picture = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '..', 'golden', 'photos', `${name}.jpg`))
const slipPhoto = picture('slip-1').toString('base64')
const photographed = { shiftId: '', settlementId: '' }

describe('a photo of the terminal’s settlement slip', () => {
  const photo = slipPhoto
  const sha256 = createHash('sha256').update(picture('slip-1')).digest('hex')
  const typed = { tid: '55667788', batch: '000044', count: 1, amount: 25_000 }
  const unsettled = async () => (await current()).unsettled.filter(({ tid }) => tid === '99887766')

  it('is kept with what was typed, stands in the log by its hash, and is shown with the shift', async () => {
    const shift = await openWith(0)
    const press = { attemptId: id(), ...typed, photo }
    const match = must(await shop.counter.shift.matchEdc(press))
    const settlementId = press.attemptId
    Object.assign(photographed, { shiftId: shift.id, settlementId })
    expect(match).toMatchObject({
      result: { typed: { amount: 25_000 } },
      photo: { settlementId, kept: true },
    })
    // the press that came twice is not refused for its own photo
    expect(must(await shop.counter.shift.matchEdc(press)).documentId).toBe(match.documentId)
    expect(shop.events('edc_matched').at(-1)?.facts).toMatchObject({ photo: sha256 })
    const closed = await closeExact(shift.id)
    expect(closed.settlements).toMatchObject([{ tid: '55667788', photo: { settlementId, kept: true } }])
    expect(must(await shop.counter.shift.settlementPhoto({ settlementId }))).toEqual({
      ...{ contentType: 'image/jpeg', base64: photo },
    })
  })

  it('of another settlement is refused with that terminal and batch, and nothing is settled', async () => {
    const tenderId = await cardSlip(15_000, '000201', '99887766')
    must(await shop.counter.sale.acceptTender({ tenderId }))
    await shop.counter.counter.next()
    const press = { ...typed, tid: '99887766', batch: '000012', photo }
    expect(refusal(await shop.counter.shift.matchEdc({ attemptId: id(), ...press }))).toEqual({
      ...{ type: 'settlement_photo_used', tid: '55667788', batch: '000044' },
    })
    expect(await unsettled()).toMatchObject([{ count: 1, amount: 15_000 }])
  })

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7 settlement'), 'photo_not_a_picture'],
    ['half a photo', picture('slip-2').subarray(0, 15_000), 'photo_not_a_picture'],
    [
      'over 200 kB',
      Buffer.concat([picture('slip-2'), Buffer.alloc(208_000)]).subarray(0, 208_000),
      'photo_too_large',
    ],
  ])('is never %s: nothing is settled', async (_what, bytes, type) => {
    const press = { ...typed, tid: '99887766', batch: '000012', photo: bytes.toString('base64') }
    expect(refusal(await shop.counter.shift.matchEdc({ attemptId: id(), ...press })).type).toBe(type)
    expect(await unsettled()).toMatchObject([{ count: 1 }])
  })

  it('is not required', async () => {
    const press = { attemptId: id(), ...typed, tid: '99887766', batch: '000012', amount: 15_000 }
    expect(must(await shop.counter.shift.matchEdc(press))).toMatchObject({
      ...{ result: { verdict: 'matches' }, photo: null },
    })
    expect(await unsettled()).toEqual([])
    expect(refusal(await shop.counter.shift.settlementPhoto({ settlementId: press.attemptId }))).toEqual({
      type: 'photo_gone',
    })
  })
})

describe('every Z of this till', () => {
  it('has the next number, holds the end of the log, and sums up its own ledger', async () => {
    const { rows } = must(await shop.counter.shift.list({ cursor: null, limit: 200 }))
    expect(rows.length).toBeGreaterThan(8)
    const page = must(await shop.counter.shift.list({ cursor: null, limit: 1 }))
    const next = must(await shop.counter.shift.list({ cursor: page.nextCursor, limit: 1 }))
    expect([page.rows[0]?.id, next.rows[0]?.id]).toEqual([rows[0]?.id, rows[1]?.id])
    const numbers = rows.map((row) => Number(row.closed?.zNumber.split('-Z')[1])).toReversed()
    expect(numbers).toEqual(numbers.map((_each, place) => place + 1))
    for (const row of rows) {
      const { report } = must(await shop.counter.shift.get({ shiftId: row.id }))
      const money = ledger(row.id)
      const sum = (what: TakingRow['what']) =>
        money.filter((each) => each.what === what).reduce((all, { amount }) => all + amount, 0)
      expect(report.tenders.reduce((all, { amount }) => all + amount, 0)).toBe(sum('sale'))
      expect(report.refunds.amount).toBe(-sum('refund') + 0)
      expect(report.closing?.logEnd).toMatch(/^\d+:[0-9a-f]{64}$/)
    }
  })

  it('every payment that counts stands in the ledger once, under one shift or outside', async () => {
    const { read } = shop.store()
    const sales = read.sales({ cursor: null, limit: 200 }).rows.flatMap((row) => read.sale(row.id) ?? [])
    const counted = sales.flatMap(({ sale }) => sale.tenders.filter(isCounted))
    expect(counted.length).toBeGreaterThan(8)
    for (const tender of counted)
      expect(read.taking(`tender:${tender.id}`)).toMatchObject({ amount: tender.amount, method: tender.kind })
  })

  it('is printed again as a marked copy, and the document stays what it was', async () => {
    const [row] = must(await shop.counter.shift.list({ cursor: null, limit: 1 })).rows
    const before = must(await shop.counter.shift.get({ shiftId: row?.id ?? '' }))
    must(await shop.counter.shift.reprint({ shiftId: row?.id ?? '' }))
    const job = shop.store().read.lastPrintJobs(1)[0]
    expect(job).toMatchObject({ documentId: before.documentId, copy: { number: 1, askedBy: 'Sari' } })
    expect(must(await shop.counter.shift.get({ shiftId: row?.id ?? '' })).report).toEqual(before.report)
    expect(refusal(await shop.counter.shift.get({ shiftId: 'nothing' })).type).toBe('shift_unknown')
  })

  it('words that were typed can be erased, and the stored Z and slips stay as they were written', async () => {
    const shift = await openWith(0)
    const put = { attemptId: id(), shiftId: shift.id, amount: amountOf(7_000), reason: 'titipan Bu Wati' }
    must(await shop.counter.shift.cashIn(put))
    const counts = [{ value: 5_000, pieces: 1 }]
    const press = { attemptId: id(), shiftId: shift.id, counts, reason: 'diambil Pak Joko' }
    const { documentId, report } = must(await shop.counter.shift.close(press))
    expect(report.closing?.varianceReason).toBe('diambil Pak Joko')
    const slipId = shop
      .store()
      .read.lastPrintJobs(5)
      .find(({ reason }) => reason === 'cash_in')?.documentId
    const stored = () =>
      JSON.stringify([shop.store().read.document(documentId), shop.store().read.document(slipId ?? '')])
    const before = stored()
    expect(before).not.toMatch(/Wati|Joko/)
    await shop.as('owner')
    for (const text of ['Pak Joko', 'Bu Wati']) {
      const [datum] = must(await shop.counter.personal.find({ text }))
      must(await shop.counter.personal.erase({ ref: datum?.ref ?? '' }))
    }
    await shop.as('cashier')
    expect(stored()).toBe(before)
    const again = must(await shop.counter.shift.get({ shiftId: shift.id }))
    expect(again.report.closing?.varianceReason).toBe('(sudah dihapus)')
    expect(again.shift.closed?.reason).toBeNull()
    const paper = layoutToText(layoutDocument(again.sheet.document, { columns: 32 })).join('\n')
    expect(paper).toContain('(sudah dihapus)')
    const checked = await checkChain(shop.store().read, (text) => shop.till.ids.sha256(text))
    expect(checked.fault).toBeNull()
  })

  it('a shift that is open survives a restart', async () => {
    const shift = await openWith(3_000)
    await shop.restart()
    await shop.as('cashier')
    expect((await current()).shift?.id).toBe(shift.id)
    await closeExact(shift.id)
  })
})

it('a settlement slip’s photo is erased when its time is over, and still cannot be used again', async () => {
  const aDayOn = new Date(shop.clock.epochMs() + 24 * 60 * 60_000).toISOString()
  must(shop.store().write((books) => books.erasePersonalBefore(aDayOn, 1_000)))
  const { shiftId, settlementId } = photographed
  const closed = must(await shop.counter.shift.get({ shiftId }))
  expect(closed.settlements).toMatchObject([{ tid: '55667788', photo: { settlementId, kept: false } }])
  expect(refusal(await shop.counter.shift.settlementPhoto({ settlementId }))).toEqual({ type: 'photo_gone' })
  const press = { attemptId: id(), tid: '99887766', batch: '', count: 1, amount: 25_000, photo: slipPhoto }
  expect(refusal(await shop.counter.shift.matchEdc(press)).type).toBe('settlement_photo_used')
})

describe('books of their own', () => {
  it('practice and test know nothing of each other’s shifts', async () => {
    const practice = await openTestTill()
    const test = await openTestTill({ mode: 'test', folder: practice.folder })
    const opening = { attemptId: practice.ids.next(), float: amountOf(1_000), counts: [] }
    must(openShift(practice.core.till, opening))
    expect(test.core.till.store.read.openShift('main')).toBeNull()
    expect(practice.core.till.store.read.openShift('main')).not.toBeNull()
    await test.close()
    await practice.close()
  })

  it('restored with an open shift it can be closed, and its Z says that they were restored', async () => {
    const restored = await openTestShop()
    const till = () => restored.till()
    const opening = { attemptId: till().ids.next(), float: amountOf(10_000), counts: [] }
    const shift = must(openShift(till(), opening))
    const made = must(await restored.gerai().core().backups.make('by_hand'))
    await sellForCash(till(), 20_000)
    const lost = { attemptId: till().ids.next(), shiftId: shift.id, counts: [{ value: 10_000, pieces: 3 }] }
    const paper = must(closeShift(till(), { ...lost, reason: '' })).report.number
    must(await restored.gerai().restoreBackup(made.name))
    const closing = { attemptId: till().ids.next(), shiftId: shift.id, reason: 'buku dipulihkan' }
    const closed = must(closeShift(till(), { ...closing, counts: [{ value: 10_000, pieces: 3 }] }))
    expect(closed.report.closing?.restored).toBe(true)
    // the paper of the lost Z lies in a folder somewhere: its number is not given twice
    expect(closed.report.number > paper).toBe(true)
    expect(closed.shift.closed).toMatchObject({ expected: 10_000, counted: 30_000, variance: 20_000 })
    await restored.remove()
  })
})
