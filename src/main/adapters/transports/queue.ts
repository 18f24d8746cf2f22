import { spawn } from 'node:child_process'
import type { PrinterConnection, PrinterTransport, StopSignal } from '../../../core/ports/printer.ts'
import { codeOf, failed, settleWithin, textOf, type Opened, type Pacing, type Written } from './transport.ts'

type QueueAddress = { readonly uri: string; readonly name: string }

/** A print queue of the system (CUPS), which takes the bytes raw and looks after the printer itself. */
export const queueTransport = (address: QueueAddress, pacing: Pacing): PrinterTransport => ({
  open: () => openQueue(address, pacing),
})

async function openQueue(address: QueueAddress, pacing: Pacing): Promise<Opened> {
  if (process.platform === 'win32') {
    return failed('printer_address_invalid', address.uri, 'print queues are not available on this system')
  }
  return { ok: true, value: queueConnection(address, pacing) }
}

const queueConnection = (address: QueueAddress, pacing: Pacing): PrinterConnection => ({
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
  const lp = spawn('lp', ['-s', '-d', address.name, '-o', 'raw'], { stdio: ['pipe', 'ignore', 'pipe'] })
  let complaint = ''
  lp.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(0, 500)))
  const ended = new Promise<number | null>((resolve, reject) =>
    lp.once('error', reject).once('close', resolve),
  )
  // a queue that refuses closes its input early; what matters is its exit status
  lp.stdin.on('error', () => {}).end(Buffer.from(bytes))
  const result = await settleWithin(ended, pacing.stallTimeoutMs, signal)
  if (result.by === 'value')
    return result.value === 0 ? { ok: true, value: { written: bytes.length } } : refusedBy(address, complaint)
  if (result.by === 'error') return spawnFailure(address, result.error)
  lp.kill()
  return failed('printer_stalled', address.uri, 'the print queue did not answer', bytes.length)
}

function refusedBy(address: QueueAddress, complaint: string): Written {
  const detail = complaint.trim() || 'the print queue refused the job'
  const missing = /does not exist|unknown|no such|not found/i.test(detail)
  return failed(missing ? 'printer_not_found' : 'printer_refused', address.uri, detail)
}

function spawnFailure(address: QueueAddress, error: unknown): Written {
  const missing = codeOf(error) === 'ENOENT'
  const detail = missing ? 'this system has no print queues (the command lp is missing)' : textOf(error)
  return failed(missing ? 'printer_address_invalid' : 'printer_refused', address.uri, detail)
}
