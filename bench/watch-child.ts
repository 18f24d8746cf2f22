import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { amountOf } from '../src/core/domain/money.ts'
import { sayJson } from '../src/cli/say.ts'
import { createMemorySecrets } from '../test/fakes/memory-secrets.ts'
import { createDuty } from '../src/main/adapters/system/duty.ts'
import { keepHeapSmall } from '../src/main/adapters/system/small-heap.ts'
import { silentLog, systemClock } from '../src/main/adapters/system/system.ts'
import { startCore, type Core } from '../src/main/core.ts'
import { launchSimulator } from '../src/main/hosts/simulator-process.ts'
import { nextCustomer, setDraft } from '../src/main/usecases/selling/counter.ts'
import { saleOnCounter } from '../src/main/usecases/till.ts'
import { copyEnded, copyLive } from './watch-copies.ts'
import { eightLines, ids } from './till.ts'

/**
 * A till that watches many sessions, its provider in another process. Says for each stretch of time how many calls it
 * made and how much of a processor it used. Usage: watch-child.ts FOLDER LIVE ENDED SECONDS STRETCHES.
 */
const [folder, ...numbers] = process.argv.slice(2)
const [live = 0, ended = 0, seconds = 0, stretches = 0] = numbers.map(Number)
if (folder === undefined || stretches === 0)
  throw new Error('usage: watch-child.ts FOLDER LIVE ENDED SECONDS STRETCHES')

keepHeapSmall()
mkdirSync(folder, { recursive: true })
const providerFile = join(folder, 'provider.sqlite')
const simulator = await launchSimulator(join(import.meta.dirname, '../src/cli/simulator.ts'), providerFile)
const secrets = createMemorySecrets()

async function open(): Promise<Core> {
  const started = await startCore({
    ...{ dataFolder: folder ?? '', mode: 'practice', clock: systemClock, ids, log: silentLog, secrets },
    ...{ duty: createDuty(systemClock), practice: simulator, environmentProfile: null },
  })
  if (!started.ok) throw new Error(`the core did not start: ${JSON.stringify(started.error)}`)
  return started.value
}

const tender = (core: Core) => saleOnCounter(core.till)?.sale.tenders[0]

async function showCode(core: Core): Promise<string> {
  setDraft(core.till, eightLines())
  const charged = await core.payments.charge({
    ...{ attemptId: ids.next(), kind: 'qris', amount: amountOf(10_000) },
  })
  if (!charged.ok) throw new Error(JSON.stringify(charged.error))
  for (let waited = 0; waited < 400; waited += 1) {
    const shown = tender(core)
    if (shown?.type === 'provider' && shown.state.name === 'presented') return shown.id
    await pause(25)
  }
  throw new Error('no code')
}

// one code that was taken down and one that waits; the others are copies of these, in the till's books and the provider's
const first = await open()
const over = await showCode(first)
const canceled = await first.payments.cancelCode(over)
if (!canceled.ok) throw new Error(JSON.stringify(canceled.error))
nextCustomer(first.till)
const waiting = await showCode(first)
await first.stop()

const till = new Database(join(folder, 'practice', 'gerai.sqlite'))
const provider = new Database(providerFile)
copyEnded({ till, provider }, over, ended - 1)
copyLive({ till, provider }, waiting, live - 1)
till.close()
provider.close()

const watching = await open()
let seen = await callsSoFar()
for (let stretch = 0; stretch < stretches; stretch += 1) {
  const before = process.cpuUsage()
  await pause(seconds * 1_000)
  const { user, system } = process.cpuUsage(before)
  const now = await callsSoFar()
  sayJson({ calls: now - seen, cpuMs: (user + system) / 1_000 })
  seen = now
}
await watching.stop()
await simulator.stop()
process.exit(0)

/** The number of the provider's last request. */
async function callsSoFar(): Promise<number> {
  const answer = await fetch(`${simulator.url}/_sim/requests?since=${Number.MAX_SAFE_INTEGER}`)
  return ((await answer.json()) as { readonly last: number }).last
}
