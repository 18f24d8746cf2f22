import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { endInvite, invite, readStaticQris } from '../../src/main/usecases/selling/invite.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { offeredAccounts } from '../../src/main/usecases/provider/accounts.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { THE_OWNER } from '../fakes/duty.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

const STICKER =
  '00020101021151440014ID.CO.QRIS.WWW0215ID99900000000370303UKE5204899953033605802ID5916KIOS CONTOH TIGA6008DENPASAR610580111630474B5'
const ACCOUNT = { bank: 'BCA', number: '1234567890', holder: 'Rina Wijaya' }

let till: TestTill
beforeEach(async () => {
  till = await openTestTill()
})
afterEach(async () => {
  await till.close()
})

const manual = () => till.core.manual
const newId = () => till.ids.next()
const slip = {
  ...{ bank: 'BCA', tid: '12345678', mid: '', batch: '12', trace: '345', rrn: '' },
  ...{ approvalCode: 'A1B2C3', lastFour: '', entryMode: 'chip' as const },
}
const sticker = (withAmount = false) =>
  saveSettings(till.core.till, { staticQris: STICKER, staticQrisWithAmount: withAmount })

describe('a payment to the printed code', () => {
  it('is shown to the customer, recorded with its RRN, confirmed, and only then LUNAS', async () => {
    sticker()
    fillCart(till, 35_000)
    expect(await invite(till.core.till, { kind: 'static_qris', amount: null })).toMatchObject({ ok: true })
    expect(displayView(till.core.till)).toMatchObject({
      screen: 'invite',
      invite: { kind: 'static_qris', due: 35_000, merchantName: 'KIOS CONTOH TIGA', withAmount: false },
    })
    const input = { attemptId: newId(), amount: null, rrn: '619512345678' }
    const recorded = await manual().recordStaticQris(input)
    expect(recorded).toMatchObject({ ok: true, value: { sale: { phase: 'open' } } })
    // what was recorded holds its part: nobody is invited to pay it again
    expect(displayView(till.core.till)).toMatchObject({ screen: 'waiting', reason: 'slip' })
    expect(manual().accept(input.attemptId)).toMatchObject({ ok: true, value: { sale: { phase: 'paid' } } })
    const receipt = await eventually(
      () => recorded.ok && till.core.till.store.read.receiptOf(recorded.value.sale.id),
      () => recorded,
    )
    expect(receipt.document).toMatchObject({
      payments: [{ tender: 'static_qris', rrn: '619512345678', nmid: 'ID9990000000037' }],
    })
  })

  it('shows the amount inside the code only where the owner wants it', async () => {
    sticker(true)
    fillCart(till, 35_000)
    await invite(till.core.till, { kind: 'static_qris', amount: null })
    expect(displayView(till.core.till)).toMatchObject({ invite: { withAmount: true } })
  })

  it('is not shown any longer when the order changes, and never for a shop without one', async () => {
    fillCart(till, 35_000)
    expect(await invite(till.core.till, { kind: 'static_qris', amount: null })).toMatchObject({
      error: { type: 'static_qris_not_set_up' },
    })
    sticker()
    await invite(till.core.till, { kind: 'static_qris', amount: null })
    fillCart(till, 36_000)
    expect(displayView(till.core.till).screen).toBe('cart')
    expect(counterView(till.core.till, THE_OWNER, 1).invite).toBeNull()
  })

  it('is taken off the screen by hand', async () => {
    sticker()
    fillCart(till, 35_000)
    await invite(till.core.till, { kind: 'static_qris', amount: null })
    expect(endInvite(till.core.till)).toMatchObject({ ok: true })
    expect(displayView(till.core.till).screen).toBe('cart')
  })

  it('of another shop, or for one payment only, is never stored', () => {
    const single = STICKER.replace('010211', '010212')
    expect(saveSettings(till.core.till, { staticQris: single })).toMatchObject({
      ok: false,
      error: { type: 'static_qris_refused' },
    })
    expect(till.core.till.store.read.settings().staticQris).toBeUndefined()
  })

  it('is read from a text with the names to compare', async () => {
    expect(await readStaticQris(till.core.till, { text: `  ${STICKER}\n` })).toMatchObject({
      value: { payload: STICKER, merchantName: 'KIOS CONTOH TIGA', nmid: 'ID9990000000037' },
    })
    expect(await readStaticQris(till.core.till, { picture: new Uint8Array([1, 2, 3]) })).toMatchObject({
      error: { type: 'static_qris_refused', reason: 'qris_unreadable' },
    })
  })
})

describe('a transfer', () => {
  it('shows the account of the shop, is recorded with its reference, and waits for a person', async () => {
    fillCart(till, 80_000)
    expect(await invite(till.core.till, { kind: 'transfer', amount: null })).toMatchObject({
      error: { type: 'bank_account_not_set_up' },
    })
    saveSettings(till.core.till, { bankAccounts: [ACCOUNT] })
    await invite(till.core.till, { kind: 'transfer', amount: null })
    expect(displayView(till.core.till)).toMatchObject({ invite: { kind: 'transfer', accounts: [ACCOUNT] } })
    const attemptId = newId()
    const recorded = await manual().recordTransfer({
      ...{ attemptId, amount: null, bank: 'BCA', reference: 'FT26195001' },
    })
    expect(recorded).toMatchObject({ ok: true, value: { sale: { phase: 'open' } } })
    expect(manual().accept(attemptId)).toMatchObject({ ok: true, value: { sale: { phase: 'paid' } } })
  })

  it('is booked with the provider like any other manual money', async () => {
    fillCart(till, 80_000)
    const attemptId = newId()
    await manual().recordTransfer({ attemptId, amount: null, bank: 'BCA', reference: 'FT26195001' })
    manual().accept(attemptId)
    const booking = () => {
      const [tender] = till.core.till.store.read.saleOfTender(attemptId)?.sale.tenders ?? []
      return tender?.type === 'manual' ? tender.booking.name : null
    }
    await eventually(() => booking() === 'booked', booking)
  })
})

describe('accounts that the payment service names', () => {
  it('are offered to the owner, and shown to no customer before they were saved', async () => {
    expect(offeredAccounts(till.core.till)).toEqual([])
    fillCart(till, 80_000)
    await manual().recordTransfer({
      ...{ attemptId: newId(), amount: null, bank: 'BCA', reference: 'FT26195001' },
    })
    const offered = await eventually(
      () => offeredAccounts(till.core.till).length > 0 && offeredAccounts(till.core.till),
      () => offeredAccounts(till.core.till),
    )
    for (const account of offered) expect(account.number).toMatch(/^[0-9-]{5,30}$/)
    nextCustomer(till.core.till)
    fillCart(till, 81_000)
    expect(await invite(till.core.till, { kind: 'transfer', amount: null })).toMatchObject({
      error: { type: 'bank_account_not_set_up' },
    })
    expect(saveSettings(till.core.till, { bankAccounts: offered })).toMatchObject({ ok: true })
    expect(await invite(till.core.till, { kind: 'transfer', amount: null })).toMatchObject({ ok: true })
  })
})

describe('the same slip on another sale', () => {
  const paidBy = async (override?: { reason: string }) => {
    fillCart(till, 20_000)
    const attemptId = newId()
    return {
      attemptId,
      answer: await manual().recordEdc({ attemptId, amount: null, slip, override: override ?? null }),
    }
  }

  it('is refused with the number of the sale that has it, and nothing is recorded', async () => {
    const first = await paidBy()
    expect(manual().accept(first.attemptId)).toMatchObject({ ok: true })
    nextCustomer(till.core.till)
    const second = await paidBy()
    const saleNumber = first.answer.ok ? first.answer.value.number : ''
    expect(second.answer).toMatchObject({
      ok: false,
      error: { type: 'evidence_used', saleNumber, kind: 'edc' },
    })
    expect(till.core.till.store.read.saleOfAttempt(second.attemptId)).toBeNull()
    // what was in the cart stays there
    expect(till.core.till.store.read.draft()?.lines).toHaveLength(1)
  })

  it('passes with a reason, and somebody is told about both sales', async () => {
    const first = await paidBy()
    manual().accept(first.attemptId)
    nextCustomer(till.core.till)
    const second = await paidBy({ reason: 'mesin EDC mulai dari nomor yang sama' })
    expect(second.answer).toMatchObject({ ok: true })
    const { rows } = till.core.till.store.read.attentions({ cursor: null, limit: 10 })
    expect(rows).toMatchObject([
      {
        kind: 'evidence_used_twice',
        facts: { otherSale: first.answer.ok ? first.answer.value.number : '', by: THE_OWNER.id },
      },
    ])
  })

  it('may be recorded again after the first record was rejected', async () => {
    const first = await paidBy()
    expect(manual().reject(first.attemptId, 'salah ketik')).toMatchObject({ ok: true })
    const attemptId = newId()
    expect(await manual().recordEdc({ attemptId, amount: null, slip })).toMatchObject({ ok: true })
  })
})
