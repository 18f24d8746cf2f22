import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_CONFIRMATION } from '../../src/core/domain/tenders/confirmation.ts'
import { amountOf, type Amount } from '../../src/core/domain/money.ts'
import { receiptImbalance, reportImbalance } from '../../src/core/domain/receipts/sums.ts'
import type { Refusal } from '../../src/core/domain/refusals.ts'
import { err, type Result } from '../../src/core/domain/result.ts'
import { businessDayNow } from '../../src/main/usecases/till.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { openShop, PINS, type Shop } from './people-bench.ts'

const PHOTOS = join(import.meta.dirname, '..', 'golden', 'photos')
const photo = (name: string): string => readFileSync(join(PHOTOS, `${name}.jpg`)).toString('base64')
const ACCOUNT = { bank: 'BCA', number: '1234567890', holder: 'Rina Wijaya' }
const DAY_MS = 24 * 60 * 60_000

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.as('owner')
  must(
    await shop.counter.settings.save({ bankAccounts: [ACCOUNT], transferSuffix: true, autoLockMinutes: 0 }),
  )
})
afterAll(async () => await shop.close())
beforeEach(async () => {
  await shop.as('cashier')
})

const must = <T>(answer: Result<T, Refusal>): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}
const till = () => shop.till.core.till
const newId = () => till().ids.next()
let orders = 0

/** Another customer with an order of this much. */
async function order(price: number): Promise<void> {
  must(await shop.counter.counter.next())
  orders += 1
  const line = { id: `order-${orders}`, productId: null, name: 'Kopi', quantity: 1000, tax: 'none' } as const
  const lines = [{ ...line, unitPrice: amountOf(price), discount: null, note: null }]
  must(await shop.counter.counter.setDraft({ lines, discount: null }))
}
/** What the customer is asked to send. */
async function ask(part: Amount | null = null): Promise<{ due: number; suffix: number }> {
  must(await shop.counter.sale.invite({ kind: 'transfer', amount: part }))
  const view = displayView(till())
  if (view.screen !== 'invite' || view.invite.kind !== 'transfer') throw new Error(view.screen)
  expect(view.order.due).toBe(view.invite.due)
  return { due: view.invite.due, suffix: view.invite.suffix ?? 0 }
}
interface Extra {
  readonly sent?: Amount | null
  readonly photo?: string | null
  readonly override?: { readonly reason: string } | null
  readonly reference?: string
}
let references = 0
async function record(extra: Extra = {}) {
  references += 1
  const notice = { bank: 'BCA', reference: `FT ${references}00` }
  return await shop.counter.sale.recordTransfer({ attemptId: newId(), amount: null, ...notice, ...extra })
}
const rowOf = async (tenderId: string) =>
  must(await shop.counter.confirmations.list()).rows.find((row) => row.id === tenderId)
const tenderOf = (sale: { readonly tenders: readonly { readonly id: string }[] }): string => {
  const id = sale.tenders.at(-1)?.id
  if (id === undefined) throw new Error('no tender')
  return id
}

describe('A unique amount', () => {
  it('is asked for, shown to both, recorded with the sale covered exactly, and stands as rounding', async () => {
    await order(50_000)
    const { due, suffix } = await ask()
    expect(suffix).toBeGreaterThan(0)
    expect(due).toBe(50_000 + suffix)
    const sale = must(await record())
    const tenderId = tenderOf(sale)
    expect(sale.tenders.at(-1)).toMatchObject({ amount: due, covers: 50_000, state: 'recorded' })
    expect(await rowOf(tenderId)).toMatchObject({ amount: due, suffix })
    await shop.as('supervisor')
    const paid = must(await shop.counter.sale.acceptTender({ tenderId }))
    expect(paid).toMatchObject({ status: 'paid', covered: 50_000, total: 50_000, collected: due })
    expect(shop.store().read.taking(`tender:${tenderId}`)).toMatchObject({ amount: due, rounding: suffix })
    const receipt = shop.store().read.receiptOf(sale.id)?.document
    if (receipt?.kind !== 'receipt') throw new Error('no receipt')
    expect(receipt).toMatchObject({ rounding: suffix, total: due })
    expect(receiptImbalance(receipt)).toBeNull()
    const day = businessDayNow(till())
    const { currencies } = must(await shop.counter.reports.summary({ jobId: newId(), from: day, to: day }))
    expect(currencies[0]?.totals).toMatchObject({ sold: 50_000, rounding: suffix, received: due })
    expect(currencies[0]?.byMethod).toMatchObject([{ key: 'transfer', received: due, rounding: suffix }])
  })

  it('changes no sum of a shift: sales, rounding and drawer still add up on the X', async () => {
    await shop.as('owner')
    must(await shop.counter.shift.open({ attemptId: newId(), float: amountOf(100_000), counts: [] }))
    await order(45_000)
    const { due, suffix } = await ask()
    const tenderId = tenderOf(must(await record()))
    await shop.as('supervisor')
    must(await shop.counter.sale.acceptTender({ tenderId }))
    const x = shop.store().read.document(must(await shop.counter.shift.x({ attemptId: newId() })).documentId)
    if (x?.kind !== 'x_report') throw new Error('no X')
    expect(reportImbalance(x)).toBeNull()
    expect(x.sales).toMatchObject({ total: due, rounding: suffix })
    expect(x.cash).toMatchObject({ float: 100_000, sales: 0, expected: 100_000 })
  })

  it('is never asked of two at once, and the same order is told the same again', async () => {
    await order(60_000)
    const first = await ask()
    must(await shop.counter.sale.endInvite())
    expect(await ask()).toEqual(first)
    must(await shop.counter.counter.hold({ name: 'Ibu Tuti' }))
    await order(60_000)
    const second = await ask()
    expect(second.due).not.toBe(first.due)
    must(await record())
    // recorded and not yet confirmed: still somebody's
    await order(60_000)
    expect([first.due, second.due]).not.toContain((await ask()).due)
    const [held] = must(await shop.counter.counter.held())
    must(await shop.counter.counter.next())
    must(await shop.counter.counter.setDraft({ lines: [], discount: null }))
    must(await shop.counter.counter.takeHeld({ id: held?.id ?? '' }))
    expect(await ask()).toEqual(first)
    must(await shop.counter.counter.setDraft({ lines: [], discount: null }))
  })

  it('is free again when the sale is paid otherwise, and after two days', async () => {
    const asks = (since: number) =>
      shop.store().read.askedAmounts(70_001, 70_999, new Date(since).toISOString())
    await order(70_000)
    const { due } = await ask()
    const start = shop.clock.epochMs() - DAY_MS
    expect(asks(start).held).toContain(due)
    must(await shop.counter.sale.payCash({ attemptId: newId(), amount: null, tendered: amountOf(70_000) }))
    expect(asks(start).held).not.toContain(due)
    // whoever sends it all the same meets nobody's: the next one is asked for another amount
    await order(70_000)
    const next = await ask()
    expect(next.due).not.toBe(due)
    shop.pass(2 * DAY_MS + 1_000)
    await shop.as('cashier')
    await order(70_000)
    expect((await ask()).due).toBe(70_001)
  })

  it('may be left out by the customer; another amount is refused in words and nothing is recorded', async () => {
    await order(80_000)
    const { due } = await ask()
    expect(await record({ sent: amountOf(79_000) })).toMatchObject({
      error: { type: 'transfer_amount_differs', sent: 79_000, asked: due, covers: 80_000 },
    })
    const sale = must(await record({ sent: amountOf(80_000) }))
    expect(sale.tenders.at(-1)).toMatchObject({ amount: 80_000, covers: 80_000 })
  })

  it('stays the order’s own when a record with a typing mistake is turned down', async () => {
    await order(85_000)
    const first = await ask()
    const wrong = tenderOf(must(await record()))
    must(await shop.counter.sale.rejectTender({ tenderId: wrong, reason: 'salah ketik' }))
    expect(await ask()).toEqual(first)
    const sale = must(await record({ sent: amountOf(first.due) }))
    expect(sale.tenders.at(-1)).toMatchObject({ amount: first.due, covers: 85_000 })
  })

  it('belongs to the part that is transferred, and cash pays the rest as always', async () => {
    await order(90_000)
    const { due, suffix } = await ask(amountOf(40_000))
    expect(due).toBe(40_000 + suffix)
    const notice = { bank: 'BRI', reference: 'SPLIT 1', amount: amountOf(40_000) }
    const sale = must(await shop.counter.sale.recordTransfer({ attemptId: newId(), ...notice }))
    expect(sale).toMatchObject({ remaining: 50_000 })
    expect(sale.tenders.at(-1)).toMatchObject({ amount: due, covers: 40_000 })
  })

  it('runs out in words, and other ways to pay stay', async () => {
    await order(10_000)
    shop.store().write((books) => {
      for (let suffix = 1; suffix <= 999; suffix += 1)
        books.addTransferAsk({ orderKey: `other-${suffix}`, covers: 10_000, suffix, at: till().clock.now() })
    })
    expect(await shop.counter.sale.invite({ kind: 'transfer', amount: null })).toMatchObject({
      error: { type: 'transfer_suffixes_used_up', covers: 10_000 },
    })
    must(await shop.counter.sale.payCash({ attemptId: newId(), amount: null, tendered: amountOf(10_000) }))
  })

  it('is not asked for where the owner did not want it', async () => {
    await shop.as('owner')
    must(await shop.counter.settings.save({ transferSuffix: false }))
    await order(55_000)
    expect(await ask()).toEqual({ due: 55_000, suffix: 0 })
    expect(await record({ sent: amountOf(55_001) })).toMatchObject({
      error: { type: 'transfer_amount_differs' },
    })
    must(await shop.counter.settings.save({ transferSuffix: true }))
  })

  it('outlives the end of the program: nobody else is asked for it', async () => {
    await order(65_000)
    const first = await ask()
    await shop.restart()
    await shop.as('cashier')
    await order(65_000)
    expect((await ask()).due).not.toBe(first.due)
  })
})

describe('A photo of the proof', () => {
  it('is kept with the evidence and shown to whoever confirms, as it was taken', async () => {
    await order(20_000)
    const sale = must(await record({ photo: photo('app-0') }))
    const tenderId = tenderOf(sale)
    expect(sale.tenders.at(-1)?.photo).toMatchObject({ kept: true, width: 625, height: 1280, similar: null })
    expect(must(await shop.counter.sale.photo({ tenderId }))).toEqual({
      ...{ contentType: 'image/jpeg', base64: photo('app-0') },
    })
    expect(shop.events('photo_kept').at(-1)).toMatchObject({ tenderId, actor: shop.people.cashier })
  })

  it('that was used before is refused with the name of its sale; a supervisor lets it pass with a reason', async () => {
    await order(21_000)
    const again = { photo: photo('app-0') }
    const refused = await record(again)
    expect(refused).toMatchObject({ error: { type: 'evidence_used', kind: 'transfer' } })
    const saleNumber = !refused.ok && refused.error.type === 'evidence_used' ? refused.error.saleNumber : ''
    const input = {
      ...{ attemptId: newId(), amount: null, bank: 'BCA', reference: 'USED 1', sent: null },
      ...{ ...again, override: { reason: 'dua pesanan, satu transfer' } },
    }
    expect(await shop.counter.sale.recordTransfer(input)).toMatchObject({
      error: { type: 'permission_needed', right: 'override_evidence' },
    })
    must(
      await shop.counter.people.lend({
        ...{ personId: shop.people.supervisor, pin: PINS.supervisor },
        ...{ procedure: 'sale.recordTransfer', input },
      }),
    )
    must(await shop.counter.sale.recordTransfer(input))
    const [item] = shop.store().read.attentions({ cursor: null, limit: 1 }).rows
    expect(item).toMatchObject({ kind: 'evidence_used_twice', facts: { otherSale: saleNumber } })
  })

  it('may be used again after the first record was rejected', async () => {
    await order(22_000)
    const first = tenderOf(must(await record({ photo: photo('app-1') })))
    must(await shop.counter.sale.rejectTender({ tenderId: first, reason: 'salah' }))
    must(await record({ photo: photo('app-1') }))
  })

  it('that only looks like another is taken, shown beside it, and takes two people', async () => {
    await order(23_000)
    const slip = {
      ...{ bank: 'BCA', tid: '12345678', mid: '', batch: '12', rrn: '', approvalCode: 'A1B2C3' },
      ...{ lastFour: '', entryMode: 'chip' as const },
    }
    const edc = async (trace: string, name: string) =>
      must(
        await shop.counter.sale.recordEdc({
          ...{ attemptId: newId(), amount: null, slip: { ...slip, trace }, photo: photo(name) },
        }),
      )
    const first = await edc('101', 'slip-0')
    await order(23_000)
    const other = tenderOf(await edc('102', 'slip-1'))
    expect(await rowOf(other)).toMatchObject({ photo: { similar: null }, takesSomebodyElse: false })
    must(await shop.counter.sale.acceptTender({ tenderId: other }))
    await order(23_000)
    const copied = tenderOf(await edc('103', 'slip-0-small'))
    expect(await rowOf(copied)).toMatchObject({
      photo: { similar: { tenderId: tenderOf(first), saleNumber: first.number, kept: true } },
      takesSomebodyElse: true,
    })
    const self = err({ type: 'second_person_needed' })
    expect(await shop.counter.sale.acceptTender({ tenderId: copied })).toMatchObject(self)
    await shop.as('supervisor')
    must(await shop.counter.sale.acceptTender({ tenderId: copied }))
  })

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7 bukti transfer').toString('base64')],
    ['a text', Buffer.from('sudah ya kak').toString('base64')],
    ['half a photo', photo('app-2').slice(0, 20_000)],
  ])(
    'is never %s: nothing is recorded, and the same notice can be recorded without it',
    async (_what, bad) => {
      await order(24_000)
      expect(await record({ photo: bad })).toMatchObject({ error: { type: 'photo_not_a_picture' } })
      must(await record())
    },
  )

  it('is never larger than 200 kB', async () => {
    await order(24_500)
    const large = Buffer.concat([Buffer.from(photo('app-2'), 'base64'), Buffer.alloc(165_000)])
    expect(await record({ photo: large.toString('base64') })).toMatchObject({
      error: { type: 'photo_too_large', unit: 'bytes', limit: 200_000 },
    })
  })

  it('goes with the customer when they are erased, and the payment stays whole', async () => {
    await order(25_000)
    const customer = must(
      await shop.counter.customers.create({ attemptId: newId(), name: 'Bu Tuti', phone: '', email: '' }),
    )
    const choice = { kind: 'own', customerId: customer.id } as const
    must(await shop.counter.customers.attach({ saleId: null, choice }))
    const sale = must(await record({ photo: photo('app-2') }))
    await shop.as('owner')
    const [found] = must(await shop.counter.personal.find({ text: 'Bu Tuti' }))
    must(await shop.counter.personal.erase({ ref: found?.ref ?? '' }))
    const tenderId = tenderOf(sale)
    expect(await shop.counter.sale.photo({ tenderId })).toMatchObject({ error: { type: 'photo_gone' } })
    expect(await rowOf(tenderId)).toMatchObject({ photo: { kept: false } })
    must(await shop.counter.sale.acceptTender({ tenderId }))
    expect(must(await shop.counter.audit.verify())).toMatchObject({ intact: true })
    // the picture is gone, and still cannot be used for another sale
    await order(25_500)
    expect(await record({ photo: photo('app-2') })).toMatchObject({ error: { type: 'evidence_used' } })
  })

  it('is erased by itself when its time is over', () => {
    const gone = shop
      .store()
      .write((books) =>
        books.erasePersonalBefore(new Date(shop.clock.epochMs() + DAY_MS).toISOString(), 1_000),
      )
    expect(must(gone)).toBeGreaterThan(0)
    const { rows } = shop.store().read.sales({ cursor: null, limit: 50 })
    const photos = rows.flatMap(
      ({ id }) =>
        shop
          .store()
          .read.sale(id)
          ?.tenders.map(({ tender }) => shop.store().read.photoOf(tender.id)) ?? [],
    )
    const kept = photos.flatMap((each) => (each === null ? [] : [each.kept]))
    expect(kept.length).toBeGreaterThan(3)
    expect(kept).not.toContain(true)
  })
})

describe('A transfer with four eyes', () => {
  it('is not confirmed by whoever recorded it, with photo and unique amount', async () => {
    await shop.as('supervisor')
    await order(30_000)
    await ask()
    const tenderId = tenderOf(must(await record({ photo: photo('slip-2') })))
    expect(await rowOf(tenderId)).toMatchObject({ takesSomebodyElse: true, right: 'confirm_money' })
    expect(await shop.counter.sale.acceptTender({ tenderId })).toMatchObject({
      error: { type: 'second_person_needed' },
    })
    await shop.as('cashier')
    expect(await shop.counter.sale.acceptTender({ tenderId })).toMatchObject({
      error: { type: 'permission_needed' },
    })
    await shop.as('owner')
    expect(must(await shop.counter.sale.acceptTender({ tenderId })).status).toBe('paid')
  })

  it('is confirmed by an owner who is alone, also with a photo that looks like another', async () => {
    await shop.as('owner')
    must(await shop.counter.settings.save({ confirmation: { ...DEFAULT_CONFIRMATION } }))
    for (const role of ['supervisor', 'cashier'] as const)
      must(await shop.counter.people.remove({ personId: shop.people[role] }))
    await order(31_000)
    const tenderId = tenderOf(must(await record({ photo: photo('slip-0-dim') })))
    expect(await rowOf(tenderId)).toMatchObject({ takesSomebodyElse: false })
    expect(must(await shop.counter.sale.acceptTender({ tenderId })).status).toBe('paid')
    must(await shop.counter.people.add({ name: 'Pak Edi', role: 'supervisor', pin: '8642' }))
    await order(32_000)
    const next = tenderOf(must(await record()))
    expect(await shop.counter.sale.acceptTender({ tenderId: next })).toMatchObject({
      error: { type: 'second_person_needed' },
    })
  })
})
