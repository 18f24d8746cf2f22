import { Button } from '../ui/Button.tsx'
import { unsay, usePage } from './state/page.ts'
import { useT } from './words.ts'

/** A short word at the foot of the screen. */
export function Toast() {
  const t = useT()
  const toast = usePage((state) => state.toast)
  return (
    <div aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-6 z-40 flex justify-center">
      {toast !== null && (
        <div className="pointer-events-auto flex min-h-12 animate-rise items-center gap-3 rounded-control bg-ink py-1 pr-2 pl-5 font-semibold text-ground">
          <span className="py-2 pr-3">{toast.text}</span>
          {toast.undo !== null && (
            <Button
              tone="quiet"
              className="bg-ground/15 text-ground hover:bg-ground/25"
              onClick={() => {
                toast.undo?.()
                unsay()
              }}
            >
              {t('common.undo')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
