import { CircleSlash, ImagePlus, RotateCcw, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { SavedProductView } from '../../../core/contract/views/catalog.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { Product } from '../../../core/domain/catalog/catalog.ts'
import { amountOf } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, SwitchField, TextField } from '../../ui/Field.tsx'
import { useAction, useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { BarcodeField } from './BarcodeField.tsx'
import { draftOf, TAXES, typedOf, type TypedProduct, type Wrong } from './draft.ts'
import { readPictureFile } from './picture-file.ts'
import { PriceHistory } from './PriceHistory.tsx'
import { useRefreshCatalog } from './use-catalog.ts'

const UNITS = ['pcs', 'kg', 'gram', 'liter', 'botol', 'bungkus', 'dus', 'porsi']
const NOTHING: ReadonlySet<Wrong> = new Set()

/** One product with all that is known about it; a new one when `product` is null. What is refused stays typed. */
export function ProductSheet({
  view,
  product,
  code,
  groups,
  onClose,
  onSaved,
}: {
  view: CounterView
  product: Product | null
  /** A scanned code that the new product begins with. */
  code: string | null
  groups: readonly string[]
  onClose: () => void
  onSaved: (saved: SavedProductView) => void
}) {
  const t = useT()
  const { client } = useCore()
  const money = useMoney()
  const action = useAction()
  const name = useRef<HTMLInputElement>(null)
  const lists = useId()
  const [typed, setTyped] = useTyped<TypedProduct>(
    `catalog:product:${product?.id ?? 'new'}`,
    typedOf(product, code, money),
  )
  const [wrong, setWrong] = useState(NOTHING)
  const set = (changes: Partial<TypedProduct>) => setTyped((now) => ({ ...now, ...changes }))
  const save = async () => {
    const draft = draftOf(typed, money.read)
    setWrong(draft.ok ? NOTHING : draft.error)
    if (!draft.ok) return
    const saved = await action.run(() =>
      client.catalog.save({ id: product?.id ?? null, ...draft.value, barcodes: [...draft.value.barcodes] }),
    )
    if (saved?.ok === true) onSaved(saved.value)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(product === null ? 'catalog.new' : 'catalog.edit')}
      closeLabel={t('common.close')}
      width="medium"
      initialFocus={name}
      testId="product-sheet"
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div className="grid grid-cols-[2fr_1fr] gap-x-4 gap-y-2">
          <TextField
            label={t('catalog.name')}
            problem={wrong.has('name') ? t('catalog.nameBad') : null}
            inputRef={name}
            value={typed.name}
            maxLength={120}
            data-testid="product-name"
            onChange={(event) => set({ name: event.target.value })}
          />
          <TextField
            label={t('catalog.price')}
            problem={
              wrong.has('price') ? t('catalog.priceBad', { example: money.plain(amountOf(15_000)) }) : null
            }
            inputMode="decimal"
            className="figures text-right font-semibold"
            value={typed.price}
            maxLength={20}
            data-testid="product-price"
            onChange={(event) => set({ price: event.target.value })}
          />
          <TextField
            label={t('catalog.category')}
            hint={t('catalog.categoryHint')}
            problem={wrong.has('category') ? t('catalog.categoryBad') : null}
            list={`${lists}-groups`}
            value={typed.category}
            maxLength={40}
            data-testid="product-category"
            onChange={(event) => set({ category: event.target.value })}
          />
          <TextField
            label={t('catalog.unit')}
            problem={wrong.has('unit') ? t('catalog.unitBad') : null}
            list={`${lists}-units`}
            value={typed.unit}
            maxLength={10}
            onChange={(event) => set({ unit: event.target.value })}
          />
          <SelectField
            label={t('catalog.tax')}
            value={typed.tax}
            onChange={(event) => {
              const tax = TAXES.find((each) => each === event.target.value)
              if (tax !== undefined) set({ tax })
            }}
          >
            {TAXES.map((tax) => (
              <option key={tax} value={tax}>
                {t(`catalog.tax.${tax}`, {
                  label: tax.startsWith('ppn')
                    ? view.settings.taxRules.ppnLabel
                    : view.settings.taxRules.pbjtLabel,
                })}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t('catalog.sku')}
            hint={t('catalog.skuHint')}
            value={typed.sku}
            maxLength={40}
            data-testid="product-sku"
            onChange={(event) => set({ sku: event.target.value })}
          />
        </div>
        <datalist id={`${lists}-groups`}>
          {groups.map((group) => (
            <option key={group} value={group} />
          ))}
        </datalist>
        <datalist id={`${lists}-units`}>
          {UNITS.map((unit) => (
            <option key={unit} value={unit} />
          ))}
        </datalist>
        <BarcodeField barcodes={typed.barcodes} onChange={(barcodes) => set({ barcodes })} />
        <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
          <PictureField picture={typed.picture} onChange={(picture) => set({ picture })} />
          <SwitchField
            label={t('catalog.favourite')}
            hint={t('catalog.favouriteHint')}
            checked={typed.favourite}
            onChange={(favourite) => set({ favourite })}
          />
        </div>
        {product !== null && <PriceHistory productId={product.id} settings={view.settings} />}
        <Problem trouble={action.trouble} compact />
        <div className="mt-1 flex flex-wrap justify-end gap-2.5">
          {product !== null && <ActiveButton product={product} onDone={onClose} />}
          <Button
            type="submit"
            tone="accent"
            cap="⏎"
            busy={action.busy}
            className="min-w-32"
            data-testid="product-save"
          >
            {t('common.save')}
            <RightMark wanted="change_catalog" />
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Takes a product out of sale or back; one press undoes it. */
function ActiveButton({ product, onDone }: { product: Product; onDone: () => void }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const refresh = useRefreshCatalog()
  const { id: productId, name } = product
  const set = async (active: boolean) => {
    const done = await action.run(() => client.catalog.setActive({ productId, active }))
    if (done?.ok !== true) return
    refresh()
    onDone()
    say(t(active ? 'catalog.resumedWord' : 'catalog.stoppedWord', { name }), () => {
      client.catalog.setActive({ productId, active: !active }).then(refresh, refresh)
    })
  }
  return (
    <div className="mr-auto flex flex-col gap-2">
      <Button
        tone={product.active ? 'danger' : 'plain'}
        busy={action.busy}
        icon={
          product.active ? (
            <CircleSlash size={18} aria-hidden="true" />
          ) : (
            <RotateCcw size={18} aria-hidden="true" />
          )
        }
        data-testid="product-active"
        onClick={() => void set(!product.active)}
      >
        {t(product.active ? 'catalog.stop' : 'catalog.resume')}
      </Button>
      <Problem trouble={action.trouble} compact />
    </div>
  )
}

function PictureField({
  picture,
  onChange,
}: {
  picture: string | null
  onChange: (picture: string | null) => void
}) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [bad, setBad] = useState(false)
  const choose = async (file: File) => {
    const read = await readPictureFile(file)
    setBad(read === null)
    if (read !== null) onChange(read)
  }
  return (
    <div role="group" aria-label={t('catalog.picture')} className="flex items-center gap-3">
      {picture !== null && <img src={picture} alt="" className="size-14 rounded-[9px] object-cover" />}
      <div className="flex flex-col gap-1">
        <div className="flex gap-2">
          <Button icon={<ImagePlus size={18} aria-hidden="true" />} onClick={() => input.current?.click()}>
            {t('catalog.pictureChoose')}
          </Button>
          {picture !== null && (
            <Button tone="quiet" icon={<X size={18} aria-hidden="true" />} onClick={() => onChange(null)}>
              {t('catalog.pictureRemove')}
            </Button>
          )}
        </div>
        <span
          className={bad ? 'text-small font-semibold text-cabai' : 'text-small text-second'}
          role="status"
        >
          {t(bad ? 'catalog.pictureBad' : 'catalog.pictureHint')}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        data-testid="product-picture"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          // the same file again is a choice too
          event.target.value = ''
          if (file !== undefined) void choose(file)
        }}
      />
    </div>
  )
}
