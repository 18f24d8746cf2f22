import '../src/cli/node-version.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { refuse, runCommand } from '../src/cli/command.ts'
import { seedBooks, seedRefusal } from './seed/seed-books.ts'

const HELP = `Fills new practice books with invented sales, to try lists and searches on many of them.

  npm run seed -- --sales N [--folder DIR] [--seed S]

  --sales N      how many, 1 to 2000000
  --folder DIR   the data folder to fill (default: a new temporary one); refused when books are there
  --seed S       the same number makes the same books (default 1)
  --help         this text

Then look at them with: GERAI_DATA=DIR npm run serve
`

await runCommand(HELP, async () => {
  const { values } = parseArgs({
    options: {
      ...{ sales: { type: 'string' }, folder: { type: 'string' }, seed: { type: 'string', default: '1' } },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const sales = Number(values.sales)
  if (!Number.isInteger(sales) || sales < 1 || sales > 2_000_000)
    return refuse('--sales harus 1 sampai 2000000.', '--sales must be 1 to 2000000.')
  const seed = Number(values.seed)
  if (!Number.isInteger(seed)) return refuse('--seed harus bilangan bulat.', '--seed must be a whole number.')
  const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'gerai-seed-')))
  const refused = seedRefusal(folder)
  if (refused === 'real_books')
    return refuse(
      `Di ${folder} ada pembukuan sungguhan. Tidak ada yang diubah; pilih folder lain.`,
      `There are real books in ${folder}. Nothing was changed; choose another folder.`,
    )
  if (refused === 'books_there')
    return refuse(
      `Di ${folder} sudah ada pembukuan latihan. Tidak ada yang diubah; pilih folder lain.`,
      `There are practice books in ${folder} already. Nothing was changed; choose another folder.`,
    )
  const began = performance.now()
  const file = await seedBooks({
    ...{ folder, sales, seed },
    onProgress: (done) => {
      if (done % 50_000 === 0) process.stderr.write(`${done} ...\n`)
    },
  })
  const seconds = (performance.now() - began) / 1000
  process.stderr.write(`${sales} sales in ${seconds.toFixed(1)} s\n`)
  process.stdout.write(`${JSON.stringify({ file, folder, sales, seed })}\n`)
  return 'done'
})
