import { KeyRound, UserRoundX } from 'lucide-react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { ROLES, type Actor } from '../../../core/domain/people/people.ts'
import { rightWords } from '../../../core/domain/sentences/rights.ts'
import type { LendingQuestion } from '../../api/lending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { closeOverlay } from '../state/overlay.ts'
import { useLanguage, useT } from '../words.ts'
import { useWho } from './use-who.ts'
import { WhoAndPin } from './WhoAndPin.tsx'

/** Somebody who may lends the right for this one step, with their own PIN. Esc leaves it. */
export function AskSheet({
  view,
  question,
  onLent,
}: {
  view: CounterView
  question: LendingQuestion
  onLent: () => void
}) {
  const t = useT()
  const language = useLanguage()
  const { refusal } = question
  const lenders = lendersFor(question, view)
  const who = useWho({
    team: lenders,
    first: null,
    submit: async (personId, pin) => {
      const answer = await question.lend(personId, pin)
      if (answer.ok) onLent()
      return answer
    },
  })
  const alone = lenders.length === 0
  return (
    <Dialog
      open
      onClose={closeOverlay}
      title={
        refusal.type === 'second_person_needed'
          ? t('ask.second')
          : t(refusal.role === 'owner' ? 'ask.owner' : 'ask.supervisor')
      }
      description={refusal.type === 'second_person_needed' ? t('ask.secondAbout') : t('ask.about')}
      closeLabel={t('common.close')}
      width="wide"
      initialFocus={who.pinRef}
      testId="ask-sheet"
      keys={{ ...(alone ? { Enter: closeOverlay } : who.keys), Escape: closeOverlay }}
    >
      <div className="flex flex-col gap-5">
        <p className="m-0 flex items-center gap-3 rounded-card bg-ink/4 px-4 py-3 text-lead font-bold">
          <KeyRound size={20} aria-hidden="true" className="shrink-0 text-second" />
          {refusal.type === 'second_person_needed'
            ? t('ask.secondWhat')
            : rightWords(refusal.right, language)}
        </p>
        {alone ? (
          <>
            <p className="m-0 flex items-start gap-3 text-base">
              <UserRoundX size={22} aria-hidden="true" className="mt-0.5 shrink-0 text-second" />
              {t('ask.nobody')}
            </p>
            <Button tone="accent" cap="⏎" className="self-end" onClick={closeOverlay}>
              {t('common.close')}
            </Button>
          </>
        ) : (
          <WhoAndPin who={who} label={t('ask.who')} go={t('ask.go')} />
        )}
      </div>
    </Dialog>
  )
}

/**
 * Who may lend it. For a second pair of eyes only the core knows what the tender takes; whoever is more than a cashier is
 * shown, and everybody when there is none.
 */
function lendersFor({ refusal }: LendingQuestion, { team, actor }: CounterView): readonly Actor[] {
  const others = team.filter(({ id }) => id !== actor.id)
  if (refusal.type === 'permission_needed')
    return others.filter(({ role }) => ROLES.indexOf(role) >= ROLES.indexOf(refusal.role))
  const seniors = others.filter(({ role }) => role !== 'cashier')
  return seniors.length > 0 ? seniors : others
}
