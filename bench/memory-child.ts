import { openCore, payCash, takeOrder } from './till.ts'

/** Sells by cash, each slip printed on the screen as in a new shop, and tells its resident memory in bytes. */
const [folder, sales] = process.argv.slice(2)
if (folder === undefined || sales === undefined) throw new Error('usage: memory-child.ts FOLDER SALES')

const core = await openCore(folder)
takeOrder(core)
await payCash(core)
const atStart = process.memoryUsage.rss()
let peak = atStart
for (let sold = 1; sold < Number(sales); sold += 1) {
  takeOrder(core)
  await payCash(core)
  // the counter is no loop: between two customers the printer's worker gets its turn
  await new Promise((resolve) => setImmediate(resolve))
  if (sold % 100 === 0) peak = Math.max(peak, process.memoryUsage.rss())
}
const atEnd = process.memoryUsage.rss()
if (globalThis.gc === undefined) throw new Error('run with --expose-gc')
// only now, when the resident size is taken: the selling above collects as any till does
globalThis.gc()
const heap = process.memoryUsage().heapUsed
await core.stop()
process.stdout.write(`${JSON.stringify({ atStart, atEnd, peak: Math.max(peak, atEnd), heap })}\n`)
