import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import Database from 'better-sqlite3'
import WebSocket from 'ws'
import type { CounterContract } from '../src/core/contract/contract.ts'
import type { CounterView } from '../src/core/contract/views/counter.ts'
import type { FaultPlan } from '../src/simulator/faults.ts'
import { keptPort } from '../test/fakes/kept-port.ts'

export type CashierClient = ContractRouterClient<CounterContract>

/** A till behind its own door, and the provider beside it: three processes with the cashier's, as in a shop. */
export interface OfflineShop {
  readonly cashier: CashierClient
  /** The newest view of the cashier's screen. */
  view(): CounterView | null
  /** Resolves when the screen shows it; rejects after a minute. */
  shows(what: (view: CounterView) => boolean): Promise<void>
  /** Provider calls that the till still has to make. */
  queued(): number
  providerComes(options: ProviderOptions): Promise<void>
  hand(path: string, init?: RequestInit): Promise<unknown>
  readonly booksFile: string
  stopTill(): Promise<void>
  stop(): Promise<void>
}

export interface ProviderOptions {
  readonly rate: string
  readonly faults: FaultPlan | null
}

const SHOWN_WITHIN_MS = 60_000

/** Opens the till; its provider does not answer until it is let come. */
export async function openOfflineShop(folder: string, raisedLimits: boolean): Promise<OfflineShop> {
  const port = await keptPort()
  const providerUrl = `http://127.0.0.1:${port}`
  const hooks = raisedLimits
    ? ['--import', pathToFileURL(join(import.meta.dirname, 'raised-limits.ts')).href]
    : []
  const child = join(import.meta.dirname, 'offline-child.ts')
  const till = spawn(process.execPath, [...hooks, child, folder, providerUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { url } = JSON.parse(await firstLine(till)) as { readonly url: string }
  const { cashier, socket } = await signIn(url)
  const booksFile = join(folder, 'practice', 'gerai.sqlite')
  const books = new Database(booksFile, { readonly: true })
  const open = books.prepare<[], number>('SELECT count(*) FROM outbox WHERE done_at IS NULL').pluck()
  const screen = await watchScreen(cashier)
  let provider: ChildProcess | null = null
  let tillIsUp = true
  const stopTill = async (): Promise<void> => {
    if (!tillIsUp) return
    tillIsUp = false
    books.close()
    socket.close()
    await end(till)
  }
  return {
    cashier,
    ...screen,
    queued: () => open.get() ?? 0,
    booksFile,
    providerComes: async ({ rate, faults }) => {
      const script = join(import.meta.dirname, '../src/cli/simulator.ts')
      const args = ['--port', String(port), '--rate', rate, '--db', join(folder, 'provider.sqlite')]
      const keys = ['--key-id', 'ak_test_simulator', '--secret', 'sk_test_simulator']
      const started = spawn(process.execPath, [script, ...args, ...keys], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      provider = started
      await firstLine(started)
      if (faults !== null)
        await fetch(`${providerUrl}/_sim/faults`, { method: 'PUT', body: JSON.stringify(faults) })
    },
    hand: async (path, init) => {
      const answer = await fetch(`${providerUrl}/_sim/${path}`, init)
      const text = await answer.text()
      return text === '' ? null : JSON.parse(text)
    },
    stopTill,
    stop: async () => {
      await stopTill()
      if (provider !== null) await end(provider)
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child
  if (stdout === null) throw new Error('no standard output')
  return await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`it ended with code ${code}`)))
    createInterface({ input: stdout }).once('line', resolve)
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** In by the start address, as a browser goes, and on as the owner of a new shop. */
async function signIn(url: string): Promise<{ cashier: CashierClient; socket: WebSocket }> {
  const { origin, host } = new URL(url)
  const entered = await fetch(url, { redirect: 'manual' })
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { origin, cookie } })
  await once(socket, 'open')
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  const cashier = createORPCClient<CashierClient>(link)
  const made = await cashier.people.createOwner({ name: 'Sari', pin: '2580' })
  if (!made.ok) throw new Error(`nobody can sign in: ${JSON.stringify(made.error)}`)
  return { cashier, socket }
}

/** Follows the stream the cashier's page follows. */
async function watchScreen(cashier: CashierClient): Promise<Pick<OfflineShop, 'view' | 'shows'>> {
  let newest: CounterView | null = null
  let waiting: { readonly what: (view: CounterView) => boolean; readonly seen: () => void }[] = []
  const stream = await cashier.counter.watch()
  void (async () => {
    for await (const message of stream) {
      if (message.type !== 'view') continue
      const { view } = message
      newest = view
      const seen = waiting.filter((each) => each.what(view))
      waiting = waiting.filter((each) => !seen.includes(each))
      for (const each of seen) each.seen()
    }
  })().catch(() => {})
  return {
    view: () => newest,
    shows: async (what) => {
      if (newest !== null && what(newest)) return
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('the screen never showed it')), SHOWN_WITHIN_MS)
        waiting = [
          ...waiting,
          {
            what,
            seen: () => {
              clearTimeout(late)
              resolve()
            },
          },
        ]
      })
    },
  }
}
