import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { movableClock } from '../fakes/clock.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { eventually, openTestTill, type TestTill } from '../till/bench.ts'
import { putInCart, saleNow, sellForCash } from '../till/shop-bench.ts'

/**
 * Sells on a disk of a few megabytes that is filled to the last byte, and tells what happened as one line of JSON. Runs as a
 * process of its own on a file system that was made for it (its folder is the first argument).
 */
const disk = process.argv[2] ?? ''
process.env['TMPDIR'] = disk

function fill(): void {
  const descriptor = openSync(join(disk, 'holiday-photos'), 'a')
  for (let size = 1_048_576; size >= 512; size = Math.floor(size / 2)) {
    const block = Buffer.alloc(size, 1)
    try {
      for (;;) writeSync(descriptor, block)
    } catch {
      // this large a piece does not fit any more
    }
  }
  closeSync(descriptor)
}
const empty = (): void => {
  rmSync(join(disk, 'holiday-photos'), { force: true })
}
const hasReserve = (till: TestTill): boolean =>
  statSync(join(till.folder, 'practice', 'reserve.bin'), { throwIfNoEntry: false }) !== undefined

async function chargeQris(till: TestTill): Promise<string> {
  putInCart(till.core.till, 30_000)
  const attemptId = till.ids.next()
  const charged = await till.core.payments.charge({ attemptId, kind: 'qris', amount: null })
  if (!charged.ok) throw new Error(charged.error.type)
  const shown = () => saleNow(till.core.till)?.tenders.at(-1)
  await eventually(() => shown()?.state === 'presented', shown)
  return shown()?.sessionId ?? ''
}

/** Until not one more change fits, of the kind that may not touch what was put aside. */
function fillToTheLastByte({ core }: TestTill): string {
  fill()
  for (let turn = 0; turn < 100_000; turn += 1) {
    const written = core.till.store.write((books) => {
      books.setValue('filler', 'x'.repeat(turn))
    }, 'request')
    if (!written.ok) return written.error.type
  }
  throw new Error('the disk never was full')
}

mkdirSync(disk, { recursive: true })
const clock = movableClock()
const till = await openTestTill({ clock })
await sellForCash(till.core.till, 10_000)
nextCustomer(till.core.till)
const copies = () => till.core.backups.view().copies
while (copies().length < 1 || !hasReserve(till)) {
  clock.advance(61_000)
  await new Promise((resolve) => setTimeout(resolve, 100))
}
const sessionId = await chargeQris(till)

// the disk fills up while a copy is being made: there was room when it began
for (let piece = 0; piece < 16; piece += 1)
  till.core.till.store.write((books) => {
    books.setValue(`piece-${piece}`, 'x'.repeat(1_000_000))
  })
const making = till.core.backups.make('by_hand')
while ((till.core.backups.view().running?.percent ?? 100) < 10)
  await new Promise((resolve) => setImmediate(resolve))
fill()
const madeMeanwhile = await making
const onShelfThen = readdirSync(join(till.folder, 'backups')).length
empty()

const refusal = fillToTheLastByte(till)
const reserveBefore = hasReserve(till)
await till.hand(`sessions/${sessionId}/pay`)
await eventually(
  () => saleNow(till.core.till)?.status === 'paid',
  () => saleNow(till.core.till),
)
const reserveUsed = !hasReserve(till)
const left = nextCustomer(till.core.till)
const newSale = await till.core.manual.payCash({
  attemptId: till.ids.next(),
  amount: null,
  tendered: 5_000 as never,
})
const madeWhenFull = await till.core.backups.make('by_hand')
const onShelf = readdirSync(join(till.folder, 'backups')).length

empty()
nextCustomer(till.core.till)
putInCart(till.core.till, 5_000)
const saleAfter = await till.core.manual.payCash({
  attemptId: till.ids.next(),
  amount: null,
  tendered: 5_000 as never,
})
const reserveAfter = hasReserve(till)
const log = await till.core.checkLog()
await till.close()

process.stdout.write(
  `${JSON.stringify({
    madeMeanwhile: madeMeanwhile.ok ? null : madeMeanwhile.error.type,
    onShelfThen,
    refusal,
    reserveBefore,
    reserveUsed,
    left: left.ok ? null : left.error.type,
    newSale: newSale.ok ? null : newSale.error.type,
    madeWhenFull: madeWhenFull.ok ? null : madeWhenFull.error.type,
    onShelf,
    saleAfter: saleAfter.ok ? null : saleAfter.error.type,
    reserveAfter,
    chain: log.intact,
  })}\n`,
)
process.exit(0)
