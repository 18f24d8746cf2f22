import { Button } from '../ui/Button.tsx'
import { unsay, usePage } from './state/page.ts'
import { useT } from './words.ts'

/** A short word over the shop's name, where nothing is pressed and no state is hidden. */
export function Toast() {
  const t = useT()
  const toast = usePage((state) => state.toast)
  return (
    <div
      aria-live="polite"
      className="pointer-events-none absolute inset-x-0 bottom-1.5 z-40 flex justify-start px-3"
    >
      {toast !== null && (
        <div className="pointer-events-auto flex min-h-11 animate-rise items-center gap-2 rounded-control bg-ink pl-5 font-semibold whitespace-nowrap text-ground">
          <span className="pr-5">{toast.text}</span>
          {toast.undo !== null && (
            <Button
              tone="quiet"
              className="-ml-3 bg-ground/15 text-ground hover:bg-ground/25"
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
