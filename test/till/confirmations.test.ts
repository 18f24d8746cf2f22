import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_CONFIRMATION } from '../../src/core/domain/tenders/confirmation.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { Refusal } from '../../src/core/domain/refusals.ts'
import type { Result } from '../../src/core/domain/result.ts'
import { PNG } from './confirmations-pictures.ts'
import { openShop, PINS, type Shop } from './people-bench.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => await shop.close())

const must = <T>(answer: Result<T, Refusal>): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}
const till = () => shop.till.core.till
let made = 0

/** A payment of the provider's page, which the buyer says they have paid; `terminalId` null is made on the page. */
async function claimed(amount: number, terminalId: string | null = null): Promise<string> {
  const { gateway } = till()
  made += 1
  const prepared = gateway.prepareCreate({
    ...{ attemptId: `page${made}`, idempotencyKey: `page:${made}:create`, amount: amountOf(amount) },
    ...{ currency: 'IDR', purpose: 'booking', expiresInSec: 3_600, lines: [] },
    metadata: terminalId === null ? { order: `web-${made}` } : { terminal_id: terminalId },
  })
  const { facts } = must((await gateway.create(prepared)) as Result<{ facts: { sessionId: string } }, never>)
  must((await gateway.desks.proofs.claim(facts.sessionId, null)) as Result<null, never>)
  return facts.sessionId
}
const rowOf = async (id: string) =>
  must(await shop.counter.confirmations.list()).rows.find((row) => row.id === id)
const statusOf = async (sessionId: string) => {
  const answer = await till().gateway.read(sessionId)
  return answer.ok ? answer.value.facts.status : answer.error.type
}
const confirmsAsked = async (sessionId: string): Promise<number> => {
  const { requests } = (await shop.till.hand('requests', undefined, 'GET')) as {
    requests: readonly { method: string; target: string }[]
  }
  return requests.filter(({ target }) => target.includes(`${sessionId}/confirm`)).length
}
const waiting = async (): Promise<number> => {
  const message = await shop.view()
  return message.type === 'view' ? message.view.confirmationCount : -1
}

beforeEach(async () => {
  await shop.as('supervisor')
})

describe('A payment of the provider’s page', () => {
  it('is listed oldest first once the provider was asked, and counts in the badge', async () => {
    const before = await waiting()
    const first = await claimed(31_000)
    shop.pass(1_000)
    const second = await claimed(32_000)
    const { rows, askedAt } = must(await shop.counter.confirmations.refresh())
    const pages = rows.filter((row) => row.source === 'page').map((row) => row.id)
    expect(pages.slice(-2)).toEqual([first, second])
    expect(askedAt).not.toBeNull()
    expect(await waiting()).toBe(before + 2)
  })

  it('is confirmed once, however often it is pressed, and makes no sale here', async () => {
    const id = await claimed(40_000)
    must(await shop.counter.confirmations.refresh())
    const press = { sessionId: id, amount: amountOf(40_000) }
    const [one, two] = await Promise.all([
      shop.counter.confirmations.confirm(press),
      shop.counter.confirmations.confirm(press),
    ])
    expect([one.ok, two.ok].filter(Boolean)).toHaveLength(1)
    expect(await statusOf(id)).toBe('completed')
    expect(await confirmsAsked(id)).toBe(1)
    expect(must(await shop.counter.confirmations.list()).decided[0]).toMatchObject({
      ...{ sessionId: id, decision: 'confirm', state: 'done', by: 'Pak Dedi', amount: 40_000 },
    })
    expect(shop.store().read.sales({ cursor: null, limit: 10 }).rows).toEqual([])
    expect(shop.events('review_confirm_pressed', 'review_confirmed').map((each) => each.actor)).toEqual([
      shop.people.supervisor,
      null,
    ])
  })

  it('is turned down with a reason, and the provider cancels it', async () => {
    const id = await claimed(41_000)
    must(await shop.counter.confirmations.refresh())
    const press = { sessionId: id, amount: amountOf(41_000) }
    expect(await shop.counter.confirmations.reject({ ...press, reason: '  ' })).toMatchObject({
      error: { type: 'reason_missing' },
    })
    must(await shop.counter.confirmations.reject({ ...press, reason: 'Tidak ada di mutasi' }))
    expect(await statusOf(id)).toBe('canceled')
    expect(must(await shop.counter.confirmations.list()).decided[0]).toMatchObject({
      ...{ decision: 'reject', state: 'done', reason: 'Tidak ada di mutasi' },
    })
  })

  it('of another till is shown and cannot be decided here', async () => {
    const before = await waiting()
    const id = await claimed(42_000, 'another-till')
    must(await shop.counter.confirmations.refresh())
    expect(await rowOf(id)).toMatchObject({ owner: 'other' })
    expect(await waiting()).toBe(before)
    const press = { sessionId: id, amount: amountOf(42_000) }
    for (const answer of [
      await shop.counter.confirmations.confirm(press),
      await shop.counter.confirmations.reject({ ...press, reason: 'x' }),
    ])
      expect(answer).toMatchObject({ ok: false, error: { type: 'review_of_other_till' } })
    expect(await statusOf(id)).toBe('review')
  })

  it('with another amount than the person saw is not confirmed', async () => {
    const id = await claimed(43_000)
    must(await shop.counter.confirmations.refresh())
    expect(
      await shop.counter.confirmations.confirm({ sessionId: id, amount: amountOf(430_000) }),
    ).toMatchObject({ error: { type: 'review_differs' } })
    expect(await confirmsAsked(id)).toBe(0)
  })

  it('that somebody has settled elsewhere meanwhile is not told again', async () => {
    const id = await claimed(44_000)
    must(await shop.counter.confirmations.refresh())
    await till().gateway.confirm(id)
    expect(
      await shop.counter.confirmations.confirm({ sessionId: id, amount: amountOf(44_000) }),
    ).toMatchObject({ error: { type: 'review_over', status: 'completed' } })
    expect(await confirmsAsked(id)).toBe(1)
    expect(await rowOf(id)).toBeUndefined()
  })

  it('is no cashier’s to confirm, unless a supervisor lends that one press', async () => {
    const id = await claimed(45_000)
    must(await shop.counter.confirmations.refresh())
    await shop.as('cashier')
    const input = { sessionId: id, amount: amountOf(45_000) }
    expect(await shop.counter.confirmations.confirm(input)).toMatchObject({
      error: { type: 'permission_needed', right: 'confirm_money' },
    })
    must(
      await shop.counter.people.lend({
        ...{ personId: shop.people.supervisor, pin: PINS.supervisor },
        ...{ procedure: 'confirmations.confirm', input },
      }),
    )
    must(await shop.counter.confirmations.confirm(input))
    expect(await statusOf(id)).toBe('completed')
  })

  it('shows the picture that the customer sent, and nothing that is none', async () => {
    const id = await claimed(46_000)
    must(await shop.counter.confirmations.refresh())
    expect(await shop.counter.confirmations.proof({ sessionId: id })).toMatchObject({
      error: { type: 'proof_missing' },
    })
    const { proofs } = till().gateway.desks
    const uploaded = (await proofs.upload(id, { bytes: PNG, contentType: 'image/png' })) as Result<
      { readonly proofUrl: string },
      never
    >
    const sent = must(uploaded)
    keepProofUrl(id, sent.proofUrl)
    expect(must(await shop.counter.confirmations.proof({ sessionId: id }))).toEqual({
      contentType: 'image/png',
      base64: Buffer.from(PNG).toString('base64'),
    })
    const huge = Buffer.from(PNG)
    huge.writeUInt32BE(60_000, 16)
    huge.writeUInt32BE(60_000, 20)
    const bomb = must((await proofs.upload(id, { bytes: huge, contentType: 'image/png' })) as typeof uploaded)
    keepProofUrl(id, bomb.proofUrl)
    expect(await shop.counter.confirmations.proof({ sessionId: id })).toMatchObject({
      error: { type: 'proof_unreadable' },
    })
    keepProofUrl(id, 'https://evil.example/p.png')
    expect(await shop.counter.confirmations.proof({ sessionId: id })).toMatchObject({ ok: false })
  })
})

/** As a provider would say it in the session. */
function keepProofUrl(sessionId: string, proofUrl: string): void {
  const stored = shop.store().read.session(sessionId)
  if (stored === null) throw new Error('no session')
  const raw = JSON.stringify({ ...(JSON.parse(stored.raw) as object), proofUrl })
  shop.store().write((books) => books.saveSession({ ...stored, raw }))
}

describe('An answer that is lost', () => {
  it('is looked up, and the confirmation is never sent twice', async () => {
    const id = await claimed(50_000)
    must(await shop.counter.confirmations.refresh())
    // it arrives, its answer is lost, and so is the look that follows
    const lost = { type: 'dropAfterCommit' }
    const rules = [
      { match: { method: 'POST', path: '/checkout-sessions/*/confirm' }, times: 1, action: lost },
      { match: { method: 'GET', path: '/checkout-sessions/*', nth: [3, 4, 5] }, action: lost },
    ]
    await shop.till.hand('faults', { rules }, 'PUT')
    must(await shop.counter.confirmations.confirm({ sessionId: id, amount: amountOf(50_000) }))
    expect(shop.store().read.review(id)).toMatchObject({ state: 'sent' })
    await shop.till.hand('faults', { rules: [] }, 'PUT')
    shop.pass(10_000)
    await vi.waitFor(() => expect(shop.store().read.review(id)).toMatchObject({ state: 'done' }))
    expect(await statusOf(id)).toBe('completed')
    expect(await confirmsAsked(id)).toBe(1)
  })
})

describe('A provider that does not take the decision', () => {
  it('gets it once; a minute later a person is told and may decide again', async () => {
    const id = await claimed(51_000)
    must(await shop.counter.confirmations.refresh())
    const rules = [
      {
        match: { method: 'POST', path: '/checkout-sessions/*/confirm' },
        action: { type: 'dropBeforeCommit' },
      },
    ]
    await shop.till.hand('faults', { rules }, 'PUT')
    const press = { sessionId: id, amount: amountOf(51_000) }
    must(await shop.counter.confirmations.confirm(press))
    expect(shop.store().read.review(id)).toMatchObject({ state: 'sent' })
    expect(await shop.counter.confirmations.confirm(press)).toMatchObject({
      error: { type: 'review_decided' },
    })
    await shop.till.hand('faults', { rules: [] }, 'PUT')
    shop.pass(61_000)
    await vi.waitFor(() => expect(shop.store().read.review(id)).toMatchObject({ state: 'refused' }))
    expect(await confirmsAsked(id)).toBe(1)
    const kinds = shop
      .store()
      .read.attentions({ cursor: null, limit: 5 })
      .rows.map((row) => row.kind)
    expect(kinds).toContain('review_not_taken')
    expect(await rowOf(id)).toMatchObject({ decision: { state: 'refused' } })
    must(await shop.counter.confirmations.confirm(press))
    expect(await statusOf(id)).toBe('completed')
  })
})

describe('A decision that was stored before the till ended', () => {
  it('is sent after the start, when nothing had left yet', async () => {
    const id = await claimed(52_000)
    must(await shop.counter.confirmations.refresh())
    const rules = [{ match: { path: '/checkout-sessions/*' }, action: { type: 'dropBeforeCommit' } }]
    await shop.till.hand('faults', { rules }, 'PUT')
    must(await shop.counter.confirmations.confirm({ sessionId: id, amount: amountOf(52_000) }))
    expect(shop.store().read.review(id)).toMatchObject({ state: 'waiting', sentAt: null })
    await shop.till.hand('faults', { rules: [] }, 'PUT')
    await shop.restart()
    shop.pass(30_000)
    await vi.waitFor(() => expect(shop.store().read.review(id)).toMatchObject({ state: 'done' }))
    expect(await confirmsAsked(id)).toBe(1)
    await shop.as('supervisor')
  })
})

describe('A payment that the provider does not know any more', () => {
  it('leaves the inbox, as when the shop has another account now, and comes back once it is listed again', async () => {
    const id = await claimed(56_000)
    must(await shop.counter.confirmations.refresh())
    const before = await waiting()
    const { background } = till()
    const { list, read } = background
    const missing = async () => ({ ok: false, error: { type: 'not_found', requestId: null } }) as const
    Object.assign(background, {
      list: async () => ({ ok: true, value: { sessions: [], nextCursor: null } }),
      read: missing,
    })
    must(await shop.counter.confirmations.refresh())
    expect(await rowOf(id)).toBeUndefined()
    expect(await waiting()).toBeLessThan(before)
    Object.assign(background, { list, read })
    must(await shop.counter.confirmations.refresh())
    expect(await rowOf(id)).toMatchObject({ owner: 'page', amount: 56_000 })
    expect(await waiting()).toBe(before)
  })
})

describe('A decision about a payment that the provider does not know any more', () => {
  it('goes back to a person, and is not asked about every few seconds for ever', async () => {
    const id = await claimed(57_000)
    must(await shop.counter.confirmations.refresh())
    const rules = [{ match: { path: '/checkout-sessions/*' }, action: { type: 'dropBeforeCommit' } }]
    await shop.till.hand('faults', { rules }, 'PUT')
    must(await shop.counter.confirmations.confirm({ sessionId: id, amount: amountOf(57_000) }))
    expect(shop.store().read.review(id)).toMatchObject({ state: 'waiting' })
    await shop.till.hand('faults', { rules: [] }, 'PUT')
    const { background } = till()
    const { read } = background
    const missing = { ok: false, error: { type: 'not_found', requestId: null } } as const
    Object.assign(background, { read: async () => missing })
    shop.pass(10_000)
    await vi.waitFor(() => expect(shop.store().read.review(id)).toMatchObject({ state: 'refused' }))
    const items = shop.store().read.attentions({ cursor: null, limit: 5 }).rows
    expect(items.some(({ kind, facts }) => kind === 'review_not_taken' && facts['sessionId'] === id)).toBe(
      true,
    )
    Object.assign(background, { read })
  })
})

describe('A clock that is set back a day', () => {
  const DAY_MS = 86_400_000
  afterEach(async () => {
    shop.setClockBy(DAY_MS)
    await till().gateway.check() // tells it the time again
  })

  it('does not put a decision off until tomorrow, nor what the page has got meanwhile', async () => {
    const id = await claimed(53_000)
    must(await shop.counter.confirmations.refresh())
    const rules = [{ match: { path: '/checkout-sessions/*' }, action: { type: 'dropBeforeCommit' } }]
    await shop.till.hand('faults', { rules }, 'PUT')
    must(await shop.counter.confirmations.confirm({ sessionId: id, amount: amountOf(53_000) }))
    expect(shop.store().read.review(id)).toMatchObject({ state: 'waiting', sentAt: null })
    await shop.till.hand('faults', { rules: [] }, 'PUT')
    const later = await claimed(54_000)
    shop.setClockBy(-DAY_MS)
    const state = () => shop.store().read.review(id)?.state
    for (let minute = 0; minute < 5 && state() !== 'done'; minute += 1) {
      shop.pass(61_000)
      await vi.waitFor(() => expect(state()).toBe('done'), 1_000).catch(() => {})
    }
    expect(state()).toBe('done')
    expect(await confirmsAsked(id)).toBe(1)
    shop.pass(61_000)
    await vi.waitFor(() => expect(shop.store().read.session(later)).not.toBeNull())
  })

  it('does not hide for a day that the provider has not taken one', async () => {
    const id = await claimed(55_000)
    must(await shop.counter.confirmations.refresh())
    const match = { method: 'POST', path: '/checkout-sessions/*/confirm' }
    const rules = [{ match, action: { type: 'dropBeforeCommit' } }]
    await shop.till.hand('faults', { rules }, 'PUT')
    must(await shop.counter.confirmations.confirm({ sessionId: id, amount: amountOf(55_000) }))
    expect(shop.store().read.review(id)).toMatchObject({ state: 'sent' })
    await shop.till.hand('faults', { rules: [] }, 'PUT')
    shop.setClockBy(-DAY_MS)
    const state = () => shop.store().read.review(id)?.state
    for (let minute = 0; minute < 5 && state() !== 'refused'; minute += 1) {
      shop.pass(61_000)
      await vi.waitFor(() => expect(state()).toBe('refused'), 1_000).catch(() => {})
    }
    expect(state()).toBe('refused')
  })
})

describe('Recorded cash', () => {
  it('waits when the shop says so, and is confirmed many at a time', async () => {
    await shop.as('owner')
    must(await shop.counter.settings.save({ confirmation: { ...DEFAULT_CONFIRMATION, cash: 'inbox' } }))
    await shop.as('cashier')
    const tenderIds: string[] = []
    for (const price of [12_000, 12_000]) {
      await shop.fill(price)
      const attemptId = till().ids.next()
      const sale = must(
        await shop.counter.sale.payCash({ attemptId, amount: null, tendered: amountOf(20_000) }),
      )
      expect(sale.status).not.toBe('paid')
      tenderIds.push(sale.tenders[0]?.id ?? '')
      must(await shop.counter.counter.next())
    }
    expect(await rowOf(tenderIds[0] ?? '')).toMatchObject({
      ...{ source: 'till', kind: 'cash', amount: 12_000, recordedBy: 'Sari', right: 'confirm_by_rule' },
      evidence: { tendered: 20_000, change: 8_000 },
    })
    expect(must(await shop.counter.confirmations.acceptCash({ tenderIds }))).toEqual({
      ...{ confirmed: 2, refusal: null },
    })
    // the same press again changes nothing
    expect(must(await shop.counter.confirmations.acceptCash({ tenderIds }))).toMatchObject({ confirmed: 0 })
    expect(await rowOf(tenderIds[0] ?? '')).toBeUndefined()
  })

  it('above the owner’s limit takes somebody else, by every road there is', async () => {
    await shop.as('owner')
    const fourEyesAbove = amountOf(100_000)
    must(
      await shop.counter.settings.save({
        confirmation: { ...DEFAULT_CONFIRMATION, cash: 'inbox', fourEyesAbove },
      }),
    )
    await shop.as('supervisor')
    await shop.fill(150_000)
    const attemptId = till().ids.next()
    const sale = must(
      await shop.counter.sale.payCash({ attemptId, amount: null, tendered: amountOf(150_000) }),
    )
    const tenderId = sale.tenders[0]?.id ?? ''
    const self = { ok: false, error: { type: 'second_person_needed' } }
    expect(await rowOf(tenderId)).toMatchObject({ takesSomebodyElse: true })
    expect(await shop.counter.sale.acceptTender({ tenderId })).toMatchObject(self)
    expect(await shop.counter.confirmations.acceptCash({ tenderIds: [tenderId] })).toMatchObject(self)
    await shop.as('cashier')
    must(await shop.counter.confirmations.acceptCash({ tenderIds: [tenderId] }))
    must(await shop.counter.counter.next())
  })

  it('is all that is confirmed at once: a transfer is looked at by itself', async () => {
    await shop.as('cashier')
    await shop.fill(20_000)
    const sale = must(
      await shop.counter.sale.recordTransfer({
        ...{ attemptId: till().ids.next(), amount: null, bank: 'BCA', reference: 'TRF 9001' },
      }),
    )
    const tenderId = sale.tenders[0]?.id ?? ''
    await shop.as('supervisor')
    expect(await shop.counter.confirmations.acceptCash({ tenderIds: [tenderId] })).toMatchObject({
      error: { type: 'bulk_not_cash' },
    })
    expect(await rowOf(tenderId)).toMatchObject({ kind: 'transfer', right: 'confirm_money' })
    must(await shop.counter.sale.acceptTender({ tenderId }))
  })
})
