import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, CircleDotDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SaleStatus } from '../../core/contract/views/sale.ts'
import { Badge, type Tone } from '../ui/States.tsx'
import { useT } from './words.ts'

const LOOK: Readonly<Record<SaleStatus, { tone: Tone; icon: ReactNode }>> = {
  open: { tone: 'kunyit', icon: <CircleDashed size={14} aria-hidden="true" /> },
  partly_paid: { tone: 'kunyit', icon: <CircleDotDashed size={14} aria-hidden="true" /> },
  unsure: { tone: 'kunyit', icon: <CircleAlert size={14} aria-hidden="true" /> },
  paid: { tone: 'pandan', icon: <CircleCheck size={14} aria-hidden="true" /> },
  canceled: { tone: 'grey', icon: <CircleSlash size={14} aria-hidden="true" /> },
}

export function SaleStatusBadge({ status }: { status: SaleStatus }) {
  const t = useT()
  const { tone, icon } = LOOK[status]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </Badge>
  )
}
