import { spawn } from 'node:child_process'
import type { PrinterConnection, PrinterTransport, StopSignal } from '../../../core/ports/printer.ts'
import { openSpooler } from './queue-windows.ts'
import {
  codeOf,
  failed,
  settleWithin,
  textOf,
  type Opened,
  type Pacing,
  type Settled,
  type Written,
} from './transport.ts'
import { loadWinspool, type Winspool } from './winspool.ts'

type QueueAddress = { readonly uri: string; readonly name: string }

/** A print queue of the system, which takes the bytes raw and looks after the printer itself: CUPS, or Windows' own. */
export const queueTransport = (
  address: QueueAddress,
  pacing: Pacing,
  winspool: (() => Promise<Winspool>) | undefined = process.platform === 'win32' ? loadWinspool : undefined,
): PrinterTransport => ({
  open: (signal) =>
    winspool === undefined
      ? openCups(address, pacing, signal)
      : openSpooler(address, pacing, winspool, signal),
})

/** A paused queue takes jobs and keeps them: better to say so before, than to have yesterday's slips come out tomorrow. */
async function openCups(address: QueueAddress, pacing: Pacing, signal: StopSignal): Promise<Opened> {
  const asked = await run('lpstat', ['-p', address.name], pacing.connectTimeoutMs, signal)
  if (asked.by === 'error') return commandFailure(address, asked.error)
  if (asked.by !== 'value') return failed('printer_stalled', address.uri, 'the print system did not answer')
  const { status, output } = asked.value
  if (status !== 0) return refusedBy(address, output)
  if (/\bdisabled\b/.test(output)) return failed('printer_refused', address.uri, output.trim())
  return { ok: true, value: cupsConnection(address, pacing) }
}

const cupsConnection = (address: QueueAddress, pacing: Pacing): PrinterConnection => ({
  write: (bytes, signal) => submit(address, pacing, bytes, signal),
  close: async () => {},
})

/** `lp` takes the whole job or none of it: only its own good-bye counts as handed over. */
async function submit(
  address: QueueAddress,
  pacing: Pacing,
  bytes: Uint8Array,
  signal: StopSignal,
): Promise<Written> {
  if (signal.aborted) return failed('printer_stalled', address.uri, 'stopped')
  const words = ['-s', '-d', address.name, '-o', 'raw']
  const result = await run('lp', words, pacing.stallTimeoutMs, signal, bytes)
  if (result.by === 'error') return commandFailure(address, result.error)
  if (result.by !== 'value')
    return failed('printer_stalled', address.uri, 'the print queue did not answer', bytes.length)
  const { status, output } = result.value
  return status === 0 ? { ok: true, value: { written: bytes.length } } : refusedBy(address, output)
}

interface Ran {
  readonly status: number | null
  /** What it said, complaints included. */
  readonly output: string
}

/** Runs a command of the print system; one that does not end in time is stopped. */
async function run(
  command: string,
  words: readonly string[],
  timeoutMs: number,
  signal: StopSignal,
  input: Uint8Array = new Uint8Array(),
): Promise<Settled<Ran>> {
  // in English, whatever the shop speaks: its words are looked at
  const env = { ...process.env, LC_ALL: 'C' }
  const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'], env })
  let output = ''
  const hear = (text: string): string => (output = (output + text).slice(0, 500))
  child.stdout.setEncoding('utf8').on('data', hear)
  child.stderr.setEncoding('utf8').on('data', hear)
  const ended = new Promise<Ran>((resolve, reject) =>
    child.once('error', reject).once('close', (status) => resolve({ status, output })),
  )
  // a queue that refuses closes its input early; what matters is its exit status
  child.stdin.on('error', () => {}).end(Buffer.from(input))
  const settled = await settleWithin(ended, timeoutMs, signal)
  if (settled.by === 'timeout' || settled.by === 'stopped') child.kill()
  return settled
}

/** The names of the queues this machine prints to. */
export async function listQueues(
  winspool: (() => Promise<Winspool>) | undefined = process.platform === 'win32' ? loadWinspool : undefined,
): Promise<readonly string[]> {
  if (winspool !== undefined) return await (await winspool()).queues()
  const listed = await run('lpstat', ['-e'], LISTING_MS, AbortSignal.timeout(LISTING_MS))
  if (listed.by === 'error') throw listed.error
  if (listed.by !== 'value') throw new Error('the print system did not answer')
  // without any queue it says so on the error stream and ends with 1
  return listed.value.status === 0 ? listed.value.output.split('\n').filter((name) => name !== '') : []
}
const LISTING_MS = 3_000

function refusedBy(address: QueueAddress, complaint: string) {
  const detail = complaint.trim() || 'the print queue refused the job'
  const missing = /does not exist|unknown|no such|not found|invalid destination/i.test(detail)
  return failed(missing ? 'printer_not_found' : 'printer_refused', address.uri, detail)
}

function commandFailure(address: QueueAddress, error: unknown) {
  const missing = codeOf(error) === 'ENOENT'
  const detail = missing ? 'this system has no print queues (CUPS is not installed)' : textOf(error)
  return failed(missing ? 'printer_address_invalid' : 'printer_refused', address.uri, detail)
}
