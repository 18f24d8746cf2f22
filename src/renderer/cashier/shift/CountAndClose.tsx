import { Eraser, Inbox } from 'lucide-react'
import { useRef, useState } from 'react'
import type { CurrentShiftView, ShiftBadge } from '../../../core/contract/views/shift.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useAction, useCore } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'
import { useT } from '../desk-words.ts'
import { CountGrid } from './CountGrid.tsx'
import { countOf, readCount, typedOf, type TypedPieces } from './drawer-count.ts'
import { EdcMatchSheet, type MatchedBatch } from './EdcMatchSheet.tsx'
import { forgetCounts, useKeptCount } from './kept-count.ts'
import { QuickReasons } from './QuickReasons.tsx'
import { ShiftNotices } from './ShiftNotices.tsx'
import { VariancePanel } from './Variance.tsx'

/**
 * The blind count and the closing. What ought to be there is shown only once the count is in the books; a difference asks
 * for its reason or another count, and nothing that was typed is lost on the way.
 */
export function CountAndClose({
  view,
  current,
  shift,
  onBack,
  onClosed,
}: {
  view: CounterView
  current: CurrentShiftView
  shift: ShiftBadge
  onBack: () => void
  onClosed: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const first = useRef<HTMLInputElement>(null)
  const reasonField = useRef<HTMLInputElement>(null)
  const [kept, keep] = useKeptCount(shift.id, view.actor.id, typedOf(current.lastCount?.counts ?? []))
  const [isSureEmpty, setSureEmpty] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const [batch, setBatch] = useState<MatchedBatch | null>(null)
  const { typed, reason } = kept
  const { pieces, currency } = current
  const sheet = readCount(typed, pieces, currency)
  const difference = action.trouble?.type === 'variance_needs_reason' ? action.trouble : null

  const change = (next: TypedPieces): void => {
    keep({ ...kept, typed: next })
    setSureEmpty(false)
    setAsked(false)
    action.clear()
  }
  const recount = (): void => {
    action.clear()
    setAsked(false)
    first.current?.focus()
  }
  const submit = async (): Promise<void> => {
    if (sheet.bad.length > 0) return
    if (sheet.isEmpty && !isSureEmpty) return setSureEmpty(true)
    if (difference !== null && reason.trim() === '') {
      setAsked(true)
      reasonField.current?.focus()
      return
    }
    // a reason given for an earlier count is not one for this: it waits in its field until the difference is seen
    const input = {
      shiftId: shift.id,
      counts: [...countOf(typed, pieces)],
      reason: difference === null ? '' : reason.trim(),
    }
    const answer = await action.run(
      (attemptId) => client.shift.close({ attemptId, ...input }),
      JSON.stringify(input),
    )
    if (answer?.ok !== true) return
    forgetCounts(shift.id)
    onClosed()
  }
  return (
    <form
      data-testid="count-form"
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px] xl:grid-cols-[minmax(0,1fr)_380px]"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="flex min-w-0 flex-col gap-4 rounded-card border border-line bg-card p-6">
        <header className="flex flex-wrap items-start gap-3">
          <div className="min-w-60 flex-1">
            <h2 className="m-0 text-title font-bold">{t('shift.countTitle')}</h2>
            <p className="m-0 text-note text-second">{t('shift.countAbout')}</p>
          </div>
          <OpenDrawer shiftId={shift.id} isOwn={current.isOwn} />
        </header>
        <CountGrid
          pieces={pieces}
          typed={typed}
          currency={currency}
          first={first}
          totalLabel={t('shift.total')}
          onChange={change}
        />
        <p className="m-0 flex flex-wrap items-center justify-between gap-3 text-note text-second">
          {t('shift.keptHere')}
          {!sheet.isEmpty && (
            <Button
              tone="quiet"
              className="px-3 text-note"
              icon={<Eraser size={16} aria-hidden="true" />}
              onClick={() => {
                change({})
                first.current?.focus()
              }}
            >
              {t('shift.clearCount')}
            </Button>
          )}
        </p>
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <div className="flex flex-col gap-4 rounded-card border border-line bg-card p-5">
          {difference === null ? (
            <>
              <Problem trouble={action.trouble} compact />
              {isSureEmpty && (
                <p role="alert" className="m-0 text-note font-semibold text-kunyit">
                  {t('shift.closeEmpty')}
                </p>
              )}
              <Button
                type="submit"
                tone="accent"
                size="large"
                cap="⏎"
                busy={action.busy}
                data-testid="count-go"
              >
                {t('shift.closeGo')}
                {!current.isOwn && <RightMark wanted="close_other_shift" />}
              </Button>
              <Button cap="Esc" onClick={onBack}>
                {t('common.back')}
              </Button>
            </>
          ) : (
            <>
              <VariancePanel {...difference} currency={currency} about={t('shift.varianceAbout')} />
              <Button data-testid="recount" onClick={recount}>
                {t('shift.recount')}
              </Button>
              <TextField
                label={t('shift.varianceReason')}
                problem={isAsked && reason.trim() === '' ? t('shift.varianceNeeded') : null}
                value={reason}
                maxLength={200}
                inputRef={reasonField}
                autoFocus
                data-testid="variance-reason"
                onChange={(event) => keep({ ...kept, reason: event.target.value })}
              />
              <QuickReasons
                keys={[
                  'shift.quickVariance.change',
                  'shift.quickVariance.unrecorded',
                  'shift.quickVariance.coins',
                  'shift.quickVariance.unknown',
                ]}
                onPick={(picked) => {
                  keep({ ...kept, reason: picked })
                  reasonField.current?.focus()
                }}
              />
              <Button
                type="submit"
                tone="accent"
                size="large"
                cap="⏎"
                busy={action.busy}
                data-testid="count-go"
              >
                {t('shift.closeWithReason')}
              </Button>
            </>
          )}
        </div>
        <ShiftNotices {...current} onMatch={setBatch} />
      </div>
      {batch !== null && <EdcMatchSheet view={view} batch={batch} onClose={() => setBatch(null)} />}
    </form>
  )
}

/** Opens the drawer so that it can be counted; it stands in the log, so it is pressed and never happens by itself. */
function OpenDrawer({ shiftId, isOwn }: { shiftId: string; isOwn: boolean }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const open = async (): Promise<void> => {
    const answer = await action.run(() => client.shift.openToCount({ shiftId }))
    if (answer?.ok === true) say(t('shift.drawerOpened'))
  }
  useKeys({ F7: () => void open() })
  return (
    <>
      <Button
        icon={<Inbox size={18} aria-hidden="true" />}
        cap="F7"
        busy={action.busy}
        data-testid="open-drawer"
        onClick={() => void open()}
      >
        {t('shift.openDrawer')}
        {!isOwn && <RightMark wanted="close_other_shift" />}
      </Button>
      {action.trouble !== null && (
        <div className="w-full">
          <Problem trouble={action.trouble} compact />
        </div>
      )}
    </>
  )
}
