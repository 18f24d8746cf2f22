import { useRef, useState } from 'react'
import type { SaleLine } from '../../../core/domain/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { formatDiscount, formatQuantity, parseDiscount, readQuantity, useMoney } from '../money.ts'
import { changeLine, useDraft } from '../state/draft.ts'
import { closeSheet, type LineField } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { useT } from '../words.ts'

/** Quantity, note and discount of one line. */
export function LineSheet({ lineId, field = 'quantity' }: { lineId: string; field?: LineField }) {
  const line = useDraft((state) => state.cart.lines.find((each) => each.id === lineId))
  return line === undefined ? null : <LineForm line={line} first={field} />
}

function LineForm({ line, first }: { line: SaleLine; first: LineField }) {
  const t = useT()
  const money = useMoney()
  const { full, language } = money
  const [quantity, setQuantity] = useTyped(
    `line.${line.id}.quantity`,
    formatQuantity(line.quantity, language),
  )
  const [note, setNote] = useTyped(`line.${line.id}.note`, line.note ?? '')
  const [discount, setDiscount] = useTyped(`line.${line.id}.discount`, formatDiscount(line.discount, money))
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const parsedQuantity = readQuantity(quantity)
  const parsedDiscount = parseDiscount(discount, money)

  const save = () => {
    setTried(true)
    if (!parsedQuantity.ok || parsedDiscount === 'bad') return
    changeLine(line.id, {
      quantity: parsedQuantity.value,
      note: note.trim() === '' ? null : note.trim(),
      discount: parsedDiscount,
    })
    closeSheet()
  }
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={line.name}
      description={t('line.price', { price: full(line.unitPrice) })}
      closeLabel={t('common.close')}
      width="narrow"
      initialFocus={field}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          label={t('line.quantity')}
          hint={t('line.quantityHint')}
          problem={tried && !parsedQuantity.ok ? t(`line.bad.${parsedQuantity.error}`) : null}
          inputMode="decimal"
          maxLength={30}
          inputRef={first === 'quantity' ? field : null}
          autoFocus={first === 'quantity'}
          data-testid="line-quantity-input"
          value={quantity}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setQuantity(event.target.value)}
        />
        <TextField
          label={t('line.note')}
          hint={t('line.noteHint')}
          value={note}
          maxLength={120}
          inputRef={first === 'note' ? field : null}
          autoFocus={first === 'note'}
          data-testid="line-note-input"
          onChange={(event) => setNote(event.target.value)}
        />
        <TextField
          label={t('line.discount')}
          hint={t('discount.hint')}
          problem={tried && parsedDiscount === 'bad' ? t('discount.bad') : null}
          value={discount}
          maxLength={30}
          inputRef={first === 'discount' ? field : null}
          autoFocus={first === 'discount'}
          data-testid="line-discount-input"
          onChange={(event) => setDiscount(event.target.value)}
        />
        <Button type="submit" tone="accent" cap="⏎">
          {t('common.save')}
        </Button>
      </form>
    </Dialog>
  )
}
