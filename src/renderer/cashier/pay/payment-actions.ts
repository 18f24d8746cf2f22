import { useState } from 'react'
import type { SaleView, TenderView } from '../../../core/contract/views/sale.ts'
import type { Amount } from '../../../core/domain/money.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useAction, useCore, type Action } from '../client.ts'
import { useCollects } from '../collecting.ts'
import { openSheet, say } from '../state/page.ts'
import { useT } from '../words.ts'
import { isLive, isProvider } from './tender-state.ts'

type Press = (() => void) | undefined

/** What the cashier may do about a sale that waits for money; a thing that cannot be done now is absent. */
export interface PaymentActionSet {
  /** The provider's usual way: QRIS, or the payment link where there is no QRIS. */
  readonly collect: Press
  readonly payCash: Press
  readonly payEdc: Press
  readonly split: Press
  /** Ways that only a person sees: transfer, the printed code. */
  readonly more: Press
  readonly checkNow: Press
  readonly printCode: Press
  readonly newCode: Press
  /** The customer shows proof for a code that is over. */
  readonly proof: Press
  readonly park: Press
  readonly confirm: Press
  readonly reject: Press
  readonly cancelCode: Press
  readonly cancelSale: Press
  readonly charge: (kind: 'qris' | 'link', amount: Amount | null) => Promise<unknown>
  readonly act: (action: PracticeAction) => void
  readonly busy: boolean
  readonly checking: boolean
  readonly trouble: Trouble | null
  /** An old code that has to go before the counter can go on; null when none stands in the way. */
  readonly takedown: Takedown | null
}

const isOver = (tender: TenderView): boolean => isProvider(tender) && !tender.inFlight && !tender.counted

export type PracticeAction = 'pay' | 'fail' | 'expire' | 'late_pay' | 'cancel'

export interface Takedown {
  readonly tenderId: string
  /** `ask` before a live code is taken down; `stuck` when that was not possible. */
  readonly step: 'ask' | 'stuck'
  /** Why it is stuck, when there is more to say than that it is. */
  readonly why: Trouble | null
  readonly action: Action
  readonly onTakeDown: () => void
  readonly onSupersede: (reason: string) => void
  readonly onClose: () => void
}

export function usePaymentActions(
  sale: SaleView,
  tender: TenderView | null,
  onReject: () => void,
  onProof: () => void,
): PaymentActionSet {
  const t = useT()
  const { client } = useCore()
  const main = useAction()
  const charging = useAction()
  const renewing = useAction()
  const checking = useAction()
  const practice = useAction()
  const { takedown, clearTheWay, askForReason } = useTakedown(tender)

  const [usual = 'qris'] = useCollects()
  const live = isLive(tender) && tender.state !== 'canceling'
  const closing = isLive(tender) && tender.state === 'canceling'
  const shown = live && tender.state === 'presented'
  const rest = sale.remaining > 0
  const recorded = tender?.state === 'recorded'
  const press =
    (run: () => Promise<unknown>): (() => void) =>
    () =>
      void run()

  /** One payment more on the sale makes the next press another attempt. */
  const situation = String(sale.tenders.length)
  const charge = async (kind: 'qris' | 'link', amount: Amount | null) =>
    await charging.run((attemptId) => client.sale.charge({ attemptId, kind, amount }), situation)
  const newCode = async (tenderId: string) => {
    const answer = await renewing.run((attemptId) => client.sale.newCode({ tenderId, attemptId }), situation)
    if (answer?.ok === false && isStuck(answer.error)) {
      renewing.clear()
      askForReason(tenderId, answer.error, () => void charge(tender?.kind === 'link' ? 'link' : usual, null))
    }
  }
  const cancelCode = async (tenderId: string) => {
    const answer = await main.run(() => client.sale.cancelCode({ tenderId }))
    if (answer?.ok === false && isStuck(answer.error)) {
      main.clear()
      askForReason(tenderId, answer.error, () => undefined)
    }
  }
  const checkNow = async (tenderId: string) => {
    const answer = await checking.run(() => client.sale.checkNow({ tenderId }))
    if (answer?.ok) say(t('pay.checked'))
  }
  const printCode = async (tenderId: string) => {
    const answer = await main.run(() => client.sale.printCode({ tenderId }))
    if (answer?.ok) say(t('pay.printed'))
  }
  /** Another way to pay: a code that can still be paid is taken down first. */
  const instead = (go: () => void): Press => {
    if (recorded) return undefined
    // said in words, because a key that does nothing is pressed again and again
    if (closing) return () => say(t('pay.stillCanceling'))
    if (rest) return go
    return live ? () => clearTheWay(go) : undefined
  }
  /** Was shown and is over: a new one is made only after the old one was read again. */
  const ended = tender !== null && isOver(tender) && tender.sessionId !== null

  return {
    collect: rest && !live && !recorded && !ended ? press(() => charge(usual, null)) : undefined,
    payCash: instead(() => openSheet({ name: 'cash', amount: null })),
    payEdc: instead(() => openSheet({ name: 'edc', amount: null })),
    more: instead(() => openSheet({ name: 'more' })),
    split: closing
      ? () => say(t('pay.stillCanceling'))
      : rest && !recorded
        ? () => openSheet({ name: 'split' })
        : undefined,
    checkNow:
      tender !== null && isProvider(tender) && tender.sessionId !== null
        ? press(() => checkNow(tender.id))
        : undefined,
    printCode: shown && tender.code !== null ? press(() => printCode(tender.id)) : undefined,
    proof: ended ? onProof : undefined,
    newCode: shown || (ended && rest) ? press(() => newCode(tender.id)) : undefined,
    park: press(() => main.run(() => client.counter.next())),
    confirm: recorded
      ? press(() => main.run(() => client.sale.acceptTender({ tenderId: tender.id })))
      : undefined,
    reject: recorded ? onReject : undefined,
    cancelCode: live ? press(() => cancelCode(tender.id)) : undefined,
    cancelSale:
      !live && !recorded && sale.covered === 0 && tender?.state !== 'canceling'
        ? press(() => main.run(() => client.sale.cancel({ saleId: sale.id })))
        : undefined,
    charge,
    act: (action) => {
      if (tender !== null) void practice.run(() => client.practice.act({ tenderId: tender.id, action }))
    },
    busy: main.busy || charging.busy || renewing.busy,
    checking: checking.busy,
    trouble:
      main.trouble ??
      charging.trouble ??
      renewing.trouble ??
      checking.trouble ??
      practice.trouble ??
      tender?.trouble ??
      null,
    takedown,
  }
}

interface Way {
  readonly tenderId: string
  readonly step: 'ask' | 'stuck'
  readonly why: Trouble | null
  readonly go: () => void
}

/** The old code could not be taken down, now or at all. */
const isStuck = ({ type }: Trouble): boolean => type === 'old_code_still_live' || type === 'code_stays_open'

/** The sheet itself says what it means that a code could not be taken down; until when it lives only the refusal does. */
const told = (trouble: Trouble): Trouble | null => (trouble.type === 'code_stays_open' ? trouble : null)

/** Before the customer pays another way, the code on the screen must be gone for sure, or covered with a reason. */
function useTakedown(tender: TenderView | null): {
  readonly takedown: Takedown | null
  readonly clearTheWay: (go: () => void) => void
  readonly askForReason: (tenderId: string, why: Trouble, go: () => void) => void
} {
  const { client } = useCore()
  const action = useAction()
  const [way, setWay] = useState<Way | null>(null)
  const close = () => {
    setWay(null)
    action.clear()
  }
  const goOn = () => {
    const go = way?.go
    close()
    go?.()
  }
  const takeDown = async (tenderId: string) => {
    const answer = await action.run(() => client.sale.cancelCode({ tenderId }))
    if (answer === null) return
    // paid in the meantime: the screen turns to LUNAS, there is nothing left to go on with
    if (answer.ok) return answer.value.remaining > 0 ? goOn() : close()
    if (isStuck(answer.error) || answer.error.type === 'provider_unreachable') {
      const why = told(answer.error)
      action.clear()
      setWay((before) => before && { ...before, step: 'stuck', why })
    }
  }
  const supersede = async (tenderId: string, reason: string) => {
    const answer = await action.run(() => client.sale.supersede({ tenderId, reason }))
    if (answer?.ok) goOn()
  }
  return {
    takedown:
      way === null
        ? null
        : {
            tenderId: way.tenderId,
            step: way.step,
            why: way.why,
            action,
            onTakeDown: () => void takeDown(way.tenderId),
            onSupersede: (reason) => void supersede(way.tenderId, reason),
            onClose: close,
          },
    clearTheWay: (go) => {
      if (tender !== null) setWay({ tenderId: tender.id, step: 'ask', why: null, go })
    },
    askForReason: (tenderId, why, go) => setWay({ tenderId, step: 'stuck', why: told(why), go }),
  }
}
