import type { ReactNode } from 'react'
import { cx } from './cx.ts'

/** Nothing here, or something broke: a picture, what happened, one clear next step. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex h-full min-h-40 flex-1 flex-col items-center justify-center gap-2 p-8 text-center">
      <div className="mb-1 text-second/70">{icon}</div>
      <p className="m-0 text-lead font-bold">{title}</p>
      {children !== undefined && <div className="max-w-md text-base text-second">{children}</div>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  )
}

/** Grey bars where rows will stand, so that nothing jumps when they come. */
export function LoadingRows({ rows = 8, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-14 items-center gap-4 border-b border-line px-5">
          <div className="h-3.5 w-1/4 animate-wait rounded-cap bg-ink/8" />
          <div className="h-3.5 flex-1 animate-wait rounded-cap bg-ink/5" />
          <div className="h-3.5 w-20 animate-wait rounded-cap bg-ink/8" />
        </div>
      ))}
    </div>
  )
}

export type Tone = 'nila' | 'kunyit' | 'pandan' | 'cabai' | 'grey'
const TONE: Readonly<Record<Tone, string>> = {
  nila: 'bg-nila-wash text-nila',
  kunyit: 'bg-kunyit-wash text-kunyit',
  pandan: 'bg-pandan-wash text-pandan',
  cabai: 'bg-cabai-wash text-cabai',
  grey: 'bg-ink/6 text-second',
}
export const toneClass = (tone: Tone): string => TONE[tone]

/** A word with its colour; the word alone is enough to understand it. */
export function Badge({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-full px-2.5 text-small font-bold whitespace-nowrap [&>svg]:shrink-0',
        TONE[tone],
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  )
}
