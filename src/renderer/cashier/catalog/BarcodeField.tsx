import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { useScans } from '../../ui/scan-keys.ts'
import { useT } from '../desk-words.ts'
import { useOverlay } from '../state/overlay.ts'
import { withBarcode } from './draft.ts'

/** The codes that scan to a product; a scanner adds one from wherever the cursor is. */
export function BarcodeField({
  barcodes,
  onChange,
}: {
  barcodes: readonly string[]
  onChange: (barcodes: readonly string[]) => void
}) {
  const t = useT()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<{ why: 'bad' | 'many' | 'has'; code: string } | null>(null)
  const add = (code: string) => {
    const more = withBarcode(barcodes, code)
    setWrong(more.ok ? null : { why: more.error, code })
    if (!more.ok) return
    setText('')
    onChange(more.value)
  }
  useScans(add, () => useOverlay.getState().overlay === null)
  const problem = {
    bad: t('catalog.barcodeBad'),
    many: t('catalog.barcodeMany'),
    has: t('catalog.barcodeHas', { code: wrong?.code ?? '' }),
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('catalog.barcodes')}
            hint={t('catalog.barcodesHint')}
            problem={wrong === null ? null : problem[wrong.why]}
            value={text}
            maxLength={48}
            data-testid="product-barcode"
            onChange={(event) => setText(event.target.value.trim())}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || text === '') return
              event.preventDefault()
              add(text)
            }}
          />
        </div>
        <Button className="mt-6.5" disabled={text === ''} onClick={() => add(text)}>
          {t('catalog.barcodeAdd')}
        </Button>
      </div>
      {barcodes.length > 0 && (
        <ul className="m-0 flex list-none flex-wrap gap-2 p-0" aria-label={t('catalog.barcodes')}>
          {barcodes.map((code) => (
            <li
              key={code}
              data-testid="barcode"
              className="flex min-h-11 items-center rounded-control bg-ink/5 pl-3.5 text-base tabular-nums"
            >
              {code}
              <button
                type="button"
                aria-label={t('catalog.barcodeRemove', { code })}
                onClick={() => onChange(barcodes.filter((each) => each !== code))}
                className="flex size-11 items-center justify-center rounded-control text-second hover:bg-ink/5"
              >
                <X size={16} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
