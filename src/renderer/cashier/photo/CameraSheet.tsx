import { Camera } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { PhotoRefusal } from '../../../core/domain/tenders/evidence-photo.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { startCamera, stopCamera } from './camera.ts'
import { photoOfVideo } from './photo-file.ts'
import { useT } from './photo-words.ts'

/** The camera's picture and one button. What goes wrong closes it and is said where a file can still be chosen. */
export function CameraSheet({
  onPhoto,
  onTrouble,
  onClose,
}: {
  onPhoto: (photo: string) => void
  onTrouble: (trouble: PhotoRefusal) => void
  onClose: () => void
}) {
  const t = useT()
  const { video, ready } = useCamera(onTrouble)
  const button = useRef<HTMLButtonElement>(null)
  const take = async () => {
    if (!ready || video.current === null) return
    const made = await photoOfVideo(video.current)
    if (made.ok) onPhoto(made.value)
    else onTrouble(made.error)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('photo.cameraTitle')}
      description={t('photo.cameraAbout')}
      closeLabel={t('common.close')}
      width="medium"
      testId="camera-sheet"
      initialFocus={button}
      keys={{ Enter: () => void take() }}
    >
      <div className="flex flex-col gap-4">
        <div className="relative flex aspect-video items-center justify-center overflow-hidden rounded-sheet border border-line bg-black">
          <video
            ref={video}
            muted
            playsInline
            aria-label={t('photo.live')}
            data-testid="camera-video"
            className="h-full w-full object-contain"
          />
          {!ready && (
            <p role="status" className="absolute m-0 text-base text-white">
              {t('photo.starting')}
            </p>
          )}
        </div>
        <Button
          tone="accent"
          size="large"
          cap="⏎"
          ref={button}
          busy={!ready}
          icon={<Camera size={22} aria-hidden="true" />}
          data-testid="camera-take"
          onClick={() => void take()}
        >
          {t('photo.take')}
        </Button>
      </div>
    </Dialog>
  )
}

/** The camera runs for as long as the sheet is there, also when the sheet goes before the camera has come. */
function useCamera(onTrouble: (trouble: PhotoRefusal) => void) {
  const video = useRef<HTMLVideoElement>(null)
  const [ready, setReady] = useState(false)
  const tell = useRef(onTrouble)
  useEffect(() => {
    tell.current = onTrouble
  })
  useEffect(() => {
    let running: MediaStream | null = null
    let isOver = false
    const run = async () => {
      const started = await startCamera()
      if (!started.ok) {
        if (!isOver) tell.current(started.error)
        return
      }
      if (isOver || video.current === null) return stopCamera(started.value)
      running = started.value
      for (const track of running.getVideoTracks())
        track.addEventListener('ended', () => {
          if (!isOver) tell.current({ type: 'camera_gone' })
        })
      video.current.srcObject = running
      await video.current.play().catch(() => undefined)
      if (!isOver) setReady(true)
    }
    void run()
    return () => {
      isOver = true
      if (running !== null) stopCamera(running)
    }
  }, [])
  return { video, ready }
}
