import { CornerDownLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type CapTone = 'plain' | 'onAccent' | 'onPaid' | 'danger' | 'onWhite'

const TONE: Readonly<Record<CapTone, string>> = {
  plain: 'bg-ink/8 text-second',
  onAccent: 'border border-on-nila/40 bg-nila-press text-on-nila',
  onPaid: 'bg-white/20 text-white',
  onWhite: 'bg-black/8 text-[#3c4a43]',
  danger: 'bg-cabai/10 text-cabai',
}

/** The key of an action as a small cap on its control. Read out by `aria-keyshortcuts`, so it is silent itself. */
export function KeyCap({ children, tone = 'plain' }: { children: ReactNode; tone?: CapTone }) {
  return (
    <kbd
      aria-hidden="true"
      className={cx(
        'inline-flex h-6 min-w-6 shrink-0 items-center justify-center rounded-cap px-1.5 font-sans text-small font-semibold',
        TONE[tone],
      )}
    >
      {/* the font has no return sign */}
      {children === '⏎' ? <CornerDownLeft size={15} /> : children}
    </kbd>
  )
}
