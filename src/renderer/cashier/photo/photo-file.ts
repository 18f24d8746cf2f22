import {
  claimedPixels,
  MAX_FILE_BYTES,
  MAX_FILE_PIXELS,
  MAX_PHOTO_BYTES,
  PHOTO_EDGE,
  type PhotoRefusal,
} from '../../../core/domain/tenders/evidence-photo.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'

const QUALITIES = [0.82, 0.7, 0.55, 0.4] as const
const LEAST_EDGE = 640
/** A small picture is drawn larger, at most so many times: the same photo then looks the same at any size. */
const LARGER = 3

/** A photo in base64 as the core takes it; why not, if it cannot be one. */
export type MadePhoto = Result<string, PhotoRefusal>

/** A chosen file, drawn anew: nothing of it is left but its pixels, and it is made smaller until it fits. */
export async function photoOfFile(file: File): Promise<MadePhoto> {
  if (file.size > MAX_FILE_BYTES)
    return err({ type: 'photo_too_large', unit: 'bytes', limit: MAX_FILE_BYTES })
  // nothing can be read of a file that was taken away meanwhile
  const head = await file.arrayBuffer().catch(() => new ArrayBuffer(0))
  const pixels = claimedPixels(new Uint8Array(head))
  if (pixels === null) return err({ type: 'photo_not_a_picture' })
  if (pixels > MAX_FILE_PIXELS)
    return err({ type: 'photo_too_large', unit: 'pixels', limit: MAX_FILE_PIXELS })
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return err({ type: 'photo_not_a_picture' })
  try {
    return await photoOf(picture, picture.width, picture.height)
  } finally {
    picture.close()
  }
}

/** What the camera shows now. */
export const photoOfVideo = async (video: HTMLVideoElement): Promise<MadePhoto> =>
  await photoOf(video, video.videoWidth, video.videoHeight)

async function photoOf(source: CanvasImageSource, width: number, height: number): Promise<MadePhoto> {
  const longer = Math.max(width, height)
  if (longer === 0) return err({ type: 'photo_not_a_picture' })
  const largest = Math.min(PHOTO_EDGE, longer * LARGER)
  for (let edge = largest; edge >= Math.min(LEAST_EDGE, largest); edge = Math.floor(edge * 0.8)) {
    const canvas = draw(source, width * (edge / longer), height * (edge / longer))
    if (canvas === null) break
    for (const quality of QUALITIES) {
      const made = await blobOf(canvas, quality)
      if (made !== null && made.size <= MAX_PHOTO_BYTES) return ok(await base64Of(made))
    }
  }
  return err({ type: 'photo_not_a_picture' })
}

function draw(source: CanvasImageSource, width: number, height: number): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  const brush = canvas.getContext('2d')
  if (brush === null) return null
  // JPEG has no see-through parts
  brush.fillStyle = '#ffffff'
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}

const blobOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality)
  })

async function base64Of(file: Blob): Promise<string> {
  let text = ''
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte)
  return btoa(text)
}
