import { FlaskConical, GraduationCap } from 'lucide-react'
import type { Mode } from '../../../core/domain/provider/session.ts'
import { cx } from '../../ui/cx.ts'
import { goTo } from '../state/page.ts'
import { useT } from '../words.ts'

/** Says that the money is not real: a band over the whole width, in words, with stripes that no live screen has. `fixed` leaves out the way to change it. */
export function ModeBanner({ mode, fixed = false }: { mode: Mode; fixed?: boolean }) {
  const t = useT()
  if (mode === 'live') return null
  const Icon = mode === 'practice' ? GraduationCap : FlaskConical
  return (
    <div
      data-testid="mode-banner"
      className={cx(
        'flex h-9 shrink-0 items-center justify-center gap-2.5 text-note',
        'bg-kunyit-wash text-kunyit',
        'bg-[repeating-linear-gradient(-45deg,transparent_0_14px,color-mix(in_srgb,var(--kunyit)_9%,transparent)_14px_28px)]',
      )}
    >
      <Icon size={18} aria-hidden="true" />
      <strong className="font-extrabold tracking-widest">{t(`mode.${mode}`)}</strong>
      <span className="font-semibold">{t(`mode.${mode}About`)}</span>
      {!fixed && (
        <button
          type="button"
          onClick={() => goTo('settings')}
          className="relative ml-2 min-h-9 px-2 font-semibold underline underline-offset-2 after:absolute after:inset-x-0 after:-top-1 after:-bottom-2 after:z-10 after:content-['']"
        >
          {t('mode.change')}
        </button>
      )}
    </div>
  )
}
