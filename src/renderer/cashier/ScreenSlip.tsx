import { ChevronUp, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { CounterView } from '../../core/contract/views/counter.ts'
import type { SlipView } from '../../core/contract/views/slips.ts'
import { useJobSheet } from './slip-sheets.ts'
import { usePage } from './state/page.ts'
import { SlipPaper } from './SlipPaper.tsx'
import { useT } from './words.ts'

/** Long enough to see what came out; then it makes room for what lies below it. */
const FOLD_MS = 6_000

/**
 * A slip that the screen's own printer just put out, as paper on the left, away from the ways to pay and to cancel. It
 * folds to a tab with the next key or tap, or by itself, and is gone on the next page: work goes on below it. A paid sale's receipt has its own place.
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
  const page = usePage((state) => state.page)
  useEffect(() => setSlip(null), [saleId, page])
  const paper = useRef<HTMLElement>(null)
  const [folded, setFolded] = useState(false)
  useEffect(() => {
    setFolded(false)
    if (slip === null) return undefined
    const fold = () => setFolded(true)
    const timer = setTimeout(fold, FOLD_MS)
    const onPress = (event: Event) => {
      if (!(event.target instanceof Node && paper.current?.contains(event.target) === true)) fold()
    }
    window.addEventListener('keydown', onPress)
    window.addEventListener('pointerdown', onPress)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onPress)
      window.removeEventListener('pointerdown', onPress)
    }
  }, [slip])
  const { sheet } = useJobSheet(slip)
  if (slip === null || sheet === null) return null
  return (
    <aside
      ref={paper}
      aria-label={t('slip.title')}
      className="fixed bottom-0 left-4 z-30 min-[961px]:left-26 max-h-[85vh] overflow-hidden rounded-t-card border border-b-0 border-line bg-ground px-4 pt-2"
    >
      <div className="flex min-w-40 items-center gap-3 text-note font-semibold text-second">
        <button
          type="button"
          data-testid="slip-close"
          onClick={() => setSlip(null)}
          className="flex min-h-11 flex-1 items-center gap-2 text-left"
        >
          <X size={18} aria-hidden="true" />
          {t('slip.close')}
        </button>
        {folded && (
          <button
            type="button"
            data-testid="slip-unfold"
            onClick={() => setFolded(false)}
            className="flex min-h-11 items-center gap-2"
          >
            <ChevronUp size={18} aria-hidden="true" />
            {t('slip.unfold')}
          </button>
        )}
      </div>
      {!folded && (
        <div className="calm-scroll max-h-[76vh]">
          <SlipPaper key={slip.jobId} sheet={sheet} printing keepable label={t('slip.title')} />
        </div>
      )}
    </aside>
  )
}

const hasItsOwnPlace = ({ document }: SlipView, { sale }: CounterView): boolean =>
  // the shift page draws its reports where they are asked for
  document.kind === 'x_report' ||
  document.kind === 'z_report' ||
  (document.kind === 'receipt' && sale?.status === 'paid' && document.saleId === sale.id)
