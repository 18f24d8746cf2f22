import { TriangleAlert } from 'lucide-react'
import type { PhotoView } from '../../../core/contract/views/confirmation.ts'
import { useCore, valueOf } from '../client.ts'
import { KeptPhoto } from './KeptPhoto.tsx'
import { useT } from './photo-words.ts'

/** The photo of a payment; where another payment's looks the same, both, side by side. */
export function EvidencePhotos({
  tenderId,
  photo,
  amount,
}: {
  tenderId: string
  photo: PhotoView
  /** What was recorded, as the shop writes it. */
  amount: string
}) {
  const t = useT()
  const { similar } = photo
  return (
    <section className="flex flex-col gap-2.5" data-testid="evidence-photos">
      {similar !== null && (
        <div
          role="status"
          data-testid="photo-similar"
          className="flex items-start gap-3 rounded-control bg-kunyit-wash px-4 py-3"
        >
          <TriangleAlert size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-kunyit" />
          <div>
            <p className="m-0 text-base font-semibold">
              {t('photo.similar', { number: similar.saleNumber })}
            </p>
            <p className="m-0 text-note text-second">{t('photo.similarAbout')}</p>
          </div>
        </div>
      )}
      <div className="flex flex-wrap gap-4">
        <OnePhoto
          tenderId={tenderId}
          kept={photo.kept}
          label={similar === null ? null : t('photo.here')}
          name={t('photo.alt')}
          amount={amount}
        />
        {similar !== null && (
          <OnePhoto
            tenderId={similar.tenderId}
            kept={similar.kept}
            label={t('photo.ofSale', { number: similar.saleNumber })}
            name={t('photo.ofSale', { number: similar.saleNumber })}
          />
        )}
      </div>
    </section>
  )
}

function OnePhoto({
  tenderId,
  kept,
  label,
  name,
  amount = null,
}: {
  tenderId: string
  kept: boolean
  label: string | null
  name: string
  amount?: string | null
}) {
  const { client } = useCore()
  return (
    <KeptPhoto
      queryKey={['evidencePhoto', tenderId]}
      fetch={() => valueOf(client.sale.photo({ tenderId }))}
      {...{ kept, label, name, amount }}
    />
  )
}
