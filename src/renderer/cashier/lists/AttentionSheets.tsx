import { useState } from 'react'
import type { AttentionDetail } from '../../../core/contract/views/after-sale.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { TenderView } from '../../../core/contract/views/sale.ts'
import type { AttentionAction } from '../../../core/domain/books/attention-actions.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { ReasonSheet } from '../ReasonSheet.tsx'
import { useT, type WordKey } from '../words.ts'
import { AttachSheet } from './AttachSheet.tsx'
import { RefundSheet, type RefundedPayment } from './RefundSheet.tsx'
import { useDone } from './use-done.ts'

export type AttentionSheet = Exclude<AttentionAction, 'check' | 'reprint' | 'was_printed'>

interface SheetProps {
  readonly view: CounterView
  readonly detail: AttentionDetail
  readonly onClose: () => void
}

/** What an action of the inbox asks before it is done. */
export function AttentionSheets({ sheet, ...props }: SheetProps & { sheet: AttentionSheet }) {
  switch (sheet) {
    case 'attach':
      return <AttachSheet {...props} />
    case 'refund':
      return <WhichRefund {...props} />
    case 'release':
      return <ReleaseSheet {...props} />
    case 'escalate':
    case 'note':
    case 'resolve':
      return <NoteSheet what={sheet} {...props} />
  }
}

const NOTES = {
  resolve: {
    title: 'todo.resolve',
    label: 'todo.note',
    hint: 'todo.noteHint',
    needed: 'todo.needNote',
    done: 'todo.resolved',
  },
  escalate: {
    title: 'todo.do.escalate',
    label: 'todo.escalateNote',
    hint: 'todo.escalateHint',
    needed: 'todo.needWords',
    done: 'todo.escalated',
  },
  note: {
    title: 'todo.do.note',
    label: 'todo.noteLabel',
    hint: 'todo.notePlain',
    needed: 'todo.needWords',
    done: 'todo.noted',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, WordKey>>>>

function NoteSheet({ what, detail, onClose }: SheetProps & { what: keyof typeof NOTES }) {
  const t = useT()
  const { client } = useCore()
  const { action, run } = useDone(onClose)
  const { title, label, hint, needed, done } = NOTES[what]
  return (
    <ReasonSheet
      name={what}
      title={t(title)}
      label={t(label)}
      hint={t(hint)}
      needed={t(needed)}
      go={t(title)}
      tone="accent"
      maxLength={500}
      action={action}
      onClose={onClose}
      onReason={(note) => void run(() => client.attention[what]({ attentionId: detail.id, note }), t(done))}
    />
  )
}

function ReleaseSheet({ detail, onClose }: SheetProps) {
  const t = useT()
  const { client } = useCore()
  const { action, run } = useDone(onClose)
  const go = () => run(() => client.attention.release({ attentionId: detail.id }), t('todo.done'))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('todo.releaseTitle')}
      description={t('todo.releaseAbout')}
      closeLabel={t('common.close')}
      width="narrow"
      testId="release-sheet"
    >
      <div className="flex flex-col gap-4">
        <Problem trouble={action.trouble} compact />
        <div className="flex justify-end gap-2.5">
          <Button cap="Esc" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button tone="danger" busy={action.busy} data-testid="release-go" onClick={() => void go()}>
            {t('todo.releaseGo')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

type Refundable = AttentionDetail['refundable'][number]

/** Money that came twice has two payments: which one goes back is a person's choice. */
function WhichRefund({ view, detail, onClose }: SheetProps) {
  const t = useT()
  const { full } = useMoney()
  const [only] = detail.refundable
  const [chosen, setChosen] = useState<Refundable | null>(
    detail.refundable.length === 1 && only !== undefined ? only : null,
  )
  if (chosen !== null)
    return <RefundSheet view={view} saleId={chosen.saleId} payment={paymentOf(chosen)} onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('todo.refundWhich')}
      closeLabel={t('common.close')}
      testId="refund-which"
    >
      <div className="flex flex-col gap-2">
        {detail.refundable.map((each) => (
          <Button key={each.tenderId} spread size="large" onClick={() => setChosen(each)}>
            {t(`kind.${kindOf(each)}`)} {full(each.remaining)}
            <span className="ml-2 font-normal text-second">
              {formatDay(each.at, view.settings)} {formatClock(each.at, view.settings, false)}
            </span>
          </Button>
        ))}
      </div>
    </Dialog>
  )
}

/** Only the provider's kinds can be given back by it. */
const kindOf = ({ kind }: Refundable): TenderView['kind'] => (kind === 'link' ? 'link' : 'qris')
const paymentOf = (each: Refundable): RefundedPayment => ({ ...each, kind: kindOf(each) })
