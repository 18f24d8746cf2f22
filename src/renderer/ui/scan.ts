/** What was typed so quickly that a scanner may be typing it. */
export interface Burst {
  readonly text: string
  /** When its last key came, in milliseconds of any steady clock. */
  readonly at: number
}

export interface Stroke {
  readonly burst: Burst | null
  /** A whole code, when this key ended one. */
  readonly code: string | null
}

/** Nobody types so quickly, key after key; the slowest scanners over Bluetooth still do. */
export const SCAN_GAP_MS = 35
/** Shorter ones are typed by mistake, or are no code. */
const SHORTEST_CODE = 4
/** Longer than any code on goods; a stuck key must not gather without end. */
const LONGEST_CODE = 128
const SILENT = new Set(['Shift', 'CapsLock', 'AltGraph'])

/**
 * Tells a barcode scanner, which types like a keyboard, from fingers by its speed: a burst of at least four keys, none
 * more than 35 ms after the one before, ended by Enter or Tab. Takes the burst so far and the next key.
 */
export function readStroke(burst: Burst | null, key: string, at: number): Stroke {
  if (SILENT.has(key)) return { burst, code: null }
  const goesOn = burst !== null && at - burst.at <= SCAN_GAP_MS
  if (key === 'Enter' || key === 'Tab') {
    const code = goesOn ? burst.text.trim() : ''
    return { burst: null, code: code.length >= SHORTEST_CODE && code.length <= LONGEST_CODE ? code : null }
  }
  if ([...key].length !== 1) return { burst: null, code: null }
  return { burst: { text: goesOn ? burst.text + key : key, at }, code: null }
}
