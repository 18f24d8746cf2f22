import { err, type Result } from '../../../core/domain/result.ts'
import type { PrinterConnection, StopSignal, TransportFailure } from '../../../core/ports/printer.ts'

/** How bytes are dosed; the printer's profile knows. Times in milliseconds. */
export interface TransportOptions {
  /** Bytes handed over at once: what a failure leaves uncertain is at most this. */
  readonly chunkBytes?: number
  /** Rest between two chunks, for printers that lose bytes otherwise. */
  readonly chunkDelayMs?: number
  /** How long opening may take. */
  readonly connectTimeoutMs?: number
  /** How long a printer may take nothing before the job is given up. */
  readonly stallTimeoutMs?: number
  /** How long a network printer may take to close its side after the last byte; many never do. */
  readonly hangUpMs?: number
}

export type Pacing = Required<TransportOptions>

export const pacingOf = (options: TransportOptions): Pacing => ({
  chunkBytes: options.chunkBytes ?? 4096,
  chunkDelayMs: options.chunkDelayMs ?? 0,
  connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
  stallTimeoutMs: options.stallTimeoutMs ?? 10_000,
  hangUpMs: options.hangUpMs ?? 2_000,
})

/** For what nobody stops. */
export const NEVER: StopSignal = {
  aborted: false,
  addEventListener: () => {},
  removeEventListener: () => {},
}

export type FailureType = TransportFailure['type']
export type Opened = Result<PrinterConnection, TransportFailure>
export type Written = Result<{ readonly written: number }, TransportFailure>

export interface Failed {
  readonly ok: false
  readonly error: TransportFailure
}

export type Finished = Result<null, TransportFailure>

export const failed = (type: FailureType, address: string, detail: string, bytesWritten = 0): Failed =>
  err({ type, address, detail, bytesWritten })

/** The code of a system error, or its text: what mapping tables are asked with. */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export function codeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : null
}

/** Pieces of at most `size` bytes, each a copy of its own: some drivers read the buffer after the call returned. */
export function* chunksOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.slice(start, start + size)
}

export type Settled<T> =
  | { readonly by: 'value'; readonly value: T }
  | { readonly by: 'error'; readonly error: unknown }
  | { readonly by: 'timeout' }
  | { readonly by: 'stopped' }

/**
 * Waits for `work`, but not longer than `timeoutMs` and not past the stop signal. What the work does afterwards is
 * ignored and never becomes an unhandled rejection.
 */
export function settleWithin<T>(
  work: Promise<T>,
  timeoutMs: number,
  signal: StopSignal,
): Promise<Settled<T>> {
  return new Promise((resolve) => {
    const finish = (settled: Settled<T>): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      resolve(settled)
    }
    const onAbort = (): void => finish({ by: 'stopped' })
    const timer = setTimeout(() => finish({ by: 'timeout' }), timeoutMs)
    signal.addEventListener('abort', onAbort)
    work.then(
      (value) => finish({ by: 'value', value }),
      (error: unknown) => finish({ by: 'error', error }),
    )
    if (signal.aborted) finish({ by: 'stopped' })
  })
}

export const pause = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms))

/** One chunk's way out: resolves when the layer below has taken it. */
export type SendChunk = (chunk: Uint8Array) => Promise<void>

export interface ChunkedWrite {
  readonly address: string
  readonly bytes: Uint8Array
  readonly pacing: Pacing
  readonly signal: StopSignal
  readonly send: SendChunk
  /** Did the error come before any byte of its chunk could have left? */
  readonly failureOf: (error: unknown) => { readonly type: FailureType; readonly chunkLeft: boolean }
}

/**
 * Sends bytes chunk by chunk, each within the stall time. A chunk that was handed over without an answer counts as
 * left: part of it may be on paper.
 */
export async function writeInChunks(write: ChunkedWrite): Promise<Written> {
  const { address, bytes, pacing, signal, send, failureOf } = write
  let written = 0
  for (const chunk of chunksOf(bytes, pacing.chunkBytes)) {
    if (signal.aborted) return failed('printer_stalled', address, 'stopped', written)
    const sent = await settleWithin(send(chunk), pacing.stallTimeoutMs, signal)
    if (sent.by === 'error') {
      const { type, chunkLeft } = failureOf(sent.error)
      return failed(type, address, textOf(sent.error), written + (chunkLeft ? chunk.length : 0))
    }
    if (sent.by !== 'value') return stalled(write, sent.by, written + chunk.length)
    written += chunk.length
    if (written < bytes.length) await pause(pacing.chunkDelayMs)
  }
  return { ok: true, value: { written } }
}

function stalled({ address, pacing }: ChunkedWrite, by: 'timeout' | 'stopped', bytesWritten: number): Failed {
  const detail = by === 'stopped' ? 'stopped' : `no byte was taken for ${pacing.stallTimeoutMs} ms`
  return failed('printer_stalled', address, detail, bytesWritten)
}
