import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'
import { openCore, payCash, takeOrder } from './till.ts'

const OLD_SALES = 40_000
/** A customer every so often, which no shop has. */
const EVERY_MS = 20

/**
 * A copy of the books of a shop with 40 000 sales (200 000 with `--scale 5`), made while it sells: what a cashier notices
 * of it. Sales are timed in the same way before and during.
 */
export async function benchBackup({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const dataFolder = join(folder, 'backup')
  const core = await openCore(dataFolder)
  await core.prints.stop()
  // or the till would make its own of today in the middle of the measurement
  await core.backups.make('daily')
  takeOrder(core)
  const saleId = await payCash(core)
  const writer = new Database(join(dataFolder, 'practice', 'gerai.sqlite'))
  const oldSales = Math.round(OLD_SALES * Math.min(5, scale))
  multiply(writer, saleId, oldSales)
  writer.close()
  const quiet = await sellUntil(core, pause(2_000))
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  let copiedAt = 0
  const startedAt = performance.now()
  const making = core.backups.make('by_hand')
  const watching = setInterval(() => {
    if (copiedAt === 0 && core.backups.view().running?.step === 'checking') copiedAt = performance.now()
  }, 5)
  const busy = await sellUntil(core, making)
  const madeAt = performance.now()
  clearInterval(watching)
  loop.disable()
  const made = await making
  if (!made.ok) throw new Error(`no backup: ${JSON.stringify(made.error)}`)
  await core.stop()
  const size = made.value.bytes
  return [
    figureOf({ name: `backup: size, ${oldSales} old sales`, unit: 'MB', note: 'one file' }, [size / 1e6]),
    figureOf({ name: 'backup: copying', unit: 'ms', note: 'page by page, while selling' }, [
      copiedAt - startedAt,
    ]),
    figureOf(
      {
        name: 'backup: reading it again',
        unit: 'ms',
        note: 'integrity check and opening, in another thread',
      },
      [madeAt - copiedAt],
    ),
    figureOf({ name: 'backup: cash sale before', unit: 'ms', note: 'as commit' }, quiet),
    figureOf({ name: 'backup: cash sale meanwhile', unit: 'ms', note: 'as commit' }, busy),
    figureOf({ name: 'backup: longest cash sale before', unit: 'ms' }, [Math.max(...quiet)]),
    figureOf(
      { name: 'backup: longest cash sale meanwhile', unit: 'ms', budget: { atMost: 50, of: 'median' } },
      [Math.max(...busy)],
    ),
    figureOf(
      {
        name: 'backup: longest the core was held up',
        unit: 'ms',
        budget: { atMost: 50, of: 'median' },
        note: 'event loop, the sales themselves included',
      },
      [loop.max / 1e6],
    ),
  ]
}

/** Sells a cash sale every so often until something is over, and times each. */
export async function sellUntil(
  core: Awaited<ReturnType<typeof openCore>>,
  end: Promise<unknown>,
): Promise<number[]> {
  const times: number[] = []
  let isOver = false
  void end.finally(() => {
    isOver = true
  })
  while (!isOver) {
    takeOrder(core)
    const before = performance.now()
    await payCash(core)
    times.push(performance.now() - before)
    await pause(EVERY_MS)
  }
  return times
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** What belongs to a sale, and the columns that have to be new for each copy of it. */
const TABLES: readonly (readonly [table: string, where: string])[] = [
  ['sales', 'id = ?'],
  ['sale_lines', 'sale_id = ?'],
  ['tenders', 'sale_id = ?'],
  ['evidence', 'tender_id IN (SELECT id FROM tenders WHERE sale_id = ?)'],
  ['events', 'sale_id = ?'],
  ['documents', 'sale_id = ?'],
]

/** Writes the rows of one sale down again and again under other ids, as years of selling would. */
function multiply(handle: Database.Database, saleId: string, times: number): void {
  const sources = TABLES.map(([table, where]) => {
    const rows = handle
      .prepare<[string], Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${where}`)
      .all(saleId)
    const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== 'seq')
    const marks = columns.map(() => '?').join(', ')
    const insert = handle.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`)
    return { rows, columns, insert }
  })
  const ids = sources
    .flatMap(({ rows }) => rows)
    .flatMap((row) => [row['id'], row['attempt_id'], row['number'], row['sale_id'], row['tender_id']])
    .filter((id): id is string => typeof id === 'string' && id.length > 8)
  const known = new Set(ids)
  const copyAll = handle.transaction((from: number, to: number) => {
    for (let turn = from; turn < to; turn += 1) {
      const other = `-${turn}`
      const renamed = (value: unknown): unknown =>
        typeof value === 'string' && known.has(value) ? `${value}${other}` : value
      for (const { rows, columns, insert } of sources)
        for (const row of rows) insert.run(columns.map((name) => renamed(row[name])))
    }
  })
  for (let turn = 0; turn < times; turn += 5_000) copyAll(turn, Math.min(times, turn + 5_000))
}
