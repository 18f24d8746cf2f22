import { Suspense, useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleView } from '../../../core/contract/views/sale.ts'
import { useKeys } from '../../ui/keys.ts'
import { useScans } from '../../ui/scan-keys.ts'
import { useSecondsLeft } from '../../ui/time.ts'
import { useCounter } from '../state/counter.ts'
import { useOverlay } from '../state/overlay.ts'
import { say, usePage } from '../state/page.ts'
import { CashSheet } from './CashSheet.tsx'
import { EdcSheet, MoreWaysSheet, NoticeSheet, ProofSheet, RejectSheet, SplitSheet } from './later-sheets.ts'
import { PaymentActions } from './PaymentActions.tsx'
import { PaymentCentre } from './PaymentCentre.tsx'
import { PaymentSummary } from './PaymentSummary.tsx'
import { TakedownSheet } from './TakedownSheet.tsx'
import { useT } from '../words.ts'
import { isLive, stateWord, tenderInFocus } from './tender-state.ts'
import { usePaymentActions } from './payment-actions.ts'

/** Waiting for the money: the sale on the left, one code, one word and one countdown in the middle, what to do right. */
export function PaymentScreen({ view, sale }: { view: CounterView; sale: SaleView }) {
  const t = useT()
  const tender = tenderInFocus(sale)
  const offsetMs = useCounter((state) => state.offsetMs)
  const secondsLeft = useSecondsLeft(tender?.code?.expiresAt ?? null, offsetMs)
  const word = stateWord(tender, {
    timeUp: secondsLeft === 0,
    offline: view.network.state === 'offline',
  })
  const [rejecting, setRejecting] = useState(false)
  const [proving, setProving] = useState(false)
  const actions = usePaymentActions(
    sale,
    tender,
    () => setRejecting(true),
    () => setProving(true),
  )
  // a scanner ends with Enter, and Enter confirms here
  useScans(
    (code) => say(t('scan.notNow', { code })),
    () =>
      usePage.getState().sheet === null && useOverlay.getState().overlay === null && !rejecting && !proving,
  )
  useKeys({
    F1: actions.collect ?? (isLive(tender) ? undefined : actions.newCode),
    F2: actions.payCash,
    F3: actions.payEdc,
    F4: actions.split,
    F5: actions.checkNow,
    F6: actions.printCode,
    F7: actions.newCode,
    F8: actions.park,
    F9: actions.proof,
    F10: actions.more,
    Enter: actions.confirm,
    Escape: actions.cancelCode ?? actions.cancelSale,
  })
  return (
    // enlarged so far that three columns have no room, the code comes first and the rest below it
    <div className="flex h-full max-[820px]:calm-scroll max-[820px]:flex-col">
      <PaymentSummary view={view} sale={sale} tender={tender} />
      <PaymentCentre
        view={view}
        sale={sale}
        tender={tender}
        word={word}
        secondsLeft={secondsLeft}
        actions={actions}
      />
      <PaymentActions actions={actions} waiting={isLive(tender)} />
      <Suspense fallback={null}>
        <PaymentSheets view={view} sale={sale} actions={actions} />
        {proving && tender !== null && <ProofSheet tenderId={tender.id} onClose={() => setProving(false)} />}
        {rejecting && tender !== null && (
          <RejectSheet tenderId={tender.id} onClose={() => setRejecting(false)} />
        )}
      </Suspense>
    </div>
  )
}

function PaymentSheets({
  view,
  sale,
  actions,
}: {
  view: CounterView
  sale: SaleView
  actions: ReturnType<typeof usePaymentActions>
}) {
  const sheet = usePage((state) => state.sheet)
  if (actions.takedown !== null) return <TakedownSheet takedown={actions.takedown} sale={sale} />
  switch (sheet?.name) {
    case 'cash':
      return <CashSheet view={view} due={sheet.amount ?? sale.remaining} part={sheet.amount} />
    case 'edc':
      return <EdcSheet due={sheet.amount ?? sale.remaining} part={sheet.amount} />
    case 'notice':
      return (
        <NoticeSheet
          kind={sheet.kind}
          due={sheet.amount ?? sale.remaining}
          part={sheet.amount}
          invite={view.invite}
        />
      )
    case 'more':
      return <MoreWaysSheet view={view} />
    case 'split':
      return <SplitSheet remaining={sale.remaining} onCharge={actions.charge} />
    default:
      return null
  }
}
