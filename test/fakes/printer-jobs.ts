import type { TransportFailure } from '../../src/core/ports/printer.ts'
import {
  ANYWHERE,
  openTransport,
  parsePrinterUri,
  type OpenTransportOptions,
} from '../../src/main/adapters/transports/index.ts'

/** Bytes of every value, longer than any slip. */
export const SLIP = Uint8Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 251)

export interface Outcome {
  readonly written: number | null
  readonly failure: TransportFailure | null
}

/** One job, as the print queue sends it. */
export async function send(
  uri: string,
  bytes: Uint8Array = SLIP,
  options: OpenTransportOptions = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  const address = parsePrinterUri(uri)
  if (!address.ok) return { written: null, failure: address.error }
  const opened = await openTransport(address.value, { places: ANYWHERE, ...options }).open(signal)
  if (!opened.ok) return { written: null, failure: opened.error }
  const result = await opened.value.write(bytes, signal)
  const finished = (result.ok ? await opened.value.finish?.(signal) : undefined) ?? { ok: true }
  await opened.value.close()
  await opened.value.close()
  if (!result.ok) return { written: null, failure: result.error }
  return finished.ok
    ? { written: result.value.written, failure: null }
    : { written: null, failure: finished.error }
}

/** Fails, and before the first byte left: such a job may be tried again. */
export const nothingLeft = (type: TransportFailure['type']) => ({
  written: null,
  failure: { type, bytesWritten: 0 },
})
