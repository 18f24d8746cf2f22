import type { Right } from '../people/permissions.ts'
import type { ReceiptKind } from './receipt.ts'

/**
 * What it takes to read a printed slip again, on a screen or on paper. Whoever counts a drawer blind may not learn its sum
 * from the paper of somebody who may look. A Z is no secret: its drawer is counted.
 */
export function rightToRead(kind: ReceiptKind): Right {
  if (kind === 'x_report') return 'see_till_sums'
  return kind === 'sales_report' ? 'see_reports' : 'look_up'
}
