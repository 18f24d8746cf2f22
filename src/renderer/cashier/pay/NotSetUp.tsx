import { Info } from 'lucide-react'
import type { InviteKind } from '../../../core/domain/tenders/invite.ts'
import { Button } from '../../ui/Button.tsx'
import { useT } from '../photo/photo-words.ts'
import { RightMark } from '../RightMark.tsx'
import { goTo } from '../state/page.ts'

/**
 * The shop has no account or printed code to show yet. The money can be recorded all the same, so this is a note with the
 * way to mend it and no refusal.
 */
export function NotSetUp({ kinds }: { kinds: readonly InviteKind[] }) {
  const t = useT()
  if (kinds.length === 0) return null
  return (
    <div
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-control bg-ink/4 py-2.5 pr-2.5 pl-4"
      data-testid="not-set-up"
    >
      <Info size={18} aria-hidden="true" className="shrink-0 text-second" />
      <div className="min-w-52 flex-1 text-note text-second">
        {kinds.map((kind) => (
          <p key={kind} className="m-0">
            {t(`more.without.${kind}`)}
          </p>
        ))}
        <p className="m-0">{t('more.still')}</p>
      </div>
      <Button tone="quiet" data-testid="set-up" onClick={() => goTo('settings', 'notices')}>
        {t('more.setUp')}
        <RightMark wanted="change_settings" />
      </Button>
    </div>
  )
}
