import { MonitorOff } from 'lucide-react'
import { useDesktop } from '../use-desktop.ts'
import { useT } from '../words.ts'

/** The customer's display has gone while a code is shown: the code goes on, and has to be turned to the customer here. */
export function LostDisplay() {
  const t = useT()
  const desktop = useDesktop(true)
  if (desktop?.customer.isLost !== true) return null
  return (
    <p
      role="status"
      data-testid="lost-display"
      className="m-0 flex max-w-lg shrink-0 items-center gap-2 text-base font-semibold text-kunyit"
    >
      <MonitorOff size={20} aria-hidden="true" className="shrink-0" />
      {t('pay.lostDisplay')}
    </p>
  )
}
