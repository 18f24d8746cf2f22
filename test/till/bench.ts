import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Mode } from '../../src/core/domain/provider/session.ts'
import type { Clock, Log } from '../../src/core/ports/system.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'
import { createIds, silentLog, systemClock } from '../../src/main/adapters/system/system.ts'
import { startCore, type Core } from '../../src/main/core.ts'
import type { CoreEnvironment } from '../../src/main/environment.ts'
import { DEFAULT_OPTIONS, type SimulatorOptions } from '../../src/simulator/options.ts'
import { startSimulator } from '../../src/simulator/server.ts'
import type { Cart } from '../../src/core/domain/sale.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { webhookSecretNameOf } from '../../src/main/usecases/provider/profile.ts'
import { setDraft } from '../../src/main/usecases/selling/counter.ts'
import type { Duty } from '../../src/core/ports/duty.ts'
import { dutyOf, registerOwner } from '../fakes/duty.ts'

/** A whole till on this machine: the real core on real SQLite, talking over a real socket to the simulator. */
export interface TestTill {
  readonly core: Core
  readonly folder: string
  readonly simulatorUrl: string
  readonly ids: ReturnType<typeof createIds>
  /** The tester's hand of the simulator. */
  hand(path: string, body?: unknown, method?: string): Promise<unknown>
  /** What the simulated provider has in its own books. */
  books(): Promise<SimulatorBooks>
  /** Stops the core and starts another one on the same folder, as after a restart. */
  restart(): Promise<Core>
  close(): Promise<void>
}

export interface SimulatorBooks {
  readonly captures: readonly { readonly sessionId: string; readonly amount: number }[]
  readonly [name: string]: unknown
}

const SIMULATOR_KEY = { keyId: 'ak_test_simulator', secret: 'sk_test_simulator' }

export async function openTestTill(
  options: {
    readonly mode?: Mode
    readonly simulator?: Partial<SimulatorOptions>
    readonly clock?: Clock
    readonly log?: Log
    /** The account the till signs with; the simulator knows `ak_test_simulator` only. */
    readonly key?: { readonly keyId: string; readonly secret: string }
    readonly webhookSecret?: string
    readonly environmentProfile?: CoreEnvironment['environmentProfile']
    /** A folder of an earlier till, as when a shop changes modes; it is left in place. */
    readonly folder?: string
    /** A till as it was installed, with nobody in its books; without it the owner is at the counter. */
    readonly duty?: Duty
  } = {},
): Promise<TestTill> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'gerai-till-'))
  const simulator = await startSimulator({ ...DEFAULT_OPTIONS, ...options.simulator })
  const clock = options.clock ?? systemClock
  const ids = createIds(clock)
  const secrets = createMemorySecrets()
  const duty = options.duty ?? dutyOf(clock)
  if (options.webhookSecret !== undefined) {
    await secrets.write(webhookSecretNameOf(options.mode ?? 'practice'), options.webhookSecret)
  }
  const start = async (): Promise<Core> => {
    const started = await startCore({
      dataFolder: folder,
      mode: options.mode ?? 'practice',
      clock,
      ids,
      log: options.log ?? silentLog,
      secrets,
      duty,
      practice: { url: simulator.url, ...(options.key ?? SIMULATOR_KEY), plexo: DEFAULT_OPTIONS.plexo },
      environmentProfile: options.environmentProfile ?? null,
    })
    if (!started.ok) throw new Error(`the core did not start: ${JSON.stringify(started.error)}`)
    return started.value
  }
  let core = await start()
  if (options.duty === undefined) registerOwner(core.till.store, clock)
  const hand: TestTill['hand'] = async (path, body = {}, method = 'POST') => {
    const init = method === 'GET' ? { method } : { method, body: JSON.stringify(body) }
    const answer = await fetch(`${simulator.url}/_sim/${path}`, init)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`_sim/${path}: ${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  return {
    get core() {
      return core
    },
    folder,
    simulatorUrl: simulator.url,
    ids,
    hand,
    books: async () => (await hand('books', undefined, 'GET')) as SimulatorBooks,
    restart: async () => {
      await core.stop()
      core = await start()
      return core
    },
    close: async () => {
      await core.stop()
      await simulator.close()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Puts one line of the given price into the cart. */
export function cartOf(price: number, name = 'Kopi Susu'): Omit<Cart, 'currency'> {
  return {
    discount: null,
    lines: [
      {
        id: `line-${price}`,
        productId: null,
        name,
        quantity: 1000,
        unitPrice: amountOf(price),
        tax: 'none',
        discount: null,
        note: null,
      },
    ],
  }
}

export function fillCart(till: TestTill, price: number): void {
  const filled = setDraft(till.core.till, cartOf(price))
  if (!filled.ok) throw new Error(JSON.stringify(filled.error))
}

/** Waits until `ready` says something, at most eight seconds; what it last saw is in the message when it never does. */
export async function eventually<T>(
  ready: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  what: () => unknown,
): Promise<T> {
  const until = Date.now() + 8_000
  for (;;) {
    const value = await ready()
    if (value !== null && value !== undefined && value !== false) return value
    if (Date.now() > until)
      throw new Error(`it never happened; last seen: ${JSON.stringify(await what(), null, 1)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
