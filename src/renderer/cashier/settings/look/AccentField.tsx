import { Check } from 'lucide-react'
import { ACCENTS, type Accent } from '../../../../core/domain/accents.ts'
import { cx } from '../../../ui/cx.ts'
import { useT } from '../../desk-words.ts'

/** The shop's colour, chosen among a few that hold their contrast in every theme; each is shown as it is painted. */
export function AccentField({ value, onChange }: { value: Accent; onChange: (accent: Accent) => void }) {
  const t = useT()
  const theme = document.documentElement.dataset['theme']
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-2 border-0 p-0">
      <legend className="mb-1.5 p-0 text-note font-semibold text-second">{t('look.accent')}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(140px,1fr))] gap-2">
        {ACCENTS.map((accent) => (
          <label
            key={accent}
            data-testid={`accent-${accent}`}
            className={cx(
              'flex min-h-13 cursor-pointer items-center gap-3 rounded-control border px-3',
              'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-nila',
              accent === value ? 'border-ink font-bold' : 'border-line hover:border-line-strong',
            )}
          >
            <input
              type="radio"
              name="accent"
              value={accent}
              checked={accent === value}
              onChange={() => onChange(accent)}
              className="sr-only"
            />
            <span
              aria-hidden="true"
              data-theme={theme}
              data-accent={accent}
              className="flex size-7 shrink-0 items-center justify-center rounded-full bg-nila text-on-nila forced-color-adjust-none"
            >
              {accent === value && <Check size={17} strokeWidth={3} />}
            </span>
            {t(`look.${accent}`)}
          </label>
        ))}
      </div>
      <p className="m-0 text-small text-second">{t('look.accentHint')}</p>
    </fieldset>
  )
}
