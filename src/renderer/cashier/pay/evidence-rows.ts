import type { EdcField, Evidence } from '../../../core/domain/tenders/evidence.ts'
import type { Amount } from '../../../core/domain/money.ts'
import { unreachable } from '../../../core/domain/result.ts'
import type { useT } from '../words.ts'

const EDC_ROWS: readonly EdcField[] = [
  'bank',
  'tid',
  'mid',
  'batch',
  'trace',
  'rrn',
  'approvalCode',
  'lastFour',
  'entryMode',
]

/** What the cashier saw, as rows to be compared with the slip, the notice or the money itself. */
export function evidenceRows(
  evidence: Evidence,
  t: ReturnType<typeof useT>,
  full: (amount: Amount) => string,
): readonly (readonly [string, string])[] {
  switch (evidence.kind) {
    case 'cash':
      return [
        [t('cash.tendered'), full(evidence.tendered)],
        [t('cash.change'), full(evidence.change)],
      ]
    case 'edc':
      return EDC_ROWS.filter((field) => evidence[field] !== '').map((field) => [
        t(`edc.${field}`),
        field === 'entryMode' ? t(`edc.${evidence.entryMode}`) : evidence[field],
      ])
    case 'transfer':
      return [
        [t('notice.bank'), evidence.bank],
        [t('notice.reference'), evidence.reference],
      ]
    case 'static_qris':
      return [[t('notice.rrn'), evidence.rrn]]
    default:
      return unreachable(evidence)
  }
}
