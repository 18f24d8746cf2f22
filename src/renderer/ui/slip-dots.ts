import type { RasterImage } from '../../core/escpos-layout/index.ts'

/** Dots as they came over the connection: rows of bytes in base64. */
export interface DotsView {
  readonly widthDots: number
  readonly heightDots: number
  readonly rows: string
}

export const rasterOf = ({ widthDots, heightDots, rows }: DotsView): RasterImage => ({
  widthDots,
  heightDots,
  rows: Uint8Array.from(atob(rows), (character) => character.charCodeAt(0)),
})

/** Signature, sizes and the two colours of a picture with one bit a pixel. */
const HEADER = 62

/** The dots as a picture that a page can show without painting them one by one: a BMP of two colours. */
export function dotsUrl({ widthDots, heightDots, rows }: RasterImage): string {
  const rowBytes = Math.ceil(widthDots / 8)
  // rows of a BMP are filled up to four bytes and stand upside down
  const stride = Math.ceil(rowBytes / 4) * 4
  const file = new Uint8Array(HEADER + stride * heightDots)
  const view = new DataView(file.buffer)
  file.set([0x42, 0x4d])
  view.setUint32(2, file.length, true)
  view.setUint32(10, HEADER, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, widthDots, true)
  view.setInt32(22, heightDots, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, 1, true)
  view.setUint32(46, 2, true)
  file.set([255, 255, 255, 0, 0, 0, 0, 0], 54)
  for (let row = 0; row < heightDots; row += 1) {
    const start = row * rowBytes
    file.set(rows.subarray(start, start + rowBytes), HEADER + (heightDots - 1 - row) * stride)
  }
  let text = ''
  for (const byte of file) text += String.fromCharCode(byte)
  return `data:image/bmp;base64,${btoa(text)}`
}
