import { useEffect } from 'react'
import { PinField } from '../../ui/PinPad.tsx'
import { useT } from '../words.ts'
import type { NewPin } from './use-new-pin.ts'

/** A new PIN and the same again, as dots; the digits go to the one that is marked. `quiet` while they go elsewhere. */
export function NewPinFields({ newPin, quiet = false }: { newPin: NewPin; quiet?: boolean }) {
  const t = useT()
  const { first, again, field, led, setField, problem } = newPin
  const { marked } = newPin
  useEffect(() => {
    if (led > 0) marked.current?.focus()
  }, [led, marked])
  const words = { first: t('pin.new'), again: t('pin.again') }
  return (['first', 'again'] as const).map((each) => {
    const pin = each === 'first' ? first : again
    return (
      <PinField
        key={each}
        label={words[each]}
        typed={t('pin.typed', { count: pin.length })}
        length={pin.length}
        active={!quiet && field === each}
        problem={problem?.field === each ? problem.text : null}
        testId={`pin-${each === 'first' ? 'new' : 'again'}`}
        onFocus={() => setField(each)}
        {...(field === each ? { fieldRef: marked } : {})}
      />
    )
  })
}
