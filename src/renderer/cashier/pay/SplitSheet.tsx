import { useRef, useState } from 'react'
import {
  amountOf,
  roundToStep,
  type Amount,
  type AmountRefusal,
  type Currency,
} from '../../../core/domain/money.ts'
import type { SaleRefusal } from '../../../core/domain/tenders/sale-tenders.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { AmountPad } from '../AmountPad.tsx'
import { useCollects } from '../collecting.ts'
import { useMoney } from '../money.ts'
import { closeSheet, openSheet } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { useT } from '../words.ts'

/** A part now, in one of the ways to pay; the rest follows in another. */
export function SplitSheet({
  remaining,
  onCharge,
}: {
  remaining: Amount
  onCharge: (kind: 'qris' | 'link', amount: Amount | null) => Promise<unknown>
}) {
  const t = useT()
  const { full, plain, read, currency } = useMoney()
  const [typed, setTyped] = useTyped('split.typed', '')
  const [refusal, setRefusal] = useState<AmountRefusal | SaleRefusal | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const type = (next: string) => {
    setTyped(next)
    setRefusal(null)
  }
  const withPart = (go: (part: Amount) => void) => () => {
    const part = read(typed)
    if (!part.ok) return setRefusal(part.error)
    if (part.value > remaining) {
      return setRefusal({ type: 'tender_exceeds_remaining', remaining, asked: part.value })
    }
    closeSheet()
    go(part.value)
  }
  const [way = 'qris'] = useCollects()
  const collect = withPart((part) => void onCharge(way, part))
  const cash = withPart((amount) => openSheet({ name: 'cash', amount }))
  const edc = withPart((amount) => openSheet({ name: 'edc', amount }))
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={t('split.title')}
      description={t('split.about')}
      closeLabel={t('common.close')}
      width="medium"
      initialFocus={field}
      testId="split-sheet"
      keys={{ F1: collect, F2: cash, F3: edc }}
    >
      <p className="m-0 mb-3 text-base font-semibold">{t('split.of', { amount: full(remaining) })}</p>
      <AmountPad
        label={t('split.label')}
        typed={typed}
        onChange={type}
        refusal={refusal}
        testId="split-input"
        inputRef={field}
      >
        <div className="grid grid-cols-2 gap-2">
          <Button tone="quiet" onClick={() => type(plain(shareOf(remaining, 2, currency)))}>
            {t('split.half')}
          </Button>
          <Button tone="quiet" onClick={() => type(plain(shareOf(remaining, 3, currency)))}>
            {t('split.third')}
          </Button>
        </div>
        <div className="mt-auto grid grid-cols-3 gap-2">
          <Button
            tone="accent"
            size="large"
            cap="F1"
            onClick={collect}
            className="px-1"
            data-testid={`split-${way}`}
          >
            {t(way === 'link' ? 'sale.link' : 'sale.qris')}
          </Button>
          <Button size="large" cap="F2" onClick={cash} className="px-1" data-testid="split-cash">
            {t('sale.cash')}
          </Button>
          <Button size="large" cap="F3" onClick={edc} className="px-1" data-testid="split-edc">
            {t('sale.edc')}
          </Button>
        </div>
      </AmountPad>
    </Dialog>
  )
}

/** A round part: to the nearest thousand rupiah, or whole unit, where the sale is large enough for it. */
function shareOf(amount: Amount, parts: number, currency: Currency): Amount {
  const share = amountOf(Math.round(amount / parts))
  const step = amountOf(currency === 'IDR' ? 1_000 : 100)
  return share >= step * 10 ? roundToStep(share, step) : share
}
