import type { TransportFailure } from '../core/ports/printer.ts'
import type { PrinterProfile } from '../main/adapters/escpos/index.ts'
import { openTransport, parsePrinterUri } from '../main/adapters/transports/index.ts'
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
    const opened = await openTransport(address.value, profile).open(stop.signal)
    if (!opened.ok) return tellFailure(opened.error)
    const sent = await opened.value.write(bytes, stop.signal)
    await opened.value.close()
    return sent.ok ? sent.value.written : tellFailure(sent.error)
  } finally {
    process.removeListener('SIGINT', onInterrupt)
  }
}

function tellFailure(failure: TransportFailure): null {
  sayRefusal(failure)
  return null
}
