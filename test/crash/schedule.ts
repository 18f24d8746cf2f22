import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createIds, systemClock } from '../../src/main/adapters/system/system.ts'
import { openStore } from '../../src/main/adapters/sqlite/store.ts'
import type { FaultPlan } from '../../src/simulator/faults.ts'
import { DEFAULT_OPTIONS } from '../../src/simulator/options.ts'
import { seededRandom } from '../../src/simulator/random.ts'
import { startSimulator } from '../../src/simulator/server.ts'
import { compareBooks, type ProviderBooks } from './compare-books.ts'

export interface Outcome {
  readonly seed: number
  readonly broken: readonly string[]
  readonly sales: number
  readonly captures: number
  readonly kills: number
}

/** What the network and the provider do to this till; everything but a definite answer is on the menu. */
const faultsOf = (seed: number): FaultPlan => {
  const sometimes = (probability: number) => ({ path: '/checkout-sessions**', probability })
  const anywhere = (probability: number) => ({ path: '/**', probability })
  return {
    seed,
    rules: [
      { match: { method: 'POST', ...anywhere(0.06) }, action: { type: 'dropAfterCommit' } },
      { match: { method: 'POST', ...anywhere(0.04) }, action: { type: 'dropBeforeCommit' } },
      {
        match: { method: 'POST', ...anywhere(0.04) },
        action: { type: 'status', status: 503, afterCommit: seed % 2 === 0 },
      },
      { match: { method: 'POST', ...anywhere(0.03) }, action: { type: 'html502', afterCommit: true } },
      { match: { method: 'GET', ...sometimes(0.04) }, action: { type: 'truncatedJson' } },
      { match: { method: 'GET', ...sometimes(0.03) }, action: { type: 'statusFlap', status: 'pending' } },
      { match: { method: 'GET', ...sometimes(0.02) }, action: { type: 'tooMany', retryAfterSec: 1 } },
      { match: anywhere(0.05), action: { type: 'delay', ms: 150 } },
    ],
  }
}

/**
 * One schedule: a shopkeeper sells under faults and is killed again and again at moments the seed picks; then the faults
 * stop, the queues drain, and both books are compared.
 */
export async function runSchedule(seed: number, kills = 4): Promise<Outcome> {
  const random = seededRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'gerai-crash-'))
  const simulator = await startSimulator({ ...DEFAULT_OPTIONS, seed, rate: { reads: 5_000, writes: 5_000 } })
  const hand = (path: string, init: RequestInit) => fetch(`${simulator.url}/_sim/${path}`, init)
  try {
    await hand('faults', { method: 'PUT', body: JSON.stringify(faultsOf(seed)) })
    for (let run = 0; run < kills; run += 1) {
      await sellAndDie(folder, simulator.url, seed * 100 + run, 150 + random() * 1_200)
    }
    await hand('faults', { method: 'DELETE' })
    await settle(folder, simulator.url, seed)
    const books = (await (await hand('books', { method: 'GET' })).json()) as ProviderBooks
    const opened = openStore(join(folder, 'practice', 'gerai.sqlite'), 'practice', {
      clock: systemClock,
      ids: createIds(systemClock),
    })
    if (!opened.ok)
      return { seed, broken: [`the books do not open: ${opened.error.type}`], sales: 0, captures: 0, kills }
    const broken = compareBooks(opened.value, books)
    const sales = opened.value.read.sales({ cursor: null, limit: 100_000 }).rows.length
    opened.value.close()
    return { seed, broken, sales, captures: books.captures.length, kills }
  } finally {
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function start(folder: string, url: string, seed: number, task: 'sell' | 'settle') {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'shopkeeper.ts'), folder, url, String(seed), task],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let words = ''
  let complaints = ''
  const opened = new Promise<void>((resolve) => {
    child.stdout.on('data', (data) => {
      words += String(data)
      if (words.includes('open')) resolve()
    })
  })
  child.stderr.on('data', (data) => {
    complaints += String(data)
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      resolve(code)
    })
  })
  return { child, opened, ended, complaints: () => complaints, words: () => words }
}

async function sellAndDie(folder: string, url: string, seed: number, afterMs: number): Promise<void> {
  const { child, opened, ended, complaints } = start(folder, url, seed, 'sell')
  await Promise.race([opened, ended])
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  child.kill('SIGKILL')
  await ended
  // only the kill may end a shopkeeper
  if (complaints() !== '') throw new Error(`seed ${seed}: ${complaints()}`)
}

async function settle(folder: string, url: string, seed: number): Promise<void> {
  const { ended, words, complaints } = start(folder, url, seed, 'settle')
  await ended
  if (!words().includes('settled')) throw new Error(`seed ${seed} did not settle: ${complaints()}`)
}
