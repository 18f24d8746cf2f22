import { BellRing, CircleHelp, Unplug, VolumeX, Wifi, WifiOff } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import type { CounterView, NetworkView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Popover } from '../../ui/Popover.tsx'
import { playPaid, wakeSound } from '../../ui/sound.ts'
import { toneClass, type Tone } from '../../ui/States.tsx'
import { formatClock } from '../../ui/time.ts'
import { Problem } from '../Problem.tsx'
import { goTo } from '../state/page.ts'
import { useSound } from '../state/sound.ts'
import { useT } from '../words.ts'

interface PillProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone: Tone
  readonly icon: ReactNode
  readonly label: string
  readonly testId: string
  /** The key that opens what it tells about. */
  readonly cap?: ReactNode
  /** The word stays where there is little room: colour alone would not be understood. */
  readonly worded?: boolean
}

/** One state of the surroundings: colour, picture and word; pressed, it explains itself. */
export function Pill({ tone, icon, label, testId, cap, worded = false, ...rest }: PillProps) {
  return (
    <button
      type="button"
      {...rest}
      data-testid={testId}
      data-tone={tone}
      aria-label={label}
      className={cx(
        'relative flex h-8 min-w-11 items-center justify-center gap-2 rounded-full px-3 text-small font-bold whitespace-nowrap',
        // the finger's target is 44 px although the pill is slim
        'after:absolute after:-inset-y-1.5 after:inset-x-0 after:content-[""]',
        toneClass(tone),
      )}
    >
      {icon}
      <span className={cx(!worded && 'max-[1000px]:sr-only')}>{label}</span>
      {cap}
    </button>
  )
}

const NETWORK: Readonly<Record<NetworkView['state'], { tone: Tone; icon: ReactNode }>> = {
  online: { tone: 'pandan', icon: <Wifi size={16} aria-hidden="true" /> },
  degraded: { tone: 'kunyit', icon: <Wifi size={16} aria-hidden="true" /> },
  offline: { tone: 'cabai', icon: <WifiOff size={16} aria-hidden="true" /> },
  unknown: { tone: 'grey', icon: <CircleHelp size={16} aria-hidden="true" /> },
  none: { tone: 'grey', icon: <Unplug size={16} aria-hidden="true" /> },
}

export function NetworkPill({ view }: { view: CounterView }) {
  const t = useT()
  const { state, reason, since } = view.network
  // calls get through all the same, but codes and slips carry a wrong time until somebody sets it
  const isClockOff = state === 'online' && reason !== null
  const label = t(isClockOff ? 'network.clock' : `network.${state}`)
  const { tone, icon } = NETWORK[isClockOff ? 'degraded' : state]
  return (
    <Popover
      title={`${t('network.title')}: ${label}`}
      trigger={<Pill tone={tone} icon={icon} label={label} testId="status-network" />}
    >
      <p className="m-0">{t(`network.${state}About`)}</p>
      {state !== 'unknown' && state !== 'none' && (
        <p className="m-0 mt-1">{t('network.since', { time: formatClock(since, view.settings, false) })}</p>
      )}
      {reason !== null && (
        <div className="mt-3">
          <Problem trouble={reason} compact />
        </div>
      )}
      {(state === 'none' || reason?.type === 'provider_not_set_up') && (
        <Button className="mt-3 w-full" onClick={() => goTo('settings')}>
          {t('nav.settings')}
        </Button>
      )}
    </Popover>
  )
}

export function AttentionPill({ count, icon }: { count: number; icon: ReactNode }) {
  const t = useT()
  const label = count === 0 ? t('attention.none') : t('attention.count', { count })
  return (
    <Popover
      title={t('attention.title')}
      trigger={
        <Pill
          tone={count === 0 ? 'grey' : 'kunyit'}
          icon={count === 0 ? icon : <BellRing size={16} aria-hidden="true" />}
          label={label}
          testId="status-attention"
        />
      }
    >
      <p className="m-0">{count === 0 ? t('attention.noneAbout') : t('attention.about')}</p>
      <Button className="mt-3 w-full" onClick={() => goTo('attention')}>
        {t('attention.open')}
      </Button>
    </Popover>
  )
}

/** Only there while the browser keeps the page silent. One tap switches the sound on and lets it be heard. */
export function SoundPill() {
  const t = useT()
  const { on, refresh } = useSound()
  if (on) return null
  return (
    <Pill
      tone="grey"
      icon={<VolumeX size={16} aria-hidden="true" />}
      label={t('sound.off')}
      testId="status-sound"
      title={t('sound.about')}
      onClick={() => {
        void wakeSound().then(() => {
          refresh()
          playPaid()
        })
      }}
    />
  )
}
