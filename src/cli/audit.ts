import './node-version.ts'
import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { AuditRow } from '../core/contract/views/audit.ts'
import { headText, readHead, type ChainHead } from '../core/domain/books/event-chain.ts'
import { PEOPLE_SINCE } from '../main/adapters/sqlite/other-books.ts'
import { toStoreRefusal, versionOf, type Handle } from '../main/adapters/sqlite/open.ts'
import { auditQueries } from '../main/adapters/sqlite/queries/audit.ts'
import { peopleQueries } from '../main/adapters/sqlite/queries/people.ts'
import { readPersonal } from '../main/adapters/sqlite/queries/personal.ts'
import { openForReading } from '../main/adapters/sqlite/read-books.ts'
import { auditRows, checkChain, type AuditFilter } from '../main/usecases/people/audit.ts'
import { findBooks, type BooksOfMode } from './books-of-mode.ts'
import { refuse, runCommand } from './command.ts'
import { sayJson, sayRefusal } from './say.ts'

const HELP = `Reads and checks the log of who did what. Changes nothing, also while Gerai runs on the same books.

  npm run audit -- verify [options]    checks that no row was changed, removed or moved
  npm run audit -- list [options]      shows the rows, newest first

  --data DIR         where the books are kept (default: the user's application data folder, or GERAI_DATA)
  --mode MODE        practice, test or live (default: the one that was on last)
  --help             this text

  verify:
  --noted SEQ:HASH   an end of the log that was noted down earlier; finds a log that was written anew as a whole

  list:
  --group NAME       money, people, printing, settings or attention
  --person NAME      what one person did, by name
  --sale NUMBER      what happened to one sale
  --from TIME, --to TIME
                     in UTC, e.g. 2026-07-15T00:00:00Z
  --limit N          at most this many rows (default 50)
  --json             one line of JSON for each row

verify prints one line of JSON on standard output: "intact", "rows", and "end", which is worth noting down elsewhere. When
the log is not what was written it names the row and ends with exit code 1; 2 is a wrong request.
`

const FAULTS = {
  changed: { id: 'diubah', en: 'was changed' },
  removed: { id: 'hilang', en: 'is missing' },
  reordered: { id: 'tidak di tempatnya', en: 'is not in its place' },
} as const

const listOptions = z.object({
  group: z.enum(['money', 'people', 'printing', 'settings', 'attention']).nullable(),
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  limit: z.coerce.number().int().min(1).max(1_000_000),
})

const PAGE = 500

await runCommand(HELP, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ data: { type: 'string' }, mode: { type: 'string' }, noted: { type: 'string' } },
      ...{ group: { type: 'string' }, person: { type: 'string' }, sale: { type: 'string' } },
      ...{ from: { type: 'string' }, to: { type: 'string' }, limit: { type: 'string', default: '50' } },
      ...{ json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    },
  })
  if (values.help) return 'help'
  const [command, ...more] = positionals
  if (more.length > 0 || (command !== 'verify' && command !== 'list'))
    return refuse('Pilih verify atau list (lihat --help).', 'Choose verify or list (see --help).')
  const books = findBooks(values)
  return command === 'verify'
    ? await withBooks(books, async (handle) => await verify(handle, readNoted(values.noted)))
    : await withBooks(books, async (handle) => list(handle, values))
})

type End = 'done' | 'failed'

async function withBooks({ file, mode }: BooksOfMode, work: (handle: Handle) => Promise<End>): Promise<End> {
  const opened = openForReading(file, mode)
  if (!opened.ok) {
    sayRefusal(opened.error)
    return 'failed'
  }
  try {
    if (versionOf(opened.value) < PEOPLE_SINCE)
      return refuse(
        'Buku ini dari versi Gerai yang lebih lama. Tidak ada yang diubah. Buka sekali dengan Gerai ini, lalu ulangi.',
        'These books are of an older Gerai. Nothing was changed. Open them once with this one, then try again.',
      )
    return await work(opened.value)
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    sayRefusal(refusal)
    return 'failed'
  } finally {
    opened.value.close()
  }
}

function readNoted(text: string | undefined): ChainHead | null {
  if (text === undefined) return null
  return (
    readHead(text) ??
    refuse(
      'Bentuk --noted adalah NOMOR:HASH, seperti yang dicetak verify.',
      '--noted is SEQ:HASH, as verify prints it.',
    )
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

async function verify(handle: Handle, noted: ChainHead | null): Promise<End> {
  const { rows, head, fault } = await checkChain(auditQueries(handle), sha256, noted)
  if (fault === null) {
    sayJson({ intact: true, rows, end: headText(head) })
    process.stderr.write(
      `Log utuh: ${rows} baris. Catat "end" di tempat lain, supaya nanti bisa dicocokkan dengan --noted.\n` +
        `The log is whole: ${rows} rows. Note "end" down somewhere else, to compare with --noted later.\n`,
    )
    return 'done'
  }
  const row = rowAt(handle, fault.seq)
  sayJson({ intact: false, rows, ...fault, row })
  const { id, en } = FAULTS[fault.fault]
  process.stderr.write(
    `Log TIDAK utuh: baris ${fault.seq} ${id}. ${rows} baris sebelumnya cocok. Simpan salinan folder data ini, jangan dipakai lagi sebelum diperiksa.\n` +
      `The log is NOT whole: row ${fault.seq} ${en}. The ${rows} rows before it fit. Keep a copy of this data folder as it is and find out why.\n`,
  )
  return 'failed'
}

/** What stands there now, for whoever looks into it. */
function rowAt(handle: Handle, seq: number): Readonly<Record<string, unknown>> | null {
  const [row] = auditQueries(handle).chainRows(seq - 1, 1)
  return row === undefined || row.seq !== seq
    ? null
    : { at: row.at, kind: row.kind, actor: row.actor, saleId: row.saleId, facts: row.facts }
}

interface ListValues {
  readonly group?: string | undefined
  readonly person?: string | undefined
  readonly sale?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit: string
  readonly json: boolean
}

function list(handle: Handle, { person, sale, json, ...given }: ListValues): End {
  const { group = null, from = null, to = null, limit: most } = given
  const parsed = listOptions.safeParse({ group, from, to, limit: most })
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? '')
    return refuse(`--${name} tidak dikenal (lihat --help).`, `--${name} is not understood (see --help).`)
  }
  const people = peopleQueries(handle)
  const numberOf = handle.prepare<[string], { number: string }>('SELECT number FROM sales WHERE id = ?')
  const books = {
    ...auditQueries(handle),
    ...people,
    ...readPersonal(handle),
    sale: (id: string) => numberOf.get(id) ?? null,
  }
  const personId = person === undefined ? null : idOf(people.people(), person)
  const filter: Omit<AuditFilter, 'cursor'> = {
    ...{ group: parsed.data.group, from: parsed.data.from, to: parsed.data.to },
    ...{ personId, saleNumber: sale ?? null, limit: PAGE },
  }
  let left = parsed.data.limit
  let cursor: string | null = null
  do {
    const page = auditRows(books, { ...filter, cursor, limit: Math.min(PAGE, left) })
    for (const row of page.rows) process.stdout.write(`${json ? JSON.stringify(row) : lineOf(row)}\n`)
    left -= page.rows.length
    cursor = page.nextCursor
  } while (cursor !== null && left > 0)
  return 'done'
}

function idOf(people: readonly { readonly id: string; readonly name: string }[], person: string): string {
  const found = people.find(({ id, name }) => id === person || name.toLowerCase() === person.toLowerCase())
  return found?.id ?? refuse(`Tidak ada orang bernama ${person}.`, `There is nobody named ${person}.`)
}

function lineOf({ seq, at, kind, actor, saleNumber, facts }: AuditRow): string {
  const told = Object.entries(facts).map(([name, value]) => `${name}=${plain(value)}`)
  return [seq, at, kind, actor === null ? '-' : plain(actor), saleNumber ?? '-', ...told].join('  ')
}

/** A name is somebody's text: on one line, without what would move a terminal's cursor. */
function plain(value: string | number | boolean | null): string {
  return typeof value === 'string' ? JSON.stringify(value).replaceAll(/[\p{Cf}\p{Cc}]/gu, ' ') : String(value)
}
