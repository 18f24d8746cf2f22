import './node-version.ts'
import { parseArgs } from 'node:util'
import { RECEIPT_VERSION, type TestPage } from '../core/domain/receipt.ts'
import { layoutDocument } from '../core/escpos-layout/index.ts'
import {
  encodeLayout,
  findProfile,
  GENERIC_58,
  PRINTER_PROFILES,
  type PrinterProfile,
} from '../main/adapters/escpos/index.ts'
import { findPrinters } from '../main/adapters/transports/index.ts'
import { refuse, runCommand } from './command.ts'
import { sayJson } from './say.ts'
import { sendToPrinter } from './send-to-printer.ts'

const HELP = `Finds and tests receipt printers.

  npm run printers -- list                        printers this machine can see, with the address to print to
  npm run printers -- profiles                    the printer profiles that come with Gerai
  npm run printers -- test URI [--profile ID]     prints a test page (default profile generic-58)

Network printers are not found by themselves: type their address, e.g. tcp://192.168.1.50:9100.
Prints one line of JSON on standard output. Exit code 2: the request is wrong; 1: the printer did not take the page.
`

/** As long as the QRIS texts of real shops, and payable by nobody. */
const QR_SAMPLE = `GERAI TEST ${'0123456789'.repeat(20)}`

await runCommand(HELP, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      profile: { type: 'string', default: GENERIC_58.id },
      help: { type: 'boolean', default: false },
    },
  })
  const [command, uri, ...more] = positionals
  if (values.help) return 'help'
  if (more.length > 0)
    return refuse('Terlalu banyak kata di perintah ini.', 'There are too many words in this command.')
  switch (command) {
    case 'list':
      sayJson(await findPrinters())
      return 'done'
    case 'profiles':
      sayJson({
        profiles: PRINTER_PROFILES.map(({ id, name, note, columns }) => ({ id, name, note, columns })),
      })
      return 'done'
    case 'test':
      return await printTestPage(uri, values.profile)
    default:
      return refuse(
        'Pilih list, profiles, atau test (lihat --help).',
        'Choose list, profiles or test (see --help).',
      )
  }
})

async function printTestPage(uri: string | undefined, profileId: string): Promise<'done' | 'failed'> {
  if (uri === undefined)
    return refuse('Sebut alamat printer yang dites.', 'Name the address of the printer to test.')
  const profile = findProfile(profileId)
  if (profile === undefined)
    return refuse(`Profil printer ${profileId} tidak ada.`, `There is no printer profile ${profileId}.`)
  const layout = layoutDocument(testPageFor(uri, profile), { columns: profile.columns })
  const written = await sendToPrinter(uri, await encodeLayout(layout, profile), profile)
  if (written === null) return 'failed'
  sayJson({ printer: uri, profile: profile.id, sentBytes: written })
  return 'done'
}

function testPageFor(uri: string, profile: PrinterProfile): TestPage {
  const now = new Date()
  return {
    ...{
      version: RECEIPT_VERSION,
      kind: 'test_page',
      mode: 'live',
      language: 'id',
      currency: 'IDR',
      copy: null,
    },
    shop: { name: 'Gerai', addressLines: [], npwp: null, footerLines: [] },
    ...{ terminal: '-', cashier: '-' },
    occurredAt: now.toISOString(),
    utcOffsetMinutes: -now.getTimezoneOffset(),
    zoneLabel: '',
    ...{ printerName: 'Printer', printerAddress: uri, profileName: profile.name, qrSample: QR_SAMPLE },
  }
}
