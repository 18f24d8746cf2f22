import { Calculator, Coins } from 'lucide-react'
import { useRef, useState } from 'react'
import type { CurrentShiftView } from '../../../core/contract/views/shift.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { ZERO, type AmountRefusal } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { AmountPad } from '../AmountPad.tsx'
import { useAction, useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { goTo, say } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { shortNumber } from '../status/shift-words.ts'
import { useT } from '../desk-words.ts'
import { Choice } from './Choice.tsx'
import { CountGrid } from './CountGrid.tsx'
import { countOf, readCount, type TypedPieces } from './drawer-count.ts'
import { dayWords } from './day-words.ts'

/** Takes the drawer over with what is in it: typed as one sum, or counted. Then selling goes on. */
export function OpenShift({ view, current }: { view: CounterView; current: CurrentShiftView }) {
  const t = useT()
  const { client } = useCore()
  const { read } = useMoney(current.currency)
  const action = useAction()
  const [isCounted, setCounted] = useTyped('shift.open.counted', false)
  const [typed, setTyped] = useTyped('shift.open.float', '')
  const [pieces, setPieces] = useTyped<TypedPieces>('shift.open.pieces', {})
  const [refusal, setRefusal] = useState<AmountRefusal | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const first = useRef<HTMLInputElement>(null)
  const changed = () => {
    setRefusal(null)
    action.clear()
  }

  const open = async (): Promise<void> => {
    // nothing is in an empty drawer, and a nought is said so
    const float = /^\s*0+\s*$/.test(typed) ? { ok: true as const, value: ZERO } : read(typed)
    if (!isCounted && !float.ok) {
      setRefusal(float.error)
      field.current?.focus()
      return
    }
    const counts = isCounted ? [...countOf(pieces, current.pieces)] : []
    if (isCounted && readCount(pieces, current.pieces, current.currency).bad.length > 0) return
    const input = { float: !isCounted && float.ok ? float.value : ZERO, counts }
    const answer = await action.run(
      (attemptId) => client.shift.open({ attemptId, ...input }),
      JSON.stringify(input),
    )
    if (answer?.ok !== true) return
    say(t('shift.opened', { number: shortNumber(answer.value.number) }))
    goTo('sale')
  }
  return (
    <form
      data-testid="open-shift-form"
      className="mx-auto flex w-full max-w-[780px] flex-col gap-4 rounded-card border border-line bg-card p-6"
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <header>
        <h2 className="m-0 text-title font-bold">{t('shift.openTitle')}</h2>
        <p className="m-0 text-base text-second">
          {t('shift.openDay', { day: dayWords(current.businessDate, view.settings) })} ·{' '}
          {t('shift.openAbout')}
        </p>
      </header>
      <Choice
        label={t('shift.floatWay')}
        value={isCounted ? 'pieces' : 'amount'}
        options={[
          {
            value: 'amount',
            label: t('shift.byAmount'),
            icon: <Calculator size={18} aria-hidden="true" />,
            testId: 'float-by-amount',
          },
          {
            value: 'pieces',
            label: t('shift.byPieces'),
            icon: <Coins size={18} aria-hidden="true" />,
            testId: 'float-by-pieces',
          },
        ]}
        onPick={(way) => setCounted(way === 'pieces')}
      />
      {isCounted ? (
        <>
          <CountGrid
            pieces={current.pieces}
            typed={pieces}
            currency={current.currency}
            first={first}
            totalLabel={t('shift.floatTotal')}
            action={<Go busy={action.busy} />}
            onChange={(next) => {
              setPieces(next)
              changed()
            }}
          />
          <Problem trouble={action.trouble} compact />
        </>
      ) : (
        <AmountPad
          label={t('shift.float')}
          typed={typed}
          onChange={(next) => {
            setTyped(next)
            changed()
          }}
          inputRef={field}
          testId="float-input"
          refusal={refusal ?? action.trouble}
        >
          <p className="m-0 text-note text-second">{t('shift.floatEmpty')}</p>
          <p className="m-0 text-note text-second">
            {t(current.shiftRequired ? 'shift.requiredNote' : 'shift.notRequiredNote')}
          </p>
          <Go busy={action.busy} />
        </AmountPad>
      )}
    </form>
  )
}

function Go({ busy }: { busy: boolean }) {
  const t = useT()
  return (
    <Button
      type="submit"
      tone="accent"
      size="large"
      cap="⏎"
      busy={busy}
      className="mt-auto"
      data-testid="shift-open-go"
    >
      {t('shift.openGo')}
    </Button>
  )
}
