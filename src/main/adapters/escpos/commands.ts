import { QR_CAPACITY_LEVEL_M } from './qr-capacity.ts'
import type { PrinterProfile } from '../../../core/domain/printers.ts'

/** ESC/POS commands as bytes. Each is written out here once; numbers are the manufacturer's command reference. */
const ESC = 0x1b
const GS = 0x1d

/** Forget what the last job left behind, then say which letters 0x23, 0x24 ... are: printers wake up with others. */
export const reset = (): number[] => [ESC, 0x40]
export const internationalSetUsa = (): number[] => [ESC, 0x52, 0]
export const selectCodePage = (page: number): number[] => [ESC, 0x74, page]
export const selectFont = (font: 'A' | 'B'): number[] => [ESC, 0x4d, font === 'A' ? 0 : 1]
/** `GS ( K` function 49; below zero counts down from 256. */
export const density = (level: number): number[] => [GS, 0x28, 0x4b, 2, 0, 49, level & 0xff]

/** One line ends with LF alone: CR makes a second line on printers set to treat it as one. */
export function feedLines(lines: number): number[] {
  if (lines <= 0) return []
  if (lines === 1) return [0x0a]
  const here = Math.min(lines, 255)
  return [ESC, 0x64, here, ...feedLines(lines - here)]
}

export function cut({ kind, feedsItself }: PrinterProfile['cutter']): number[] {
  if (kind === 'none') return []
  if (feedsItself) return [GS, 0x56, kind === 'partial' ? 66 : 65, 0]
  return [GS, 0x56, kind === 'partial' ? 1 : 0]
}

export function kickDrawer({ pin, onMs, offMs }: NonNullable<PrinterProfile['drawer']>): number[] {
  const steps = (ms: number): number => Math.min(255, Math.max(1, Math.round(ms / 2)))
  return [ESC, 0x70, pin === 2 ? 0 : 1, steps(onMs), steps(offMs)]
}

export const align = (where: 'left' | 'center'): number[] => [ESC, 0x61, where === 'left' ? 0 : 1]

/**
 * The printer's own QR command: model 2, module size, level M, the text as UTF-8 bytes, print. Level M because of 60
 * damaged prints 53 could be read with it, and 17 with level L.
 */
export function nativeQr(payload: string, moduleDots: number): number[] {
  const data = new TextEncoder().encode(payload)
  const length = data.length + 3
  return [
    ...[GS, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0],
    ...[GS, 0x28, 0x6b, 3, 0, 0x31, 0x43, moduleDots],
    ...[GS, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31],
    ...[GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30, ...data],
    ...[GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30],
  ]
}

/** Modules per side of the symbol a printer makes: it knows no mixed modes, so every character is a byte. */
export function nativeQrModules(payload: string): number {
  const bytes = new TextEncoder().encode(payload).length
  const version = QR_CAPACITY_LEVEL_M.findIndex((capacity) => bytes <= capacity) + 1
  if (version === 0) throw new RangeError(`${bytes} bytes are too long for a QR code`)
  return 17 + 4 * version
}

/** `GS v 0`: rows of `widthBytes` bytes, a set bit is a black dot. */
export const rasterHeader = (widthBytes: number, heightDots: number): number[] => [
  ...[GS, 0x76, 0x30, 0],
  ...[widthBytes & 0xff, widthBytes >> 8, heightDots & 0xff, heightDots >> 8],
]
