import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './cx.ts'
import { KeyCap, type CapTone } from './KeyCap.tsx'

export type ButtonTone = 'accent' | 'plain' | 'quiet' | 'danger' | 'onPaid' | 'paid'
export type ButtonSize = 'normal' | 'large'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: ButtonTone
  readonly size?: ButtonSize
  /** The key that does the same, shown as a cap. */
  readonly cap?: string | undefined
  readonly icon?: ReactNode
  readonly busy?: boolean
  /** Text to the left and the cap to the right edge, as in a column of actions. */
  readonly spread?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

const TONE: Readonly<Record<ButtonTone, string>> = {
  accent: 'bg-nila text-on-nila hover:bg-nila-press active:bg-nila-press',
  plain: 'border border-line bg-card hover:border-line-strong active:bg-ground',
  quiet: 'bg-ink/5 hover:bg-ink/9 active:bg-ink/12',
  danger: 'border border-cabai/35 bg-card text-cabai hover:bg-cabai-wash active:bg-cabai-wash',
  onPaid: 'bg-white/15 text-white hover:bg-white/25 active:bg-white/30 focus-visible:outline-white',
  paid: 'bg-white text-[#0a6b42] hover:bg-white/90 active:bg-white/80 focus-visible:outline-white',
}

const CAP: Readonly<Record<ButtonTone, CapTone>> = {
  accent: 'onAccent',
  plain: 'plain',
  quiet: 'plain',
  danger: 'danger',
  onPaid: 'onPaid',
  paid: 'onWhite',
}

const SIZE: Readonly<Record<ButtonSize, string>> = {
  normal: 'min-h-11 px-4 py-1.5 text-base',
  large: 'min-h-15 px-4 py-1.5 text-lead',
}

/**
 * The one button of the app: 44 px, or 60 px for paying; its key on it. While it works it is marked and takes no press,
 * but keeps the focus: a `disabled` button would drop it, and the next Enter would go nowhere.
 */
export function Button({
  tone = 'plain',
  size = 'normal',
  cap,
  icon,
  busy = false,
  spread = false,
  className,
  children,
  disabled = false,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled && !busy}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        // also keeps a form from being sent a second time
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
      aria-keyshortcuts={cap === undefined ? undefined : ariaKey(cap)}
      className={cx(
        'inline-flex items-center gap-2.5 rounded-control font-semibold transition-colors duration-120 select-none',
        'disabled:cursor-not-allowed disabled:opacity-45 aria-disabled:cursor-progress aria-disabled:opacity-60',
        spread ? 'justify-between text-left' : 'justify-center text-center whitespace-nowrap',
        busy && 'animate-wait',
        TONE[tone],
        SIZE[size],
        className,
      )}
    >
      {icon}
      <span className={cx(spread && 'min-w-0 flex-1')}>{children}</span>
      {cap !== undefined && <KeyCap tone={CAP[tone]}>{cap}</KeyCap>}
    </button>
  )
}

const ARIA_KEYS: Readonly<Record<string, string>> = { Esc: 'Escape', '⏎': 'Enter' }
const ariaKey = (cap: string): string => ARIA_KEYS[cap] ?? cap
