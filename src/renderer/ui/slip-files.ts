import { layoutToText, type Layout } from '../../core/escpos-layout/index.ts'
import { qrPath } from './QrPicture.tsx'
import type { Mark, SlipDrawing } from './slip-drawing.ts'
import { dotsUrl } from './slip-dots.ts'

/** Picture pixels per CSS px: three to a printer's two dots, large enough to read when it is sent to a phone. */
const SCALE = 3
const MARGIN = 20
/** A browser makes no higher picture: 65 535 (measured in Chromium), with room for what it rounds up. */
const HIGHEST = 65_000

/** Picture pixels per CSS px for a slip of this height; 300 things with long names are drawn smaller, and whole. */
export const pictureScale = (height: number): number => Math.min(SCALE, HIGHEST / (height + 2 * MARGIN))

/** The slip as lines of text, as it is printed; codes and the logo are named in brackets. */
export const slipTextFile = (layout: Layout): Blob =>
  new Blob([`${layoutToText(layout).join('\n')}\n`], { type: 'text/plain;charset=utf-8' })

/** The slip as a picture file, painted from the same drawing as on the page. */
export async function slipPictureFile(drawing: SlipDrawing): Promise<Blob> {
  const canvas = document.createElement('canvas')
  const scale = pictureScale(drawing.height)
  canvas.width = Math.ceil((drawing.width + 2 * MARGIN) * scale)
  canvas.height = Math.ceil((drawing.height + 2 * MARGIN) * scale)
  const brush = canvas.getContext('2d')
  if (brush === null) throw new Error('this browser paints no pictures')
  const font = getComputedStyle(document.documentElement).getPropertyValue('--font-mono') || 'monospace'
  await document.fonts.load(`13px ${font}`)
  const images = await loadDots(drawing.marks)
  brush.fillStyle = '#ffffff'
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.setTransform(scale, 0, 0, scale, MARGIN * scale, MARGIN * scale)
  brush.fillStyle = '#000000'
  brush.strokeStyle = '#000000'
  brush.textAlign = 'center'
  for (const mark of drawing.marks) paintMark(brush, mark, { width: drawing.width, font, images })
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture could not be made'))
      else resolve(blob)
    }, 'image/png')
  })
}

interface Painting {
  readonly width: number
  readonly font: string
  readonly images: ReadonlyMap<Mark, HTMLImageElement>
}

function paintMark(brush: CanvasRenderingContext2D, mark: Mark, { width, font, images }: Painting): void {
  switch (mark.kind) {
    case 'text':
      brush.font = `${mark.bold ? 700 : 400} ${mark.size}px ${font}`
      Array.from(mark.text).forEach((character, index) => {
        brush.fillText(character, mark.places[index] ?? 0, mark.baseline)
      })
      return
    case 'rule':
      for (const top of mark.double ? [7, 10] : [8.5]) {
        strokeLine(brush, { top: mark.top + top, width, dash: mark.double ? [] : [5, 3] })
      }
      return
    case 'cut':
      return
    case 'code':
      brush.save()
      brush.translate(mark.left, mark.top)
      brush.scale(mark.module, mark.module)
      brush.fill(new Path2D(qrPath(mark.matrix)))
      brush.restore()
      return
    case 'missing_code':
      brush.strokeRect(mark.left, mark.top, mark.edge, mark.edge)
      return
    case 'dots': {
      const image = images.get(mark)
      brush.imageSmoothingEnabled = false
      if (image !== undefined) brush.drawImage(image, mark.left, mark.top, mark.width, mark.height)
      return
    }
  }
}

function strokeLine(
  brush: CanvasRenderingContext2D,
  { top, width, dash }: { readonly top: number; readonly width: number; readonly dash: number[] },
): void {
  brush.setLineDash(dash)
  brush.beginPath()
  brush.moveTo(0, top)
  brush.lineTo(width, top)
  brush.stroke()
  brush.setLineDash([])
}

async function loadDots(marks: readonly Mark[]): Promise<Map<Mark, HTMLImageElement>> {
  const images = new Map<Mark, HTMLImageElement>()
  for (const mark of marks) {
    if (mark.kind !== 'dots') continue
    const image = new Image()
    image.src = dotsUrl(mark.image)
    await image.decode()
    images.set(mark, image)
  }
  return images
}

/** Hands a file to the person: the browser's (or the window's) own way of saving. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // the browser has to begin reading before the address goes
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
