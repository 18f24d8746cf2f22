import { ok } from '../../../src/core/domain/result.ts'

const COLOURS: Readonly<Record<string, readonly [ground: string, ink: string]>> = {
  one: ['#f3d9a4', '#9c5b2e'],
  two: ['#cfe6d5', '#2f6b46'],
  logo: ['#ffffff00', '#b3261e'],
}

/** Pictures without files: stripes of one colour, as WebP made here. */
export async function paintedPicture(id: string) {
  const canvas = document.createElement('canvas')
  const [width, height] = id === 'logo' ? [320, 120] : [640, 360]
  canvas.width = width
  canvas.height = height
  const brush = canvas.getContext('2d')
  if (brush === null) throw new Error('a canvas cannot be drawn on')
  const [ground, ink] = COLOURS[id] ?? ['#ffffff', '#000000']
  brush.fillStyle = ground
  brush.fillRect(0, 0, width, height)
  brush.fillStyle = ink
  for (let at = 0; at < 5; at += 1) brush.fillRect((at * width) / 5, 0, width / 10, height)
  const base64 = canvas.toDataURL('image/webp', 1).split(',')[1] ?? ''
  return ok({ kind: 'webp' as const, base64 })
}

/** What a buyer's phone shows after a transfer, as a picture of it. */
export async function paintedPhone() {
  const canvas = document.createElement('canvas')
  canvas.width = 540
  canvas.height = 1_170
  const brush = canvas.getContext('2d')
  if (brush === null) throw new Error('a canvas cannot be drawn on')
  brush.fillStyle = '#eef3f8'
  brush.fillRect(0, 0, 540, 1_170)
  brush.fillStyle = '#0b5cad'
  brush.fillRect(0, 0, 540, 150)
  brush.fillStyle = '#27384a'
  for (let at = 0; at < 7; at += 1) brush.fillRect(60, 320 + at * 90, 240 + ((at * 67) % 160), 26)
  const base64 = canvas.toDataURL('image/webp', 1).split(',')[1] ?? ''
  return ok({ contentType: 'image/webp' as const, base64 })
}
