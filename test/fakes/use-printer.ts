import type { Refusal } from '../../src/core/domain/refusals.ts'
import type { Printer, PrinterFinding } from '../../src/core/domain/printers.ts'
import type { Result } from '../../src/core/domain/result.ts'
import { removePrinter, savePrinter } from '../../src/main/usecases/printing/printers.ts'
import type { Till } from '../../src/main/usecases/till.ts'

/** Makes this the till's only printer, for all slips; `screen:` takes all printers off. */
export function usePrinter(
  till: Till,
  uri: string,
  { profile = 'generic-58', finding = null }: { profile?: unknown; finding?: PrinterFinding | null } = {},
): Result<Printer | null, Refusal> {
  const [first, ...others] = till.store.read.printers()
  for (const other of others) removePrinter(till, { printerId: other.id })
  if (uri !== 'screen:')
    return savePrinter(till, {
      ...{ id: first?.id ?? null, name: 'Printer kasir', uri, profile, finding },
      roles: ['receipt', 'copy'],
    })
  return first === undefined ? { ok: true, value: null } : removePrinter(till, { printerId: first.id })
}
