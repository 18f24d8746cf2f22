import { useEffect, useRef } from 'react'
import { readStroke, SCAN_GAP_MS, type Burst } from './scan.ts'

export interface ScanListener {
  readonly onCode: (code: string) => void
  /** Whether a code may be taken now; while not, all keys are the page's. */
  readonly listening: () => boolean
}

type Field = HTMLInputElement | HTMLTextAreaElement

let listener: ScanListener | null = null
let burst: Burst | null = null
/** Keys that may be the beginning of a code or a shortcut; which of them, the next key tells. */
let waiting: string[] = []
let timer: ReturnType<typeof setTimeout> | undefined
/** The field the burst goes into, with what stood there before. */
let before: { readonly field: Field; readonly text: string } | null = null

/** Takes codes from a scanner for as long as the component is drawn; the one drawn last gets them. */
export function useScans(onCode: (code: string) => void, listening: () => boolean): void {
  const current = useRef({ onCode, listening })
  current.current = { onCode, listening }
  useEffect(() => {
    const outer = listener
    listener = {
      onCode: (code) => current.current.onCode(code),
      listening: () => current.current.listening(),
    }
    return () => {
      listener = outer
      forget()
    }
  }, [])
}

/**
 * True when the key is the scanner's, or may be: then nobody else is to see it. `late` does what a key is bound to, for
 * keys that were held back and turn out to be typed by hand.
 */
export function passToScanner(event: KeyboardEvent, late: (name: string) => void): boolean {
  if (listener === null) return false
  const settle = () => {
    const names = waiting
    clearTimeout(timer)
    waiting = []
    for (const name of names) late(name)
  }
  if (event.repeat || event.ctrlKey || event.metaKey || !listener.listening()) {
    settle()
    forget()
    return false
  }
  const fresh = readStroke(burst, event.key, event.timeStamp)
  const goesOn = fresh.burst !== null && burst !== null && fresh.burst.text.length > burst.text.length
  burst = fresh.burst
  if (fresh.code !== null) {
    event.preventDefault()
    event.stopImmediatePropagation()
    putBack()
    forget()
    listener.onCode(fresh.code)
    return true
  }
  const field = fieldOf(event.target)
  if (burst === null) {
    settle()
    forget()
    return false
  }
  if (event.key.length > 1) return false
  if (field !== null) {
    settle()
    if (!goesOn) before = { field, text: field.value }
    return false
  }
  if (!goesOn) {
    settle()
    before = null
    if (AT_ONCE.has(event.key)) return false
  }
  waiting.push(event.key)
  clearTimeout(timer)
  timer = setTimeout(settle, SCAN_GAP_MS + 5)
  return true
}

/** No code begins with these, and what follows them is typed at once; Space presses the button in focus. */
const AT_ONCE = new Set(['/', '?', ' '])

const fieldOf = (target: EventTarget | null): Field | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null

/** Takes the code out of the field it was typed into. */
function putBack(): void {
  if (before === null) return
  const { field, text } = before
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

function forget(): void {
  clearTimeout(timer)
  burst = null
  waiting = []
  before = null
}
