import { Popover as Base } from '@base-ui/react/popover'
import { useState, type ReactElement, type ReactNode } from 'react'
import { useKeys } from './keys.ts'

/** A small explanation that hangs on a button. */
export function Popover({
  trigger,
  title,
  children,
}: {
  trigger: ReactElement
  title: string
  children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={8} align="end" collisionPadding={12} className="z-10">
          <Base.Popup className="w-80 max-w-[92vw] animate-rise rounded-card border border-line bg-card p-4 text-ink outline-none">
            <CloseByEscape onEscape={() => setOpen(false)} />
            <Base.Title className="m-0 text-base font-bold">{title}</Base.Title>
            <div className="mt-1.5 text-note text-second">{children}</div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Esc closes this and does nothing else: below it may mean "cancel the code". */
function CloseByEscape({ onEscape }: { onEscape: () => void }) {
  useKeys({ Escape: onEscape })
  return null
}
