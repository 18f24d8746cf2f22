import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type { Settings } from '../../core/domain/settings.ts'
import { settingsOf, writeOrRefuse, type Till } from './till.ts'

type Changes = { readonly [Name in keyof Settings]?: Settings[Name] | undefined }

/** Stores changed settings. The printer's address is tried for its form here; whether a printer answers shows later. */
export function saveSettings(till: Till, changes: Changes): Result<Settings, Refusal> {
  const given = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as Partial<Settings>
  if (given.printerUri !== undefined) {
    const address = till.printers.connect(given.printerUri)
    if (!address.ok)
      return err({ type: 'printer_address_invalid', address: given.printerUri, detail: address.error.detail })
  }
  const stored = writeOrRefuse(till, (books) => {
    const at = till.clock.now()
    books.saveSettings(given, at)
    books.appendEvent({
      at,
      kind: 'settings_saved',
      saleId: null,
      tenderId: null,
      facts: { names: Object.keys(given).join(','), by: settingsOf(till).cashier },
    })
    return ok(null)
  })
  till.changed.ring()
  return stored.ok ? ok(settingsOf(till)) : stored
}
