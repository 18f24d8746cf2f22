import { CURRENCY_EXPONENT, CURRENCIES } from '../../../../core/domain/money.ts'
import type {
  CanceledCell,
  MoneyCell,
  ProductCell,
  ReportStanding,
  TaxCell,
} from '../../../../core/domain/reports/report.ts'
import type { ExportCell, ExportKind } from '../../../../core/domain/reports/export.ts'
import type { Handle } from '../open.ts'

/** One business day of the books, added up; a day is read in milliseconds, so a reader can stop between two. */
export interface ReportQueries {
  money(day: string): readonly MoneyCell[]
  products(day: string): readonly ProductCell[]
  taxes(day: string): readonly TaxCell[]
  canceled(day: string): readonly CanceledCell[]
  standing(): ReportStanding
  /** How many rows the file of one day will have. */
  exportCount(kind: ExportKind, day: string): number
  exportRows(kind: ExportKind, day: string): Iterable<readonly ExportCell[]>
}

/** The ledger and its sales lie in the order of days, so this index leads to rows side by side; nothing else is sorted. */
const OF_DAY = 'FROM takings AS t INDEXED BY takings_by_day'
const PAID = `WHERE t.business_date = @day AND t.completes = 1`
/** A voided card slip is a refund by its ledger row's kind; what it came from tells the two apart. */
const WHAT = `CASE WHEN t.what = 'refund' AND substr(t.source, 1, 5) = 'void:' THEN 'void' ELSE t.what END`

/** `utcOffsetMinutes` is the shop's clock: hours and times are told by it. */
export function reportQueries(handle: Handle, utcOffsetMinutes: number): ReportQueries {
  const shift = `${utcOffsetMinutes} minutes`
  const money = handle.prepare<{ day: string; shift: string }, MoneyCell>(
    `SELECT t.currency, t.business_date AS day, CAST(strftime('%H', t.at, @shift) AS INTEGER) AS hour, t.method, ${WHAT} AS what,
       coalesce(s.cashier, '') AS cashier, count(*) AS count, sum(t.amount) AS amount, sum(t.rounding) AS rounding,
       sum(t.completes) AS sales, sum(CASE t.completes WHEN 1 THEN s.total ELSE 0 END) AS sold,
       sum(CASE t.completes WHEN 1 THEN s.order_discount ELSE 0 END) AS orderDiscounts
     ${OF_DAY} LEFT JOIN sales AS s ON s.id = t.sale_id
     WHERE t.business_date = @day AND t.what IN ('sale', 'refund') GROUP BY 1, 3, 4, 5, 6`,
  )
  // with max(), SQLite takes the other columns from that row: the name as it was sold last
  const products = handle.prepare<{ day: string }, ProductCell & { last: number }>(
    `SELECT t.currency, l.product_id AS productId, l.name, max(t.seq) AS last, coalesce(p.category, '') AS category,
       count(*) AS lines, sum(l.quantity) AS quantity, sum(l.gross) AS gross, sum(l.discount_amount) AS discounts,
       sum(l.net) AS net
     ${OF_DAY} CROSS JOIN sale_lines AS l ON l.sale_id = t.sale_id LEFT JOIN products AS p ON p.id = l.product_id
     ${PAID} GROUP BY t.currency, l.product_id, CASE WHEN l.product_id IS NULL THEN l.name END`,
  )
  const taxes = handle.prepare<{ day: string }, Omit<TaxCell, 'included'> & { included: number }>(
    `SELECT t.currency, tax.value ->> 'tax' AS tax, tax.value ->> 'label' AS label, tax.value ->> 'included' AS included,
       count(*) AS sales, sum(tax.value ->> 'base') AS base, sum(tax.value ->> 'amount') AS amount
     ${OF_DAY} CROSS JOIN sales AS s ON s.id = t.sale_id CROSS JOIN json_each(s.taxes) AS tax
     ${PAID} GROUP BY 1, 2, 3, 4`,
  )
  const canceled = handle.prepare<{ day: string }, CanceledCell>(
    `SELECT currency, count(*) AS count, sum(total) AS amount FROM sales
     WHERE phase = 'canceled' AND business_date = @day GROUP BY currency`,
  )
  const standing = handle.prepare<[], ReportStanding>(
    `SELECT (SELECT count(*) FROM sales WHERE phase = 'open') AS openSales,
       (SELECT count(*) FROM tenders WHERE state_name IN ('recorded', 'intended', 'requesting', 'presented', 'canceling'))
         AS undecidedPayments,
       (SELECT count(*) FROM takings WHERE method = 'edc' AND what = 'sale'
          AND seq > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'takings_before_shifts'), 0)
          AND NOT EXISTS (SELECT 1 FROM edc_settled WHERE tender_id = takings.tender_id)
          AND NOT EXISTS (SELECT 1 FROM refunds WHERE refunds.tender_id = takings.tender_id
            AND way = 'terminal' AND state_name = 'succeeded')) AS unsettledSlips,
       (SELECT count(*) FROM attention WHERE resolved_at IS NULL) AS attention`,
  )
  const counts: Readonly<Record<ExportKind, string>> = {
    sales: `SELECT count(*) ${OF_DAY} ${PAID}`,
    lines: `SELECT count(*) ${OF_DAY} CROSS JOIN sale_lines AS l ON l.sale_id = t.sale_id ${PAID}`,
    payments: `SELECT count(*) ${OF_DAY} WHERE t.business_date = @day`,
  }
  const rows = exportStatements(handle)
  return {
    money: (day) => money.all({ day, shift }),
    products: (day) => products.all({ day }).map(({ last: _last, ...cell }) => cell),
    taxes: (day) => taxes.all({ day }).map((row) => ({ ...row, included: row.included === 1 })),
    canceled: (day) => canceled.all({ day }),
    standing: () => standing.get() ?? { openSales: 0, undecidedPayments: 0, unsettledSlips: 0, attention: 0 },
    exportCount: (kind, day) =>
      handle.prepare<{ day: string }, number>(counts[kind]).pluck().get({ day }) ?? 0,
    exportRows: (kind, day) => rows[kind].raw().iterate({ day, shift }),
  }
}

/** Money in files stands as people write it: cents behind the decimal mark, rupiah whole. */
const written = (amount: string, currency: string): string =>
  `CASE ${currency} ${CURRENCIES.filter((each) => CURRENCY_EXPONENT[each] === 2)
    .map((each) => `WHEN '${each}' THEN (${amount}) / 100.0`)
    .join(' ')} ELSE ${amount} END`

/** The columns are those of `EXPORT_COLUMNS`, in that order. */
function exportStatements(handle: Handle) {
  type Asked = { day: string; shift: string }
  const clock = (of: string): string => `strftime('%Y-%m-%d %H:%M:%S', ${of}, @shift)`
  const money = (amount: string): string => written(amount, 't.currency')
  const ofTax = (tax: string, field: string): string =>
    money(
      `(SELECT coalesce(sum(value ->> '${field}'), 0) FROM json_each(s.taxes) WHERE value ->> 'tax' = '${tax}')`,
    )
  const ofLines = (field: string): string =>
    money(`(SELECT coalesce(sum(${field}), 0) FROM sale_lines WHERE sale_id = s.id)`)
  const wentBack = (what: 'refund' | 'void'): string =>
    money(
      `(SELECT coalesce(-sum(t.amount), 0) FROM takings AS t WHERE t.sale_id = s.id AND ${WHAT} = '${what}')`,
    )
  return {
    sales: handle.prepare<Asked, ExportCell[]>(
      `SELECT s.number, t.business_date, ${clock('t.at')}, s.cashier, s.currency, ${ofLines('gross')},
         ${ofLines('discount_amount')}, ${money('s.order_discount')}, ${ofTax('ppn', 'base')}, ${ofTax('ppn', 'amount')},
         ${ofTax('pbjt', 'base')}, ${ofTax('pbjt', 'amount')}, ${money('s.total')},
         ${money("(SELECT sum(rounding) FROM takings WHERE sale_id = s.id AND what = 'sale')")},
         ${wentBack('refund')}, ${wentBack('void')},
         (SELECT group_concat(DISTINCT method) FROM takings WHERE sale_id = s.id AND what = 'sale')
       ${OF_DAY} CROSS JOIN sales AS s ON s.id = t.sale_id ${PAID} ORDER BY t.seq`,
    ),
    lines: handle.prepare<Asked, ExportCell[]>(
      `SELECT s.number, t.business_date, ${clock('t.at')}, s.cashier, l.name, coalesce(p.sku, ''),
         coalesce(p.category, ''), l.quantity / 1000.0, ${money('l.unit_price')}, s.currency, ${money('l.gross')},
         ${money('l.discount_amount')}, ${money('l.net')}, l.tax
       ${OF_DAY} CROSS JOIN sales AS s ON s.id = t.sale_id CROSS JOIN sale_lines AS l ON l.sale_id = s.id
         LEFT JOIN products AS p ON p.id = l.product_id
       ${PAID} ORDER BY t.seq, l.position`,
    ),
    payments: handle.prepare<Asked, ExportCell[]>(
      `SELECT t.seq, t.business_date, ${clock('t.at')}, ${WHAT}, t.method, t.currency, ${money('t.amount')},
         ${money('t.rounding')}, coalesce(s.number, ''), coalesce(shifts.number, ''), coalesce(people.name, t.actor, ''),
         t.terminal
       ${OF_DAY} LEFT JOIN sales AS s ON s.id = t.sale_id LEFT JOIN shifts ON shifts.id = t.shift_id
         LEFT JOIN people ON people.id = t.actor
       WHERE t.business_date = @day ORDER BY t.seq`,
    ),
  }
}
