import { KeyRound } from 'lucide-react'
import { rightFor, roleFor, type Demand, type Right } from '../../core/domain/people/permissions.ts'
import type { Role } from '../../core/domain/people/people.ts'
import { useCounter } from './state/counter.ts'
import { useT } from './words.ts'

/** Whose right this takes when the person at the counter has it not; null when they have. */
export function useLacking(wanted: Demand | Right): Role | null {
  const view = useCounter((state) => state.view)
  if (view === null) return null
  const demand = typeof wanted === 'string' ? { right: wanted } : wanted
  const right = rightFor(demand, view.settings.permissionLimits)
  return view.rights.includes(right) ? null : roleFor(right)
}

/** A small key on what will ask for somebody else's PIN. It can be pressed all the same. */
export function RightMark({ wanted, corner = false }: { wanted: Demand | Right; corner?: boolean }) {
  const t = useT()
  const role = useLacking(wanted)
  if (role === null) return null
  const words = t(role === 'owner' ? 'right.owner' : 'right.supervisor')
  return (
    <span
      title={words}
      className={
        corner ? 'absolute top-1 right-0.5 rounded-full bg-card p-px' : 'ml-2 inline-flex align-[-2px]'
      }
    >
      <KeyRound size={corner ? 12 : 15} aria-hidden="true" data-testid="right-mark" />
      <span className="sr-only">, {words}</span>
    </span>
  )
}
