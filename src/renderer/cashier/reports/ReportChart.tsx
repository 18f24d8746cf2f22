import { ImageDown, Printer } from 'lucide-react'
import { useCallback, useMemo, useRef, type ReactNode } from 'react'
import { CURRENCY_EXPONENT } from '../../../core/domain/money.ts'
import type { ReportRange } from '../../../core/domain/reports/range.ts'
import type { CurrencyReport } from '../../../core/domain/reports/report.ts'
import { saveFile } from '../../ui/slip-files.ts'
import { useLanguage, useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'
import { Bars } from './Bars.tsx'
import { barsOf } from './bars-of.ts'
import { rangeText, shortAmount } from './days.ts'
import { chartPicture, printPicture } from './picture.ts'

/** One day by its hours, more days by day. */
export function ReportChart({
  report,
  range,
  before,
}: {
  report: CurrencyReport
  range: ReportRange
  before: { readonly range: ReportRange; readonly days: CurrencyReport['byDay'] } | null
}) {
  const t = useT()
  const language = useLanguage()
  const money = useMoney(report.currency)
  const canvas = useRef<HTMLCanvasElement>(null)
  const keep = useCallback((drawn: HTMLCanvasElement | null) => {
    canvas.current = drawn
  }, [])
  const bars = useMemo(() => barsOf(report, range, before, language), [report, range, before, language])
  const short = useCallback(
    (amount: number) => shortAmount(amount, CURRENCY_EXPONENT[report.currency], language),
    [report.currency, language],
  )
  const title = t(range.from === range.to ? 'reports.chartHours' : 'reports.chartDays')
  const best = bars.toSorted((a, b) => b.value - a.value)[0]
  const about = `${title}, ${rangeText(range, language)}`
  const save = async () => {
    if (canvas.current === null) return
    const name = `gerai-${range.from === range.to ? range.from : `${range.from}-${range.to}`}.png`
    saveFile(name, await chartPicture(canvas.current, about))
  }
  const print = async () => {
    if (canvas.current !== null) await printPicture(await chartPicture(canvas.current, about), about)
  }
  return (
    <section className="min-w-0 rounded-card border border-line bg-card p-6 pb-4">
      <div className="mb-2 flex items-center justify-between gap-3">
        <h2 className="m-0 text-note font-semibold text-second">{title}</h2>
        <div className="-my-2 flex">
          <PictureButton label={t('reports.picture')} testId="reports-picture" onPress={save}>
            <ImageDown size={19} aria-hidden="true" />
          </PictureButton>
          <PictureButton label={t('reports.printPicture')} testId="reports-print-picture" onPress={print}>
            <Printer size={19} aria-hidden="true" />
          </PictureButton>
        </div>
      </div>
      <Bars
        bars={bars}
        short={short}
        onDrawn={keep}
        about={t('reports.chartAbout', {
          title,
          best: best === undefined ? '–' : `${best.label}, ${money.full(best.amount)}`,
        })}
      />
      {bars.some((bar) => bar.before !== null) && (
        <p className="m-0 mt-1 flex items-center justify-end gap-2 text-small text-second">
          <span aria-hidden="true" className="inline-block h-0.5 w-5 bg-ink" />
          {before === null ? '' : rangeText(before.range, language)}
        </p>
      )}
    </section>
  )
}

function PictureButton({
  label,
  testId,
  onPress,
  children,
}: {
  label: string
  testId: string
  onPress: () => Promise<void>
  children: ReactNode
}) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      data-testid={testId}
      onClick={() => void onPress()}
      className="flex size-11 items-center justify-center rounded-small text-second hover:bg-ink/5"
    >
      {children}
    </button>
  )
}
