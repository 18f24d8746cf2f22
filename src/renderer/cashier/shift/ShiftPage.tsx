import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import type { CurrentShiftView } from '../../../core/contract/views/shift.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { EmptyState, LoadingRows } from '../../ui/States.tsx'
import { Refused, useCore, valueOf } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { useTyped } from '../state/typed.ts'
import { useT } from '../desk-words.ts'
import { Choice } from './Choice.tsx'
import { ClosedShift } from './ClosedShift.tsx'
import { CountAndClose } from './CountAndClose.tsx'
import { OpenShift } from './OpenShift.tsx'
import { PastShifts } from './PastShifts.tsx'
import { ShiftDesk } from './ShiftDesk.tsx'

/** Where somebody is on this page; it outlives a lock. */
type Step =
  | { readonly name: 'now' }
  | { readonly name: 'count' }
  | { readonly name: 'closed'; readonly shiftId: string }
  | { readonly name: 'past' }

const NOW: Step = { name: 'now' }

/** The turn at the drawer: taking it over, cash in and out, counting and closing, and the turns before. */
export function ShiftPage({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const [step, setStep] = useTyped<Step>('shift.step', NOW)
  const query = useQuery({
    queryKey: ['shift', 'current', view.mode, view.revision],
    queryFn: () => valueOf(client.shift.current()),
    placeholderData: (before: CurrentShiftView | undefined) => before,
  })
  useKeys(step.name === 'now' || step.name === 'past' ? {} : { Escape: () => setStep(NOW) })
  const isPast = step.name === 'past'
  return (
    <section className="flex h-full flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-x-6 gap-y-2 px-6 pt-5 pb-3">
        <h1 className="m-0 text-large font-bold">{t('shift.title')}</h1>
        <Choice
          label={t('shift.views')}
          value={isPast ? 'past' : 'now'}
          options={[
            { value: 'now', label: t('shift.now'), testId: 'shift-now' },
            { value: 'past', label: t('shift.past'), testId: 'shift-past' },
          ]}
          onPick={(name) => setStep(name === 'past' ? { name } : NOW)}
        />
      </header>
      {isPast ? (
        <PastShifts view={view} />
      ) : (
        <div className="calm-scroll min-h-0 flex-1 px-6 pb-6">
          {query.data !== undefined ? (
            <Now view={view} current={query.data} step={step} onStep={setStep} />
          ) : query.error === null ? (
            <LoadingRows label={t('common.loading')} />
          ) : (
            <Failed error={query.error} onRetry={() => void query.refetch()} />
          )}
        </div>
      )}
    </section>
  )
}

function Now({
  view,
  current,
  step,
  onStep,
}: {
  view: CounterView
  current: CurrentShiftView
  step: Step
  onStep: (step: Step) => void
}) {
  if (step.name === 'closed')
    return <ClosedShift view={view} shiftId={step.shiftId} onNext={() => onStep(NOW)} />
  const { shift } = current
  if (shift === null) return <OpenShift view={view} current={current} />
  if (step.name === 'count')
    return (
      <CountAndClose
        key={shift.id}
        view={view}
        current={current}
        shift={shift}
        onBack={() => onStep(NOW)}
        onClosed={() => onStep({ name: 'closed', shiftId: shift.id })}
      />
    )
  return <ShiftDesk view={view} current={current} shift={shift} onCount={() => onStep({ name: 'count' })} />
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useT()
  const retry = (
    <Button tone="accent" onClick={onRetry}>
      {t('common.retry')}
    </Button>
  )
  return error instanceof Refused ? (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-4 p-8">
      <Problem trouble={error.trouble} />
      {retry}
    </div>
  ) : (
    <EmptyState icon={<TriangleAlert size={40} aria-hidden="true" />} title={t('lost.what')} action={retry} />
  )
}
