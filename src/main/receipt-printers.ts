import { join } from 'node:path'
import { layoutDocument } from '../core/escpos-layout/index.ts'
import { ok } from '../core/domain/result.ts'
import type { ReceiptPrinters } from '../core/ports/receipt-printers.ts'
import {
  afterBreak,
  askCondition,
  confirmPrinted,
  drawerPulse,
  encodeLayout,
  encodeTrial,
  findProfile,
  GENERIC_58,
  guessProfile,
  loadProfile,
  PRINTER_PROFILES,
  probePrinter,
} from './adapters/escpos/index.ts'
import {
  admitAddress,
  findPrinters,
  openTransport,
  parsePrinterUri,
  placesFor,
} from './adapters/transports/index.ts'

/** Where `file:` printers of a till write, below its data folder. */
const slipsFolder = (dataFolder: string): string => join(dataFolder, 'slips')

/** Printers as this machine has them, for a till whose data are in this folder. */
export function createReceiptPrinters(dataFolder: string): ReceiptPrinters {
  const places = placesFor(slipsFolder(dataFolder))
  return {
    profiles: () => PRINTER_PROFILES,
    profile: (profile) => (typeof profile === 'string' ? (findProfile(profile) ?? GENERIC_58) : profile),
    guessProfile,
    readProfile: loadProfile,
    encode: async (document, profile, logo) =>
      await encodeLayout(layoutDocument(document, { columns: profile.columns, logo }), profile),
    drawerPulse,
    afterBreak,
    encodeTrial,
    connect: (uri, { chunkBytes, chunkDelayMs }) => {
      const address = parsePrinterUri(uri)
      if (!address.ok) return address
      const admitted = admitAddress(address.value, places)
      if (!admitted.ok) return admitted
      return ok(openTransport(admitted.value, { chunkBytes, chunkDelayMs, places }))
    },
    find: findPrinters,
    probe: probePrinter,
    condition: askCondition,
    confirm: confirmPrinted,
  }
}
