import { CircleAlert, CircleCheck, CircleDashed, CircleDotDashed, LockKeyhole } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { LockedView } from '../../../core/contract/views/counter.ts'
import type { SaleStatus } from '../../../core/contract/views/sale.ts'
import { cx } from '../../ui/cx.ts'
import { useKeys } from '../../ui/keys.ts'
import { playPaid } from '../../ui/sound.ts'
import { toneClass, type Tone } from '../../ui/States.tsx'
import { useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { lastOnDuty } from '../state/duty.ts'
import { ModeBanner } from '../status/ModeBanner.tsx'
import { useT, type WordKey } from '../words.ts'
import { useWho } from './use-who.ts'
import { WhoAndPin } from './WhoAndPin.tsx'

/** A locked till: who may sign in, and how the sale on the counter stands. Nothing else of the shop is on the page. */
export function LockScreen({ locked }: { locked: LockedView }) {
  const t = useT()
  const { client } = useCore()
  const who = useWho({
    team: locked.team,
    first: lastOnDuty(),
    submit: (personId, pin) => client.people.signIn({ personId, pin }),
  })
  useKeys({ ...who.keys, Escape: who.pin.clear }, { modal: true })
  usePaidSound(locked.sale)
  return (
    <div className="flex h-full flex-col" data-testid="lock">
      <ModeBanner mode={locked.mode} fixed />
      <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line bg-card px-5">
        <strong className="truncate text-lead font-bold">{locked.shopName}</strong>
        <span className="ml-auto flex items-center gap-2 text-base font-semibold text-second">
          <LockKeyhole size={18} aria-hidden="true" />
          {t('lock.locked')}
        </span>
      </header>
      <main className="calm-scroll flex min-h-0 flex-1 flex-col items-center justify-center-safe px-6 py-5">
        <div className="flex w-full max-w-4xl flex-col gap-5">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <h1 className="m-0 text-large font-bold">{t('lock.title')}</h1>
            {locked.sale !== null && locked.sale.status !== 'canceled' && (
              <Standing sale={locked.sale} status={locked.sale.status} />
            )}
          </div>
          <WhoAndPin who={who} label={t('lock.title')} go={t('lock.enter')} />
        </div>
      </main>
    </div>
  )
}

type Open = Exclude<SaleStatus, 'canceled'>

const STANDING: Readonly<Record<Open, { word: WordKey; tone: Tone; icon: ReactNode }>> = {
  open: { word: 'state.unpaid', tone: 'kunyit', icon: <CircleDashed size={20} aria-hidden="true" /> },
  partly_paid: {
    word: 'state.partly',
    tone: 'kunyit',
    icon: <CircleDotDashed size={20} aria-hidden="true" />,
  },
  unsure: { word: 'state.unsure', tone: 'kunyit', icon: <CircleAlert size={20} aria-hidden="true" /> },
  paid: { word: 'paid.word', tone: 'pandan', icon: <CircleCheck size={20} aria-hidden="true" /> },
}

/** Number, amount and the one word about it: whoever comes back knows at once whether it is paid. */
function Standing({ sale, status }: { sale: NonNullable<LockedView['sale']>; status: Open }) {
  const t = useT()
  const { full } = useMoney()
  const { word, tone, icon } = STANDING[status]
  return (
    <section
      aria-label={t('lock.sale')}
      className="flex items-center gap-4 rounded-card border border-line bg-card py-2 pr-2 pl-4"
    >
      <div>
        <p className="m-0 text-small whitespace-nowrap text-second">{sale.number}</p>
        <p className="m-0 text-title font-extrabold whitespace-nowrap" data-testid="lock-amount">
          {full(sale.total)}
        </p>
      </div>
      <strong
        data-testid="lock-state"
        aria-live="polite"
        className={cx(
          'flex min-h-11 items-center gap-2 rounded-control px-4 text-lead font-extrabold tracking-wide whitespace-nowrap',
          toneClass(tone),
        )}
      >
        {icon}
        {t(word)}
      </strong>
    </section>
  )
}

/** Money that comes while nobody is signed in is heard all the same. */
function usePaidSound(sale: LockedView['sale']): void {
  const seen = useRef<{ number: string; status: SaleStatus } | null>(null)
  useEffect(() => {
    const before = seen.current
    seen.current = sale
    if (sale?.status === 'paid' && before?.number === sale.number && before.status !== 'paid') playPaid()
  }, [sale])
}
