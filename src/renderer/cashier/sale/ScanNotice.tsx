import { ScanBarcode, Search, X } from 'lucide-react'
import { MOST_LINES } from '../../../core/domain/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { forgetMissed, useScanned, type MissedCode } from '../state/scans.ts'
import { useT } from '../words.ts'

function headOf(t: ReturnType<typeof useT>, { code, trouble }: MissedCode): string {
  switch (trouble.type) {
    case 'product_code_unknown':
      return t('scan.unknown', { code })
    case 'product_code_misread':
      return t('scan.misread', { code })
    case 'product_not_sold':
      return t('scan.notSold', { name: trouble.name })
    case 'order_full':
      return t('scan.full', { code })
    default:
      return t('scan.lost', { code })
  }
}

function adviceOf(t: ReturnType<typeof useT>, { trouble }: MissedCode): string {
  switch (trouble.type) {
    case 'product_code_unknown':
      return t('scan.unknownAbout')
    case 'product_not_sold':
      return t('scan.notSoldAbout')
    case 'order_full':
      return t('sale.full', { count: MOST_LINES })
    default:
      return t('scan.lostAbout')
  }
}

/** Codes that put nothing into the order, over the foot of the catalog so that nothing moves, with a way to search. */
export function ScanNotice({ onSearch }: { onSearch: (code: string) => void }) {
  const t = useT()
  const missed = useScanned((state) => state.missed)
  const last = missed.at(-1)
  return (
    <div role="status" aria-live="assertive" className="pointer-events-none absolute inset-x-5 bottom-4 z-10">
      {last !== undefined && (
        <div
          data-testid="scan-missed"
          className="pointer-events-auto flex animate-rise items-center gap-3 rounded-card border border-kunyit/40 max-[760px]:flex-wrap bg-kunyit-wash py-2.5 pr-2 pl-4 text-ink"
        >
          <ScanBarcode size={24} aria-hidden="true" className="shrink-0 text-kunyit" />
          <p className="m-0 min-w-0 flex-1 text-note max-[760px]:basis-40">
            <strong className="block text-base wrap-anywhere">{headOf(t, last)}</strong>
            {missed.length > 1
              ? t('scan.others', {
                  codes: missed
                    .slice(0, -1)
                    .slice(-4)
                    .map(({ code }) => code)
                    .join(', '),
                })
              : adviceOf(t, last)}
          </p>
          <Button
            icon={<Search size={18} aria-hidden="true" />}
            data-testid="scan-search"
            onClick={() => {
              forgetMissed()
              onSearch(last.code)
            }}
          >
            {t('scan.search')}
          </Button>
          <button
            type="button"
            aria-label={t('common.close')}
            onClick={forgetMissed}
            className="flex size-11 shrink-0 items-center justify-center rounded-control text-second hover:bg-ink/5"
          >
            <X size={20} aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  )
}
