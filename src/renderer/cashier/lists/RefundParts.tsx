import type { RefObject } from 'react'
import type { VoidSlip } from '../../../core/domain/refunds/refund.ts'
import { TextField } from '../../ui/Field.tsx'
import { useT } from '../words.ts'
import type { Way } from './RefundChoices.tsx'

/** What the terminal's own void slip says. */
export function VoidFields({
  typed,
  field,
  onChange,
}: {
  typed: VoidSlip
  field: RefObject<HTMLInputElement | null>
  onChange: (next: Partial<VoidSlip>) => void
}) {
  const t = useT()
  return (
    <div>
      <p className="m-0 mb-2 text-note text-second">{t('refund.voidFirst')}</p>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('refund.approval')}
          value={typed.approvalCode}
          inputRef={field}
          autoFocus
          maxLength={12}
          data-testid="refund-approval"
          onChange={(event) => onChange({ approvalCode: event.target.value })}
        />
        <TextField
          label={t('refund.rrn')}
          value={typed.rrn}
          maxLength={20}
          data-testid="refund-rrn"
          onChange={(event) => onChange({ rrn: event.target.value })}
        />
      </div>
    </div>
  )
}

const HAPPENS = {
  provider: ['refund.sent', 'refund.when', 'refund.ifNo'],
  cash: ['refund.cashStored', 'refund.cashGive', 'refund.slipPrinted'],
  terminal: ['refund.voidWhole', 'refund.voidNoDrawer', 'refund.slipPrinted'],
} as const

/** What a press will do, before it is pressed. */
export function WhatHappens({
  way,
  amount,
  rounded,
}: {
  way: Way
  amount: string
  /** What coins could not give exactly. */
  rounded: string | null
}) {
  const t = useT()
  const shown = { amount: amount === '' ? '…' : amount }
  return (
    <section className="rounded-card bg-ground p-4 text-note">
      <h3 className="m-0 mb-1 text-note font-bold">{t('refund.whatHappens')}</h3>
      <ul className="m-0 flex list-disc flex-col gap-0.5 pl-4.5 text-second">
        {rounded !== null && (
          <li className="font-semibold text-ink" data-testid="refund-rounded">
            {t('refund.cashRounded', { amount: rounded })}
          </li>
        )}
        {HAPPENS[way].map((key) => (
          <li key={key}>{t(key, shown)}</li>
        ))}
      </ul>
    </section>
  )
}
