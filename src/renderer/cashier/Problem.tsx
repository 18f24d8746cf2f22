import { RefusalPanel, type Trouble } from '../ui/RefusalPanel.tsx'
import { useCounter } from './state/counter.ts'
import { Button } from '../ui/Button.tsx'
import { goTo } from './state/page.ts'
import { useLanguage, useT } from './words.ts'

/** A refusal in the shop's language, or nothing. */
export function Problem({ trouble, compact = false }: { trouble: Trouble | null; compact?: boolean }) {
  const t = useT()
  const language = useLanguage()
  const currency = useCounter((state) => state.view?.settings.currency ?? 'IDR')
  if (trouble === null) return null
  const words = {
    detail: t('common.detail'),
    lost: { what: t('lost.what'), safe: t('lost.safe'), next: t('lost.next') },
  }
  return (
    <RefusalPanel trouble={trouble} language={language} words={words} currency={currency} compact={compact}>
      {trouble.type === 'shift_needed' && (
        <Button
          tone="accent"
          cap="⏎"
          // refused by Enter, so the next Enter goes where the refusal points
          autoFocus
          className="mt-2.5"
          data-testid="open-shift"
          onClick={() => goTo('shift')}
        >
          {t('shiftPill.start')}
        </Button>
      )}
    </RefusalPanel>
  )
}
