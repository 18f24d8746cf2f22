import { ImagePlus, X } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../../ui/Button.tsx'
import type { DotsView } from '../../../ui/slip-dots.ts'
import { useAction, useCore } from '../../client.ts'
import { useMoney } from '../../money.ts'
import { Problem } from '../../Problem.tsx'
import { useT } from '../../desk-words.ts'
import { readLogoFile } from './logo-file.ts'

/** Bytes of a line on 58 mm paper, and what a serial line of 9600 baud carries in a second. */
const PAPER_BYTES = 48
const BYTES_A_SECOND = 960

/** The picture above the shop's name: chosen, looked at in the sample beside, taken off again. */
export function LogoField({
  dots,
  onChange,
}: {
  /** The dots of the chosen logo, once the sample shows them. */
  dots: DotsView | null
  onChange: (id: string | null) => void
}) {
  const t = useT()
  const { client } = useCore()
  const input = useRef<HTMLInputElement>(null)
  const keep = useAction()
  const choose = async (file: File) => {
    const kept = await keep.run(async () => {
      const picture = await readLogoFile(file)
      return picture.ok ? await client.slips.keepLogo({ picture: picture.value }) : picture
    })
    if (kept?.ok === true) onChange(kept.value.id)
  }
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-2 border-0 p-0">
      <legend className="mb-1.5 p-0 text-note font-semibold text-second">{t('receipt.logo')}</legend>
      <div className="flex flex-wrap gap-2">
        <Button
          icon={<ImagePlus size={18} aria-hidden="true" />}
          busy={keep.busy}
          onClick={() => input.current?.click()}
        >
          {t('receipt.logoChoose')}
        </Button>
        {dots !== null && (
          <Button
            tone="quiet"
            icon={<X size={18} aria-hidden="true" />}
            data-testid="logo-remove"
            onClick={() => onChange(null)}
          >
            {t('receipt.logoRemove')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept="image/*"
          data-testid="logo-file"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            // the same file again is a choice too
            event.target.value = ''
            if (file !== undefined) void choose(file)
          }}
        />
      </div>
      <p className="m-0 text-small text-second">
        {dots === null ? t('receipt.logoHint') : <LogoCost dots={dots} />}
      </p>
      <Problem trouble={keep.trouble} compact />
    </fieldset>
  )
}

function LogoCost({ dots }: { dots: DotsView }) {
  const t = useT()
  const { language } = useMoney()
  const rowBytes = Math.ceil(dots.widthDots / 8)
  const bytes = (rowBytes + Math.max(0, Math.floor((PAPER_BYTES - rowBytes) / 2))) * dots.heightDots
  const one = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return t('receipt.logoCost', {
    kilobytes: one.format(bytes / 1000),
    seconds: Math.max(1, Math.round(bytes / BYTES_A_SECOND)),
  })
}
