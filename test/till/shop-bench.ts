import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { amountOf } from '../../src/core/domain/money.ts'
import type { Clock } from '../../src/core/ports/system.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'
import { silentLog, systemClock } from '../../src/main/adapters/system/system.ts'
import { openGerai, type OpenGerai } from '../../src/main/gerai.ts'
import { setDraft } from '../../src/main/usecases/selling/counter.ts'
import type { Outbox } from '../../src/main/usecases/outbox/outbox.ts'
import { createManualMoney } from '../../src/main/usecases/selling/record-manual.ts'
import { createPayments } from '../../src/main/usecases/selling/take-payment.ts'
import { saleOnCounter, type Till } from '../../src/main/usecases/till.ts'
import { saleView } from '../../src/main/usecases/views/sale.ts'
import type { Watcher } from '../../src/main/usecases/provider/watch-sessions.ts'
import { DEFAULT_OPTIONS } from '../../src/simulator/options.ts'
import { startSimulator } from '../../src/simulator/server.ts'
import { cartOf, type SimulatorBooks } from './bench.ts'

/** A whole data folder that is opened, closed and restored, beside a provider that outlives all of it. */
export interface TestShop {
  readonly folder: string
  gerai(): OpenGerai
  till(): Till
  open(): Promise<OpenGerai>
  close(): Promise<void>
  hand(path: string, body?: unknown, method?: string): Promise<unknown>
  books(): Promise<SimulatorBooks>
  /** Requests the provider has got, e.g. `POST /api/v1/checkout-sessions`. */
  requests(): Promise<readonly string[]>
  remove(): Promise<void>
}

export async function openTestShop(clock: Clock = systemClock): Promise<TestShop> {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-shop-'))
  const simulator = await startSimulator(DEFAULT_OPTIONS)
  let gerai: OpenGerai | null = null
  const hand: TestShop['hand'] = async (path, body = {}, method = 'POST') => {
    const init = method === 'GET' ? { method } : { method, body: JSON.stringify(body) }
    const answer = await fetch(`${simulator.url}/_sim/${path}`, init)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`_sim/${path}: ${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  const shop: TestShop = {
    folder,
    gerai: () => {
      if (gerai === null) throw new Error('the shop is closed')
      return gerai
    },
    till: () => shop.gerai().core().till,
    open: async () => {
      const opened = await openGerai({
        dataFolder: folder,
        clock,
        log: silentLog,
        secrets: createMemorySecrets(),
        environmentProfile: null,
        launchSimulator: async () => ({
          url: simulator.url,
          keyId: 'ak_test_simulator',
          secret: 'sk_test_simulator',
          stop: async () => {},
        }),
      })
      if (!opened.ok) throw new Error(JSON.stringify(opened.error))
      gerai = opened.value
      return gerai
    },
    close: async () => {
      await gerai?.close()
      gerai = null
    },
    hand,
    books: async () => (await hand('books', undefined, 'GET')) as SimulatorBooks,
    requests: async () => {
      const answer = await hand('requests', undefined, 'GET')
      const { requests } = answer as { requests: readonly { method: string; target: string }[] }
      return requests.map(({ method, target }) => `${method} ${target}`)
    },
    remove: async () => {
      await shop.close()
      await simulator.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await shop.open()
  return shop
}

/** Writes down what a person pressed; nothing of it is sent before somebody wakes the real queue. */
export function pressOnly(till: Till) {
  const done = async () => ({ ok: true, value: null }) as const
  const asleep: Outbox = {
    start: () => {},
    wake: () => {},
    hasten: () => {},
    attempt: async () => {},
    stop: async () => {},
  }
  const watcher: Watcher = { start: () => {}, check: done, stop: async () => {} }
  const payments = createPayments(till, asleep, watcher)
  return { payments, manual: createManualMoney(till, asleep, payments) }
}

export function putInCart(till: Till, price: number): void {
  const filled = setDraft(till, cartOf(price))
  if (!filled.ok) throw new Error(JSON.stringify(filled.error))
}

export async function sellForCash(till: Till, price: number): Promise<void> {
  putInCart(till, price)
  const paid = await pressOnly(till).manual.payCash({
    attemptId: till.ids.next(),
    amount: null,
    tendered: amountOf(price),
  })
  if (!paid.ok) throw new Error(JSON.stringify(paid.error))
}

export const saleNow = (till: Till) => {
  const record = saleOnCounter(till)
  return record === null ? null : saleView(till, record)
}

export const attentionKinds = (till: Till): string[] =>
  till.store.read.attentions({ cursor: null, limit: 100 }).rows.map((row) => row.kind)
