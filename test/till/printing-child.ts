import { amountOf } from '../../src/core/domain/money.ts'
import { printTestPage } from '../../src/main/usecases/printing/print.ts'
import { usePrinter } from '../fakes/use-printer.ts'
import { fillCart, openTestTill } from './bench.ts'

/** A till as a process of its own, so that it can be killed: sells for cash once and then waits for its end. */
const [folder = '', uri = '', before = ''] = process.argv.slice(2)
const till = await openTestTill({ folder })
// small pieces with pauses: there is time to be killed between two of them
const profile = { ...till.core.till.printers.profile('generic-58'), chunkBytes: 32, chunkDelayMs: 20 }
if (!usePrinter(till.core.till, uri, { profile }).ok) throw new Error('the printer was not taken')
if (before === 'a slip in front') {
  printTestPage(till.core.till)
  till.core.prints.wake()
}
fillCart(till, 20_000)
const paid = await till.core.manual.payCash({
  attemptId: till.ids.next(),
  amount: null,
  tendered: amountOf(20_000),
})
process.stdout.write(`${paid.ok ? 'sold' : JSON.stringify(paid.error)}\n`)
setInterval(() => {}, 60_000)
