import type { CSSProperties, ReactNode } from 'react'
import type { DisplayOrder, DisplayShop, DisplayView } from '../../core/contract/views/display.ts'
import { amountOf, formatMoney, ZERO } from '../../core/domain/money.ts'
import { useT } from '../i18n/display.words.ts'
import { formatCountdown } from '../ui/time.ts'
import { Amount } from './Amount.tsx'
import type { DisplayFeed } from './feed.ts'
import { CountdownRing, HandIcon } from './icons.tsx'
import { Lines } from './Lines.tsx'
import { leastEdge, QrSymbol } from './QrSymbol.tsx'
import { hostOf, shownName } from './text.ts'
import { useSecondsLeft } from './use-now.ts'

type CodeScreen = Extract<DisplayView, { screen: 'code' }>
type WaitingScreen = Extract<DisplayView, { screen: 'waiting' }>
type InviteScreen = Extract<DisplayView, { screen: 'invite' }>
type AskingScreen = Extract<DisplayView, { screen: 'asking' }>

/** The code, with everything a customer compares before paying. */
export function CodePayment({ view, feed }: { readonly view: CodeScreen; readonly feed: DisplayFeed }) {
  const t = useT()
  const { order, code, shop, paying } = view
  const amount = formatMoney(order.due, order.currency, shop.language)
  const host = hostOf(code.url)
  const name = code.merchantName === null ? shop.name : code.merchantName
  return (
    <Payment
      shop={shop}
      order={order}
      hint={t(code.kind === 'page' ? 'comparePage' : 'compareName')}
      testId="display-code"
      codeRoom={leastEdge(code.matrix.size)}
    >
      <h1 className="state" data-testid="display-state">
        {t('notPaid')}
      </h1>
      <QrSymbol matrix={code.matrix} label={t('qrLabel', { amount })} />
      <div className="names">
        <strong className="merchant">
          <bdi>{shownName(name)}</bdi>
        </strong>
        {code.kind === 'emv' && code.nmid !== null && (
          <span className="nmid">{t('nmid', { nmid: shownName(code.nmid) })}</span>
        )}
        <span className={code.kind === 'page' ? 'scan' : 'scan scan-own'}>
          {t(code.kind === 'page' ? 'scanForPage' : 'scanToPay')}
        </span>
        {code.kind === 'page' && host !== null && <span className="nmid">{t('pageAddress', { host })}</span>}
      </div>
      <div className="foot">
        <Countdown feed={feed} from={code.shownAt} until={code.expiresAt} />
        {paying && (
          <span className="paying" role="status" data-testid="display-paying">
            <i className="dot" />
            {t('arriving')}
          </span>
        )}
      </div>
    </Payment>
  )
}

export function AskingPayment({ view }: { readonly view: AskingScreen }) {
  const t = useT()
  return (
    <Payment shop={view.shop} order={view.order} hint={null} testId="display-asking">
      <h1 className="state" data-testid="display-state">
        {t('notPaid')}
      </h1>
      <div className="qr-place">
        <div className="qr-card qr-coming" role="status">
          <span>{t('preparing')}</span>
        </div>
      </div>
    </Payment>
  )
}

/** The shop's own code or account: a person has to see the money, so nothing here counts down. */
export function InvitedPayment({ view }: { readonly view: InviteScreen }) {
  const t = useT()
  const { shop, order, invite } = view
  const amount = formatMoney(order.due, order.currency, shop.language)
  const suffix = invite.kind === 'transfer' ? (invite.suffix ?? ZERO) : ZERO
  const codeRoom = invite.kind === 'static_qris' ? leastEdge(invite.matrix.size) : 0
  return (
    <Payment
      shop={shop}
      order={order}
      hint={t('showProof')}
      testId="display-invite"
      codeRoom={codeRoom}
      suffix={suffix}
    >
      <h1 className="state" data-testid="display-state">
        {t('notPaid')}
      </h1>
      {invite.kind === 'static_qris' ? (
        <>
          <QrSymbol matrix={invite.matrix} label={t('qrLabel', { amount })} />
          <div className="names">
            <strong className="merchant">
              <bdi>{shownName(invite.merchantName)}</bdi>
            </strong>
            {invite.nmid !== null && (
              <span className="nmid">{t('nmid', { nmid: shownName(invite.nmid) })}</span>
            )}
            <span className="scan scan-own">
              {invite.withAmount ? t('scanToPay') : `${t('typeAmount')} ${amount}`}
            </span>
          </div>
        </>
      ) : (
        <div className="notice">
          {suffix > 0 && <strong data-testid="display-exact">{t('transferExactly', { amount })}</strong>}
          <p>{t('transferTo')}</p>
          {invite.accounts.map((account) => (
            <div key={account.number} className="account">
              <span>{shownName(account.bank)}</span>
              <strong>{account.number}</strong>
              <span>{t('accountName', { name: shownName(account.holder) })}</span>
            </div>
          ))}
        </div>
      )}
    </Payment>
  )
}

const WAITING_WORDS = {
  cashier: ['checking', 'checkingNext'],
  ended: ['codeEnded', 'codeEndedNext'],
  slip: ['slip', 'slipNext'],
} as const satisfies Record<WaitingScreen['reason'], readonly [string, string]>

/** The code was taken down and its outcome is open: the one thing to say is not to pay. */
export function WaitingPayment({ view }: { readonly view: WaitingScreen }) {
  const t = useT()
  const [title, next] = WAITING_WORDS[view.reason]
  return (
    <Payment shop={view.shop} order={view.order} hint={null} testId="display-waiting">
      <h1 className="state" data-testid="display-state">
        {t('notPaid')}
      </h1>
      <div className="notice" role="status">
        <HandIcon />
        <strong>{t(title)}</strong>
        <p>{t(next)}</p>
      </div>
    </Payment>
  )
}

interface PaymentProps {
  readonly shop: DisplayShop
  readonly order: DisplayOrder
  readonly hint: string | null
  readonly testId: string
  /** What the amber half needs at least, in CSS px. */
  readonly codeRoom?: number
  /** The part of what is due that makes a transfer's amount unique. */
  readonly suffix?: number
  readonly children: ReactNode
}

/** Two halves: what is bought and for how much on paper white, how to pay it on amber. */
function Payment({ shop, order, hint, testId, codeRoom = 0, suffix = 0, children }: PaymentProps) {
  const t = useT()
  const { language } = shop
  const covers = amountOf(order.due - suffix)
  const part = covers !== order.total
  return (
    <main className="halves" data-testid={testId} style={{ '--code-room': `${codeRoom}px` } as CSSProperties}>
      <section className="half">
        <p className="shop">
          <bdi>{shownName(shop.name)}</bdi>
        </p>
        <Lines
          lines={order.lines}
          orderDiscount={order.orderDiscount}
          currency={order.currency}
          language={language}
          keep="first"
        />
        <div className="sum">
          <p className="sum-label">
            {t(part ? 'partToPay' : 'totalToPay')}
            {part && (
              <span className="sum-of">
                {t('ofTotal', { total: formatMoney(order.total, order.currency, language) })}
              </span>
            )}
          </p>
          <Amount amount={order.due} currency={order.currency} language={language} />
          {suffix > 0 && (
            <p className="hint" data-testid="display-unique">
              {t('uniquePart', {
                covers: formatMoney(covers, order.currency, language),
                suffix: formatMoney(amountOf(suffix), order.currency, language),
              })}
            </p>
          )}
          {hint !== null && <p className="hint">{hint}</p>}
        </div>
      </section>
      <section className="half half-amber">{children}</section>
    </main>
  )
}

interface CountdownProps {
  readonly feed: DisplayFeed
  readonly from: string
  readonly until: string | null
}

function Countdown({ feed, from, until }: CountdownProps) {
  const t = useT()
  const left = useSecondsLeft(feed, until)
  if (left === null || until === null) return null
  const whole = (Date.parse(until) - Date.parse(from)) / 1000
  return (
    <span className="countdown" data-testid="display-countdown" role="timer">
      <CountdownRing share={whole > 0 ? Math.min(1, left / whole) : 0} />
      {t('validFor', { left: formatCountdown(left) })}
    </span>
  )
}
