import type { PrinterCondition } from '../../../core/domain/printers.ts'
import { Badge, type Tone } from '../../ui/States.tsx'
import { useT } from '../words.ts'

const TONE: Readonly<Record<PrinterCondition, Tone>> = {
  ready: 'pandan',
  paper_low: 'kunyit',
  paper_out: 'cabai',
  cover_open: 'cabai',
  offline: 'cabai',
  error: 'cabai',
  unknown: 'grey',
}

/** How a printer stands by its own word. */
export function ConditionBadge({ condition }: { condition: PrinterCondition }) {
  const t = useT()
  return <Badge tone={TONE[condition]}>{t(`printer.condition.${condition}`)}</Badge>
}
