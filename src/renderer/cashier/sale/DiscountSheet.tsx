import { useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { formatDiscount, parseDiscount, useMoney } from '../money.ts'
import { setOrderDiscount, useDraft } from '../state/draft.ts'
import { closeSheet } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { useT } from '../words.ts'

export function DiscountSheet() {
  const t = useT()
  const money = useMoney()
  const discount = useDraft((state) => state.cart.discount)
  const [typed, setTyped] = useTyped('discount.typed', formatDiscount(discount, money))
  const [bad, setBad] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const apply = () => {
    const parsed = parseDiscount(typed, money)
    if (parsed === 'bad') {
      setBad(true)
      return
    }
    setOrderDiscount(parsed)
    closeSheet()
  }
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={t('discount.title')}
      closeLabel={t('common.close')}
      width="narrow"
      initialFocus={field}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <TextField
          label={t('discount.label')}
          hint={t('discount.hint')}
          problem={bad ? t('discount.bad') : null}
          value={typed}
          inputRef={field}
          autoFocus
          data-testid="discount-input"
          onChange={(event) => {
            setTyped(event.target.value)
            setBad(false)
          }}
        />
        <Button type="submit" tone="accent" cap="⏎">
          {t('discount.set')}
        </Button>
      </form>
    </Dialog>
  )
}
