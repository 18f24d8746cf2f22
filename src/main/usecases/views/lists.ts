import type { AttentionRow } from '../../../core/contract/views/after-sale.ts'
import type { SaleSummary, SessionRow } from '../../../core/contract/views/sale.ts'
import { wantedBy, type SaleFilter, type SessionFilter } from '../../../core/domain/finding.ts'
import { CURRENCY_EXPONENT } from '../../../core/domain/money.ts'
import type { AttentionFilter, AttentionRecord, Page, PageQuery } from '../../../core/ports/store.ts'
import { readableFacts } from '../people/audit.ts'
import { personName } from '../people/people.ts'
import { readNote } from '../people/personal-data.ts'
import { settingsOf, type Till } from '../till.ts'
import { saleSummary } from './sale.ts'

/** What a list is asked for: a page, and what was typed to find something. */
export type FindQuery = PageQuery & { readonly find: string }

const wanted = (till: Till, find: string) => wantedBy(find, CURRENCY_EXPONENT[settingsOf(till).currency])

export function saleRows(
  till: Till,
  { find, filter, ...query }: FindQuery & { readonly filter?: SaleFilter | undefined },
): Page<SaleSummary> {
  const { rows, nextCursor } = till.store.read.sales(query, wanted(till, find), filter)
  const summaries = rows.flatMap((row) => {
    const record = till.store.read.sale(row.id)
    return record === null ? [] : [saleSummary(till, record)]
  })
  return { rows: summaries, nextCursor }
}

export function sessionRows(
  till: Till,
  { find, filter, ...query }: FindQuery & { readonly filter?: SessionFilter | undefined },
): Page<SessionRow> {
  const { rows, nextCursor } = till.store.read.sessions(query, wanted(till, find), filter)
  return {
    nextCursor,
    rows: rows.map(({ facts, tenderId, saleId, createdAt, fetchedAt }) => {
      const sale = saleId === null ? null : till.store.read.sale(saleId)
      return {
        sessionId: facts.sessionId,
        tenderId,
        saleId,
        saleNumber: sale?.number ?? null,
        status: facts.status,
        kind: sale?.sale.tenders.find((tender) => tender.id === tenderId)?.kind ?? null,
        amount: facts.amount,
        currency: facts.currency,
        createdAt,
        fetchedAt,
      }
    }),
  }
}

export function attentionRows(
  till: Till,
  query: PageQuery & { readonly which?: AttentionFilter },
): Page<AttentionRow> {
  const { rows, nextCursor } = till.store.read.attentions(query)
  return { rows: rows.map((row) => attentionRow(till, row)), nextCursor }
}

function attentionRow(till: Till, { tenderId: _tenderId, ...row }: AttentionRecord): AttentionRow {
  const sale = row.saleId === null ? null : till.store.read.sale(row.saleId)
  const resolvedBy = row.resolvedBy === null ? null : personName(till, row.resolvedBy)
  const note = row.note === null ? null : readNote(till.store.read, row.note)
  const facts = readableFacts(till.store.read, row.facts)
  return { ...row, resolvedBy, note, facts, saleNumber: sale?.number ?? null }
}
