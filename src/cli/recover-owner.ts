import './node-version.ts'
import { parseArgs } from 'node:util'
import { checkPin } from '../core/domain/people/people.ts'
import type { StoredPerson } from '../core/ports/people-books.ts'
import { toStoreRefusal } from '../main/adapters/sqlite/open.ts'
import { scryptPins } from '../main/adapters/system/pins.ts'
import { createIds, systemClock } from '../main/adapters/system/system.ts'
import { makeUpPin, openRecovery, type Recovery } from '../main/recover-owner.ts'
import { askSecret } from './ask-secret.ts'
import { findBooks } from './books-of-mode.ts'
import { refuse, runCommand } from './command.ts'
import { sayRefusal } from './say.ts'

const HELP = `Gives an owner who forgot the PIN a new one. Stop Gerai first.

  npm run recover-owner -- [options]

  --data DIR       where the books are kept (default: the user's application data folder, or GERAI_DATA)
  --mode MODE      practice, test or live (default: the one that was on last); each mode has PINs of its own
  --person NAME    which owner, where there are several
  --made-up        do not ask; print a PIN that opens the till once, to be changed right away
  --help           this text

Asks for the new PIN on the terminal and shows nothing of it. Without a terminal it makes one up. The recovery is written
into the log, where nobody can take it out, and shown to the owner at the next start.
`

await runCommand(HELP, async () => {
  const { values } = parseArgs({
    options: {
      ...{ data: { type: 'string' }, mode: { type: 'string' }, person: { type: 'string' } },
      ...{ 'made-up': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    },
  })
  if (values.help) return 'help'
  const { dataFolder, mode } = findBooks(values)
  const clock = systemClock
  try {
    const opened = await openRecovery({ dataFolder, mode, clock, ids: createIds(clock), pins: scryptPins })
    if (!opened.ok) {
      sayRefusal(opened.error)
      return 'failed'
    }
    try {
      return await recover(opened.value, values)
    } finally {
      opened.value.close()
    }
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    sayRefusal(refusal)
    return 'failed'
  }
})

async function recover(
  recovery: Recovery,
  { person, 'made-up': madeUp }: { readonly person?: string | undefined; readonly 'made-up': boolean },
): Promise<'done' | 'failed'> {
  const owner = ownerNamed(recovery.owners, person)
  const typed = madeUp || !process.stdin.isTTY ? null : await askPin()
  const pin = typed ?? makeUpPin()
  const set = await recovery.setPin(owner, pin, typed === null ? 'made_up' : 'typed')
  if (!set.ok) {
    sayRefusal(set.error)
    return 'failed'
  }
  const name = JSON.stringify(owner.name)
  if (typed === null) process.stdout.write(`${pin}\n`)
  process.stderr.write(
    typed === null
      ? `PIN ini membuka kasir satu kali untuk ${name}. Ganti PIN segera setelah masuk. Pemulihan ini tercatat di log.\n` +
          `This PIN opens the till once for ${name}. Change it as soon as you are in. The log says that it was recovered.\n`
      : `PIN ${name} sudah diganti. Pemulihan ini tercatat di log.\n` +
          `The PIN of ${name} was changed. The log says that it was recovered.\n`,
  )
  return 'done'
}

function ownerNamed(owners: readonly StoredPerson[], person: string | undefined): StoredPerson {
  const [only, ...others] = owners
  if (only === undefined)
    return refuse(
      'Buku ini belum punya pemilik. Tidak ada yang diubah. Buka Gerai untuk mendaftarkannya.',
      'These books have no owner yet. Nothing was changed. Start Gerai to register one.',
    )
  const found =
    person === undefined && others.length === 0
      ? only
      : owners.find(({ name }) => name.toLowerCase() === person?.toLowerCase())
  const names = owners.map(({ name }) => JSON.stringify(name)).join(', ')
  return (
    found ??
    refuse(
      `Pilih pemiliknya dengan --person: ${names}. Tidak ada yang diubah.`,
      `Choose the owner with --person: ${names}. Nothing was changed.`,
    )
  )
}

async function askPin(): Promise<string> {
  const ask = async (question: string): Promise<string> =>
    (await askSecret(question, process.stdin, process.stderr)) ??
    refuse('Dibatalkan. Tidak ada yang diubah.', 'Broken off. Nothing was changed.')
  const pin = await ask('PIN baru / new PIN (4-8): ')
  if (!checkPin(pin).ok)
    return refuse(
      'PIN harus 4 sampai 8 angka, tidak sama semua dan tidak berurutan. Tidak ada yang diubah.',
      'A PIN has 4 to 8 digits that are neither all the same nor in a row. Nothing was changed.',
    )
  if ((await ask('Sekali lagi / once more: ')) !== pin)
    return refuse('Kedua PIN tidak sama. Tidak ada yang diubah.', 'The two PINs differ. Nothing was changed.')
  return pin
}
