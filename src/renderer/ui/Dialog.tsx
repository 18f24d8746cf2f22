import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { cx } from './cx.ts'
import { useKeys, type KeyBindings } from './keys.ts'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly closeLabel: string
  readonly children: ReactNode
  readonly description?: ReactNode
  readonly width?: 'narrow' | 'normal' | 'medium' | 'wide'
  readonly initialFocus?: RefObject<HTMLElement | null>
  readonly testId?: string
  /** Keys that work while it is open; those of the page below are quiet. */
  readonly keys?: KeyBindings
}

const WIDTH = {
  narrow: 'max-w-[420px]',
  normal: 'max-w-[560px]',
  medium: 'max-w-[740px]',
  wide: 'max-w-[860px]',
} as const

/** A sheet over the screen with a name, a way out by Esc, and the focus kept inside. */
export function Dialog({
  open,
  onClose,
  title,
  closeLabel,
  children,
  description,
  width = 'normal',
  initialFocus,
  testId,
  keys = {},
}: DialogProps) {
  useKeys(keys, { modal: open })
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()} disablePointerDismissal>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 animate-appear bg-shade" />
        <Base.Viewport className="fixed inset-0 flex items-center justify-center p-4">
          <Base.Popup
            data-testid={testId}
            {...(initialFocus === undefined ? {} : { initialFocus })}
            className={cx(
              'flex max-h-full w-full animate-rise flex-col rounded-sheet border border-line bg-card text-ink outline-none',
              WIDTH[width],
            )}
          >
            <div className="flex items-start gap-4 px-6 pt-5 pb-3">
              <div className="min-w-0 flex-1">
                <Base.Title className="m-0 text-title font-bold">{title}</Base.Title>
                {description !== undefined && (
                  <Base.Description className="m-0 mt-1 text-note text-second">
                    {description}
                  </Base.Description>
                )}
              </div>
              <Base.Close
                aria-label={closeLabel}
                className="-mt-1 -mr-2 flex size-11 shrink-0 items-center justify-center rounded-control text-second hover:bg-ink/5"
              >
                <X size={20} aria-hidden="true" />
              </Base.Close>
            </div>
            <div className="calm-scroll min-h-0 px-6 pb-6">{children}</div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
