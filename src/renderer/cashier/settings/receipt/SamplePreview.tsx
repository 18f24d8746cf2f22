import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { SlipSheet } from '../../../../core/contract/views/slips.ts'
import type { ReceiptTemplate } from '../../../../core/domain/receipts/template.ts'
import { PaperSlip } from '../../../ui/PaperSlip.tsx'
import { Refused, useCore, valueOf } from '../../client.ts'
import { Problem } from '../../Problem.tsx'
import { SlipTools } from '../../SlipTools.tsx'
import { useT } from '../../desk-words.ts'
import { templateInput } from './template-input.ts'

type PaidBy = 'qris' | 'cash' | 'edc'
const WAYS: readonly PaidBy[] = ['qris', 'cash', 'edc']

export interface SampleInput {
  readonly template: ReceiptTemplate
  readonly footerLines: readonly string[]
}

/** A sample of what is being typed, as the core makes it and the printer would print it. */
export function useSample(input: SampleInput, revision: number) {
  const { client } = useCore()
  const [paidBy, setPaidBy] = useState<PaidBy>('qris')
  const { template, footerLines } = useDeferredValue(input)
  const sample = useQuery({
    queryKey: ['sample', template, footerLines, paidBy, revision],
    queryFn: () =>
      valueOf(
        client.slips.sample({ paidBy, footerLines: [...footerLines], template: templateInput(template) }),
      ),
    placeholderData: (before) => before,
    gcTime: 0,
  })
  return { sheet: sample.data ?? null, error: sample.error, paidBy, setPaidBy }
}

export function SamplePreview({
  sheet,
  error,
  paidBy,
  setPaidBy,
}: {
  sheet: SlipSheet | null
  error: Error | null
  paidBy: PaidBy
  setPaidBy: (way: PaidBy) => void
}) {
  const t = useT()
  return (
    <section className="sticky top-0 flex flex-col gap-3 max-[960px]:static">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="m-0 text-base font-bold">{t('receipt.preview')}</h3>
        {sheet !== null && (
          <span className="text-small text-second">
            {t('receipt.previewWidth', { columns: sheet.columns })}
          </span>
        )}
      </div>
      <div role="group" aria-label={t('receipt.previewPaidBy')} className="flex gap-1.5">
        {WAYS.map((way) => (
          <button
            key={way}
            type="button"
            aria-pressed={way === paidBy}
            onClick={() => setPaidBy(way)}
            className="min-h-11 flex-1 rounded-control border border-line bg-card px-2 text-note font-semibold text-second aria-pressed:border-nila aria-pressed:bg-nila-wash aria-pressed:text-nila"
          >
            {t(`kind.${way}`)}
          </button>
        ))}
      </div>
      {error instanceof Refused && <Problem trouble={error.trouble} compact />}
      {sheet !== null && (
        <>
          {/* scrolled by keys as well */}
          <div
            role="region"
            tabIndex={0}
            aria-label={t('receipt.preview')}
            className="calm-scroll max-h-[calc(100vh-22rem)] min-h-60 rounded-card bg-ground px-3 pt-3"
          >
            <PaperSlip sheet={sheet} label={t('receipt.preview')} />
          </div>
          <SlipTools sheet={sheet} />
        </>
      )}
    </section>
  )
}
