import type { Reconciliation } from '../../domain/reports/reconcile.ts'

/** One line of the log, ready to be worded. */
export interface AuditRow {
  readonly seq: number
  readonly at: string
  readonly kind: string
  /** The name of who did it; null is the till by itself. */
  readonly actor: string | null
  readonly saleId: string | null
  readonly saleNumber: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** Whether every row still says what it said when it was written. */
export type AuditCheck =
  | { readonly intact: true; readonly rows: number; readonly lastHash: string }
  | {
      readonly intact: false
      readonly rows: number
      readonly seq: number
      readonly fault: 'changed' | 'removed' | 'reordered'
    }

/** Both sides of a day: this till's books and the provider's. */
export interface DayReportView extends Reconciliation {
  readonly day: string
  readonly madeAt: string
  /** Which of the provider's other books could be read. */
  readonly read: { readonly receipts: boolean; readonly ledger: boolean }
}
