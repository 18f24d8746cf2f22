import { UserRound } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { useT, type WordKey } from '../words.ts'
import type { PracticeAction } from './payment-actions.ts'

const ACTS: readonly { action: PracticeAction; word: WordKey; testId: string }[] = [
  { action: 'pay', word: 'practice.pay', testId: 'practice-pay' },
  { action: 'late_pay', word: 'practice.late', testId: 'practice-late' },
  { action: 'fail', word: 'practice.fail', testId: 'practice-fail' },
  { action: 'cancel', word: 'practice.cancel', testId: 'practice-cancel' },
  { action: 'expire', word: 'practice.expire', testId: 'practice-expire' },
]

/** Plays the customer. Set apart from the till's own actions, and only there in practice mode. */
export function PracticePanel({ over, onAct }: { over: boolean; onAct: (action: PracticeAction) => void }) {
  const t = useT()
  return (
    <section
      aria-label={t('practice.title')}
      className="flex w-full max-w-2xl shrink-0 flex-col gap-1.5 rounded-card border-2 border-dashed border-kunyit/45 bg-card px-3 pt-2 pb-3"
    >
      <h2 className="m-0 flex items-center gap-2 pl-1 text-note font-bold text-kunyit">
        <UserRound size={18} aria-hidden="true" />
        {t('practice.title')}
      </h2>
      <div className="flex flex-wrap gap-1.5">
        {ACTS.filter(({ action }) => !over || action === 'late_pay').map(({ action, word, testId }) => (
          <Button
            key={action}
            tone="quiet"
            className="flex-1 px-1.5 text-note"
            data-testid={testId}
            onClick={() => onAct(action)}
          >
            {t(word)}
          </Button>
        ))}
      </div>
    </section>
  )
}
