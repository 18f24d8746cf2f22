import type { PhotoRefusal } from '../../../core/domain/tenders/evidence-photo.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'

/** Starts the camera that looks away from the cashier, where there are two; the answer says in words why there is none. */
export async function startCamera(): Promise<Result<MediaStream, PhotoRefusal>> {
  // not there in a page that is not secure
  const devices = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices
  if (devices === undefined) return err({ type: 'camera_none' })
  try {
    const video = { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } }
    return ok(await devices.getUserMedia({ video, audio: false }))
  } catch (fault) {
    return err({ type: refusalOf(fault instanceof Error ? fault.name : '') })
  }
}

function refusalOf(name: string): 'camera_denied' | 'camera_none' | 'camera_busy' {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'camera_denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'camera_none'
    default:
      return 'camera_busy'
  }
}

/** The camera's light goes out. */
export const stopCamera = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}
