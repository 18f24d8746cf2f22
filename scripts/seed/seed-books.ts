import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { encodeTime } from 'ulidx'
import type { BooksWriter, Store } from '../../src/core/ports/store.ts'
import type { Clock, Ids } from '../../src/core/ports/system.ts'
import { openStore } from '../../src/main/adapters/sqlite/store.ts'
import { chanceFrom, type Chance } from './chance.ts'
import { seedSale } from './seed-sales.ts'
import { CUSTOMERS } from './shop-words.ts'

export interface SeedOrder {
  /** A data folder: the books go to `practice/gerai.sqlite` in it, which must not be there yet. */
  readonly folder: string
  readonly sales: number
  /** The same seed makes the same books. */
  readonly seed?: number
  /** Called after each batch with how many sales are in. */
  readonly onProgress?: (done: number) => void
}

export type SeedRefusal = 'real_books' | 'books_there'

/** One transaction holds so many: fast to write, and a stop loses little. */
const BATCH = 2_000
/** When the shop was opened for the first time, and how long it takes for one day's sales. */
const FIRST_DAY = Date.parse('2025-01-01T00:00:00Z') - 7 * 60 * 60_000
const DAY_MS = 24 * 60 * 60_000
/** How many of a hundred sales fall into which hour of the shop's day. */
const HOURS: readonly (readonly [hour: number, weight: number])[] = [
  ...([
    [7, 5],
    [8, 8],
    [9, 6],
    [10, 5],
    [11, 9],
    [12, 15],
    [13, 10],
    [14, 5],
  ] as const),
  ...([
    [15, 5],
    [16, 7],
    [17, 8],
    [18, 7],
    [19, 6],
    [20, 4],
  ] as const),
]

/** Whether a folder may be filled: never one that holds books of test or live mode, nor over books that are there. */
export function seedRefusal(folder: string): SeedRefusal | null {
  if (['test', 'live'].some((mode) => existsSync(join(folder, mode, 'gerai.sqlite')))) return 'real_books'
  return existsSync(join(folder, 'practice', 'gerai.sqlite')) ? 'books_there' : null
}

/** Fills new practice books with invented sales through the real store; answers with the file. Throws when refused. */
export async function seedBooks({ folder, sales, seed = 1, onProgress }: SeedOrder): Promise<string> {
  const refused = seedRefusal(folder)
  if (refused !== null) throw new Error(`seed refused: ${refused}`)
  const chance = chanceFrom(seed)
  const { clock, setNow } = handClock(FIRST_DAY)
  const ids = seededIds(chance, clock)
  const file = join(folder, 'practice', 'gerai.sqlite')
  const opened = await openStore(file, 'practice', { clock, ids, backupFolder: join(folder, 'backups') })
  if (!opened.ok) throw new Error(opened.error.type)
  const books = opened.value
  // invented books need no flush for each batch; whoever opens them next flushes again
  books.handle.pragma('synchronous = OFF')
  books.handle.pragma('cache_size = -200000')
  const customers = written(books, (writer) => addCustomers(writer, ids, clock.now()))
  const times = timesOf(chance, sales)
  for (let done = 0; done < sales;) {
    const most = Math.min(sales, done + BATCH)
    written(books, (writer) => {
      for (; done < most; done += 1) {
        const at = times.next()
        setNow(at)
        seedSale({ chance, ids, customers, terminalId: books.terminalId }, writer, new Date(at).toISOString())
      }
    })
    onProgress?.(done)
  }
  books.handle.exec('ANALYZE')
  books.close()
  return file
}

function addCustomers(books: BooksWriter, ids: Ids, at: string): string[] {
  return CUSTOMERS.map((name, place) => {
    const id = ids.next()
    const nameRef = books.keepPersonal({ kind: 'customer_name', value: name, at })
    const phone = `0812${String(30_000_000 + place * 7919).padStart(8, '0')}`
    const phoneRef = books.keepPersonal({ kind: 'customer_phone', value: phone, at })
    books.addCustomer({ id, nameRef, phoneRef, emailRef: null, providerId: null, createdAt: at })
    return id
  })
}

function written<T>(store: Store, work: (books: BooksWriter) => T): T {
  const answer = store.write(work)
  if (!answer.ok) throw new Error(answer.error.type)
  return answer.value
}

/** Rising moments: as many days as a busy till needs for so many sales, each with its rush at noon and after work. */
function timesOf(chance: Chance, sales: number): { next(): number } {
  const perDay = Math.max(40, Math.ceil(sales / 600))
  let day = FIRST_DAY - DAY_MS
  let waiting: number[] = []
  return {
    next: () => {
      if (waiting.length === 0) {
        day += DAY_MS
        const local = day + 7 * 60 * 60_000
        const isWeekend = [0, 6].includes(new Date(local).getUTCDay())
        const count = Math.max(1, Math.round(perDay * (isWeekend ? 1.3 : 0.9) * (0.8 + chance.real() * 0.4)))
        waiting = Array.from({ length: count }, () => {
          const hour = chance.weighted(HOURS)
          return day + hour * 3_600_000 + chance.whole(0, 3_599_999)
        }).toSorted((a, b) => b - a)
      }
      return waiting.pop() ?? day
    },
  }
}

function handClock(start: number): { clock: Clock; setNow: (ms: number) => void } {
  let now = start
  return {
    clock: { now: () => new Date(now).toISOString(), epochMs: () => now, after: () => () => {} },
    setNow: (ms) => {
      now = ms
    },
  }
}

const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** ULIDs and tokens that are the same for the same seed; a counter keeps ids of one moment in order. */
function seededIds(chance: Chance, clock: Clock): Ids {
  let made = 0
  return {
    next: () => {
      made += 1
      const count = Array.from({ length: 7 }, (_, place) => BASE32[Math.floor(made / 32 ** (6 - place)) % 32])
      const rest = Array.from({ length: 9 }, () => BASE32[chance.whole(0, 31)])
      return `${encodeTime(clock.epochMs(), 10)}${count.join('')}${rest.join('')}`
    },
    token: (bytes) => chance.hex(bytes * 2),
    sha256: (data) => createHash('sha256').update(data).digest('hex'),
  }
}
