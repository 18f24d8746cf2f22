import { Ban, EyeOff, LoaderCircle, ReceiptText } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { CodeView, SaleView, TenderView } from '../../../core/contract/views/sale.ts'
import { cx } from '../../ui/cx.ts'
import { QrPicture } from '../../ui/QrPicture.tsx'
import { toneClass } from '../../ui/States.tsx'
import { formatCountdown } from '../../ui/time.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { useT } from '../words.ts'
import { LostDisplay } from './LostDisplay.tsx'
import { PracticePanel } from './PracticePanel.tsx'
import { SlipReview } from './SlipReview.tsx'
import { dueOf, isProvider, type StateWord } from './tender-state.ts'
import type { PaymentActionSet } from './payment-actions.ts'

export function PaymentCentre({
  view,
  sale,
  tender,
  word,
  secondsLeft,
  actions,
}: {
  view: CounterView
  sale: SaleView
  tender: TenderView | null
  word: StateWord
  secondsLeft: number | null
  actions: PaymentActionSet
}) {
  const { full } = useMoney()
  const t = useT()
  const about = word.about === null ? null : t(word.about, { amount: full(sale.remaining) })
  return (
    <section className="flex min-w-0 flex-1 flex-col items-center gap-4 px-5 py-5 max-[820px]:order-first max-[820px]:flex-none">
      <div className="calm-scroll flex min-h-0 w-full flex-1 flex-col items-center justify-center-safe gap-4">
        <StateLine
          word={word}
          amount={full(dueOf(sale, tender))}
          secondsLeft={word.counting ? secondsLeft : null}
        />
        {word.code !== 'covered' && <LostDisplay />}
        <CentrePiece view={view} tender={tender} word={word} actions={actions} />
        {about !== null && (
          <p className="m-0 max-w-md shrink-0 text-center text-base text-second" aria-live="polite">
            {about}
          </p>
        )}
        {actions.trouble !== null && (
          <div className="w-full max-w-lg shrink-0">
            <Problem trouble={actions.trouble} compact />
          </div>
        )}
      </div>
      {view.mode === 'practice' && tender !== null && isProvider(tender) && tender.sessionId !== null && (
        <PracticePanel over={!tender.inFlight} onAct={actions.act} />
      )}
    </section>
  )
}

function StateLine({
  word,
  amount,
  secondsLeft,
}: {
  word: StateWord
  amount: string
  secondsLeft: number | null
}) {
  const t = useT()
  const hurry = secondsLeft !== null && secondsLeft <= 60
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1">
      <h1
        data-testid="state-word"
        data-word={word.word}
        aria-live="assertive"
        className={cx(
          'm-0 flex min-h-11 items-center rounded-control py-1 px-5 text-[clamp(22px,1.5vw,32px)] font-extrabold tracking-wide',
          toneClass(word.tone),
        )}
      >
        {t(word.word)}
      </h1>
      {secondsLeft !== null && (
        <span
          data-testid="countdown"
          role="timer"
          aria-live="off"
          className={cx('text-[clamp(22px,1.5vw,32px)] font-semibold', hurry ? 'text-kunyit' : 'text-second')}
        >
          {formatCountdown(secondsLeft)}
        </span>
      )}
      {/* on a narrow window what is paid for stands below the code, out of sight */}
      <span aria-hidden="true" className="text-large font-extrabold min-[821px]:hidden">
        {amount}
      </span>
    </div>
  )
}

function CentrePiece({
  view,
  tender,
  word,
  actions,
}: {
  view: CounterView
  tender: TenderView | null
  word: StateWord
  actions: PaymentActionSet
}) {
  const t = useT()
  const evidence = tender?.evidence ?? null
  if (tender?.state === 'recorded' && evidence !== null) {
    return <SlipReview tender={tender} evidence={evidence} actions={actions} />
  }
  if (word.code === 'shown' && tender !== null && tender.code !== null) {
    return <Code view={view} code={tender.code} tender={tender} />
  }
  if (word.code === 'coming') {
    return (
      <Placeholder>
        <LoaderCircle size={44} aria-hidden="true" className="animate-spin text-second/60" />
      </Placeholder>
    )
  }
  if (tender === null || !isProvider(tender)) {
    return <ReceiptText size={72} strokeWidth={1.25} aria-hidden="true" className="shrink-0 text-second/50" />
  }
  return (
    <Placeholder>
      {NEVER_SHOWN.has(tender.state) ? (
        <Ban size={44} strokeWidth={1.5} aria-hidden="true" className="text-second/60" />
      ) : (
        <>
          <EyeOff size={44} strokeWidth={1.5} aria-hidden="true" className="text-second/60" />
          <span className="text-note font-semibold text-second">{t('pay.covered')}</span>
        </>
      )}
    </Placeholder>
  )
}

/** States in which there never was a code that could be covered. */
const NEVER_SHOWN: ReadonlySet<string> = new Set(['refused', 'quarantined', 'abandoned'])

function Placeholder({ children }: { children: ReactNode }) {
  return (
    <div className="flex size-64 shrink flex-col items-center justify-center gap-3 rounded-qr border-2 border-dashed border-line-strong">
      {children}
    </div>
  )
}

/** The symbol in whole pixels in what room there is, on white in every theme. */
function Code({ view, code, tender }: { view: CounterView; code: CodeView; tender: TenderView }) {
  const t = useT()
  const { full } = useMoney()
  const [frame, room] = useRoom()
  return (
    <div className="flex max-h-[max(520px,62vh)] min-h-0 w-full flex-1 flex-col items-center justify-center gap-3">
      <div ref={frame} className="flex min-h-56 w-full flex-1 items-center justify-center">
        <div className="overflow-hidden rounded-qr border border-line bg-white p-1.5" data-testid="qr-card">
          <QrPicture
            matrix={code.matrix}
            room={room - 14}
            label={t('pay.qrLabel', { amount: full(tender.amount) })}
          />
        </div>
      </div>
      <div className="shrink-0 text-center">
        {code.kind === 'emv' ? (
          <>
            <p className="m-0 text-base font-bold">{code.merchantName ?? view.settings.shopName}</p>
            {code.nmid !== null && <p className="m-0 text-base text-second">NMID {code.nmid}</p>}
            <p className="m-0 text-small text-second">{t('pay.compare')}</p>
          </>
        ) : (
          <>
            <p className="m-0 text-note text-second">{t('pay.openPage')}</p>
            {code.url !== null && (
              <p className="m-0 max-w-lg font-mono text-note break-all select-all" data-testid="link-url">
                {code.url}
              </p>
            )}
          </>
        )}
      </div>
    </div>
  )
}

/** The edge of the largest square inside an element, followed as the window changes. */
function useRoom(): [React.RefObject<HTMLDivElement | null>, number] {
  const frame = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(380)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const measure = () => setRoom(Math.floor(Math.min(element.clientWidth, element.clientHeight)))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [frame, room]
}
