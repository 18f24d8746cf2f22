import './node-version.ts'
import { parseArgs } from 'node:util'
import { RECEIPT_VERSION, type TestPage } from '../core/domain/receipts/receipt.ts'
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
import { askPrinter, setUpPrinter } from './printer-setup.ts'
import { sayJson } from './say.ts'
import { sendToPrinter } from './send-to-printer.ts'

const HELP = `Finds, tests and sets up receipt printers.

  npm run printers -- list                        printers this machine can see, with the address to print to
  npm run printers -- profiles                    the printer profiles that come with Gerai
  npm run printers -- test URI [--profile ID]     prints a test page (default profile generic-58)
  npm run printers -- status URI                  asks a printer how it stands; most cheap ones never answer
  npm run printers -- setup [URI] [options]       asks the paper step by step and stores the printer

  --profile ID     the kind of printer
  --data DIR       setup: where the books are kept (default: the user's application data folder, or GERAI_DATA)
  --mode MODE      setup: practice, test or live (default: the one that was on last)
  --name NAME      setup: do not ask anything; takes the printer as its profile has it (needs URI and --profile)
  --help           this text

Network printers are not found by themselves: type their address, e.g. tcp://192.168.1.50:9100. Setting up writes into
the books, so Gerai has to be closed; a running one has the same questions in its settings.
Prints one line of JSON on standard output. Exit code 2: the request is wrong; 1: the printer did not take the page.
`

/** As long as the QRIS texts of real shops, and payable by nobody. */
const QR_SAMPLE = `GERAI TEST ${'0123456789'.repeat(20)}`

await runCommand(HELP, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ profile: { type: 'string' }, name: { type: 'string' } },
      ...{ data: { type: 'string' }, mode: { type: 'string' } },
      help: { type: 'boolean', default: false },
    },
  })
  const [command, uri, ...more] = positionals
  if (values.help) return 'help'
  if (more.length > 0)
    return refuse('Terlalu banyak kata di perintah ini.', 'There are too many words in this command.')
  const profile = values.profile === undefined ? undefined : profileNamed(values.profile)
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
      return await printTestPage(addressOr(uri), profile ?? GENERIC_58)
    case 'status':
      return await askPrinter(addressOr(uri), profile ?? GENERIC_58)
    case 'setup':
      return await setUpPrinter({ ...values, uri, profile })
    default:
      return refuse(
        'Pilih list, profiles, test, status, atau setup (lihat --help).',
        'Choose list, profiles, test, status or setup (see --help).',
      )
  }
})

function addressOr(uri: string | undefined): string {
  return uri ?? refuse('Sebut alamat printernya.', 'Name the address of the printer.')
}

function profileNamed(id: string): PrinterProfile {
  return findProfile(id) ?? refuse(`Profil printer ${id} tidak ada.`, `There is no printer profile ${id}.`)
}

async function printTestPage(uri: string, profile: PrinterProfile): Promise<'done' | 'failed'> {
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
