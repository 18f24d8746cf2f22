import { MAX_LOGO_BYTES, MAX_LOGO_FILE_BYTES } from '../../../../core/domain/receipts/template.ts'
import type { LogoRefusal } from '../../../../core/domain/refusals/receipts.ts'
import { err, ok, type Result } from '../../../../core/domain/result.ts'

/** Far more than the dots of a receipt, so that the core has something to make them from. */
const LONGEST_EDGE = 1_200

/**
 * A picture file as PNG in base64, for the core to judge. A small PNG goes as it is; anything else is read by the
 * browser, which knows every format, and made smaller.
 */
export async function readLogoFile(file: File): Promise<Result<string, LogoRefusal>> {
  if (file.size > MAX_LOGO_FILE_BYTES) {
    return err({ type: 'logo_too_large', unit: 'bytes', limit: MAX_LOGO_FILE_BYTES })
  }
  if (file.type === 'image/png' && file.size <= MAX_LOGO_BYTES) return ok(await base64Of(file))
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return err({ type: 'logo_not_a_picture' })
  for (let edge = LONGEST_EDGE; edge >= 200; edge = Math.floor(edge * 0.7)) {
    const png = await shrunk(picture, edge)
    if (png !== null && png.size <= MAX_LOGO_BYTES) return ok(await base64Of(png))
  }
  return err({ type: 'logo_too_large', unit: 'bytes', limit: MAX_LOGO_BYTES })
}

async function shrunk(picture: ImageBitmap, edge: number): Promise<Blob | null> {
  const factor = Math.min(1, edge / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * factor))
  canvas.height = Math.max(1, Math.round(picture.height * factor))
  const brush = canvas.getContext('2d')
  if (brush === null) return null
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return await new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png')
  })
}

async function base64Of(file: Blob): Promise<string> {
  let text = ''
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte)
  return btoa(text)
}
