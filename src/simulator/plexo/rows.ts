/** Amounts are whole hundredths of the currency here; the wire carries them as decimals. Times are milliseconds. */
export interface PlexoSessionRow {
  readonly id: string
  /** What the hosted page's address carries besides the id. */
  readonly token: string
  readonly merchant_id: number
  readonly reference_id: string
  readonly payment_reference_id: string
  readonly invoice_number: string | null
  readonly customer_id: string | null
  readonly status: 'pending' | 'completed' | 'expired'
  readonly hundredths: number
  readonly currency: string
  readonly installments: number
  readonly metadata: string | null
  /** JSON, as it was checked on arrival. */
  readonly settings: string
  readonly payment_id: string | null
  readonly expires_at: number
  readonly created_at: number
  readonly updated_at: number
}

export type PlexoPaymentStatus =
  | 'created'
  | 'pending'
  | 'authorized'
  | 'approved'
  | 'denied'
  | 'cancelled'
  | 'refunded'
  | 'partially-refunded'
  | 'expired'
  | 'failed'

export interface PlexoPaymentRow {
  readonly id: string
  readonly session_id: string
  readonly merchant_id: number
  readonly reference_id: string
  readonly status: PlexoPaymentStatus
  readonly hundredths: number
  readonly currency: string
  readonly installments: number
  readonly invoice_number: string | null
  readonly capture: 'automatic' | 'manual'
  /** The last four digits of the card, when one was used. */
  readonly card: string | null
  readonly metadata: string | null
  readonly decline_code: string | null
  readonly created_at: number
  readonly updated_at: number
}

export interface PlexoTransactionRow {
  readonly id: string
  readonly payment_id: string
  readonly reference_id: string
  readonly type: 'purchase' | 'authorization' | 'capture' | 'refund' | 'cancellation'
  readonly status: 'pending' | 'approved' | 'denied'
  readonly hundredths: number
  readonly result_code: string
  readonly result_message: string
  readonly reason: string | null
  readonly created_at: number
}
