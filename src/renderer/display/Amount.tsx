import type { Language } from '../../core/domain/language.ts'
import { useLayoutEffect, useRef, type CSSProperties } from 'react'
import { formatMoney, type Amount as AmountValue, type Currency } from '../../core/domain/money.ts'
import { widthInEm } from './text.ts'

export interface AmountProps {
  readonly amount: AmountValue
  readonly currency: Currency
  readonly language: Language
}

/** The giant amount: as large as the screen wants, smaller only when its digits would not fit, and never cut. */
export function Amount({ amount, currency, language }: AmountProps) {
  const text = formatMoney(amount, currency, language)
  const figures = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // the estimate serves the first paint; the real width counts as soon as the font is there, or is a stand-in's
    const measure = () => {
      const element = figures.current
      const size = element === null ? Number.NaN : Number.parseFloat(getComputedStyle(element).fontSize)
      const ems = (element?.getBoundingClientRect().width ?? 0) / size
      if (Number.isFinite(ems) && ems > 0) element?.style.setProperty('--ems', String(ems * 1.005))
    }
    measure()
    document.fonts?.addEventListener('loadingdone', measure)
    return () => document.fonts?.removeEventListener('loadingdone', measure)
  }, [text])
  return (
    <div className="amount-place">
      <div
        className="amount"
        data-testid="display-amount"
        ref={figures}
        style={{ '--ems': widthInEm(text) } as CSSProperties}
      >
        {text}
      </div>
    </div>
  )
}
