import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf, type Currency } from '../../src/core/domain/money.ts'
import type { PaymentGateway } from '../../src/core/ports/gateway.ts'
import type { AmountUnit } from '../../src/main/adapters/plugipay/amounts.ts'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import {
  attempt,
  failure,
  good,
  keptLog,
  movedClock,
  must,
  practiceProfile,
  receiptRow,
  refundRow,
  session,
  startOddProvider,
  type OddProvider,
} from './plugipay-provider.ts'

/** Ours is rupiah for IDR and cents for USD; only IDR in hundredths goes scaled. */
const TABLE: readonly { currency: Currency; unit: AmountUnit; ours: number; wire: number }[] = [
  { currency: 'IDR', unit: 'whole', ours: 10_000, wire: 10_000 },
  { currency: 'IDR', unit: 'hundredths', ours: 10_000, wire: 1_000_000 },
  { currency: 'USD', unit: 'whole', ours: 1_050, wire: 1_050 },
  { currency: 'USD', unit: 'hundredths', ours: 1_050, wire: 1_050 },
]

let provider: OddProvider

beforeEach(async () => {
  provider = await startOddProvider()
})
afterEach(() => provider.close())

const gatewayFor = (amountUnit: AmountUnit): PaymentGateway =>
  createPlugipayGateway(practiceProfile(provider.url, { amountUnit }), {
    clock: movedClock(),
    log: keptLog(),
  })

const sentBody = () => JSON.parse(provider.arrived.at(-1)?.body ?? 'null')

describe.each(TABLE)('$currency with the unit $unit: $ours of ours is $wire on the wire', (row) => {
  const { currency, unit, ours, wire } = row

  it('in a create and its answer', async () => {
    const gateway = gatewayFor(unit)
    provider.answer(good(session({ amount: wire, currency })))
    const lines = [{ name: 'Kopi', quantity: 1, unitPrice: amountOf(ours) }]
    const call = gateway.prepareCreate(attempt({ amount: amountOf(ours), currency, lines }))
    expect(must(await gateway.create(call)).facts).toMatchObject({ amount: ours, currency })
    expect(sentBody()).toMatchObject({ amount: wire, currency, lineItems: [{ unitAmount: wire }] })
  })

  it('in a session that is read or listed', async () => {
    provider.answer(good(session({ amount: wire, currency })))
    expect(must(await gatewayFor(unit).read('cs_1')).facts).toMatchObject({ amount: ours, currency })
    provider.answer(good([session({ amount: wire, currency })]))
    expect(must(await gatewayFor(unit).list({})).sessions[0]?.facts.amount).toBe(ours)
  })

  it('in what a charge asks the customer for', async () => {
    const instructions = { qrImageUrl: `${provider.url}/qr.png`, amount: wire, currency }
    provider.answer(good({ kind: 'instructions', instructions }))
    expect(must(await gatewayFor(unit).charge('cs_1', 'qris'))).toMatchObject({ type: 'image', amount: ours })
  })

  it('in a refund, its answer and the list', async () => {
    const { refunds } = gatewayFor(unit).desks
    provider.answer(good(refundRow({ amount: wire, currency })))
    const asked = {
      chargeId: 'pay_1',
      amount: amountOf(ours),
      currency,
      reason: 'other',
      metadata: {},
    } as const
    const call = refunds.prepare({ ...asked, idempotencyKey: 'k' })
    expect(must(await refunds.send(call))).toMatchObject({ amount: ours, currency })
    expect(sentBody().amount).toBe(wire)
    provider.answer(good([refundRow({ amount: wire, currency })]))
    expect(must(await refunds.ofCharge('pay_1'))[0]?.amount).toBe(ours)
  })

  it('in a receipt', async () => {
    const { receipts } = gatewayFor(unit).desks
    provider.answer(good(receiptRow({ amount: wire, currency })))
    expect(must(await receipts.read('cs_1'))).toMatchObject({ amount: ours, currency })
    provider.answer(good([receiptRow({ amount: wire, currency })]))
    const page = must(await receipts.issued({ issuedAfter: '2026-01-01T00:00:00.000Z', cursor: null }))
    expect(page.receipts[0]?.amount).toBe(ours)
  })

  it('and the check says which unit that is', async () => {
    provider.answer(good([session({ amount: wire, currency })]))
    expect(must(await gatewayFor(unit).check())).toMatchObject({ amountUnit: unit, mode: 'test' })
  })
})

it('part of a rupiah is relied on nowhere', async () => {
  const { desks, read } = gatewayFor('hundredths')
  provider.answer(good(session({ amount: 1_000_050 })))
  expect(failure(await read('cs_1')).type).toBe('unknown')
  provider.answer(good(refundRow({ amount: 1_000_050 })))
  const asked = { chargeId: 'pay_1', amount: null, currency: 'IDR', reason: 'other', metadata: {} } as const
  const call = desks.refunds.prepare({ ...asked, idempotencyKey: 'k' })
  expect(failure(await desks.refunds.send(call)).type).toBe('unknown')
  provider.answer(good([refundRow({ amount: 1_000_050 })]))
  expect(failure(await desks.refunds.ofCharge('pay_1')).type).toBe('unknown')
  provider.answer(good(receiptRow({ amount: 1_000_050 })))
  expect(failure(await desks.receipts.read('cs_1')).type).toBe('unknown')
})
