import type {
  Printer,
  PrinterCondition,
  PrinterFinding,
  PrinterRole,
} from '../../../../core/domain/printers.ts'
import type { PrinterReader, PrinterWriter } from '../../../../core/ports/printer-books.ts'
import type { BooksReader } from '../../../../core/ports/store.ts'
import type { Handle } from '../open.ts'
import { JOB_COLUMNS, toJob, type PrintJobSqlRow } from './log.ts'

interface PrinterSqlRow {
  id: string
  name: string
  uri: string
  profile: string
  roles: string
  channel: PrinterFinding['channel'] | null
  confirms: number | null
  condition: PrinterCondition | null
  checkedAt: string | null
}

type Jobs = Pick<BooksReader, 'waitingPrinters' | 'nextPrintJob' | 'lastSlipAt'>
type Writes = Omit<PrinterWriter, keyof PrinterReader>

/** The printers of this till, and what waits for each. */
export function printerQueries(handle: Handle): PrinterReader & Jobs & Writes {
  const all = handle.prepare<[], PrinterSqlRow>(
    `SELECT id, name, uri, profile, roles, channel, confirms, condition, checked_at AS checkedAt FROM printers
     ORDER BY created_at, id`,
  )
  const save = handle.prepare(
    `INSERT INTO printers (id, name, uri, profile, roles, channel, confirms, condition, checked_at, created_at, updated_at)
     VALUES (@id, @name, @uri, @profile, @roles, @channel, @confirms, @condition, @checkedAt, @at, @at)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, uri = excluded.uri, profile = excluded.profile,
       roles = excluded.roles, channel = excluded.channel, confirms = excluded.confirms,
       condition = excluded.condition, checked_at = excluded.checked_at, updated_at = excluded.updated_at`,
  )
  const setRoles = handle.prepare<[string, string, string]>(
    'UPDATE printers SET roles = ?, updated_at = ? WHERE id = ?',
  )
  const remove = handle.prepare<[string]>('DELETE FROM printers WHERE id = ?')
  const note = handle.prepare(
    `UPDATE printers SET condition = @condition, checked_at = @at, channel = coalesce(@channel, channel),
       confirms = coalesce(@confirms, confirms) WHERE id = @id`,
  )
  const waiting = handle
    .prepare<[], string>(`SELECT DISTINCT printer_uri FROM print_jobs WHERE state = 'queued'`)
    .pluck()
  // a drawer before any slip: the cashier needs the coins first
  const next = handle.prepare<[string], PrintJobSqlRow>(
    `SELECT ${JOB_COLUMNS} FROM print_jobs WHERE printer_uri = ? AND state = 'queued'
     ORDER BY what <> 'drawer', id LIMIT 1`,
  )
  const last = handle.prepare<[string], PrintJobSqlRow>(
    `SELECT ${JOB_COLUMNS} FROM print_jobs WHERE printer_uri = ? AND what <> 'drawer' ORDER BY id DESC LIMIT 1`,
  )
  const one = (row: PrintJobSqlRow | undefined) => (row === undefined ? null : toJob(row))
  const printers = (): readonly Printer[] => all.all().map(toPrinter)

  return {
    printers,
    waitingPrinters: () => waiting.all(),
    nextPrintJob: (printerUri) => one(next.get(printerUri)),
    lastSlipAt: (printerUri) => one(last.get(printerUri)),
    savePrinter: ({ profile, roles, finding, standing, ...rest }, at) => {
      for (const other of printers()) {
        const kept = other.roles.filter((role) => !roles.includes(role))
        if (other.id !== rest.id && kept.length < other.roles.length)
          setRoles.run(JSON.stringify(kept), at, other.id)
      }
      save.run({
        ...{ id: rest.id, name: rest.name, uri: rest.uri },
        profile: JSON.stringify(profile),
        roles: JSON.stringify(roles),
        channel: finding?.channel ?? null,
        confirms: finding === null ? null : Number(finding.confirms),
        condition: standing?.condition ?? null,
        checkedAt: standing?.at ?? null,
        at,
      })
    },
    removePrinter: (id) => {
      remove.run(id)
    },
    notePrinter: (id, { condition, at }, finding) => {
      const channel = finding?.channel ?? null
      const confirms = finding === undefined ? null : Number(finding.confirms)
      note.run({ id, condition, at, channel, confirms })
    },
  }
}

function toPrinter({
  profile,
  roles,
  channel,
  confirms,
  condition,
  checkedAt,
  ...row
}: PrinterSqlRow): Printer {
  return {
    ...row,
    profile: JSON.parse(profile) as Printer['profile'],
    roles: JSON.parse(roles) as PrinterRole[],
    finding: channel === null ? null : { channel, confirms: confirms === 1 },
    standing: condition === null || checkedAt === null ? null : { condition, at: checkedAt },
  }
}
