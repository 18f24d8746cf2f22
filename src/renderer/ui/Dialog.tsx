import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useContext, useRef, type ReactNode, type RefObject } from 'react'
import { cx } from './cx.ts'
import { KeyHeight, useKeys, type KeyBindings } from './keys.ts'
import { ScrollArea } from './ScrollArea.tsx'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly closeLabel: string
  readonly children: ReactNode
  readonly description?: ReactNode
  readonly width?: 'narrow' | 'normal' | 'medium' | 'wide'
  /** Where the focus begins; `content` is the first field or button below the title, instead of the way out. */
  readonly initialFocus?: RefObject<HTMLElement | null> | 'content'
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

/**
 * A sheet over the screen with a name, a way out by Esc, and the focus kept inside. It hangs from above, so that what
 * appears in it pushes nothing up under the finger.
 */
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
  useKeys(keys, { modal: open, above: 1 })
  const height = useContext(KeyHeight) + 1
  const opener = useOpener(open)
  const content = useRef<HTMLDivElement>(null)
  const firstOfContent = () => content.current?.querySelector<HTMLElement>(CAN_HAVE_FOCUS) ?? true
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()} disablePointerDismissal>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 animate-appear bg-shade" />
        <Base.Viewport className="fixed inset-0 flex items-start justify-center p-4 pt-[clamp(16px,9vh,120px)]">
          <Base.Popup
            data-testid={testId}
            ref={keepFocus}
            {...(initialFocus === undefined
              ? {}
              : { initialFocus: initialFocus === 'content' ? firstOfContent : initialFocus })}
            finalFocus={opener}
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
            {/* begins a little higher, so that the ring around what has the focus is not cut */}
            <ScrollArea className="-mt-2 rounded-b-sheet" inner="px-6 pt-2 pb-6">
              <KeyHeight value={height}>
                <div ref={content} className="contents">
                  {children}
                </div>
              </KeyHeight>
            </ScrollArea>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

const CAN_HAVE_FOCUS = ':is(input, select, textarea, button, a[href], [tabindex="0"]):not(:disabled)'

/**
 * A button that gives way to what it brought takes the focus with it into nowhere, where neither Enter nor a reader of
 * the screen finds anything. The sheet takes it then; Tab goes on from its top.
 */
function keepFocus(sheet: HTMLElement | null): (() => void) | undefined {
  if (sheet === null) return undefined
  const watcher = new MutationObserver(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return
    // the topmost one alone
    if ([...document.querySelectorAll('[role="dialog"]')].at(-1) === sheet) sheet.focus()
  })
  watcher.observe(sheet, { childList: true, subtree: true })
  return () => watcher.disconnect()
}

interface Opener {
  readonly element: Element | null
  /** What had opened the sheet before, for a sheet that took its place. */
  readonly before: Opener | null
}

let latest: Opener | null = null

/**
 * What had the focus when the sheet was opened, looked up before a field in it takes the focus to itself. It gets the focus
 * back; where it is gone, as a button in a sheet that gave way to this one, what opened that sheet gets it. A sheet that
 * was opened by its key from nowhere leads back to nowhere.
 */
function useOpener(open: boolean): () => HTMLElement | false {
  const opener = useRef<Opener | null>(null)
  const wasOpen = useRef(false)
  if (open && !wasOpen.current) {
    const element = document.activeElement
    opener.current = { element, before: element?.closest('[role="dialog"]') == null ? null : latest }
    latest = opener.current
  }
  wasOpen.current = open
  const held = opener.current
  return () => {
    const now = document.activeElement
    // somebody has put it where it belongs already
    if (now !== null && now !== document.body && now.closest('[role="dialog"]') === null) return false
    let back = held
    while (back !== null && back.element?.isConnected !== true) back = back.before
    return back?.element instanceof HTMLElement && back.element !== document.body ? back.element : false
  }
}
