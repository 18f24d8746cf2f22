import { RefusalPanel, type Trouble } from '../ui/RefusalPanel.tsx'
import { useCounter } from './state/counter.ts'
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
    <RefusalPanel trouble={trouble} language={language} words={words} currency={currency} compact={compact} />
  )
}
