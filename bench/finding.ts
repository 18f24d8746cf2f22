import { rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  NO_SALE_FILTER,
  NO_SESSION_FILTER,
  wantedBy,
  type SaleFilter,
  type SessionFilter,
} from '../src/core/domain/finding.ts'
import { openStore, type OpenBooks } from '../src/main/adapters/sqlite/store.ts'
import { createIds, systemClock } from '../src/main/adapters/system/system.ts'
import { seedBooks } from '../scripts/seed/seed-books.ts'
import { seededShop } from './seeded.ts'
import { figureOf, medianOf, type BenchOptions, type Figure } from './figure.ts'

const PAGE = 50
const WARM_UP = 10
const SMALL = 10_000

/**
 * The first page of the sales and of the sessions, and every way to search, in small and in greater books. The store is
 * asked as the screens' use cases ask it, on books that were filled through the same store.
 */
export async function benchFinding({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const rounds = Math.max(20, Math.min(400, Math.round(200 * scale)))
  const smallFolder = join(folder, 'finding-small')
  const small = await measureBooks(await seedBooks({ folder: smallFolder, sales: SMALL }), rounds)
  rmSync(smallFolder, { recursive: true, force: true })
  const { dataFolder, sales } = await seededShop(folder, scale)
  const great = await measureBooks(join(dataFolder, 'practice', 'gerai.sqlite'), rounds)
  return [
    ...figuresOf(small, SMALL),
    ...figuresOf(great, sales),
    ...[...great].map(([name, { samples }]) =>
      figureOf({ name: `${name}: growth`, unit: 'x', note: `median, ${SMALL} to ${sales} sales` }, [
        medianOf(samples) / medianOf(small.get(name)?.samples ?? []),
      ]),
    ),
  ]
}

interface Measured {
  readonly samples: readonly number[]
  /** Milliseconds that 95 of 100 may take. */
  readonly atMost: number
}

const figuresOf = (measured: ReadonlyMap<string, Measured>, sales: number): Figure[] =>
  [...measured].map(([name, { samples, atMost }]) =>
    figureOf(
      { name: `${name}, ${sales}`, unit: 'ms', budget: { atMost, of: 'p95' }, note: 'asked of the store' },
      samples,
    ),
  )

async function measureBooks(file: string, rounds: number): Promise<ReadonlyMap<string, Measured>> {
  const books = await openSeeded(file)
  const measured = new Map(
    waysToFind(books).map(([name, atMost, ask]) => [name, { atMost, samples: timed(ask, rounds) }]),
  )
  books.close()
  return measured
}

async function openSeeded(file: string): Promise<OpenBooks> {
  const options = {
    clock: systemClock,
    ids: createIds(systemClock),
    backupFolder: join(file, '..', 'copies'),
  }
  const opened = await openStore(file, 'practice', options)
  if (!opened.ok) throw new Error(opened.error.type)
  return opened.value
}

function timed(ask: () => number, rounds: number): number[] {
  const samples: number[] = []
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    const before = performance.now()
    const rows = ask()
    const took = performance.now() - before
    if (rows === 0) throw new Error('a search of the benchmark finds nothing')
    if (round >= WARM_UP) samples.push(took)
  }
  return samples
}

type Way = readonly [name: string, atMost: number, ask: () => number]

/** What is typed differs from round to round where it can, so that no answer lies ready. */
export function waysToFind({ handle, read }: OpenBooks): readonly Way[] {
  const some = (sql: string): readonly string[] => handle.prepare<[], string>(sql).pluck().all()
  const spread = (table: string, column: string, where = '1'): readonly string[] => {
    const most = Number(handle.prepare(`SELECT max(rowid) FROM ${table}`).pluck().get())
    const step = Math.max(1, Math.floor(most / 200))
    return some(`SELECT ${column} FROM ${table} WHERE rowid % ${step} = 1 AND ${where} LIMIT 200`)
  }
  const page = { cursor: null, limit: PAGE }
  const sales = (typed: string): number => read.sales(page, wantedBy(typed)).rows.length
  const sessions = (typed: string): number => read.sessions(page, wantedBy(typed)).rows.length
  const filtered =
    (some: Partial<SaleFilter>, typed = ''): (() => number) =>
    () =>
      read.sales(page, wantedBy(typed), { ...NO_SALE_FILTER, ...some }).rows.length
  const narrowed = (some: Partial<SessionFilter>) => () =>
    read.sessions(page, undefined, { ...NO_SESSION_FILTER, ...some }).rows.length
  const inTurn = (typed: readonly string[], ask: (each: string) => number): (() => number) => {
    let turn = 0
    return () => ask(typed[(turn += 1) % typed.length] ?? '')
  }
  const numbers = spread('sales', 'number')
  const totals = spread('sales', 'CAST(total AS TEXT)')
  const ids = spread('sessions', 'id')
  const references = some(
    `SELECT facts ->> 'rrn' FROM evidence WHERE upper(facts ->> 'rrn') > '5' AND facts ->> 'rrn' <> '' LIMIT 200`,
  )
  return [
    ['find: first page of sales', 2, () => read.sales(page).rows.length],
    ['find: first page of sessions', 2, () => read.sessions(page).rows.length],
    ['find: sale by number', 10, inTurn(numbers, sales)],
    ['find: sale by last digits', 10, inTurn(['7', '12', '00021'], sales)],
    ['find: sale by amount', 10, inTurn(totals, sales)],
    ['find: sale by reference', 10, inTurn(references, sales)],
    ['find: sale by name', 10, inTurn(['Agus Lest', 'wibowo', 'itra Ut', '0812300'], sales)],
    ['find: sale by product', 10, inTurn(['kop', 'kopi susu', 'tumbler', 'es jer', 'pisang ke'], sales)],
    ['find: sales paid by card', 10, filtered({ kind: 'edc' })],
    ['find: sales of an amount range', 10, filtered({ least: 50_000, most: 60_000 })],
    ['find: sales not paid', 10, () => filtered({ phase: 'open' })() + 1],
    [
      'find: product, paid by card',
      10,
      inTurn(['kopi', 'tumbler'], (typed) => filtered({ kind: 'edc' }, typed)()),
    ],
    ['find: sessions that ended', 10, narrowed({ status: 'expired' })],
    ['find: sessions of no sale here', 10, () => narrowed({ foreign: true })() + 1],
    ['find: session by id', 10, inTurn(ids, sessions)],
    ['find: session by amount', 10, inTurn(totals, (typed) => sessions(typed) + 1)],
    ['find: session by sale number', 10, inTurn(numbers, (typed) => sessions(typed) + 1)],
    ['find: session by product', 10, inTurn(['kop', 'kopi susu', 'es jer'], sessions)],
  ]
}
