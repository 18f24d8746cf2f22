import { LANGUAGES, type Language } from '../core/domain/language.ts'
import './node-version.ts'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import {
  layoutDocument,
  layoutToText,
  warningSentence,
  type RasterImage,
} from '../core/escpos-layout/index.ts'
import { sentenceFor } from '../core/domain/sentences/sentence-for.ts'
import { MAX_LOGO_FILE_BYTES } from '../core/domain/receipts/template.ts'
import { pictures } from '../main/adapters/pictures/pictures.ts'
import { encodeLayout, findProfile } from '../main/adapters/escpos/index.ts'
import { refuse, runCommand } from './command.ts'
import { receiptFromSale } from './receipt-sale.ts'
import { sayJson } from './say.ts'

const HELP = `Turns a sale into the bytes of its receipt (ESC/POS).

  npm run receipt -- --sale FILE.json --width 58|80 --out FILE.bin [options]

  --sale FILE.json   the sale (docs/receipt-sale.schema.json; an example is examples/sale.json)
  --width 58|80      paper in millimetres: 32 or 48 characters a line (default 58)
  --profile ID       a printer profile instead of a width (npm run printers -- profiles lists them)
  --out FILE.bin     where the bytes go; send them with npm run print
  --logo FILE.png    a picture above the name, made into black dots
  --text             show the slip as text as well
  --help             this text

Prints one line of JSON on standard output when it is done, and on standard error what reads differently on paper. Exit code 2: the sale or an option is wrong; 1: writing
failed.
`

/** No sale file is anywhere near this large; what is would only fill the memory. */
const LARGEST_SALE_FILE = 1_000_000

const PROFILE_OF_WIDTH: Readonly<Record<string, string>> = { '58': 'generic-58', '80': 'generic-80' }

await runCommand(HELP, async () => {
  const options = readOptions()
  if (options === 'help') return 'help'
  const sale = await readSale(options.sale)
  const logo = options.logo === undefined ? null : await readLogo(options.logo)
  const layout = layoutDocument(sale, { columns: options.profile.columns, logo })
  const bytes = await encodeLayout(layout, options.profile)
  if (options.out !== undefined) await writeBytes(options.out, bytes)
  for (const warning of layout.warnings) {
    for (const language of LANGUAGES) process.stderr.write(`${warningSentence(warning, language)}\n`)
  }
  if (options.text) process.stdout.write(`${layoutToText(layout).join('\n')}\n`)
  sayJson({
    ...{
      saleNumber: sale.saleNumber,
      profile: options.profile.id,
      columns: layout.columns,
      bytes: bytes.length,
    },
    ...{ out: options.out ?? null, warnings: layout.warnings },
  })
  return 'done'
})

function readOptions() {
  const { values } = parseArgs({
    options: {
      sale: { type: 'string' },
      width: { type: 'string', default: '58' },
      profile: { type: 'string' },
      logo: { type: 'string' },
      out: { type: 'string' },
      text: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  if (values.sale === undefined)
    return refuse(
      'Berkas penjualannya belum disebut: --sale FILE.json.',
      'No sale was named: --sale FILE.json.',
    )
  if (values.out === undefined && !values.text)
    return refuse(
      'Tujuannya belum disebut: --out FILE.bin atau --text.',
      'Nothing to do: give --out FILE.bin or --text.',
    )
  const profile = findProfile(values.profile ?? PROFILE_OF_WIDTH[values.width] ?? '')
  if (profile === undefined) {
    return values.profile === undefined
      ? refuse('Lebar kertas harus 58 atau 80.', 'The paper width must be 58 or 80.')
      : refuse(
          `Profil printer ${values.profile} tidak ada.`,
          `There is no printer profile ${values.profile}.`,
        )
  }
  return { sale: values.sale, out: values.out, text: values.text, logo: values.logo, profile }
}

async function readSale(path: string) {
  const content = await readFile(path, 'utf8').catch(() =>
    refuse(`Berkas ${path} tidak bisa dibaca.`, `The file ${path} cannot be read.`),
  )
  if (content.length > LARGEST_SALE_FILE)
    return refuse(`Berkas ${path} terlalu besar.`, `The file ${path} is too large.`)
  const sale = receiptFromSale(parseJson(path, content))
  if (sale.ok) return sale.value
  const { field, id, en } = sale.error
  const at = field === '' ? path : `${field} (${path})`
  return refuse(`Isian ${at}: ${id}.`, `Field ${at}: ${en}.`)
}

async function readLogo(path: string): Promise<RasterImage> {
  const unread = () => refuse(`Berkas ${path} tidak bisa dibaca.`, `The file ${path} cannot be read.`)
  const { size } = await stat(path).catch(unread)
  if (size > MAX_LOGO_FILE_BYTES)
    return refuse(`Berkas ${path} terlalu besar.`, `The file ${path} is too large.`)
  const logo = pictures.toLogo(await readFile(path).catch(unread))
  if (logo.ok) return logo.value
  const words = (language: Language): string => {
    const { what, next } = sentenceFor(logo.error, language)
    return `${path}: ${what} ${next}`
  }
  return refuse(words('id'), words('en'))
}

function parseJson(path: string, content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return refuse(`Berkas ${path} bukan JSON yang benar.`, `The file ${path} is not valid JSON.`)
  }
}

async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, bytes).catch((fault: unknown) =>
    refuse(`Berkas ${path} tidak bisa ditulis.`, `The file ${path} cannot be written (${String(fault)}).`, 1),
  )
}
