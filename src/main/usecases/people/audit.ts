import type { AuditCheck, AuditRow } from '../../../core/contract/views/audit.ts'
import { kindsOf, type AuditGroup } from '../../../core/domain/books/audit-groups.ts'
import {
  EMPTY_CHAIN,
  endFault,
  eventText,
  headText,
  rowFault,
  type ChainFault,
  type ChainHead,
} from '../../../core/domain/books/event-chain.ts'
import type { AuditReader } from '../../../core/ports/audit-books.ts'
import type { PeopleReader } from '../../../core/ports/people-books.ts'
import type { PersonalReader } from '../../../core/ports/personal-books.ts'
import type { Page, SaleRecord } from '../../../core/ports/store.ts'
import { readNote } from './personal-data.ts'
import type { Till } from '../till.ts'

export interface AuditFilter {
  readonly cursor: string | null
  readonly limit: number
  readonly group: AuditGroup | null
  readonly personId: string | null
  readonly saleNumber: string | null
  readonly from: string | null
  readonly to: string | null
}

/** The log as a person reads it, newest first: names for ids, sale numbers, and what was typed where it still exists. */
export function auditRows(
  books: AuditReader &
    Pick<PeopleReader, 'person'> &
    PersonalReader & { sale(id: string): Pick<SaleRecord, 'number'> | null },
  filter: AuditFilter,
): Page<AuditRow> {
  const { cursor, limit, group, personId: actor, saleNumber, from, to } = filter
  const asked = saleNumber === null || saleNumber === '' ? null : saleNumber.toUpperCase()
  const saleId = asked === null ? null : books.saleIdOf(asked)
  if (asked !== null && saleId === null) return { rows: [], nextCursor: null }
  const kinds = group === null ? null : kindsOf(group)
  const page = books.auditEvents({ cursor, limit, kinds, actor, saleId, from, to })
  return {
    nextCursor: page.nextCursor,
    rows: page.rows.map((event) => ({
      seq: event.seq,
      at: event.at,
      kind: event.kind,
      actor: event.actor === null ? null : nameOf(books, event.actor),
      saleId: event.saleId,
      saleNumber: event.saleId === null ? null : (asked ?? books.sale(event.saleId)?.number ?? null),
      facts: readableFacts(books, event.facts),
    })),
  }
}

/** What the till does by itself is written under this name where an actor is asked for. */
const THE_TILL = 'till'

/** The name behind an id. Books from before there were people hold the name itself. */
function nameOf(books: Pick<PeopleReader, 'person'>, id: string): string | null {
  return id === THE_TILL ? null : (books.person(id)?.name ?? id)
}

/** Facts that name a person by id. */
const PERSON_FACTS: ReadonlySet<string> = new Set(['by', 'lentBy', 'person'])

/** Facts name people by their id and typed text by its ref, so that both can be erased; a person reads the rest. */
export function readableFacts<Fact>(
  books: Pick<PeopleReader, 'person'> & PersonalReader,
  facts: Readonly<Record<string, Fact>>,
): Readonly<Record<string, Fact | string | null>> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value]
      return [name, PERSON_FACTS.has(name) ? nameOf(books, value) : readNote(books, value)]
    }),
  )
}

/** Rows between two breaths: about ten milliseconds, so that a check of a million events holds up no sale. */
const ROWS_AT_ONCE = 1_000

/** What a check found; the head is the end of the chain, worth noting down somewhere else. */
export interface ChainCheck {
  readonly rows: number
  readonly head: ChainHead
  readonly fault: ChainFault | null
}

/**
 * Reads every event, computes its hash anew, and says which one is not what was written, is missing, or stands elsewhere.
 * What is written meanwhile is read as well. `noted` is an end that somebody noted down earlier.
 */
export async function checkChain(
  books: AuditReader,
  sha256: (text: string) => string,
  noted: ChainHead | null = null,
): Promise<ChainCheck> {
  let last = EMPTY_CHAIN
  let rows = 0
  const found = (fault: ChainFault | null): ChainCheck => ({ rows, head: last, fault })
  for (;;) {
    const batch = books.chainRows(rows === 0 ? Number.MIN_SAFE_INTEGER : last.seq, ROWS_AT_ONCE)
    for (const row of batch) {
      const fault = rowFault(row, last, sha256(eventText(row)), (hash) => books.isChained(hash))
      if (fault !== null) return found(fault)
      last = { seq: row.seq, hash: row.hash }
      rows += 1
      if (noted?.seq === row.seq && noted.hash !== row.hash) return found({ seq: row.seq, fault: 'changed' })
    }
    if (batch.length === 0) break
    await breathe()
  }
  if (noted !== null && noted.seq > last.seq) return found({ seq: last.seq + 1, fault: 'removed' })
  return found(endFault(last, books.chainHead()))
}

const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** Writes the end of the chain where the books are not: whoever writes the whole chain anew has to find this line as well. */
export function noteLogEnd({ log, mode, store }: Till): void {
  try {
    log.info('log_end', { mode, end: headText(store.read.chainHead() ?? EMPTY_CHAIN) })
  } catch (fault) {
    // books that cannot be read any more are told elsewhere; closing them must go on
    log.error('log_end_fault', { fault: String(fault) })
  }
}

/** The check for the screens: asked twice at once it runs once. */
export function createAuditCheck(till: Till): () => Promise<AuditCheck> {
  let running: Promise<AuditCheck> | null = null
  const run = async (): Promise<AuditCheck> => {
    const { rows, head, fault } = await checkChain(till.store.read, till.ids.sha256)
    if (fault === null) return { intact: true, rows, lastHash: head.hash }
    till.log.error('log_not_intact', { ...fault, rows })
    return { intact: false, rows, ...fault }
  }
  return async () => {
    running ??= run().finally(() => {
      running = null
    })
    return await running
  }
}
