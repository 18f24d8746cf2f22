import { Check, Printer } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleView } from '../../../core/contract/views/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useScans } from '../../ui/scan-keys.ts'
import { formatClock } from '../../ui/time.ts'
import { useAction, useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { useJobSheet, useSaleSheet } from '../slip-sheets.ts'
import { SlipPaper } from '../SlipPaper.tsx'
import { findCode } from '../sale/find-code.ts'
import { useOverlay } from '../state/overlay.ts'
import { say, usePage } from '../state/page.ts'
import { takeCode } from '../state/scans.ts'
import { useT } from '../words.ts'
import { SendReceipt } from './SendReceipt.tsx'

/** LUNAS: at once, over the whole screen, with the change that is owed, the slip, and one key to go on. */
export function PaidScreen({ view, sale }: { view: CounterView; sale: SaleView }) {
  const t = useT()
  const { client } = useCore()
  const { full } = useMoney()
  const next = useAction()
  const print = useAction()
  const goOn = () => void next.run(() => client.counter.next())
  const nextButton = useRef<HTMLButtonElement>(null)
  const reprint = async () => {
    // Enter goes on to the next sale, also right after a click on the printer
    nextButton.current?.focus()
    const answer = await print.run(() => client.sale.print({ saleId: sale.id }))
    if (answer?.ok) say(t('paid.reprinted'))
  }
  useKeys({ Enter: goOn, F10: () => void reprint() })
  // the next customer's first thing is scanned before anybody pressed "next"
  useScans(
    (code) => {
      goOn()
      void takeCode(findCode(client), code)
    },
    () => usePage.getState().sheet === null && useOverlay.getState().overlay === null,
  )
  useEffect(() => nextButton.current?.focus(), [])
  const kinds = [...new Set(sale.tenders.filter((tender) => tender.counted).map((tender) => tender.kind))]
  const when = formatClock(sale.paidAt ?? view.now, view.settings)
  return (
    <div className="relative flex h-full overflow-hidden bg-paid text-on-paid">
      <Watermark text={`${sale.number} · ${when}`} />
      <section className="relative flex min-w-0 flex-1 flex-col items-center justify-center-safe gap-2 p-6 [@media(max-height:500px)]:overflow-y-auto [@media(max-height:500px)]:gap-1 [@media(max-height:500px)]:p-3">
        <span className="flex size-24 shrink-0 items-center justify-center rounded-full bg-white text-[#0a6b42] [@media(max-height:660px)]:hidden">
          <Check size={60} strokeWidth={3} aria-hidden="true" />
        </span>
        <h1
          data-testid="paid-word"
          className="m-0 mt-3 text-[clamp(84px,8.2vw,200px)] leading-none font-extrabold tracking-wide [@media(max-height:500px)]:mt-0 [@media(max-height:500px)]:text-[48px]"
        >
          {t('paid.word')}
        </h1>
        <p
          data-testid="paid-amount"
          data-amount={sale.total}
          className="m-0 text-[clamp(52px,4.7vw,112px)] leading-[1.1] font-extrabold tracking-tight [@media(max-height:500px)]:text-[36px]"
        >
          {full(sale.total)}
        </p>
        <p className="m-0 mt-1 text-center text-title [@media(max-height:500px)]:text-note">
          {kinds.map((kind) => t(`kind.${kind}`)).join(' + ')} · {t('paid.number', { number: sale.number })} ·{' '}
          {when}
        </p>
        {sale.changeOwed > 0 && (
          <div className="mt-5 rounded-sheet bg-white px-10 py-4 text-center text-[#0a5233] [@media(max-height:500px)]:mt-1 [@media(max-height:500px)]:flex [@media(max-height:500px)]:items-baseline [@media(max-height:500px)]:gap-3 [@media(max-height:500px)]:px-5 [@media(max-height:500px)]:py-1">
            <p className="m-0 text-title font-bold">{t('paid.change')}</p>
            <p
              data-testid="change-owed"
              data-amount={sale.changeOwed}
              className="m-0 text-[clamp(52px,4.7vw,112px)] leading-[1.1] font-extrabold [@media(max-height:500px)]:text-[36px]"
            >
              {full(sale.changeOwed)}
            </p>
          </div>
        )}
        <div className="mt-8 flex flex-wrap justify-center gap-3 [@media(max-height:500px)]:mt-2">
          <Button
            tone="paid"
            size="large"
            cap="⏎"
            className="px-8"
            ref={nextButton}
            busy={next.busy}
            data-testid="next-sale"
            onClick={goOn}
          >
            {t('paid.next')}
          </Button>
          <Button
            tone="onPaid"
            size="large"
            cap="F10"
            className="px-6"
            busy={print.busy}
            icon={<Printer size={20} aria-hidden="true" />}
            data-testid="reprint"
            onClick={() => void reprint()}
          >
            {t('paid.reprint')}
          </Button>
          <SendReceipt view={view} sale={sale} onClosed={() => nextButton.current?.focus()} />
        </div>
        {(next.trouble ?? print.trouble) !== null && (
          <div className="mt-4 w-full max-w-lg text-ink">
            <Problem trouble={next.trouble ?? print.trouble} compact />
          </div>
        )}
      </section>
      <Slip view={view} sale={sale} />
    </div>
  )
}

/** The slip of this sale: what the screen printer just put out for the customer, or the stored receipt. */
function Slip({ view, sale }: { view: CounterView; sale: SaleView }) {
  const t = useT()
  const printed =
    view.slips.find(
      ({ document }) =>
        document.kind === 'receipt' && document.saleId === sale.id && document.copy?.holder !== 'shop',
    ) ?? null
  const fresh = useJobSheet(printed)
  const stored = useSaleSheet(printed === null ? sale : null)
  const sheet = fresh.sheet ?? stored.sheet
  if (sheet === null) return null
  return (
    <aside
      aria-label={t('paid.slip', { number: sale.number })}
      className="calm-scroll relative max-w-[46%] shrink-0 px-8 max-[1180px]:px-4"
    >
      <SlipPaper
        key={printed?.jobId ?? 'stored'}
        sheet={sheet}
        printing={printed !== null}
        label={t('paid.slip', { number: sale.number })}
      />
    </aside>
  )
}

/** Number and time over the whole ground, so that yesterday's screenshot betrays itself. */
function Watermark({ text }: { text: string }) {
  return (
    <svg aria-hidden="true" className="absolute inset-0 size-full select-none">
      <pattern
        id="paid-mark"
        width={text.length * 15}
        height="132"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-12)"
      >
        <g className="fill-white/9 text-[22px] font-bold tracking-widest">
          <text y="40">{text}</text>
          <text y="106" x={text.length * 7}>
            {text}
          </text>
          <text y="106" x={text.length * -8}>
            {text}
          </text>
        </g>
      </pattern>
      <rect width="100%" height="100%" fill="url(#paid-mark)" />
    </svg>
  )
}
