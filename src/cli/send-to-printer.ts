import type { TransportFailure } from '../core/ports/printer.ts'
import type { PrinterProfile } from '../main/adapters/escpos/index.ts'
import { ANYWHERE, openTransport, parsePrinterUri } from '../main/adapters/transports/index.ts'
import { refuse } from './command.ts'
import { sayRefusal } from './say.ts'

/** Sends one job; the bytes the printer took, or null after the failure was told. Ctrl-C stops a waiting printer. */
export async function sendToPrinter(
  uri: string,
  bytes: Uint8Array,
  profile: PrinterProfile,
): Promise<number | null> {
  const address = parsePrinterUri(uri)
  if (!address.ok) {
    const { detail } = address.error
    return refuse(
      `Alamat printer ${uri} tidak terbaca (${detail}).`,
      `The printer address ${uri} cannot be read (${detail}).`,
    )
  }
  const stop = new AbortController()
  const onInterrupt = (): void => stop.abort()
  process.once('SIGINT', onInterrupt)
  try {
    // whoever has a shell may write wherever the system lets them; the rules are for what a till has stored
    const { chunkBytes, chunkDelayMs } = profile
    const way = openTransport(address.value, { chunkBytes, chunkDelayMs, places: ANYWHERE })
    const opened = await way.open(stop.signal)
    if (!opened.ok) return tellFailure(opened.error)
    try {
      const sent = await opened.value.write(bytes, stop.signal)
      if (!sent.ok) return tellFailure(sent.error)
      const finished = (await opened.value.finish?.(stop.signal)) ?? { ok: true }
      return finished.ok ? sent.value.written : tellFailure(finished.error)
    } finally {
      await opened.value.close()
    }
  } finally {
    process.removeListener('SIGINT', onInterrupt)
  }
}

function tellFailure(failure: TransportFailure): null {
  sayRefusal(failure)
  return null
}
