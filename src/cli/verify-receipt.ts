import './node-version.ts'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { formatMoney } from '../core/domain/money.ts'
import { checkPageWith, parseSeal, sealKeysIn, type Seal } from '../core/domain/receipts/seal.ts'
import { sealKeyId, verifySeal } from '../main/adapters/seals/ed25519.ts'
import { refuse, runCommand } from './command.ts'
import { sayJson } from './say.ts'

const HELP = `Checks the signed code at the foot of a receipt, without any network.

  npm run verify-receipt -- --key KEY 'TEXT'         check what a scanner read; quotes, because it holds stars
  npm run verify-receipt -- --key KEY < FILE         the same from standard input
  npm run verify-receipt -- --page OUT.html KEY...   write a page that checks receipts of these keys

  --key KEY      a public key (GERAI-KEY1*..., from the receipt settings) or a file of them; may be given again
  --page FILE    write the check page (resources/verify) with the keys inside
  --help         this text

Prints one line of JSON on standard output, and a sentence in two languages on standard error. Exit code 0: genuine;
1: changed, or signed by a key that was not given; 2: the request is wrong.
`

const PAGE = new URL('../../resources/verify/index.html', import.meta.url)
/** Nobody's list of keys is larger; what is would only fill the memory. */
const LARGEST_KEY_FILE = 100_000

await runCommand(HELP, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true, default: [] },
      page: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  if (values.page !== undefined)
    return await writePage(values.page, await keysOf([...values.key, ...positionals]))
  const keys = await keysOf(values.key)
  const given = positionals.length > 0 ? positionals.join(' ') : await textOf(process.stdin)
  const seal = parseSeal(given)
  if (!seal.ok)
    return refuse(
      'Tulisan itu bukan kode dari struk Gerai. Isinya dimulai dengan GERAI1.',
      'That text is not the code of a receipt by Gerai. It begins with GERAI1.',
    )
  return judge(seal.value, keys)
})

function judge({ facts, keyId, signed, signature }: Seal, keys: readonly string[]): 'done' | 'failed' {
  const key = keys.find((each) => sealKeyId(each) === keyId)
  const verdict =
    key === undefined ? 'unknown_key' : verifySeal(signed, signature, key) ? 'genuine' : 'changed'
  sayJson({ verdict, keyId, ...facts })
  const total = formatMoney(facts.total, facts.currency)
  const paper =
    facts.copy === 0
      ? ({ id: 'lembar asli', en: 'the original' } as const)
      : { id: `salinan ke-${facts.copy}`, en: `copy no. ${facts.copy}` }
  const words = {
    genuine: [
      `Asli: ${facts.number}, ${total}, ${facts.paidAt}, ${paper.id}. Cocokkan dengan kertasnya.`,
      `Genuine: ${facts.number}, ${total}, ${facts.paidAt}, ${paper.en}. Compare it with the paper.`,
    ],
    changed: [
      'Tidak asli: isinya tidak cocok dengan tanda tangan toko. Jangan dipakai sebagai bukti.',
      'Not genuine: it does not fit the signature of the shop. Do not take it as proof.',
    ],
    unknown_key: [
      `Belum bisa dipastikan: kunci ${keyId} tidak disebut. Minta kunci publik toko, lalu pakai --key.`,
      `Cannot be told: key ${keyId} was not given. Ask the shop for its public key and name it with --key.`,
    ],
  }[verdict]
  const warning =
    verdict === 'genuine' && facts.mode !== 'live'
      ? ['Dari mode latihan atau uji: BUKAN TRANSAKSI SAH.', 'Of practice or test mode: NOT A VALID SALE.']
      : []
  process.stderr.write(`${[...words, ...warning].join('\n')}\n`)
  return verdict === 'genuine' ? 'done' : 'failed'
}

/** Keys as they are, or out of files. */
async function keysOf(given: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    given.map(async (each) => {
      const text = existsSync(each) ? await readFile(each, 'utf8') : each
      const keys = text.length > LARGEST_KEY_FILE ? [] : sealKeysIn(text)
      return keys.length > 0
        ? keys
        : refuse(
            `Di ${each} tidak ada kunci publik (GERAI-KEY1*...).`,
            `There is no public key (GERAI-KEY1*...) in ${each}.`,
          )
    }),
  )
  return found.flat()
}

async function writePage(file: string, keys: readonly string[]): Promise<'done'> {
  if (keys.length === 0)
    return refuse('Sebutkan kunci publik toko dengan --key.', 'Name the public key of the shop with --key.')
  const written = checkPageWith(await readFile(PAGE, 'utf8'), keys)
  await writeFile(file, written).catch((fault: unknown) =>
    refuse(`Berkas ${file} tidak bisa ditulis.`, `The file ${file} cannot be written (${String(fault)}).`, 1),
  )
  sayJson({ page: file, keys: keys.map(sealKeyId) })
  return 'done'
}
