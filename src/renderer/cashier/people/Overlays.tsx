import type { CounterView } from '../../../core/contract/views/counter.ts'
import { lazy, Suspense, useState } from 'react'
import { useKeys } from '../../ui/keys.ts'
import { useCounter } from '../state/counter.ts'
import { openSwitch, useOverlay } from '../state/overlay.ts'
import { useT } from '../words.ts'
import { SwitchSheet } from './SwitchSheet.tsx'

// a question is rare enough to be fetched when it comes
const AskSheet = lazy(async () => ({ default: (await import('./AskSheet.tsx')).AskSheet }))
// after a recovery, and otherwise from the settings
const OwnPinSheet = lazy(async () => ({
  default: (await import('../settings/people/OwnPinSheet.tsx')).OwnPinSheet,
}))

/** What lies over every page and every sheet, and the key to it that works everywhere. */
export function Overlays({ view }: { view: CounterView }) {
  const t = useT()
  const overlay = useOverlay((state) => state.overlay)
  const live = useCounter((state) => state.hearing === 'live')
  const [later, setLater] = useState(false)
  useKeys({ F12: live && overlay === null ? openSwitch : undefined }, { everywhere: true })
  switch (overlay?.name) {
    case 'switch':
      return <SwitchSheet view={view} />
    case 'ask':
      return (
        <Suspense fallback={null}>
          <AskSheet view={view} question={overlay.question} onLent={() => overlay.answer(true)} />
        </Suspense>
      )
    default:
      return view.mustChangePin && !later ? (
        <Suspense fallback={null}>
          <OwnPinSheet about={t('pin.mustChange')} onClose={() => setLater(true)} />
        </Suspense>
      ) : null
  }
}
