import { useRef, useState, type RefObject } from 'react'
import { checkPin } from '../../../core/domain/people/people.ts'
import { sentenceFor } from '../../../core/domain/sentences/sentence-for.ts'
import type { KeyBindings } from '../../ui/keys.ts'
import { pinKeys, usePin, type Pin } from '../../ui/PinPad.tsx'
import { useLanguage, useT } from '../words.ts'

type Field = 'first' | 'again'

export interface NewPin {
  readonly first: Pin
  readonly again: Pin
  readonly field: Field
  readonly setField: (field: Field) => void
  /** The field that the digits go to. */
  readonly active: Pin
  /** Counts how often the typing was led to a field, which then takes the focus. */
  readonly led: number
  readonly marked: RefObject<HTMLDivElement | null>
  readonly problem: { readonly field: Field; readonly text: string } | null
  readonly keys: KeyBindings
  /** The PIN when both are the same and it is no weak one; otherwise null, and the fields say why. */
  readonly check: () => string | null
}

/** A new PIN, typed twice. Enter leads from field to field, and says what is wrong only where something was typed. */
export function useNewPin(): NewPin {
  const t = useT()
  const language = useLanguage()
  const first = usePin()
  const again = usePin()
  const [field, setField] = useState<Field>('first')
  const [led, setLed] = useState(0)
  const marked = useRef<HTMLDivElement>(null)
  const [problem, setProblem] = useState<NewPin['problem']>(null)
  const watched = (pin: Pin): Pin => ({
    ...pin,
    press: (digit) => {
      setProblem(null)
      pin.press(digit)
    },
  })
  const active = watched(field === 'first' ? first : again)
  const lead = (to: Field, problemText: string | null): null => {
    setField(to)
    setLed((before) => before + 1)
    setProblem(problemText === null ? null : { field: to, text: problemText })
    return null
  }
  const check = (): string | null => {
    if (first.length === 0 && led === 0) return lead('first', null)
    const checked = checkPin(first.read())
    if (!checked.ok) {
      first.clear()
      again.clear()
      const { what, next } = sentenceFor(checked.error, language)
      return lead('first', `${what} ${next}`)
    }
    if (again.length === 0 && field === 'first') return lead('again', null)
    if (again.read() !== first.read()) {
      again.clear()
      return lead('again', t('pin.differs'))
    }
    return checked.value
  }
  return { first, again, field, setField, active, led, marked, problem, keys: pinKeys(active), check }
}
