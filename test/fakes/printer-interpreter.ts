/**
 * A receipt printer of the imagination: reads ESC/POS bytes the way the manufacturer's command reference describes them
 * and tells what would be on paper. Written apart from the encoder, and throws on any command it does not know.
 */
export type PaperEvent =
  | { readonly type: 'line'; readonly text: string; readonly bold: boolean; readonly double: boolean }
  | {
      readonly type: 'native_qr'
      readonly payload: string
      readonly moduleDots: number
      readonly level: string
    }
  | {
      readonly type: 'raster'
      readonly widthDots: number
      readonly heightDots: number
      readonly rows: Uint8Array
    }
  | { readonly type: 'cut'; readonly mode: string }
  | { readonly type: 'drawer'; readonly pin: number; readonly onMs: number; readonly offMs: number }
  | { readonly type: 'setting'; readonly text: string }

interface State {
  readonly bytes: Uint8Array
  at: number
  text: string
  bold: boolean
  double: boolean
  lineBold: boolean
  lineDouble: boolean
  moduleDots: number
  level: string
  stored: string
  readonly events: PaperEvent[]
}

export function interpret(bytes: Uint8Array): PaperEvent[] {
  const state: State = {
    ...{ bytes, at: 0, text: '', bold: false, double: false, lineBold: false, lineDouble: false },
    ...{ moduleDots: 0, level: '', stored: '', events: [] },
  }
  while (state.at < bytes.length) step(state)
  if (state.text !== '') throw new Error(`the job ends in the middle of a line: ${state.text}`)
  return state.events
}

function next(state: State): number {
  const byte = state.bytes[state.at]
  if (byte === undefined) throw new Error('the job ends in the middle of a command')
  state.at += 1
  return byte
}

function step(state: State): void {
  const byte = next(state)
  if (byte === 0x1b) return escapeCommand(state)
  if (byte === 0x1d) return groupCommand(state)
  if (byte === 0x0a) return endLine(state)
  // the filler that ends a broken-off command; printers ignore it where it is none
  if (byte === 0x00) return
  if (byte < 0x20 || byte > 0x7e)
    throw new Error(`not text and no command: 0x${byte.toString(16)} at ${state.at - 1}`)
  if (state.text === '') [state.lineBold, state.lineDouble] = [state.bold, state.double]
  // a double-wide space takes two columns; letters are noted once, as the preview does
  const isMargin = byte === 0x20 && state.text.trim() === ''
  state.text += state.double && isMargin ? '  ' : String.fromCharCode(byte)
}

function endLine(state: State): void {
  state.events.push({
    type: 'line',
    text: state.text.trimEnd(),
    bold: state.text !== '' && state.lineBold,
    double: state.text !== '' && state.lineDouble,
  })
  state.text = ''
}

function escapeCommand(state: State): void {
  const command = String.fromCharCode(next(state))
  const setting = (text: string): number => state.events.push({ type: 'setting', text })
  switch (command) {
    case '@':
      Object.assign(state, { bold: false, double: false, text: '' })
      return void setting('reset')
    case 'R':
      return void setting(`international set ${next(state)}`)
    case 't':
      return void setting(`code page ${next(state)}`)
    case 'M':
      return void setting(`font ${next(state)}`)
    case 'a':
      return void setting(`align ${next(state) & 0x0f}`)
    case 'E':
      state.bold = (next(state) & 1) === 1
      return
    case '!': {
      const mode = next(state)
      state.double = (mode & 0x30) === 0x30
      return
    }
    case 'd': {
      const lines = next(state)
      for (let line = 0; line < lines; line += 1) endLine(state)
      return
    }
    case 'p':
      state.events.push({
        type: 'drawer',
        pin: next(state) === 0 ? 2 : 5,
        onMs: next(state) * 2,
        offMs: next(state) * 2,
      })
      return
    case '\0':
      return
    default:
      throw new Error(`unknown command ESC ${command}`)
  }
}

function groupCommand(state: State): void {
  const command = String.fromCharCode(next(state))
  switch (command) {
    case 'V': {
      const mode = next(state)
      if (mode === 65 || mode === 66) next(state)
      const names: Readonly<Record<number, string>> = {
        0: 'full',
        1: 'partial',
        65: 'feed, full',
        66: 'feed, partial',
      }
      state.events.push({ type: 'cut', mode: names[mode] ?? `unknown ${mode}` })
      return
    }
    case 'v':
      return rasterCommand(state)
    case '(':
      return extendedCommand(state)
    case '\0':
      return
    default:
      throw new Error(`unknown command GS ${command}`)
  }
}

function rasterCommand(state: State): void {
  const form = next(state)
  if (form === 0) return
  if (form !== 0x30 || next(state) !== 0) throw new Error('only GS v 0 in normal size is known')
  const widthBytes = next(state) + 256 * next(state)
  const heightDots = next(state) + 256 * next(state)
  const end = state.at + widthBytes * heightDots
  if (end > state.bytes.length) throw new Error('the job ends in the middle of an image')
  const rows = state.bytes.slice(state.at, end)
  state.at = end
  state.events.push({ type: 'raster', widthDots: widthBytes * 8, heightDots, rows })
}

function extendedCommand(state: State): void {
  const kind = String.fromCharCode(next(state))
  const length = next(state) + 256 * next(state)
  const data = state.bytes.subarray(state.at, state.at + length)
  if (data.length !== length) throw new Error('the job ends in the middle of a command')
  state.at += length
  if (length === 0) return
  if (kind === 'K')
    return void state.events.push({ type: 'setting', text: `density ${((data[1] ?? 0) << 24) >> 24}` })
  // broken off and filled up: no printer knows a function 0
  if (data.subarray(0, 3).includes(0)) return
  if (kind !== 'k' || data[0] !== 0x31) throw new Error(`unknown command GS ( ${kind}`)
  switch (String.fromCharCode(data[1] ?? 0)) {
    case 'A':
      if (data[2] !== 0x32) throw new Error('not QR model 2')
      return
    case 'C':
      state.moduleDots = data[2] ?? 0
      return
    case 'E':
      state.level = 'LMQH'[(data[2] ?? 0) - 0x30] ?? '?'
      return
    case 'P':
      state.stored = new TextDecoder('utf-8', { fatal: true }).decode(data.subarray(3))
      return
    case 'Q':
      state.events.push({
        type: 'native_qr',
        payload: state.stored,
        moduleDots: state.moduleDots,
        level: state.level,
      })
      return
    default:
      throw new Error('unknown QR function')
  }
}

/** The printed lines with something on them. */
export const printedLines = (events: readonly PaperEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'line' && event.text !== '' ? [event.text] : []))

/** All raster bands of a slip put together again: one image, as the paper shows it. */
export function printedImage(events: readonly PaperEvent[]): {
  width: number
  height: number
  rows: Uint8Array
} {
  const bands = events.filter((event) => event.type === 'raster')
  const rows = new Uint8Array(bands.reduce((sum, band) => sum + band.rows.length, 0))
  let at = 0
  for (const band of bands) {
    rows.set(band.rows, at)
    at += band.rows.length
  }
  return {
    width: bands[0]?.widthDots ?? 0,
    height: bands.reduce((sum, band) => sum + band.heightDots, 0),
    rows,
  }
}

/** A slip's bytes as text for reading in a review. */
export function describeBytes(bytes: Uint8Array): string {
  const described = interpret(bytes).map((event) => {
    switch (event.type) {
      case 'line':
        return `${event.double ? 'D' : ' '}${event.bold ? 'B' : ' '}| ${event.text}`.trimEnd()
      case 'native_qr':
        return `QR| ${event.moduleDots} dots, level ${event.level}, ${event.payload}`
      case 'raster':
        return `IM| ${event.widthDots} x ${event.heightDots} dots`
      case 'cut':
        return `--| cut: ${event.mode}`
      case 'drawer':
        return `--| drawer: pin ${event.pin}, ${event.onMs} ms on, ${event.offMs} ms off`
      case 'setting':
        return `--| ${event.text}`
    }
  })
  return `${[`${bytes.length} bytes`, ...described].join('\n')}\n`
}
