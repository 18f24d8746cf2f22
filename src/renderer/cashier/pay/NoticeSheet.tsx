import { useEffect, useState } from 'react'
import type { InviteView } from '../../../core/contract/views/sale.ts'
import {
  checkStaticQrisNotice,
  checkTransfer,
  type NoticeRefusal,
} from '../../../core/domain/tenders/evidence.ts'
import type { InviteKind } from '../../../core/domain/tenders/invite.ts'
import { subtractAmount, type Amount } from '../../../core/domain/money.ts'
import { sentenceFor } from '../../../core/domain/sentences/sentence-for.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { QrPicture } from '../../ui/QrPicture.tsx'
import type { AmountRefusal } from '../../../core/domain/money.ts'
import { useAction, useCore, withCart } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { closeSheet, closeThisSheet } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { PhotoField } from '../photo/PhotoField.tsx'
import { useT } from '../photo/photo-words.ts'
import { NotSetUp } from './NotSetUp.tsx'
import { UsedEvidence } from './UsedEvidence.tsx'

type Field = NoticeRefusal['field']

const FIELDS = { transfer: ['bank', 'reference'], static_qris: ['rrn'] } as const satisfies Readonly<
  Record<InviteKind, readonly Field[]>
>

/**
 * A payment that only a person sees. While this is open the customer's screen shows the shop's own code or account; what
 * the notice on the shop's phone says is typed here.
 */
export function NoticeSheet({
  kind,
  due,
  part,
  invite,
}: {
  kind: InviteKind
  due: Amount
  part: Amount | null
  invite: InviteView | null
}) {
  const t = useT()
  const core = useCore()
  const { full, plain, read, language } = useMoney()
  const showing = useAction()
  const action = useAction()
  const [typed, setTyped] = useTyped<Readonly<Record<Field, string>>>('notice.typed', {
    bank: '',
    reference: '',
    rrn: '',
  })
  const [sent, setSent] = useTyped<string | null>('notice.sent', null)
  const [photo, setPhoto] = useTyped<string | null>('notice.photo', null)
  const [refusal, setRefusal] = useState<NoticeRefusal | null>(null)
  const [sentRefusal, setSentRefusal] = useState<AmountRefusal | null>(null)
  const unique = uniqueAmount(invite)
  useInvitation(kind, part, showing)
  const nothingToShow =
    showing.trouble?.type === 'bank_account_not_set_up' || showing.trouble?.type === 'static_qris_not_set_up'

  const record = async (override: { reason: string } | null = null) => {
    const checked = kind === 'transfer' ? checkTransfer(typed) : checkStaticQrisNotice(typed)
    if (!checked.ok) return setRefusal(checked.error)
    const amount = sent === null ? null : read(sent)
    if (amount !== null && !amount.ok) return setSentRefusal(amount.error)
    const { client } = core
    const notice = checked.value
    const close = closeThisSheet()
    const answer = await action.run((attemptId) =>
      withCart(core, () =>
        notice.kind === 'transfer'
          ? client.sale.recordTransfer({
              ...{ attemptId, amount: part, ...notice, photo, override },
              sent: amount?.value ?? null,
            })
          : client.sale.recordStaticQris({ attemptId, amount: part, ...notice, photo, override }),
      ),
    )
    if (answer?.ok) close()
  }
  const usedOn = action.trouble?.type === 'evidence_used' ? action.trouble : null
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={t(`notice.${kind}`)}
      description={t(`notice.${kind}About`, { amount: full(unique?.asked ?? due) })}
      closeLabel={t('common.close')}
      width="medium"
      testId={`notice-${kind}`}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void record()
        }}
      >
        {unique !== null && (
          <div className="rounded-control bg-nila-wash px-4 py-3" data-testid="notice-unique">
            <p className="m-0 text-lead font-bold">{t('unique.exact', { amount: full(unique.asked) })}</p>
            <p className="m-0 text-note text-second">
              {t('unique.parts', { covers: full(unique.covers), suffix: full(unique.suffix) })}
            </p>
          </div>
        )}
        <NotSetUp kinds={nothingToShow ? [kind] : []} />
        <div className={cx('grid items-start gap-6', invite !== null && 'sm:grid-cols-[auto_1fr]')}>
          <Shown invite={invite} due={due} />
          <div className={cx('grid min-w-0 gap-x-4 gap-y-2', kind === 'transfer' && 'sm:grid-cols-2')}>
            {FIELDS[kind].map((field, index) => (
              <TextField
                key={field}
                autoFocus={index === 0}
                label={t(`notice.${field}`)}
                hint={t(`notice.${field}Hint`)}
                problem={refusal?.field === field ? sentenceFor(refusal, language).what : null}
                value={typed[field]}
                maxLength={60}
                data-testid={`notice-${field}`}
                onChange={(event) => {
                  action.clear()
                  setRefusal(null)
                  setTyped((before) => ({ ...before, [field]: event.target.value }))
                }}
              />
            ))}
            {unique !== null && (
              <TextField
                label={t('unique.sent')}
                hint={t('unique.sentHint', { asked: full(unique.asked), covers: full(unique.covers) })}
                problem={sentRefusal === null ? null : sentenceFor(sentRefusal, language).what}
                inputMode="numeric"
                maxLength={20}
                value={sent ?? plain(unique.asked)}
                data-testid="notice-sent"
                onChange={(event) => {
                  action.clear()
                  setSentRefusal(null)
                  setSent(event.target.value)
                }}
              />
            )}
          </div>
        </div>
        <PhotoField
          photo={photo}
          onPhoto={(taken) => {
            action.clear()
            setPhoto(taken)
          }}
        />
        <Problem trouble={refusal ?? action.trouble ?? (nothingToShow ? null : showing.trouble)} compact />
        {usedOn === null ? (
          <Button
            type="submit"
            tone="accent"
            size="large"
            cap="⏎"
            busy={action.busy}
            data-testid="notice-record"
          >
            {t('notice.record')}
          </Button>
        ) : (
          <UsedEvidence busy={action.busy} onReason={(reason) => void record({ reason })} />
        )}
      </form>
    </Dialog>
  )
}

/** What the customer is asked to send, where it is more than is due. */
function uniqueAmount(invite: InviteView | null) {
  if (invite?.kind !== 'transfer' || invite.suffix === undefined) return null
  const { due: asked, suffix } = invite
  return { asked, suffix, covers: subtractAmount(asked, suffix) }
}

/** Puts the shop's code or account on the customer's screen for as long as the sheet is open. */
function useInvitation(kind: InviteKind, part: Amount | null, { run }: ReturnType<typeof useAction>): void {
  const core = useCore()
  useEffect(() => {
    void run(() => withCart(core, () => core.client.sale.invite({ kind, amount: part })))
    return () => void core.client.sale.endInvite().catch(() => undefined)
  }, [core, kind, part, run])
}

/** What the customer sees, small: the cashier knows what to point at. */
function Shown({ invite, due }: { invite: InviteView | null; due: Amount }) {
  const t = useT()
  const { full } = useMoney()
  if (invite === null) return null
  return (
    <div className="rounded-sheet border border-line bg-ground p-4" data-testid="notice-shown">
      <p className="m-0 mb-2 text-small text-second">{t('notice.onScreen')}</p>
      {invite.kind === 'static_qris' ? (
        <>
          <div className="w-fit rounded-qr bg-white p-1">
            <QrPicture matrix={invite.matrix} room={190} label={t('pay.qrLabel', { amount: full(due) })} />
          </div>
          <p className="m-0 mt-2 font-bold">{invite.merchantName}</p>
          {!invite.withAmount && <p className="m-0 text-note text-second">{t('notice.typesAmount')}</p>}
        </>
      ) : (
        <ul className="m-0 flex list-none flex-col gap-3 p-0">
          {invite.accounts.map((account) => (
            <li key={account.number}>
              <p className="m-0 text-note text-second">{account.bank}</p>
              <p className="m-0 text-base font-bold tabular-nums">{account.number}</p>
              <p className="m-0 text-note">{account.holder}</p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
