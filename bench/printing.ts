import { execFile } from 'node:child_process'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { printReceipt } from '../src/main/usecases/printing/print.ts'
import { savePrinter } from '../src/main/usecases/printing/printers.ts'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'
import { openCore, payCash, takeOrder } from './till.ts'

const JOBS = 1_000

/** From the press of "print" to the first byte at a network printer, and what a queue that nobody empties costs. */
export async function benchPrinting({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const presses = await measurePresses(join(folder, 'printing'), Math.max(20, Math.round(100 * scale)))
  const queue = await measureQueue(join(folder, 'queue'))
  return [
    figureOf(
      {
        ...{ name: 'print pressed to first byte', unit: 'ms', budget: { atMost: 20, of: 'p95' } },
        note: 'job stored, written down as sending, bytes made, line opened; network printer on this machine',
      },
      presses,
    ),
    figureOf(
      {
        ...{ name: `memory: ${JOBS} jobs in the queue`, unit: 'MB', budget: { atMost: 50, of: 'median' } },
        note: 'live JavaScript more than without them; the printer is away',
      },
      [queue],
    ),
  ]
}

async function measurePresses(folder: string, rounds: number): Promise<number[]> {
  const printer = await openPrinter()
  const core = await openCore(folder)
  const draft = {
    id: null,
    name: 'Bench',
    profile: 'generic-80',
    roles: ['receipt', 'copy'],
    finding: null,
  } as const
  const saved = savePrinter(core.till, { ...draft, uri: printer.uri })
  if (!saved.ok) throw new Error(JSON.stringify(saved.error))
  const times: number[] = []
  takeOrder(core)
  const saleId = await payCash(core)
  await printer.jobEnded()
  for (let round = 0; round < rounds + 10; round += 1) {
    const firstByte = printer.firstByte()
    const before = performance.now()
    const queued = printReceipt(core.till, saleId)
    core.prints.wake()
    if (!queued.ok) throw new Error(JSON.stringify(queued.error))
    const took = (await firstByte) - before
    if (round >= 10) times.push(took)
    await printer.jobEnded()
  }
  await core.stop()
  printer.close()
  return times
}

/** A network printer that says when the first byte of a job came, and when the job was over. */
async function openPrinter() {
  let heard: ((at: number) => void) | null = null
  let ended: (() => void) | null = null
  let jobsEnded = 0
  const server = createServer({ allowHalfOpen: true }, (socket: Socket) => {
    socket.once('data', () => heard?.(performance.now()))
    socket.on('data', () => {})
    socket.on('end', () => socket.end())
    socket.on('error', () => {})
    socket.on('close', () => {
      jobsEnded += 1
      ended?.()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  let taken = 0
  return {
    uri: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    firstByte: () =>
      new Promise<number>((resolve) => {
        heard = resolve
      }),
    jobEnded: async () => {
      taken += 1
      while (jobsEnded < taken) {
        await new Promise<void>((resolve) => {
          ended = resolve
        })
      }
    },
    close: () => server.close(),
  }
}

async function measureQueue(folder: string): Promise<number> {
  const child = join(import.meta.dirname, 'queue-child.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', child, folder, String(JOBS)])
  const { before, after } = JSON.parse(stdout) as Record<'before' | 'after', number>
  return Math.max(0, after - before) / 2 ** 20
}
