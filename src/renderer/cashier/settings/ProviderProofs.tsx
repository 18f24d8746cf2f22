import { CircleCheck, CircleOff, ShieldAlert, ShieldCheck } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { BookingView, ProviderView } from '../../../core/contract/views/provider.ts'
import { unitCheckAmount } from '../../../core/domain/sentences/currencies.ts'
import { Button } from '../../ui/Button.tsx'
import { useAction, useCore } from '../client.ts'
import { formatDay } from '../../ui/time.ts'
import { useMoney } from '../money.ts'
import { useCounter } from '../state/counter.ts'
import { Problem } from '../Problem.tsx'
import { useT } from '../desk-words.ts'

/** An echo of the amount cannot show a factor of a hundred; only the owner's eyes on the service's own page can. */
export function UnitProof({
  provider,
  onConfirmed,
}: {
  provider: ProviderView
  onConfirmed: (provider: ProviderView) => void
}) {
  const t = useT()
  const { client } = useCore()
  const { currency, language, full } = useMoney()
  const action = useAction()
  const [page, setPage] = useState<{ url: string; amount: string } | null>(null)
  const planned = unitCheckAmount(currency, language)
  const start = async () => {
    const answer = await action.run(() => client.settings.startUnitCheck())
    if (answer?.ok) setPage({ url: answer.value.url, amount: full(answer.value.amount) })
  }
  const confirm = async () => {
    const answer = await action.run(() => client.settings.confirmUnit({ confirmed: true }))
    if (answer?.ok) onConfirmed(answer.value)
  }
  const isDone = provider.unitConfirmed
  return (
    <Card title={t('unit.title')} icon={<Shield isDone={isDone} />}>
      <p className="m-0 text-base text-second">
        {t(isDone ? 'unit.done' : 'unit.about', { amount: planned })}
      </p>
      <Problem trouble={action.trouble} compact />
      {page !== null && (
        <p className="m-0 text-base">
          {t('unit.open')}{' '}
          <span className="font-mono text-note break-all select-all" data-testid="unit-url">
            {page.url}
          </span>
        </p>
      )}
      {!isDone && (
        <div className="flex flex-wrap gap-3">
          <Button busy={action.busy} onClick={() => void start()} data-testid="unit-start">
            {t('unit.start', { amount: planned })}
          </Button>
          {page !== null && (
            <Button
              tone="accent"
              busy={action.busy}
              onClick={() => void confirm()}
              data-testid="unit-confirm"
            >
              {t('unit.confirm', { amount: page.amount })}
            </Button>
          )}
        </div>
      )}
    </Card>
  )
}

/** Plexo's documents do not say that a payment can be read by its reference, so a test payment has to show it. */
export function LookupProof({ provedAt }: { provedAt: string | null }) {
  const t = useT()
  const zone = useCounter(({ view }) => view?.settings)
  const date = provedAt === null || zone === undefined ? '' : formatDay(provedAt, zone)
  return (
    <Card title={t('lookup.title')} icon={<Shield isDone={provedAt !== null} />}>
      <p className="m-0 text-base text-second" data-testid="lookup-proof" data-proved={provedAt !== null}>
        {provedAt === null ? t('lookup.missing') : t('lookup.proved', { date })}
      </p>
    </Card>
  )
}

/** Says whether the service is told of money that a person took, and why not. */
export function BookingState({
  booking,
  onResumed,
}: {
  booking: BookingView
  onResumed: (provider: ProviderView) => void
}) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const isOn = booking.state === 'on'
  const Icon = isOn ? CircleCheck : CircleOff
  const resume = async () => {
    const answer = await action.run(() => client.settings.resumeBooking())
    if (answer?.ok) onResumed(answer.value)
  }
  return (
    <Card
      title={t('booking.title')}
      icon={<Icon size={20} aria-hidden="true" className={isOn ? 'text-pandan' : 'text-second'} />}
    >
      <p className="m-0 text-base text-second" data-testid="booking-state" data-state={booking.state}>
        {isOn ? t('booking.on') : t(`booking.${booking.why}`, { code: booking.code ?? '–' })}
      </p>
      <Problem trouble={action.trouble} compact />
      {!isOn && booking.why === 'refused' && (
        <Button
          className="self-start"
          busy={action.busy}
          onClick={() => void resume()}
          data-testid="booking-resume"
        >
          {t('booking.resume')}
        </Button>
      )}
    </Card>
  )
}

const Shield = ({ isDone }: { isDone: boolean }) =>
  isDone ? (
    <ShieldCheck size={20} aria-hidden="true" className="text-pandan" />
  ) : (
    <ShieldAlert size={20} aria-hidden="true" className="text-kunyit" />
  )

function Card({ title, icon, children }: { title: string; icon: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 rounded-card border border-line bg-card p-6">
      <h3 className="m-0 flex items-center gap-2.5 text-base font-bold">
        {icon}
        {title}
      </h3>
      {children}
    </section>
  )
}
