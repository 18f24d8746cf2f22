import './node-version.ts'
import { existsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backupFolder } from '../main/adapters/sqlite/backup-names.ts'
import { copyBooks } from '../main/adapters/sqlite/backup-copy.ts'
import { setAsideIn } from '../main/adapters/sqlite/backup-restore.ts'
import { goodCopies, verifyFile } from '../main/adapters/sqlite/backup-shelf.ts'
import { toStoreRefusal } from '../main/adapters/sqlite/open.ts'
import { openForReading } from '../main/adapters/sqlite/read-books.ts'
import { systemClock } from '../main/adapters/system/system.ts'
import { restoreClosed } from '../main/rescue.ts'
import { askToRestore, WHAT_RESTORING_DOES } from './ask-restore.ts'
import { chooseBooks, findBooks, type BooksOfMode } from './books-of-mode.ts'
import { refuse, runCommand } from './command.ts'
import { sayJson, sayRefusal } from './say.ts'

const HELP = `Makes, checks and restores copies of the books.

  npm run backup -- list                    the copies of these books, newest first
  npm run backup -- make                    makes a copy now and checks it; Gerai may be open
  npm run backup -- verify FILE             reads a copy from end to end
  npm run backup -- restore FILE [--yes]    puts a copy in the place of the books; close Gerai first

FILE is a name from the list, NEWEST (the newest one that is good), or the path of a copy that was kept elsewhere.

  --data DIR       where the books are kept (default: the user's application data folder, or GERAI_DATA)
  --mode MODE      practice, test or live (default: the one that was on last)
  --yes            restore without asking on the terminal
  --help           this text

A restore never deletes the present books: they are moved to the folder "set-aside". The restored books get a new terminal
number, and every payment that was unfinished in them is looked up at the payment service before anything is sent.
Prints one line of JSON on standard output. Exit code 2: the request is wrong; 1: it could not be done.
`

await runCommand(HELP, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ data: { type: 'string' }, mode: { type: 'string' } },
      ...{ yes: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    },
  })
  if (values.help) return 'help'
  const [command, file, ...more] = positionals
  if (more.length > 0)
    return refuse('Terlalu banyak kata di perintah ini.', 'There are too many words in this command.')
  try {
    switch (command) {
      case 'list':
        return list(chooseBooks(values))
      case 'make':
        return await make(findBooks(values))
      case 'verify':
        return await verify(chooseBooks(values), fileOr(file))
      case 'restore':
        return await restore(chooseBooks(values), fileOr(file), values.yes)
      default:
        return refuse(
          'Pilih list, make, verify, atau restore (lihat --help).',
          'Choose list, make, verify or restore (see --help).',
        )
    }
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    sayRefusal(refusal)
    return 'failed'
  }
})

type End = 'done' | 'failed'

function fileOr(file: string | undefined): string {
  return (
    file ?? refuse('Sebut cadangannya (lihat list), atau NEWEST.', 'Name the backup (see list), or NEWEST.')
  )
}

function list({ dataFolder, mode }: BooksOfMode): End {
  const folder = backupFolder(dataFolder)
  sayJson({ mode, folder, copies: goodCopies(folder, mode), setAside: setAsideIn(dataFolder, mode) })
  return 'done'
}

/** Over a handle of its own that only reads: the books may be open, and what is sold meanwhile waits for the next copy. */
async function make({ dataFolder, mode, file }: BooksOfMode): Promise<End> {
  const opened = openForReading(file, mode)
  if (!opened.ok) {
    sayRefusal(opened.error)
    return 'failed'
  }
  try {
    const folder = backupFolder(dataFolder)
    const made = await copyBooks(opened.value, {
      folder,
      mode,
      at: systemClock.now(),
      why: 'by_hand',
      atOnce: true,
    })
    if (made.ok) sayJson({ folder, ...made.value })
    else sayRefusal(made.error)
    return made.ok ? 'done' : 'failed'
  } finally {
    opened.value.close()
  }
}

async function verify({ dataFolder, mode }: BooksOfMode, name: string): Promise<End> {
  const file = placeOf(dataFolder, mode, name)
  const verified = await verifyFile(file, mode)
  if (!verified.ok) {
    sayRefusal(verified.error)
    return 'failed'
  }
  sayJson({ file, good: true, version: verified.value })
  process.stderr.write('Cadangan ini utuh dan bisa dipulihkan.\nThis backup is whole and can be restored.\n')
  return 'done'
}

function placeOf(dataFolder: string, mode: BooksOfMode['mode'], name: string): string {
  const folder = backupFolder(dataFolder)
  const copies = goodCopies(folder, mode)
  const named = name === 'NEWEST' ? copies[0]?.name : copies.find((each) => each.name === name)?.name
  const file = named === undefined ? resolve(name) : resolve(folder, named)
  if (existsSync(file)) return file
  return refuse(
    `Berkas ${basename(file)} tidak ada di ${dirname(file)}. Tidak ada yang diubah.`,
    `There is no file ${basename(file)} in ${dirname(file)}. Nothing was changed.`,
  )
}

async function restore({ dataFolder, mode }: BooksOfMode, what: string, isSure: boolean): Promise<End> {
  if (!isSure && !process.stdin.isTTY)
    return refuse(
      'Tidak ada terminal untuk bertanya. Tidak ada yang diubah. Tambahkan --yes kalau sudah yakin.',
      'There is no terminal to ask on. Nothing was changed. Add --yes if you are sure.',
    )
  // only before the question: above a refusal it would read as if the books had been set aside
  if (!isSure) process.stderr.write(WHAT_RESTORING_DOES)
  if (!isSure && !(await askToRestore()))
    return refuse('Dibatalkan. Tidak ada yang diubah.', 'Broken off. Nothing was changed.')
  const restored = await restoreClosed({ dataFolder, mode, clock: systemClock }, what)
  if (!restored.ok) {
    sayRefusal(restored.error)
    return 'failed'
  }
  const [setAside = null] = setAsideIn(dataFolder, mode)
  sayJson({ restored: restored.value, mode, setAside: setAside?.name ?? null })
  process.stderr.write(
    `Sudah dipulihkan dari ${restored.value}. Buka Gerai, lalu lihat Perlu dicek.\n` +
      `Restored from ${restored.value}. Open Gerai, then look at To check.\n`,
  )
  return 'done'
}
