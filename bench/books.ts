import { monitorEventLoopDelay } from 'node:perf_hooks'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Core } from '../src/main/core.ts'
import { daysLater, type ReportRange } from '../src/core/domain/reports/range.ts'
import { pause, sellUntil } from './backup.ts'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'
import { seededShop } from './seeded.ts'
import { ids, openCore } from './till.ts'

/**
 * What a shop that is years old asks of its books while it sells on: the report of a month, of everything, all sales as
 * a file, and a copy. Each is measured with the till selling beside it, and so is what the till notices.
 */
export async function benchBooks({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const { dataFolder, sales } = await seededShop(folder, scale)
  const books = join(dataFolder, 'practice', 'gerai.sqlite')
  const core = await openCore(dataFolder)
  await core.prints.stop()
  // or the till would make its own of today in the middle of the measurement
  await core.backups.make('daily')
  const all = rangeOf(books)
  const month = { from: daysLater(all.to, -30), to: all.to }
  const inBooks = `${sales} sales`
  const read = (range: ReportRange) => async () => {
    const report = await core.reports.summary({ jobId: ids.next(), ...range })
    if (!report.ok) throw new Error(JSON.stringify(report.error))
  }
  await read(month)()
  const figures = [
    ...(await besideSelling(core, `report: last month of ${inBooks}`, read(month), 5)),
    ...(await besideSelling(core, `report: all of ${inBooks}`, read(all), 1)),
    ...(await exportAll(core, all, inBooks)),
    ...(await besideSelling(core, `backup: a copy of ${inBooks}`, () => copy(core), 1)),
  ]
  await core.stop()
  return figures
}

function rangeOf(file: string): ReportRange {
  const handle = new Database(file, { readonly: true })
  const range = handle
    .prepare<[], ReportRange>(`SELECT min(business_date) AS "from", max(business_date) AS "to" FROM takings`)
    .get()
  handle.close()
  if (range === undefined) throw new Error('no sales')
  return range
}

/** Every row leaves as a line of CSV, in pieces that the page fetches as it does for a download. */
async function exportAll(core: Core, range: ReportRange, inBooks: string): Promise<readonly Figure[]> {
  let rows = 0
  let bytes = 0
  let told = 0
  const write = async (): Promise<void> => {
    const jobId = ids.next()
    const watching = setInterval(() => {
      if (core.reports.progress(jobId) !== null) told += 1
    }, 250)
    const order = { jobId, ...range, kind: 'sales', format: 'csv', mark: false } as const
    const made = await core.reports.exportStart(order)
    clearInterval(watching)
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    for (let offset: number | null = 0; offset !== null;) {
      const part = core.reports.exportPart(jobId, offset)
      if (!part.ok) throw new Error(JSON.stringify(part.error))
      offset = part.value.next
      await pause(0)
    }
    core.reports.exportEnd(jobId)
    rows = made.value.rows
    bytes = made.value.bytes
  }
  const figures = await besideSelling(core, `export: CSV of ${inBooks}`, write, 1)
  const note = `${rows} rows, ${(bytes / 1e6).toFixed(1)} MB; its progress could be seen ${told} times`
  return figures.map((each, place) => (place === 0 ? { ...each, note } : each))
}

async function copy(core: Core): Promise<void> {
  const made = await core.backups.make('by_hand')
  if (!made.ok) throw new Error(`no backup: ${JSON.stringify(made.error)}`)
}

/** How long it takes, and the longest that the till was held up meanwhile, a sale every 20 ms included. */
async function besideSelling(
  core: Core,
  name: string,
  work: () => Promise<void>,
  rounds: number,
): Promise<readonly Figure[]> {
  const loop = monitorEventLoopDelay({ resolution: 1 })
  const times: number[] = []
  const sold: number[] = []
  loop.enable()
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now()
    const done = work().then(() => {
      times.push((performance.now() - before) / 1_000)
    })
    sold.push(...(await sellUntil(core, done)))
    await done
  }
  loop.disable()
  const budget = { atMost: 100, of: 'median' } as const
  return [
    figureOf({ name, unit: 's', note: 'in a thread of its own, while the till sells' }, times),
    figureOf({ name: `${name}: longest pause of the till`, unit: 'ms', budget, note: 'event loop' }, [
      loop.max / 1e6,
    ]),
    figureOf({ name: `${name}: longest cash sale meanwhile`, unit: 'ms', budget }, [Math.max(...sold)]),
  ]
}
