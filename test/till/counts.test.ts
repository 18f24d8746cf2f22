import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { nextCustomer, setDraft } from '../../src/main/usecases/selling/counter.ts'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { watchView } from '../../src/main/usecases/watch-view.ts'
import { pressOnly } from './shop-bench.ts'
import { cartOf, eventually, fillCart, openTestTill, type TestTill } from './bench.ts'
import { THE_OWNER } from '../fakes/duty.ts'

/**
 * What a sale costs in statements, flushes, calls and bytes. These do not depend on the machine, so they are held here;
 * speed is measured by `npm run bench`. A number that has to grow is changed here, knowingly, with the reason beside it.
 */
const WRITES_OF_A_SALE = 33
const STATEMENTS_OF_A_SALE = 62
/** Pressed, create sent, answered, charge sent, shown: each is what makes a kill at that moment harmless. */
const FLUSHES_OF_A_CODE = 5
/** Asked for, made at the provider, shown. */
const VIEWS_OF_A_CODE = 3

let till: TestTill
const ran: string[] = []

/** Every statement that any handle of this process runs, by its text. */
function watchStatements(): void {
  const prepare = Database.prototype.prepare
  vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, source) {
    const statement = prepare.call(this, source)
    for (const how of ['run', 'get', 'all', 'iterate'] as const) {
      const original = statement[how].bind(statement) as (...values: unknown[]) => unknown
      const counted = (...values: unknown[]): unknown => {
        ran.push(source)
        return original(...values)
      }
      Object.assign(statement, { [how]: counted })
    }
    return statement
  })
}

beforeEach(async () => {
  watchStatements()
  till = await openTestTill()
  // the printer's own transactions come after the sale's and are no part of it
  await till.core.prints.stop()
})
afterEach(async () => {
  await till.close()
  vi.restoreAllMocks()
})

/** What a commit or an answer sets going without a further wait has happened by then. */
const aMoment = async (): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, 50))
}
const commits = (): number => ran.filter((source) => source === 'COMMIT').length
/** Flushes that have to do with a payment; the till's own clock work does not count. */
const flushesOfPayments = (): number =>
  ran
    .join('\n')
    .split('BEGIN IMMEDIATE')
    .filter((each) => each.includes('COMMIT') && /(INTO|UPDATE) (outbox|tenders|codes)\b/.test(each)).length
const writes = (): string[] => ran.filter((source) => /^\s*(INSERT|UPDATE|DELETE|REPLACE)/.test(source))
const eightLines = () => {
  const [line] = cartOf(1_000).lines
  if (line === undefined) throw new Error('no line')
  const lines = Array.from({ length: 8 }, (_, index) => ({ ...line, id: `line-${index}` }))
  return { discount: null, lines }
}

describe('a sale of eight lines, paid in cash', () => {
  it('is one flush to the disk, and few statements', async () => {
    expect(setDraft(till.core.till, eightLines())).toMatchObject({ ok: true })
    ran.length = 0
    // the press itself; the booking with the provider follows in transactions of its own
    const paid = await pressOnly(till.core.till).manual.payCash({
      attemptId: till.ids.next(),
      amount: null,
      tendered: amountOf(10_000),
    })
    expect(paid).toMatchObject({ ok: true })
    expect(commits()).toBe(1)
    expect(writes().length).toBeLessThanOrEqual(WRITES_OF_A_SALE)
    expect(ran.length).toBeLessThanOrEqual(STATEMENTS_OF_A_SALE)
  })
})

describe('a QRIS code, from the press until it is shown', () => {
  it('is five flushes to the disk and three views of the screen', async () => {
    // what a till does by itself when it starts is done when its first code is shown
    fillCart(till, 20_000)
    await showCode()
    nextCustomer(till.core.till)
    const page = new AbortController()
    let views = 0
    const look = () => {
      views += 1
      return { type: 'view' as const }
    }
    const looking = (async () => {
      for await (const _message of watchView(till.core.till, till.core.stopped, page.signal, look));
    })()
    fillCart(till, 30_000)
    await aMoment()
    ran.length = 0
    views = 0
    await showCode()
    await aMoment()
    page.abort()
    await looking
    expect(till.core.till.store.read.outboxNextAt()).toBeNull()
    expect(flushesOfPayments()).toBe(FLUSHES_OF_A_CODE)
    expect(views).toBe(VIEWS_OF_A_CODE)
  })
})

describe('a view of the cashier’s screen', () => {
  it('asks the books for as much after six sales as after one', async () => {
    const look = (): number => {
      ran.length = 0
      counterView(till.core.till, THE_OWNER, 1)
      return ran.length
    }
    const sell = async (): Promise<void> => {
      fillCart(till, 10_000)
      await till.core.manual.payCash({ attemptId: till.ids.next(), amount: null, tendered: amountOf(10_000) })
      nextCustomer(till.core.till)
    }
    await sell()
    const after = look()
    for (let more = 0; more < 5; more += 1) await sell()
    expect(look()).toBe(after)
  })
})

describe('a QRIS payment that the customer makes at once', () => {
  it('takes one create, one charge and few reads at the provider', async () => {
    fillCart(till, 20_000)
    const before = (await requests()).length
    const sessionId = await showCode()
    await till.hand(`sessions/${sessionId}/pay`)
    await eventually(() => saleOnCounter(till.core.till)?.sale.phase === 'paid', requests)
    const made = (await requests()).slice(before)
    const about = made.filter(({ target }) => target.includes('checkout'))
    expect(about.filter(({ method }) => method === 'POST')).toHaveLength(2)
    // one read each second from the shown code on, and none while it is made; the customer pays within the first
    expect(about.filter(({ method }) => method === 'GET').length).toBeLessThanOrEqual(2)
  })
})

/** Charges what is in the cart; the session whose code is shown. */
async function showCode(): Promise<string> {
  await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: null })
  return await eventually(() => {
    const tender = saleOnCounter(till.core.till)?.sale.tenders[0]
    return tender?.type === 'provider' && tender.state.name === 'presented' && tender.state.sessionId
  }, requests)
}

const requests = async (): Promise<readonly { method: string; target: string }[]> => {
  const answer = (await till.hand('requests', undefined, 'GET')) as {
    requests: readonly { method: string; target: string }[]
  }
  return answer.requests
}
