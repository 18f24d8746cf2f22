import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { seedBooks } from '../scripts/seed/seed-books.ts'
import { openRaw, rawInsert, rowsOf } from './commit.ts'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'
import { benchKept } from './kept.ts'
import { openRival, RIVALS, saleDocument } from './rivals.ts'
import { ids, openCore, payCash, takeOrder } from './till.ts'

const WARM_UP = 10
const EARLIER = 10_000

/** How long a sale takes to be kept, beside what other desktop tills keep theirs with; then who still has it after a kill. */
export async function benchRivals(options: BenchOptions): Promise<readonly Figure[]> {
  const { scale, folder } = options
  const rounds = Math.max(20, Math.min(500, Math.round(150 * scale)))
  const earlier = Math.max(500, Math.round(EARLIER * Math.min(1, scale)))
  return [
    ...(await besideEachOther(join(folder, 'rivals-0'), 0, rounds)),
    ...(await besideEachOther(join(folder, 'rivals-full'), earlier, rounds)),
    ...(await benchKept(options)),
  ]
}

interface Contestant {
  readonly name: string
  /** Stores one sale and tells how many milliseconds that took. */
  sell(place: number): Promise<number>
  close(): Promise<void>
}

/** Everybody stores one sale in each round, and another one begins each time, so that all meet the same disk. */
async function besideEachOther(folder: string, earlier: number, rounds: number): Promise<readonly Figure[]> {
  mkdirSync(folder, { recursive: true })
  const contestants = [
    ...(await openOurs(folder, earlier)),
    ...(await Promise.all(RIVALS.map((name) => openContestant(name, folder, earlier)))),
  ]
  const times = contestants.map((): number[] => [])
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    for (const [turn] of contestants.entries()) {
      // the raw insert copies the sale that ours has just made, so the two stay in this order
      const place = round % 2 === 0 ? turn : (turn + 2) % contestants.length
      const took = await contestants[place]?.sell(round)
      if (took !== undefined && round >= WARM_UP) times[place]?.push(took)
    }
  }
  for (const { close } of contestants) await close()
  const when = earlier === 0 ? 'in new books' : `after ${earlier} sales`
  return contestants.map(({ name }, place) =>
    figureOf({ name: `kept: ${name}, ${when}`, unit: 'ms', note: NOTES[name] ?? '' }, times[place] ?? []),
  )
}

const NOTES: Readonly<Record<string, string>> = {
  Gerai: 'all of the sale: number, evidence, chained events, ledger, receipt, print job, index of words',
  'raw insert': 'the same rows, by prepared statements in one transaction',
  NeDB: 'one document; appended to a file that nobody flushes',
  'PouchDB on leveldb': 'one document; not flushed either',
  'sql.js and a file': 'sale and lines; the whole file is written anew for each sale',
}

async function openOurs(folder: string, earlier: number): Promise<readonly Contestant[]> {
  const dataFolder = join(folder, 'gerai')
  const file = join(dataFolder, 'practice', 'gerai.sqlite')
  const rawFile = join(folder, 'raw.sqlite')
  if (earlier > 0) {
    await seedBooks({ folder: dataFolder, sales: earlier })
    copyFileSync(file, rawFile)
  }
  const core = await openCore(dataFolder)
  await core.prints.stop()
  if (!existsSync(rawFile)) openRaw(rawFile).close()
  const reader = new Database(file, { readonly: true })
  const raw = openRaw(rawFile)
  const insert = rawInsert(raw)
  let newest = ''
  return [
    {
      name: 'Gerai',
      sell: async () => {
        takeOrder(core)
        const before = performance.now()
        newest = await payCash(core)
        return performance.now() - before
      },
      close: async () => await core.stop(),
    },
    {
      name: 'raw insert',
      sell: async () => {
        const rows = rowsOf(reader, newest)
        const before = performance.now()
        insert(rows)
        return performance.now() - before
      },
      close: async () => {
        reader.close()
        raw.close()
      },
    },
  ]
}

async function openContestant(
  name: (typeof RIVALS)[number],
  folder: string,
  earlier: number,
): Promise<Contestant> {
  const books = await openRival(name, join(folder, name.replaceAll(/\W/g, '')))
  if (earlier > 0)
    await books.fill(Array.from({ length: earlier }, (_, place) => saleDocument(ids.next(), place)))
  return {
    name,
    sell: async (place) => {
      const sale = saleDocument(ids.next(), earlier + place)
      const before = performance.now()
      await books.store(sale)
      return performance.now() - before
    },
    close: async () => await books.close(),
  }
}
