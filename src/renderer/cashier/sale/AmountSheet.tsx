import { useRef, useState } from 'react'
import { ulid } from 'ulidx'
import type { AmountRefusal } from '../../../core/domain/money.ts'
import { roundAmounts } from '../../../core/domain/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { AmountPad } from '../AmountPad.tsx'
import { useCollects } from '../collecting.ts'
import { useMoney } from '../money.ts'
import { addAmountLine } from '../state/draft.ts'
import { closeSheet } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { useT } from '../words.ts'

/**
 * Sells an amount without a product. What cannot be read is refused on the spot and stays as it was typed. The keys of
 * the ways to pay work from here too: most typed amounts are the whole sale.
 */
export function AmountSheet({ onPay }: { onPay: (way: 'collect' | 'cash' | 'edc') => void }) {
  const t = useT()
  const { read, plain, currency } = useMoney()
  const [typed, setTyped] = useTyped('amount.typed', '')
  const [name, setName] = useTyped('amount.name', '')
  const [refusal, setRefusal] = useState<AmountRefusal | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const type = (next: string) => {
    setTyped(next)
    setRefusal(null)
  }
  const add = (): boolean => {
    const amount = read(typed)
    if (!amount.ok) {
      setRefusal(amount.error)
      field.current?.focus()
      return false
    }
    addAmountLine(amount.value, name.trim() === '' ? t('amount.line') : name.trim(), ulid())
    closeSheet()
    return true
  }
  const payBy = (way: 'collect' | 'cash' | 'edc') => () => {
    if (add()) onPay(way)
  }
  const [main] = useCollects()
  const ways = { F1: payBy('collect'), F2: payBy('cash'), F3: payBy('edc') }
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={t('amount.title')}
      closeLabel={t('common.close')}
      width="medium"
      initialFocus={field}
      testId="amount-pad"
      keys={ways}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <AmountPad
          label={t('amount.label')}
          typed={typed}
          inputRef={field}
          testId="amount-input"
          refusal={refusal}
          onChange={type}
        >
          <div role="group" aria-label={t('amount.round')} className="grid grid-cols-3 gap-2">
            {roundAmounts(currency).map((amount) => (
              <Button
                key={amount}
                tone="quiet"
                data-testid="round-amount"
                onClick={() => type(plain(amount))}
              >
                {plain(amount)}
              </Button>
            ))}
          </div>
          <TextField
            label={t('amount.name')}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.target.value)}
          />
          <Button
            type="submit"
            tone="accent"
            size="large"
            cap="⏎"
            data-testid="amount-add"
            className="mt-auto"
          >
            {t('amount.add')}
          </Button>
          <div role="group" aria-label={t('amount.pay')} className="grid grid-cols-3 gap-2">
            <Button cap="F1" className="gap-1.5 px-1" data-testid="amount-collect" onClick={ways.F1}>
              {t(main === 'link' ? 'sale.link' : 'sale.qris')}
            </Button>
            <Button cap="F2" className="gap-1.5 px-1" data-testid="amount-cash" onClick={ways.F2}>
              {t('sale.cash')}
            </Button>
            <Button cap="F3" className="gap-1.5 px-1" data-testid="amount-edc" onClick={ways.F3}>
              {t('sale.edc')}
            </Button>
          </div>
        </AmountPad>
      </form>
    </Dialog>
  )
}
