import './node-version.ts'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { findProfile, GENERIC_58 } from '../main/adapters/escpos/index.ts'
import { refuse, runCommand } from './command.ts'
import { sayJson } from './say.ts'
import { sendToPrinter } from './send-to-printer.ts'

const HELP = `Sends the bytes of a file to a printer, unchanged.

  npm run print -- --printer URI FILE [options]

  --printer URI    usb:04b8:0e15[:serial]  serial:/dev/ttyUSB0?baud=9600&flow=rts|xon|none  tcp://host:9100
                   queue:NAME  device:/dev/usb/lp0  file:/path/out.bin
  --profile ID     doses the bytes for this printer (default generic-58)
  --help           this text

Prints one line of JSON on standard output when the printer has taken the bytes; taken is not printed, look at the
paper. Exit code 2: the request is wrong; 1: the printer did not take them.
`

await runCommand(HELP, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      printer: { type: 'string' },
      profile: { type: 'string', default: GENERIC_58.id },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const [path, another] = positionals
  if (values.printer === undefined)
    return refuse('Printernya belum disebut: --printer URI.', 'No printer was named: --printer URI.')
  if (path === undefined || another !== undefined)
    return refuse('Sebut satu berkas untuk dicetak.', 'Name one file to print.')
  const profile = findProfile(values.profile)
  if (profile === undefined)
    return refuse(
      `Profil printer ${values.profile} tidak ada.`,
      `There is no printer profile ${values.profile}.`,
    )
  const bytes = await readFile(path).catch(() =>
    refuse(`Berkas ${path} tidak bisa dibaca.`, `The file ${path} cannot be read.`),
  )
  const written = await sendToPrinter(values.printer, bytes, profile)
  if (written === null) return 'failed'
  sayJson({ printer: values.printer, file: path, sentBytes: written })
  return 'done'
})
