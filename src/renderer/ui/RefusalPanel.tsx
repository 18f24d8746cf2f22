import type { Language } from '../../core/domain/language.ts'
import { ShieldAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Currency } from '../../core/domain/money.ts'
import type { Refusal, Sentence } from '../../core/domain/refusals.ts'
import { cx } from './cx.ts'
import { useSentences } from './refusal-sentences.ts'

/** A call that got no answer: the connection to the till's core broke. Nothing is known to have failed. */
export interface CallLost {
  readonly type: 'call_lost'
}
export type Trouble = Refusal | CallLost

export interface RefusalWords {
  readonly detail: string
  readonly lost: { readonly what: string; readonly safe: string; readonly next: string }
}

/** What happened, what is safe, what to do next; the technical detail is one click away. */
export function RefusalPanel({
  trouble,
  language,
  words,
  currency,
  compact = false,
  children,
}: {
  trouble: Trouble
  language: Language
  words: RefusalWords
  /** What amounts in the refusal are in. */
  currency?: Currency
  compact?: boolean
  /** A way out that this screen can offer at once. */
  children?: ReactNode
}) {
  const sentenceFor = useSentences()
  const sentence =
    trouble.type === 'call_lost'
      ? { ...words.lost, detail: null }
      : sentenceFor?.(trouble, language, currency)
  return (
    <div
      role="alert"
      data-testid="refusal"
      data-type={trouble.type}
      className={cx(
        'flex animate-rise gap-3 rounded-card border border-cabai/30 bg-cabai-wash text-left text-ink',
        compact ? 'p-3' : 'p-4',
      )}
    >
      <ShieldAlert size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-cabai" />
      <div className="min-w-0 flex-1 text-note">
        {sentence === undefined ? (
          <p className="m-0 h-10 animate-wait rounded-cap bg-cabai/10" />
        ) : (
          <Said sentence={sentence} detailWord={words.detail} />
        )}
        {children}
      </div>
    </div>
  )
}

function Said({ sentence, detailWord }: { sentence: Sentence; detailWord: string }) {
  return (
    <>
      <p className="m-0 font-bold">{sentence.what}</p>
      {sentence.safe !== '' && <p className="m-0 mt-0.5">{sentence.safe}</p>}
      {sentence.next !== '' && <p className="m-0 mt-0.5 font-semibold">{sentence.next}</p>}
      {sentence.detail !== null && sentence.detail !== '' && (
        <details className="mt-1.5">
          <summary className="inline-block min-h-6 cursor-pointer text-small text-second underline underline-offset-2">
            {detailWord}
          </summary>
          <code className="mt-1 block font-mono text-small break-all text-second select-all">
            {sentence.detail}
          </code>
        </details>
      )}
    </>
  )
}
