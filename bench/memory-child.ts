import { keepHeapSmall } from '../src/main/adapters/system/small-heap.ts'
import { openCore, payCash, takeOrder } from './till.ts'

/** Sells by cash, each slip printed on the screen as in a new shop, and tells its memory in bytes every thousand sales. */
const [folder, sales] = process.argv.slice(2)
if (folder === undefined || sales === undefined) throw new Error('usage: memory-child.ts FOLDER SALES')

// as both hosts do
keepHeapSmall()
const core = await openCore(folder)
takeOrder(core)
await payCash(core)
const atStart = process.memoryUsage.rss()
let peak = atStart
const resident: (readonly [number, number])[] = [[0, atStart]]
const live: (readonly [number, number])[] = []
const collect = (): number => {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc')
  globalThis.gc()
  return process.memoryUsage().heapUsed
}
const every = Math.max(1, Math.min(1_000, Math.floor(Number(sales) / 10)))
for (let sold = 1; sold <= Number(sales); sold += 1) {
  takeOrder(core)
  await payCash(core)
  // the counter is no loop: between two customers the printer's worker gets its turn
  await new Promise((resolve) => setImmediate(resolve))
  if (sold % 100 === 0) peak = Math.max(peak, process.memoryUsage.rss())
  if (sold % every === 0) resident.push([sold, process.memoryUsage.rss()])
}
const atEnd = process.memoryUsage.rss()
peak = Math.max(peak, atEnd)
// only now, when the resident size is taken: the selling above collects as any till does
for (let more = 0; more <= 4; more += 1) {
  live.push([Number(sales) + more * every, collect()])
  for (let sold = 0; more < 4 && sold < every; sold += 1) {
    takeOrder(core)
    await payCash(core)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
await core.stop()
process.stdout.write(`${JSON.stringify({ atStart, atEnd, peak, resident, live })}\n`)
