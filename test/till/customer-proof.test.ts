import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { THE_OWNER } from '../fakes/duty.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
let tenderId = ''
let sessionId = ''

const sale = () => saleOnCounter(till.core.till)
const state = () => {
  const [tender] = sale()?.sale.tenders ?? []
  return tender?.type === 'provider' ? tender.state : null
}
const items = () => till.core.till.store.read.attentions({ cursor: null, limit: 10 }).rows
const prove = (reference: string) => till.core.customerProof({ tenderId, reference })

beforeEach(async () => {
  till = await openTestTill()
  fillCart(till, 45_000)
  tenderId = till.ids.next()
  await till.core.payments.charge({ attemptId: tenderId, kind: 'qris', amount: null })
  const shown = await eventually(() => {
    const now = state()
    return now?.name === 'presented' && now
  }, state)
  sessionId = shown.sessionId
})
afterEach(async () => {
  await till.close()
})

const runOut = async () => {
  await till.hand(`sessions/${sessionId}/expire`)
  await eventually(() => state()?.name === 'expired', state)
}

describe('a customer who shows that they paid a code that is over', () => {
  it('has really paid: the provider says so at once, and that is LUNAS', async () => {
    await runOut()
    await till.hand(`sessions/${sessionId}/late-pay`)
    expect(await prove('619512345678')).toMatchObject({ ok: true, value: { sale: { phase: 'paid' } } })
    expect(items()).toEqual([])
  })

  it('is not believed on a picture alone: it is kept for a person, once, and nothing is LUNAS', async () => {
    await runOut()
    expect(await prove('619512345678')).toMatchObject({ ok: true, value: { sale: { phase: 'open' } } })
    await prove('619512345678')
    expect(items()).toMatchObject([
      {
        kind: 'proof_shown',
        tenderId,
        facts: { reference: '619512345678', amount: 45_000, by: THE_OWNER.id },
      },
    ])
  })

  it('and whose money shows later: the sale settles by itself', async () => {
    await runOut()
    await prove('619512345678')
    await till.hand(`sessions/${sessionId}/late-pay`)
    await till.core.payments.checkNow(tenderId)
    await eventually(() => sale()?.sale.phase === 'paid', sale)
  })

  it('while the code is still live there is nothing to write down: the provider is asked', async () => {
    await till.hand(`sessions/${sessionId}/pay`)
    expect(await prove('619512345678')).toMatchObject({ ok: true, value: { sale: { phase: 'paid' } } })
    expect(items()).toEqual([])
  })
})
