import { Camera, ImagePlus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import type { PhotoRefusal } from '../../../core/domain/tenders/evidence-photo.ts'
import { Button } from '../../ui/Button.tsx'
import { Problem } from '../Problem.tsx'
import { CameraSheet } from './CameraSheet.tsx'
import { photoOfFile, type MadePhoto } from './photo-file.ts'
import { useT } from './photo-words.ts'

const WORDS_OF = {
  proof: { label: 'photo.label', hint: 'photo.hint', name: 'photo.alt' },
  settlement: { label: 'photo.settlement', hint: 'photo.settlementHint', name: 'photo.ofSettlement' },
} as const

/** A photo of a slip or a phone, from the camera or a file. Without one the sheet works as before. */
export function PhotoField({
  of = 'proof',
  photo,
  onPhoto,
}: {
  of?: keyof typeof WORDS_OF
  /** JPEG in base64. */
  photo: string | null
  onPhoto: (photo: string | null) => void
}) {
  const t = useT()
  const words = WORDS_OF[of]
  const input = useRef<HTMLInputElement>(null)
  const [camera, setCamera] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<PhotoRefusal | null>(null)
  const take = (made: MadePhoto) => {
    setTrouble(made.ok ? null : made.error)
    if (made.ok) onPhoto(made.value)
  }
  const read = async (file: File) => {
    setBusy(true)
    take(await photoOfFile(file))
    setBusy(false)
  }
  return (
    <section aria-label={t(words.label)} className="flex flex-col gap-2" data-testid="photo-field">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {photo !== null && (
          <img
            src={`data:image/jpeg;base64,${photo}`}
            alt={t(words.name)}
            data-testid="photo-preview"
            className="size-14 rounded-control border border-line bg-ground object-cover"
          />
        )}
        <div className="min-w-40 flex-1">
          <p className="m-0 text-note font-semibold">{t(words.label)}</p>
          <p className="m-0 text-small text-second">{t(words.hint)}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            busy={busy}
            icon={<Camera size={18} aria-hidden="true" />}
            data-testid="photo-camera"
            onClick={() => {
              setTrouble(null)
              setCamera(true)
            }}
          >
            {t('photo.camera')}
          </Button>
          <Button
            busy={busy}
            icon={<ImagePlus size={18} aria-hidden="true" />}
            onClick={() => input.current?.click()}
          >
            {t('photo.file')}
          </Button>
          {photo !== null && (
            <Button
              tone="quiet"
              aria-label={t('photo.remove')}
              title={t('photo.remove')}
              data-testid="photo-remove"
              onClick={() => onPhoto(null)}
            >
              <Trash2 size={18} aria-hidden="true" />
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept="image/jpeg,image/png,image/webp"
          data-testid="photo-file"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            event.target.value = ''
            if (file !== undefined) void read(file)
          }}
        />
      </div>
      <Problem trouble={trouble} compact />
      {camera && (
        <CameraSheet
          onClose={() => setCamera(false)}
          onTrouble={(refusal) => {
            setCamera(false)
            setTrouble(refusal)
          }}
          onPhoto={(made) => {
            setCamera(false)
            take({ ok: true, value: made })
          }}
        />
      )}
    </section>
  )
}
