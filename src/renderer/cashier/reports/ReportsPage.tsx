import { ChartColumn, CircleStop, FileDown, Printer } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { ComparisonView, ReportSummaryView } from '../../../core/contract/views/reports.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { rangeOf, type ReportRange } from '../../../core/domain/reports/range.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { EmptyState, LoadingRows } from '../../ui/States.tsx'
import { useCore } from '../client.ts'
import { useLanguage, useT } from '../desk-words.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'
import { percentText, rangeText, todayOf } from './days.ts'
import { ExportSheet } from './ExportSheet.tsx'
import { ByMethod, Glance, Standing } from './Glance.tsx'
import { RangePicker, type ChosenDays } from './RangePicker.tsx'
import { ReportChart } from './ReportChart.tsx'
import { ReportTables } from './ReportTables.tsx'
import { useJob } from './use-job.ts'

/** Sums over any days: today at a glance first, every row of it below. */
export function ReportsPage({ view }: { view: CounterView }) {
  const t = useT()
  const language = useLanguage()
  const { client } = useCore()
  const today = todayOf(view.settings)
  const [chosen, setChosen] = useState<ChosenDays>(() => ({
    period: 'today',
    range: rangeOf('today', today),
  }))
  const [exporting, setExporting] = useState(false)
  const report = useJob<ReportSummaryView>()
  const before = useJob<ComparisonView>()
  const paper = useJob<true>()
  const { run: readReport } = report
  const { run: readBefore } = before

  const read = useCallback(
    async ({ from, to }: ReportRange) => {
      const found = await readReport((jobId) => client.reports.summary({ jobId, from, to }))
      // what is asked for comes first; the comparison may take its time
      if (found !== null) await readBefore((jobId) => client.reports.compare({ jobId, from, to }))
    },
    [client, readReport, readBefore],
  )
  useEffect(() => {
    void read(chosen.range)
  }, [read, chosen])

  const print = async () => {
    const { from, to } = chosen.range
    const sent = await paper.run(async (jobId) => {
      const printed = await client.reports.print({ jobId, from, to })
      return printed.ok ? { ok: true, value: true } : printed
    })
    if (sent === null) return
    say(t('reports.printed'))
  }

  return (
    <section className="flex h-full min-w-0 flex-col" data-testid="reports-page">
      <header className="flex shrink-0 flex-wrap items-end gap-x-6 gap-y-3 px-6 pt-5 pb-4">
        <div className="min-w-48 flex-1">
          <h1 className="m-0 text-large font-bold">{t('reports.title')}</h1>
          <p className="m-0 text-base text-second" data-testid="reports-range">
            {rangeText(chosen.range, language)}
          </p>
        </div>
        <div className="flex gap-2">
          <Button
            icon={<Printer size={18} aria-hidden="true" />}
            busy={paper.busy}
            data-testid="reports-print"
            onClick={() => void print()}
          >
            {t('reports.print')}
            <RightMark wanted="see_reports" />
          </Button>
          <Button
            icon={<FileDown size={18} aria-hidden="true" />}
            data-testid="reports-file"
            onClick={() => setExporting(true)}
          >
            {t('reports.file')}
            <RightMark wanted="see_reports" />
          </Button>
        </div>
        <div className="w-full">
          <RangePicker chosen={chosen} today={today} onChoose={setChosen} />
        </div>
      </header>
      <div
        role="region"
        aria-label={t('reports.title')}
        tabIndex={0}
        className="calm-scroll min-h-0 flex-1 px-6 pb-6 -outline-offset-3"
      >
        <Problem trouble={paper.trouble} compact />
        <Body
          report={report}
          before={before.busy ? null : before.value}
          view={view}
          onAgain={() => void read(chosen.range)}
        />
      </div>
      {exporting && <ExportSheet range={chosen.range} onClose={() => setExporting(false)} />}
    </section>
  )
}

function Body({
  report,
  before,
  view,
  onAgain,
}: {
  report: ReturnType<typeof useJob<ReportSummaryView>>
  before: ComparisonView | null
  view: CounterView
  onAgain: () => void
}) {
  const t = useT()
  const language = useLanguage()
  const { value, trouble, busy, part } = report
  const [picked, setPicked] = useState(view.settings.currency)
  if (busy) {
    return (
      <div className="overflow-hidden rounded-card border border-line bg-card">
        <div className="flex min-h-16 items-center gap-4 px-5">
          <span role="status" className="flex-1 text-base text-second tabular-nums">
            {part === null
              ? t('reports.reading')
              : t('reports.readingPart', { percent: percentText(part, language) })}
          </span>
          {part !== null && (
            <Button
              icon={<CircleStop size={18} aria-hidden="true" />}
              data-testid="reports-stop"
              onClick={report.stop}
            >
              {t('reports.stop')}
            </Button>
          )}
        </div>
        <LoadingRows rows={6} label={t('common.loading')} />
      </div>
    )
  }
  if (trouble !== null || value === null) return <Unread report={report} onAgain={onAgain} />
  const found = value.currencies.find(({ currency }) => currency === picked) ?? value.currencies[0]
  if (found === undefined) {
    return (
      <div className="flex flex-col gap-4">
        <Standing standing={value.standing} />
        <EmptyState icon={<ChartColumn size={40} aria-hidden="true" />} title={t('reports.empty')}>
          {t('reports.emptyAbout')}
        </EmptyState>
      </div>
    )
  }
  const compared = before?.currencies.find(({ currency }) => currency === found.currency)
  return (
    <div className="flex flex-col gap-4">
      {value.currencies.length > 1 && (
        <div className="max-w-48">
          <SelectField
            label={t('reports.currency')}
            value={found.currency}
            onChange={({ target }) =>
              setPicked(
                value.currencies.find(({ currency }) => currency === target.value)?.currency ?? picked,
              )
            }
          >
            {value.currencies.map(({ currency }) => (
              <option key={currency}>{currency}</option>
            ))}
          </SelectField>
        </div>
      )}
      <Glance
        report={found}
        before={before === null ? null : { range: before.range, totals: compared?.totals ?? null }}
      />
      <div className="grid gap-4 min-[1180px]:grid-cols-[minmax(0,1fr)_340px]">
        <ReportChart
          report={found}
          range={value.range}
          before={before === null ? null : { ...before, days: compared?.byDay ?? [] }}
        />
        <ByMethod report={found} />
      </div>
      <Standing standing={value.standing} />
      <ReportTables report={found} days={value.days} />
    </div>
  )
}

function Unread({
  report,
  onAgain,
}: {
  report: ReturnType<typeof useJob<ReportSummaryView>>
  onAgain: () => void
}) {
  const t = useT()
  const { trouble } = report
  const again = (
    <Button tone="accent" data-testid="reports-again" onClick={onAgain}>
      {t('reports.again')}
    </Button>
  )
  if (trouble === null) return null
  if (trouble.type === 'report_stopped') {
    return (
      <EmptyState
        icon={<CircleStop size={40} aria-hidden="true" />}
        title={t('reports.stopped')}
        action={again}
      >
        {t('reports.stoppedAbout')}
      </EmptyState>
    )
  }
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-4 p-8">
      <Problem trouble={trouble} />
      {again}
    </div>
  )
}
