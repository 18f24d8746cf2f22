import type { CounterView } from '../../../core/contract/views/counter.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { openSwitch } from '../state/overlay.ts'
import { useT } from '../words.ts'
import { Initials } from './Initials.tsx'

/** Who is signed in, and the way to somebody else or to the lock. */
export function PersonButton({ view }: { view: CounterView }) {
  const t = useT()
  const { name } = view.actor
  return (
    <button
      type="button"
      data-testid="person-now"
      title={t('switch.button', { name })}
      aria-keyshortcuts="F12"
      onClick={openSwitch}
      className="flex h-11 min-w-0 shrink items-center gap-2 rounded-full pr-2 pl-1.5 text-note font-semibold hover:bg-ink/4"
    >
      <Initials name={name} small />
      <span className="max-w-32 truncate max-[1100px]:max-w-20">{name}</span>
      <KeyCap>F12</KeyCap>
    </button>
  )
}
