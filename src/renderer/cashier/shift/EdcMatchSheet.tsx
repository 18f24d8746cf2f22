import { Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import type { CurrentShiftView, EdcMatchView } from '../../../core/contract/views/shift.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { ZERO, type Amount } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { formatClock } from '../../ui/time.ts'
import { useAction, useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { PhotoField } from '../photo/PhotoField.tsx'
import { Problem } from '../Problem.tsx'
import { useTyped } from '../state/typed.ts'
import { useT } from '../desk-words.ts'
import { EdcMatchResult } from './EdcMatchResult.tsx'

/** A terminal's batch as this till recorded it. */
export type MatchedBatch = CurrentShiftView['unsettled'][number]

interface TypedSlip {
  readonly trace: string
  readonly amount: string
}

interface Typed {
  readonly tid: string
  readonly batch: string
  readonly count: string
  readonly amount: string
  readonly slips: readonly TypedSlip[]
}

/** Compares what a card terminal's settlement slip says with the slips recorded here; null is a terminal nobody recorded. */
export function EdcMatchSheet({
  view,
  batch,
  onClose,
}: {
  view: CounterView
  batch: MatchedBatch | null
  onClose: () => void
}) {
  const t = useT()
  const [match, setMatch] = useState<EdcMatchView | null>(null)
  const title = (tid: string, number: string): string =>
    t('edcMatch.batchName', { tid, batch: number === '' ? t('edcMatch.noBatch') : number })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('edcMatch.title')}
      description={match === null ? t('edcMatch.about') : t('edcMatch.done')}
      closeLabel={t('common.close')}
      width="wide"
      testId="edc-match-sheet"
      keys={match === null ? {} : { Enter: onClose }}
    >
      {match === null ? (
        <MatchForm view={view} batch={batch} onMatched={setMatch} />
      ) : (
        <div className="flex flex-col gap-5">
          <EdcMatchResult {...match} title={title(match.tid, match.batch)} />
          <Button tone="accent" cap="⏎" autoFocus className="self-end" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      )}
    </Dialog>
  )
}

function MatchForm({
  view,
  batch,
  onMatched,
}: {
  view: CounterView
  batch: MatchedBatch | null
  onMatched: (match: EdcMatchView) => void
}) {
  const t = useT()
  const { client } = useCore()
  const { read } = useMoney()
  const action = useAction()
  const [typed, setTyped] = useTyped<Typed>(`shift.edc.${batch?.tid ?? ''}.${batch?.batch ?? ''}`, {
    tid: batch?.tid ?? '',
    batch: batch?.batch ?? '',
    count: '',
    amount: '',
    slips: [],
  })
  const [photo, setPhoto] = useTyped<string | null>(
    `shift.edc.photo.${batch?.tid ?? ''}.${batch?.batch ?? ''}`,
    null,
  )
  const [isAsked, setAsked] = useState(false)
  const amountField = useRef<HTMLInputElement>(null)
  const sumOf = (text: string): Amount | null => {
    if (/^\s*0+\s*$/.test(text)) return ZERO
    const amount = read(text)
    return amount.ok ? amount.value : null
  }
  const amount = sumOf(typed.amount)
  const change = (changes: Partial<Typed>): void => {
    setTyped((before) => ({ ...before, ...changes }))
    action.clear()
  }
  const changeSlip = (at: number, changes: Partial<TypedSlip>): void =>
    change({ slips: typed.slips.map((slip, index) => (index === at ? { ...slip, ...changes } : slip)) })
  const slips = typed.slips
    .filter((slip) => slip.trace.trim() !== '' || slip.amount.trim() !== '')
    .map((slip) => ({ trace: slip.trace.trim(), amount: sumOf(slip.amount) }))

  const compare = async (): Promise<void> => {
    setAsked(true)
    const whole = slips.flatMap(({ trace, amount: sum }) => (sum === null ? [] : [{ trace, amount: sum }]))
    if (amount === null || whole.length < slips.length) {
      if (amount === null) amountField.current?.focus()
      return
    }
    const { tid, batch: number } = typed
    // what is no number becomes none, and the core says which field it was
    const count = /^\s*\d{1,4}\s*$/.test(typed.count) ? Number(typed.count) : -1
    const input = { tid: tid.trim(), batch: number.trim(), count, amount, slips: whole, photo }
    const answer = await action.run(
      (attemptId) => client.shift.matchEdc({ attemptId, ...input }),
      JSON.stringify(input),
    )
    if (answer?.ok === true) onMatched(answer.value)
  }
  return (
    <form
      className="grid items-start gap-6 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]"
      onSubmit={(event) => {
        event.preventDefault()
        // the sheet may lie over the form that closes the shift, and this press is none for that
        event.stopPropagation()
        void compare()
      }}
    >
      <Recorded view={view} batch={batch} />
      <div className="flex flex-col gap-3">
        <h3 className="m-0 text-base font-bold">{t('edcMatch.terminal')}</h3>
        {batch === null && (
          <div className="grid grid-cols-2 gap-3">
            <TextField
              label={t('edcMatch.tid')}
              value={typed.tid}
              maxLength={40}
              autoFocus
              data-testid="match-tid"
              onChange={(event) => change({ tid: event.target.value })}
            />
            <TextField
              label={t('edcMatch.batch')}
              hint={t('edcMatch.batchHint')}
              value={typed.batch}
              maxLength={40}
              onChange={(event) => change({ batch: event.target.value })}
            />
          </div>
        )}
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t('edcMatch.count')}
            inputMode="numeric"
            value={typed.count}
            maxLength={6}
            autoFocus={batch !== null}
            data-testid="match-count"
            onChange={(event) => change({ count: event.target.value })}
          />
          <TextField
            label={t('edcMatch.amount')}
            problem={isAsked && amount === null ? t('edcMatch.amountBad') : null}
            inputMode="decimal"
            value={typed.amount}
            maxLength={20}
            inputRef={amountField}
            data-testid="match-amount"
            onChange={(event) => change({ amount: event.target.value })}
          />
        </div>
        <fieldset className="m-0 flex flex-col gap-2 border-0 p-0">
          <legend className="mb-1 p-0 text-note font-semibold text-second">{t('edcMatch.lines')}</legend>
          <p className="m-0 text-small text-second">{t('edcMatch.linesAbout')}</p>
          {typed.slips.map((slip, index) => (
            <div key={index} className="grid grid-cols-[1fr_1fr_44px] items-start gap-2">
              <TextField
                label={t('edcMatch.traceOnly')}
                value={slip.trace}
                maxLength={12}
                autoFocus
                data-testid="match-trace"
                onChange={(event) => changeSlip(index, { trace: event.target.value })}
              />
              <TextField
                label={t('edcMatch.amount')}
                problem={isAsked && sumOf(slip.amount) === null ? t('edcMatch.amountBad') : null}
                inputMode="decimal"
                value={slip.amount}
                maxLength={20}
                data-testid="match-trace-amount"
                onChange={(event) => changeSlip(index, { amount: event.target.value })}
              />
              <button
                type="button"
                aria-label={t('edcMatch.removeLine', { number: index + 1 })}
                className="mt-6.5 flex size-11 items-center justify-center rounded-control text-second hover:bg-ink/5"
                onClick={() => change({ slips: typed.slips.filter((_, each) => each !== index) })}
              >
                <Trash2 size={18} aria-hidden="true" />
              </button>
            </div>
          ))}
          <Button
            tone="quiet"
            className="self-start"
            icon={<Plus size={18} aria-hidden="true" />}
            data-testid="match-add"
            onClick={() => change({ slips: [...typed.slips, { trace: '', amount: '' }] })}
          >
            {t('edcMatch.addLine')}
          </Button>
        </fieldset>
        <PhotoField
          of="settlement"
          photo={photo}
          onPhoto={(taken) => {
            action.clear()
            setPhoto(taken)
          }}
        />
        <Problem trouble={action.trouble} compact />
        <Button type="submit" tone="accent" size="large" cap="⏎" busy={action.busy} data-testid="match-go">
          {t('edcMatch.go')}
        </Button>
      </div>
    </form>
  )
}

/** The slips this till has, for the eye to go down beside the terminal's paper. */
function Recorded({ view, batch }: { view: CounterView; batch: MatchedBatch | null }) {
  const t = useT()
  const { full } = useMoney()
  return (
    <section className="flex min-w-0 flex-col rounded-card bg-ground p-4">
      <h3 className="m-0 text-base font-bold">{t('edcMatch.recorded')}</h3>
      {batch === null ? (
        <p className="m-0 mt-1 text-note text-second">{t('edcMatch.batchHint')}.</p>
      ) : (
        <>
          <p className="m-0 text-note text-second">
            {batch.bank} ·{' '}
            {t('edcMatch.batchName', {
              tid: batch.tid,
              batch: batch.batch === '' ? t('edcMatch.noBatch') : batch.batch,
            })}
          </p>
          <ul className="m-0 mt-2 list-none p-0" data-testid="match-recorded">
            {batch.slips.map((slip) => (
              <li key={slip.tenderId} className="flex gap-3 border-b border-line py-2 text-base">
                <span className="min-w-0 flex-1">
                  {t('edcMatch.trace', { trace: slip.trace })}
                  <span className="block text-small text-second">
                    {slip.saleNumber} · {formatClock(slip.at, view.settings, false)}
                  </span>
                </span>
                <span className="figures font-semibold">{full(slip.amount)}</span>
              </li>
            ))}
          </ul>
          <p className="m-0 flex justify-between gap-3 pt-2.5 text-base font-bold">
            {t('edcMatch.slips', { count: batch.count })}
            <span className="figures">{full(batch.amount)}</span>
          </p>
        </>
      )}
    </section>
  )
}
