import {
  CirclePause,
  CreditCard,
  Banknote,
  Ellipsis,
  FileCheck,
  Globe,
  Printer,
  QrCode,
  RefreshCw,
  RotateCcw,
  Split,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, type ButtonTone } from '../../ui/Button.tsx'
import { useCollects } from '../collecting.ts'
import { useT, type WordKey } from '../words.ts'
import type { PaymentActionSet } from './payment-actions.ts'

interface ActionRow {
  readonly word: WordKey
  readonly cap: string
  readonly icon: ReactNode
  readonly press: (() => void) | undefined
  readonly testId: string
  readonly tone?: ButtonTone
}

const ICON = 20

/** The column on the right. What cannot be done now is not shown, except "check now", which is always an answer. */
export function PaymentActions({ actions, waiting }: { actions: PaymentActionSet; waiting: boolean }) {
  const t = useT()
  const [usual = 'qris'] = useCollects()
  const about: readonly ActionRow[] = [
    {
      word: 'pay.check',
      cap: 'F5',
      icon: <RefreshCw size={ICON} aria-hidden="true" className={actions.checking ? 'animate-spin' : ''} />,
      press: actions.checkNow,
      testId: 'check-now',
    },
    {
      word: 'pay.printCode',
      cap: 'F6',
      icon: <Printer size={ICON} aria-hidden="true" />,
      press: actions.printCode,
      testId: 'print-code',
    },
    {
      word: 'pay.proof',
      cap: 'F9',
      icon: <FileCheck size={ICON} aria-hidden="true" />,
      press: actions.proof,
      testId: 'customer-proof',
    },
    {
      word: 'pay.newCode',
      cap: 'F7',
      icon: <RotateCcw size={ICON} aria-hidden="true" />,
      press: actions.newCode,
      testId: 'new-qr',
      // once the old code is over, a new one is the obvious next step
      tone: waiting ? 'plain' : 'accent',
    },
  ]
  const ways: readonly ActionRow[] = [
    {
      word: usual === 'link' ? 'pay.link' : 'pay.qris',
      cap: 'F1',
      icon:
        usual === 'link' ? (
          <Globe size={ICON} aria-hidden="true" />
        ) : (
          <QrCode size={ICON} aria-hidden="true" />
        ),
      press: actions.collect,
      testId: `pay-${usual}`,
      tone: 'accent',
    },
    {
      word: 'pay.cash',
      cap: 'F2',
      icon: <Banknote size={ICON} aria-hidden="true" />,
      press: actions.payCash,
      testId: 'pay-cash',
      tone: 'quiet',
    },
    {
      word: 'pay.edc',
      cap: 'F3',
      icon: <CreditCard size={ICON} aria-hidden="true" />,
      press: actions.payEdc,
      testId: 'pay-edc',
      tone: 'quiet',
    },
    {
      word: 'pay.split',
      cap: 'F4',
      icon: <Split size={ICON} aria-hidden="true" />,
      press: actions.split,
      testId: 'pay-split',
      tone: 'quiet',
    },
    {
      word: 'pay.more',
      cap: 'F10',
      icon: <Ellipsis size={ICON} aria-hidden="true" />,
      press: actions.more,
      testId: 'pay-more',
      tone: 'quiet',
    },
  ]
  return (
    <aside
      aria-label={t('pay.actions')}
      className="calm-scroll flex w-[22%] max-w-[340px] min-w-[252px] flex-col gap-2.5 border-l border-line bg-card px-5 py-5 max-[820px]:w-full max-[820px]:max-w-none max-[820px]:shrink-0"
    >
      <Rows rows={about} />
      {about.some((row) => row.press !== undefined) && (
        <hr className="m-0 my-1.5 w-full border-0 border-t border-line" />
      )}
      <Rows rows={ways} />
      <div className="mt-auto flex flex-col gap-2.5 pt-3">
        {waiting && <p className="m-0 text-small text-second max-[1180px]:hidden">{t('pay.autoKnown')}</p>}
        <Rows
          rows={[
            {
              word: 'pay.park',
              cap: 'F8',
              icon: <CirclePause size={ICON} aria-hidden="true" />,
              press: actions.park,
              testId: 'park',
            },
          ]}
        />
        {actions.cancelCode !== undefined && (
          <DangerRow
            word="pay.cancelCode"
            testId="cancel-qr"
            press={actions.cancelCode}
            busy={actions.busy}
          />
        )}
        {actions.cancelCode === undefined && actions.cancelSale !== undefined && (
          <DangerRow
            word="pay.cancelSale"
            testId="cancel-sale"
            press={actions.cancelSale}
            busy={actions.busy}
          />
        )}
      </div>
    </aside>
  )
}

function Rows({ rows }: { rows: readonly ActionRow[] }) {
  const t = useT()
  return rows.map(({ word, cap, icon, press, testId, tone }) =>
    press === undefined ? null : (
      <Button
        key={word}
        tone={tone ?? 'plain'}
        spread
        cap={cap}
        icon={icon}
        data-testid={testId}
        onClick={press}
        className="min-h-13 shrink-0"
      >
        {t(word)}
      </Button>
    ),
  )
}

function DangerRow({
  word,
  testId,
  press,
  busy,
}: {
  word: WordKey
  testId: string
  press: () => void
  busy: boolean
}) {
  const t = useT()
  return (
    <Button
      tone="danger"
      cap="Esc"
      data-testid={testId}
      busy={busy}
      onClick={press}
      className="min-h-13 shrink-0"
    >
      {t(word)}
    </Button>
  )
}
