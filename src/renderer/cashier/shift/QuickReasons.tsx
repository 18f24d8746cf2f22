import { Button } from '../../ui/Button.tsx'
import { useT, type WordKey } from '../desk-words.ts'

/** What is said most often, at one press; it can be changed afterwards. */
export function QuickReasons({
  keys,
  onPick,
}: {
  keys: readonly WordKey[]
  onPick: (reason: string) => void
}) {
  const t = useT()
  return (
    <div role="group" aria-label={t('shift.quick')} className="flex flex-wrap gap-2">
      {keys.map((key) => (
        <Button
          key={key}
          tone="quiet"
          className="px-2.5 text-note"
          data-testid="quick-reason"
          onClick={() => onPick(t(key))}
        >
          {t(key)}
        </Button>
      ))}
    </div>
  )
}
