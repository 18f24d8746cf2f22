import { RefusalPanel, type Trouble } from '../ui/RefusalPanel.tsx'
import { useCounter } from './state/counter.ts'
import { useT } from './words.ts'

/** A refusal in the shop's language, or nothing. */
export function Problem({ trouble, compact = false }: { trouble: Trouble | null; compact?: boolean }) {
  const t = useT()
  const language = useCounter((state) => state.view?.settings.language ?? 'id')
  if (trouble === null) return null
  const words = {
    detail: t('common.detail'),
    lost: { what: t('lost.what'), safe: t('lost.safe'), next: t('lost.next') },
  }
  return <RefusalPanel trouble={trouble} language={language} words={words} compact={compact} />
}
