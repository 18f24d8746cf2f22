import type { PrinterConnection, PrinterTransport } from '../../../src/core/ports/printer.ts'
import * as real from '../../../src/main/adapters/transports/index.ts'
import { die, isLastPassing, pass } from './die.ts'

// oxlint-disable-next-line import/export -- one function of the real module is replaced, the rest is handed on
export * from '../../../src/main/adapters/transports/index.ts'

/** The real way to the printer, with the crash points before, inside and after a job's bytes. */
export function openTransport(...args: Parameters<typeof real.openTransport>): PrinterTransport {
  const transport = real.openTransport(...args)
  return {
    open: async (signal) => {
      const opened = await transport.open(signal)
      return opened.ok ? { ok: true, value: mortal(opened.value) } : opened
    },
  }
}

/** Everything else a line can do (be read, say how it stands, end in order) is left to the real one. */
const mortal = (line: PrinterConnection): PrinterConnection =>
  new Proxy(line, {
    get: (target, name) => {
      if (name === 'write') return (...job: WriteJob) => write(target, ...job)
      const own: unknown = Reflect.get(target, name, target)
      return typeof own === 'function' ? own.bind(target) : own
    },
  })

type WriteJob = Parameters<PrinterConnection['write']>

async function write(
  line: PrinterConnection,
  ...[bytes, signal]: WriteJob
): ReturnType<PrinterConnection['write']> {
  pass('before the bytes of a print job')
  if (isLastPassing('in the middle of a print job')) {
    await line.write(bytes.slice(0, Math.ceil(bytes.length / 2)), signal)
    die('in the middle of a print job')
  }
  const written = await line.write(bytes, signal)
  pass('after the bytes of a print job')
  return written
}
