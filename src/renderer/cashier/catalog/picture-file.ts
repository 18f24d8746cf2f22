import {
  claimedPixels,
  MAX_FILE_BYTES,
  MAX_FILE_PIXELS,
} from '../../../core/domain/tenders/evidence-photo.ts'

const SIDE = 256
/** What the core takes, as the text it is kept in. */
const MOST_CHARACTERS = 32_000
const TRIES = [
  { side: SIDE, quality: 0.82 },
  { side: SIDE, quality: 0.6 },
  { side: 192, quality: 0.6 },
  { side: 128, quality: 0.5 },
] as const

/** A chosen picture, made small enough for the catalog; null when it is none, or cannot be made so small. */
export async function readPictureFile(file: Blob): Promise<string | null> {
  if (file.size > MAX_FILE_BYTES) return null
  // nothing can be read of a file that was taken away meanwhile
  const head = await file.arrayBuffer().catch(() => new ArrayBuffer(0))
  const pixels = claimedPixels(new Uint8Array(head))
  if (pixels !== null && pixels > MAX_FILE_PIXELS) return null
  const image = await createImageBitmap(file).catch(() => null)
  if (image === null) return null
  try {
    for (const { side, quality } of TRIES) {
      const drawn = draw(image, side, quality)
      if (drawn !== null && drawn.length <= MOST_CHARACTERS) return drawn
    }
    return null
  } finally {
    image.close()
  }
}

/** A square out of the middle, as the tiles show it. */
function draw(image: ImageBitmap, side: number, quality: number): string | null {
  const edge = Math.min(image.width, image.height)
  const size = Math.min(side, edge)
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const brush = canvas.getContext('2d')
  if (brush === null) return null
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(image, (image.width - edge) / 2, (image.height - edge) / 2, edge, edge, 0, 0, size, size)
  const webp = canvas.toDataURL('image/webp', quality)
  if (webp.startsWith('data:image/webp')) return webp
  // JPEG has no see-through parts
  brush.globalCompositeOperation = 'destination-over'
  brush.fillStyle = '#ffffff'
  brush.fillRect(0, 0, size, size)
  return canvas.toDataURL('image/jpeg', quality)
}
