import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CounterView, SlipView } from '../../core/contract/views.ts'
import { useJobSheet } from './slip-sheets.ts'
import { SlipPaper } from './SlipPaper.tsx'
import { useT } from './words.ts'

/**
 * A slip that the screen's own printer just put out, as paper on the left, away from the ways to pay and to cancel. A
 * paid sale's receipt has its own place.
 */
export function ScreenSlip({ view }: { view: CounterView }) {
  const t = useT()
  const [seen, setSeen] = useState<string | null>(() => view.slips[0]?.jobId ?? null)
  const [slip, setSlip] = useState<SlipView | null>(null)
  const [newest] = view.slips
  useEffect(() => {
    if (newest === undefined || newest.jobId === seen) return
    setSeen(newest.jobId)
    setSlip(hasItsOwnPlace(newest, view) ? null : newest)
  }, [newest, seen, view])
  const saleId = view.sale?.id ?? null
  useEffect(() => setSlip(null), [saleId])
  const { sheet } = useJobSheet(slip)
  if (slip === null || sheet === null) return null
  return (
    <aside
      aria-label={t('slip.title')}
      className="fixed bottom-0 left-4 z-30 max-h-[85vh] overflow-hidden rounded-t-card border border-b-0 border-line bg-ground px-4 pt-2"
    >
      <button
        type="button"
        onClick={() => setSlip(null)}
        className="flex min-h-11 w-full items-center justify-between gap-3 text-note font-semibold text-second"
      >
        {t('slip.close')}
        <X size={18} aria-hidden="true" />
      </button>
      <div className="calm-scroll max-h-[76vh]">
        <SlipPaper key={slip.jobId} sheet={sheet} printing keepable label={t('slip.title')} />
      </div>
    </aside>
  )
}

const hasItsOwnPlace = ({ document }: SlipView, { sale }: CounterView): boolean =>
  // the shift page draws its reports where they are asked for
  document.kind === 'x_report' ||
  document.kind === 'z_report' ||
  (document.kind === 'receipt' && sale?.status === 'paid' && document.saleId === sale.id)
