import {
  claimedPixels,
  MAX_FILE_BYTES,
  MAX_FILE_PIXELS,
} from '../../../../core/domain/tenders/evidence-photo.ts'
import { MAX_PICTURE_BYTES, MAX_PICTURE_EDGE, type PictureRole } from '../../../../core/domain/slides.ts'
import type { SlideRefusal } from '../../../../core/domain/slides.ts'
import { err, ok, type Result } from '../../../../core/domain/result.ts'

const QUALITIES = [0.86, 0.74, 0.6] as const
const LEAST_EDGE = 320

/**
 * A picture file in base64 as the core takes it: drawn anew by the browser, so that nothing of the file but its pixels is
 * left, and made smaller until it fits. A picture with clear parts stays clear.
 */
export async function readPictureFile(file: File, role: PictureRole): Promise<Result<string, SlideRefusal>> {
  if (file.size > MAX_FILE_BYTES)
    return err({ type: 'slide_too_large', unit: 'bytes', limit: MAX_FILE_BYTES })
  // nothing can be read of a file that was taken away meanwhile
  const head = await file.arrayBuffer().catch(() => new ArrayBuffer(0))
  const pixels = claimedPixels(new Uint8Array(head))
  if (pixels !== null && pixels > MAX_FILE_PIXELS)
    return err({ type: 'slide_too_large', unit: 'pixels', limit: Math.floor(Math.sqrt(MAX_FILE_PIXELS)) })
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return err({ type: 'slide_not_a_picture' })
  try {
    for (let edge: number = MAX_PICTURE_EDGE[role]; edge >= LEAST_EDGE; edge = Math.floor(edge * 0.8)) {
      for (const quality of QUALITIES) {
        const drawn = await draw(picture, edge, quality)
        if (drawn !== null && drawn.size <= MAX_PICTURE_BYTES) return ok(await base64Of(drawn))
      }
    }
    return err({ type: 'slide_too_large', unit: 'bytes', limit: MAX_PICTURE_BYTES })
  } finally {
    picture.close()
  }
}

async function draw(picture: ImageBitmap, edge: number, quality: number): Promise<Blob | null> {
  const factor = Math.min(1, edge / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * factor))
  canvas.height = Math.max(1, Math.round(picture.height * factor))
  const brush = canvas.getContext('2d')
  if (brush === null) return null
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const made = await blobOf(canvas, 'image/webp', quality)
  // a browser without WebP makes a PNG of it
  return made?.type === 'image/webp' ? made : await blobOf(canvas, 'image/jpeg', quality)
}

const blobOf = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => {
    canvas.toBlob(resolve, type, quality)
  })

async function base64Of(file: Blob): Promise<string> {
  let text = ''
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte)
  return btoa(text)
}
