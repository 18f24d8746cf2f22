import { printReceipt } from '../src/main/usecases/printing/print.ts'
import { savePrinter } from '../src/main/usecases/printing/printers.ts'
import { openCore, payCash, takeOrder } from './till.ts'

/** Queues slips for a printer that is not there, and tells the live JavaScript before and after, in bytes. */
const [folder, jobs] = process.argv.slice(2)
if (folder === undefined || jobs === undefined) throw new Error('usage: queue-child.ts FOLDER JOBS')
const { gc } = globalThis
if (gc === undefined) throw new Error('run with --expose-gc')

const core = await openCore(folder)
takeOrder(core)
const saleId = await payCash(core)
await core.prints.stop()
const saved = savePrinter(core.till, {
  ...{ id: null, name: 'Bench', profile: 'generic-80', roles: ['receipt', 'copy'], finding: null },
  uri: 'tcp://192.0.2.1:9100',
})
if (!saved.ok) throw new Error(JSON.stringify(saved.error))
gc()
const before = process.memoryUsage().heapUsed
for (let job = 0; job < Number(jobs); job += 1) {
  const queued = printReceipt(core.till, saleId)
  if (!queued.ok) throw new Error(JSON.stringify(queued.error))
}
const waiting = core.till.store.read.printJobs(['queued']).length
if (waiting < Number(jobs)) throw new Error(`only ${waiting} jobs are in the queue`)
gc()
const after = process.memoryUsage().heapUsed
await core.stop()
process.stdout.write(`${JSON.stringify({ before, after })}\n`)
