import { createContext, useContext, useEffect, useRef } from 'react'
import { passToScanner } from './scan-keys.ts'

/** `F1`, `Escape`, `Enter`, `/`, `?`, `+` ... as `KeyboardEvent.key` says, `Ctrl+z` with Control or Command. */
export type KeyBindings = Readonly<Record<string, (() => void) | undefined>>

interface Layer {
  readonly bindings: () => KeyBindings
  readonly modal: boolean
  readonly everywhere: boolean
  readonly height: number
}

/** Lowest first, and of the same height in the order in which they came. */
const layers: Layer[] = []

/** How high over the page something lies: 0 is the page itself, and what is in a sheet lies as high as the sheet. */
export const KeyHeight = createContext(0)

/**
 * Binds keys for as long as the component is drawn. The highest layer is asked first, of equal ones the one mounted last: a
 * page that comes back with its sheet open is mounted after it, and lies below it all the same. A modal one lets nothing
 * through to those below, except keys that work everywhere. The browser's own meaning of function keys (F5 reloads!) is
 * always taken away. Keys are seen before anything on the page sees them: a sheet that closes on Esc must not be gone by
 * the time the page below is asked.
 */
export function useKeys(
  bindings: KeyBindings,
  {
    modal = false,
    everywhere = false,
    above = 0,
  }: { modal?: boolean; everywhere?: boolean; above?: number } = {},
): void {
  const height = useContext(KeyHeight) + above
  const current = useRef(bindings)
  current.current = bindings
  useEffect(() => {
    const layer: Layer = { bindings: () => current.current, modal, everywhere, height }
    layers.splice(layers.findLastIndex((each) => each.height <= height) + 1, 0, layer)
    if (layers.length === 1) window.addEventListener('keydown', dispatch, true)
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      if (layers.length === 0) window.removeEventListener('keydown', dispatch, true)
    }
  }, [modal, everywhere, height])
}

function dispatch(event: KeyboardEvent): void {
  if (event.isComposing || event.altKey) return
  const functionKey = /^F\d{1,2}$/.test(event.key)
  if (functionKey && event.key !== 'F11' && event.key !== 'F12') event.preventDefault()
  const name = event.ctrlKey || event.metaKey ? `Ctrl+${event.key.toLowerCase()}` : event.key
  // the Enter that recorded the cash, held a little long, must not press the button that comes under it
  if (event.repeat && name === 'Enter' && !(event.target instanceof HTMLTextAreaElement)) {
    event.preventDefault()
    return
  }
  // what a scanner types is no shortcut; a letter that turns out to be typed by hand is done a moment later
  if (passToScanner(event, (late) => boundTo(late)?.run())) return
  if (!functionKey && belongsToTarget(event, name)) return
  const bound = boundTo(name)
  if (bound === null) return
  event.preventDefault()
  // a sheet below must not take the same Esc for itself
  if (bound.modal) event.stopPropagation()
  // a held key is one press
  if (!event.repeat || REPEATING.has(name)) bound.run()
}

function boundTo(name: string): { readonly run: () => void; readonly modal: boolean } | null {
  let covered = false
  for (const layer of layers.toReversed()) {
    if (covered && !layer.everywhere) continue
    const run = layer.bindings()[name]
    if (run !== undefined) return { run, modal: layer.modal }
    covered ||= layer.modal
  }
  return null
}

const REPEATING = new Set(['ArrowUp', 'ArrowDown', '+', '-'])

/** Typing belongs to the field, and Enter or Space to the button that has the focus. */
function belongsToTarget(event: KeyboardEvent, name: string): boolean {
  const { target } = event
  if (!(target instanceof HTMLElement) || name === 'Escape') return false
  if (target.isContentEditable || target.matches('input, textarea, select')) return true
  return (name === 'Enter' || name === ' ') && target.matches('button, a, [role="button"], [role="tab"]')
}
