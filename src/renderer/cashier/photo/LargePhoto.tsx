import { useState } from 'react'
import { cx } from '../../ui/cx.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useT } from './photo-words.ts'

/** A photo over the page, whole or as wide as the sheet, with the amount that it is the proof of in sight beside it. */
export function LargePhoto({
  source,
  name,
  amount,
  onClose,
}: {
  source: string
  name: string
  /** As the shop writes it; null where it proves no one amount. */
  amount: string | null
  onClose: () => void
}) {
  const t = useT()
  const [wide, setWide] = useState(false)
  return (
    <Dialog
      open
      onClose={onClose}
      title={amount === null ? name : `${amount} · ${name}`}
      closeLabel={t('common.close')}
      width="wide"
      testId="photo-large"
      keys={{ '+': () => setWide(true), '-': () => setWide(false) }}
    >
      <button
        type="button"
        aria-pressed={wide}
        aria-label={`${t('photo.enlarge')}: ${name}`}
        aria-keyshortcuts="+ -"
        onClick={() => setWide(!wide)}
        className={cx(
          'mx-auto block max-w-full rounded-control -outline-offset-3',
          wide ? 'w-full cursor-zoom-out' : 'cursor-zoom-in',
        )}
      >
        <img
          src={source}
          alt={name}
          className={cx(
            'mx-auto max-w-full rounded-control object-contain',
            wide ? 'w-full max-w-[640px]' : 'max-h-[max(160px,calc(91vh-140px))]',
          )}
        />
      </button>
    </Dialog>
  )
}
