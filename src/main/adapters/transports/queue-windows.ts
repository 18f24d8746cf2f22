import type { PrinterConnection, StopSignal } from '../../../core/ports/printer.ts'
import {
  chunksOf,
  failed,
  NEVER,
  settleWithin,
  textOf,
  type Failed,
  type FailureType,
  type Opened,
  type Pacing,
  type Written,
} from './transport.ts'
import type { SpoolerHandle, SpoolerState, Winspool } from './winspool.ts'

type QueueAddress = { readonly uri: string; readonly name: string }

/** What the queue's own window calls the job. */
const DOCUMENT_NAME = 'Gerai'

/** PRINTER_STATUS_* bits with which a slip would wait in the queue and come out when nobody expects it. */
const BAD_STATUS: readonly (readonly [bit: number, words: string])[] = [
  [0x0000_0001, 'the queue is paused'],
  [0x0000_0004, 'the queue is being deleted'],
  [0x0000_0010, 'the printer is out of paper'],
  [0x0000_0008, 'paper is jammed'],
  [0x0040_0000, 'the cover is open'],
  [0x0000_0080, 'the printer is offline'],
  [0x0000_1000, 'the printer is not available'],
  [0x0010_0000, 'the printer needs somebody to look at it'],
  [0x0000_0002, 'the printer reports an error'],
]
/** PRINTER_ATTRIBUTE_WORK_OFFLINE: set by Windows itself when a USB printer is unplugged. */
const WORK_OFFLINE = 0x0400

/** Opens a queue of Windows' spooler after looking how it stands; nothing is in the queue yet. */
export async function openSpooler(
  address: QueueAddress,
  pacing: Pacing,
  load: () => Promise<Winspool>,
  signal: StopSignal,
): Promise<Opened> {
  let spooler: Winspool
  try {
    spooler = await load()
  } catch (error) {
    return failed('printer_address_invalid', address.uri, `no Windows spooler here: ${textOf(error)}`)
  }
  const opening = openAndLook(address, spooler)
  const opened = await settleWithin(opening, pacing.connectTimeoutMs, signal)
  if (opened.by === 'value') {
    if (!opened.value.ok) return opened.value
    return { ok: true, value: spoolerConnection({ address, pacing, spooler, handle: opened.value.value }) }
  }
  if (opened.by === 'error') return failed('printer_refused', address.uri, textOf(opened.error))
  // should a slow print server answer after all, nobody is left to close it
  opening.then((late) => (late.ok ? spooler.close(late.value) : undefined)).catch(() => {})
  return failed('printer_stalled', address.uri, 'the print queue did not answer')
}

async function openAndLook(address: QueueAddress, spooler: Winspool) {
  const { error, handle } = await spooler.open(address.name)
  if (error !== 0) return refusedAt('OpenPrinter', address, error)
  const trouble = troubleOf(await spooler.state(handle))
  if (trouble === null) return { ok: true, value: handle } as const
  await spooler.close(handle)
  return failed('printer_refused', address.uri, trouble)
}

function troubleOf({ error, status, attributes }: SpoolerState): string | null {
  // a queue that does not say how it stands may still print
  if (error !== 0) return null
  const bad = BAD_STATUS.find(([bit]) => (status & bit) !== 0)
  if (bad !== undefined) return bad[1]
  return (attributes & WORK_OFFLINE) === 0 ? null : 'the printer is set to work offline, or unplugged'
}

interface Spooled {
  readonly address: QueueAddress
  readonly pacing: Pacing
  readonly spooler: Winspool
  readonly handle: SpoolerHandle
}

function spoolerConnection(spooled: Spooled): PrinterConnection {
  /** The spooler's calls of one handle go in order, the closing last, even when nobody waits for one any more. */
  let pending: Promise<unknown> = Promise.resolve()
  let closing: Promise<void> | null = null
  return {
    write: async (bytes, signal) => {
      const job = spool(spooled, bytes, signal)
      pending = job.catch(() => {})
      const done = await settleWithin(job, spooled.pacing.stallTimeoutMs, signal)
      if (done.by === 'value') return done.value
      const { uri } = spooled.address
      if (done.by === 'error') return failed('printer_refused', uri, textOf(done.error), bytes.length)
      return failed('printer_stalled', uri, 'the print queue did not answer', bytes.length)
    },
    close: () => (closing ??= closeAfter(spooled, pending)),
  }
}

/** A handle is never closed under a call that still runs, and nobody waits for ever for one that never ends. */
async function closeAfter({ spooler, handle, pacing }: Spooled, pending: Promise<unknown>): Promise<void> {
  const closed = pending.then(() => spooler.close(handle))
  await settleWithin(closed, pacing.connectTimeoutMs, NEVER)
}

/** One raw document. Many queues begin to print before its end, so what the spooler took counts as left. */
async function spool(spooled: Spooled, bytes: Uint8Array, signal: StopSignal): Promise<Written> {
  const { address, spooler, handle } = spooled
  if (signal.aborted) return failed('printer_stalled', address.uri, 'stopped')
  const { error } = await spooler.startDocument(handle, DOCUMENT_NAME)
  if (error !== 0) return refusedAt('StartDocPrinter', address, error)
  const filled = await fill(spooled, bytes, signal)
  if (!filled.ok) {
    await spooler.abort(handle)
    return filled
  }
  const ended = await spooler.endDocument(handle)
  return ended.error === 0 ? filled : refusedAt('EndDocPrinter', address, ended.error, bytes.length)
}

async function fill(
  { address, pacing, spooler, handle }: Spooled,
  bytes: Uint8Array,
  signal: StopSignal,
): Promise<Written> {
  const page = await spooler.startPage(handle)
  if (page.error !== 0) return refusedAt('StartPagePrinter', address, page.error)
  let taken = 0
  for (const chunk of chunksOf(bytes, pacing.chunkBytes)) {
    if (signal.aborted) return failed('printer_stalled', address.uri, 'stopped', taken)
    const { error, written } = await spooler.write(handle, chunk)
    taken += written
    if (error !== 0) return refusedAt('WritePrinter', address, error, taken)
    if (written !== chunk.length) {
      const detail = `WritePrinter took ${written} of ${chunk.length} bytes`
      return failed('printer_refused', address.uri, detail, taken)
    }
  }
  const { error } = await spooler.endPage(handle)
  return error === 0
    ? { ok: true, value: { written: taken } }
    : refusedAt('EndPagePrinter', address, error, taken)
}

const refusedAt = (call: string, { uri }: QueueAddress, error: number, bytesWritten = 0): Failed =>
  failed(spoolerFailureOf(error), uri, `${call}: error ${error}`, bytesWritten)

/** Windows' error codes as a shop meets them. */
export function spoolerFailureOf(error: number): FailureType {
  switch (error) {
    case 5: // ERROR_ACCESS_DENIED
      return 'printer_denied'
    case 2: // ERROR_FILE_NOT_FOUND
    case 53: // ERROR_BAD_NETPATH
    case 1722: // RPC_S_SERVER_UNAVAILABLE: the spooler service, or the print server
    case 1801: // ERROR_INVALID_PRINTER_NAME
      return 'printer_not_found'
    case 32: // ERROR_SHARING_VIOLATION
    case 170: // ERROR_BUSY
      return 'printer_busy'
    case 123: // ERROR_INVALID_NAME
    case 1804: // ERROR_INVALID_DATATYPE: a queue that takes no raw bytes
      return 'printer_address_invalid'
    default:
      return 'printer_refused'
  }
}
