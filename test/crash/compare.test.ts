import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import type { Store } from '../../src/core/ports/store.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { eventually, fillCart, openTestTill, type TestTill } from '../till/bench.ts'
import { compareBooks, type ComparedWith } from './compare-books.ts'
import { compareWitness, type Witness } from './compare-witness.ts'
import type { LoggedCall, ProviderBooks } from './provider-books.ts'

/** A shop in order: one sale paid by QRIS, one by cash that is booked, one whose code was never paid. */
let till: TestTill
let store: Store
let provider: ProviderBooks
let paidNumber = ''
let openNumber = ''

const sale = () => saleOnCounter(till.core.till)
const tender = () => sale()?.sale.tenders[0]

beforeAll(async () => {
  till = await openTestTill()
  store = till.core.till.store
  const sessionId = await showCode(20_000)
  await till.hand(`sessions/${sessionId}/pay`)
  await eventually(() => sale()?.sale.phase === 'paid', sale)
  paidNumber = sale()?.number ?? ''
  nextCustomer(till.core.till)
  fillCart(till, 15_000)
  await till.core.manual.payCash({ attemptId: till.ids.next(), amount: null, tendered: amountOf(20_000) })
  const booked = () => {
    const cash = tender()
    return cash?.type === 'manual' && cash.booking.name === 'booked'
  }
  await eventually(booked, tender)
  nextCustomer(till.core.till)
  await showCode(9_000)
  openNumber = sale()?.number ?? ''
  await till.core.payments.cancelCode(tender()?.id ?? '')
  provider = (await till.books()) as unknown as ProviderBooks
})
afterAll(async () => {
  await till.close()
})

async function showCode(price: number): Promise<string> {
  fillCart(till, price)
  await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: null })
  return await eventually(() => {
    const shown = tender()
    return shown?.type === 'provider' && shown.state.name === 'presented' && shown.state.sessionId
  }, tender)
}

const spoilt = (change: Partial<ProviderBooks>, also: ComparedWith = {}): string[] =>
  compareBooks(store, { ...provider, ...change }, also)

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the shop is not as it should be')
  return value
}
const paidCapture = () => must(provider.captures.find((each) => each.adapter !== 'manual'))
const cashCapture = () => must(provider.captures.find((each) => each.adapter === 'manual'))
const unpaidSession = () => must(provider.sessions.find((each) => each.status === 'canceled'))
const call = (change: Partial<LoggedCall>): LoggedCall => ({
  ...{ method: 'POST', target: '/', idempotencyKey: null, body: '{}', status: 200 },
  ...{ fault: null, isActedOn: true },
  ...change,
})

describe('the comparison of both books', () => {
  it('has nothing to say about a shop that is in order', () => {
    expect(spoilt({})).toEqual([])
  })

  it('finds money that the till does not know', () => {
    const capture = { ...paidCapture(), sessionId: unpaidSession().id, amount: 9_000 }
    expect(spoilt({ captures: [...provider.captures, capture] })).toEqual([
      expect.stringMatching(/^captured, but tender .* is canceled$/),
    ])
    const unseen = { ...capture, visible: false }
    expect(spoilt({ captures: [...provider.captures, unseen] })).toEqual([
      expect.stringMatching(/does not show is in nobody's inbox$/),
    ])
    const strange = { ...capture, sessionId: 'cs_nobody' }
    expect(spoilt({ captures: [...provider.captures, strange] })).toEqual([
      'money of session cs_nobody belongs to no tender',
    ])
  })

  it('finds LUNAS without money, and money of another amount', () => {
    expect(spoilt({ captures: [cashCapture()] })).toEqual([
      expect.stringMatching(/says settled without money$/),
    ])
    expect(spoilt({ captures: [paidCapture()] })).toEqual([
      expect.stringMatching(/says booked, the provider knows nothing of it$/),
    ])
    const short = { ...paidCapture(), amount: 19_999 }
    expect(spoilt({ captures: [cashCapture(), short] })).toEqual([
      expect.stringMatching(/settled 20000, paid was 19999$/),
    ])
  })

  it('finds a sale that was paid twice and nobody told', () => {
    expect(spoilt({ captures: [...provider.captures, paidCapture()] })).toContain(
      `sale ${paidNumber} of 20000 was paid 40000 and nobody is told`,
    )
  })

  it('finds a session that is out of sight, one that is still alive, and one attempt with two', () => {
    const lost = { ...unpaidSession(), id: 'cs_lost', metadata: { tender_id: unpaidTenderId() } }
    expect(spoilt({ sessions: [...provider.sessions, lost] })).toEqual([
      'the till has lost sight of session cs_lost (canceled)',
    ])
    const alive = provider.sessions.map((each) =>
      each.id === unpaidSession().id ? { ...each, status: 'open' } : each,
    )
    expect(spoilt({ sessions: alive })).toEqual([
      expect.stringMatching(/is still open, but its tender is over$/),
    ])
    const twice = { ...unpaidSession(), id: unpaidSession().id }
    expect(spoilt({ sessions: [...provider.sessions, twice] })).toEqual([
      expect.stringMatching(/made more than one session$/),
    ])
  })

  const unpaidTenderId = (): string => unpaidSession().metadata?.['tender_id'] ?? ''

  it('finds a key with other bytes, and a charge that was made twice', () => {
    const key = { idempotencyKey: 'k' }
    expect(spoilt({}, { calls: [call(key), call(key)] })).toEqual([])
    expect(spoilt({}, { calls: [call(key), call({ ...key, body: '{"amount":1}' })] })).toEqual([
      'key k was sent with other bytes',
    ])
    const charge = { target: '/api/v1/public/checkout/sessions/cs_1/charge' }
    expect(spoilt({}, { calls: [call({ ...charge, status: 429 }), call(charge)] })).toEqual([])
    // an answer that was lost is no proof that nothing was done
    expect(spoilt({}, { calls: [call({ ...charge, status: null }), call(charge)] })).toEqual([
      'session cs_1 was charged twice',
    ])
    // not even by a till that could know that the first one was lost on its way: it has no proof of that
    const lost = call({ ...charge, status: null, isActedOn: false })
    expect(spoilt({}, { calls: [lost, call(charge)] })).toEqual(['session cs_1 was charged twice'])
    // books that were put back do not know of the first; they read before they charge, and it left no trace
    expect(spoilt({}, { calls: [lost, call(charge)], isRestored: true })).not.toContain(
      'session cs_1 was charged twice',
    )
    expect(spoilt({}, { calls: [call(charge), call(charge)], isRestored: true })).toContain(
      'session cs_1 was charged twice',
    )
  })

  it('finds money that the ledger lacks, and money in it that does not count', () => {
    const { read } = store
    const lacking = { ...store, read: { ...read, taking: () => null } }
    expect(compareBooks(lacking, provider)).toEqual([
      expect.stringMatching(/of 15000 stands in the ledger as 0$/),
      expect.stringMatching(/of 20000 stands in the ledger as 0$/),
    ])
    const [any = null] = read.takingsOutside(0, 9)
    const invented = { ...store, read: { ...read, taking: () => any } }
    expect(compareBooks(invented, provider)).toContainEqual(
      expect.stringMatching(/of 0 stands in the ledger as 20000$/),
    )
  })

  it('finds money that went back behind the till, and more of it than came', () => {
    const back = { id: 'r1', sessionId: paidCapture().sessionId, status: 'succeeded' }
    expect(spoilt({ refunds: [{ ...back, amount: 5_000 }] })).toEqual([
      expect.stringMatching(/^5000 went back of tender .*, the books know of 0$/),
    ])
    expect(spoilt({ refunds: [{ ...back, amount: 20_001 }] })).toContain(
      `20001 went back of the 20000 of session ${back.sessionId}`,
    )
  })
})

describe('the comparison of books and witnesses', () => {
  const witness = (change: Partial<Witness>): string[] =>
    compareWitness(store, { words: [], papers: [], ...change })
  const slip = (text: string): Uint8Array => Buffer.from(text)
  // this shop prints on the screen, so that every job counts as out without any paper
  const missing = expect.stringMatching(/^said to be printed, but is not on paper/)
  const others = (broken: readonly string[]): readonly string[] =>
    broken.filter((sentence) => !missing.asymmetricMatch(sentence))

  it('has nothing to say about what was seen of a shop that is in order', () => {
    const tenderId = store.read.sale(must(store.read.sales({ cursor: null, limit: 3 }).rows[1]).id)?.sale
    const cash = must(tenderId?.tenders[0])
    const words = [
      { say: 'lunas', number: paidNumber },
      { say: 'taken', tenderId: cash.id, kind: 'cash' },
    ] as const
    expect(others(witness({ words, papers: [slip(`No : ${paidNumber}\nLUNAS`)] }))).toEqual([])
  })

  it('finds LUNAS on a screen or on paper for a sale that is not paid', () => {
    expect(others(witness({ words: [{ say: 'lunas', number: openNumber }] }))).toEqual([
      `LUNAS was shown for sale ${openNumber}, which is open`,
    ])
    expect(others(witness({ papers: [slip(`No : ${openNumber}\nLUNAS`)] }))).toEqual([
      `a receipt for sale ${openNumber}, which is open`,
    ])
    expect(others(witness({ papers: [slip(`No : ${openNumber}\nBELUM LUNAS`)] }))).toEqual([])
  })

  it('finds a second original, and takes a copy that says so for a copy', () => {
    const original = slip(`No : ${paidNumber}\nLUNAS`)
    const again = slip(`No : ${paidNumber}\nStatus : LUNAS`)
    const copy = slip(`CETAK ULANG - SALINAN ke-1\nNo : ${paidNumber}\nLUNAS`)
    expect(others(witness({ papers: [original, copy] }))).toEqual([])
    expect(others(witness({ papers: [original, again] }))).toEqual([`sale ${paidNumber} has 2 originals`])
  })

  it('finds money that was said to be taken and a code that was shown, and the books do not know', () => {
    expect(others(witness({ words: [{ say: 'taken', tenderId: 'T', kind: 'cash' }] }))).toEqual([
      'the till said that cash T is taken, and has no evidence of it',
    ])
    expect(others(witness({ words: [{ say: 'shown', tenderId: 'T', sessionId: 'S' }] }))).toEqual([
      'the code of tender T was shown, and the books do not know',
    ])
  })

  it('finds a slip that the books say is out and the printer never had, and a job that came out twice', () => {
    const job = must(store.read.lastPrintJobs(5).find((each) => each.bytesHash !== null))
    expect(witness({})).toContain(`said to be printed, but is not on paper: slip of sale ${job.saleId}`)
    const bytes = slip('the bytes of that job')
    const hash = createHash('sha256').update(bytes).digest('hex')
    const known: Store = {
      ...store,
      read: { ...store.read, printJobs: () => [{ ...job, bytesHash: hash }] },
    }
    expect(compareWitness(known, { words: [], papers: [bytes] })).toEqual([])
    expect(compareWitness(known, { words: [], papers: [bytes, bytes] })).toEqual([
      `a job of 1 came out 2 times: slip of sale ${job.saleId}`,
    ])
  })
})
