import type { SettlementPhotoView } from '../../../core/contract/views/shift.ts'
import { useCore, valueOf } from '../client.ts'
import { KeptPhoto } from '../photo/KeptPhoto.tsx'
import { useT } from '../photo/photo-words.ts'

/** The terminal's paper as it was photographed for this settlement. */
export function SettlementPhoto({ photo: { settlementId, kept } }: { photo: SettlementPhotoView }) {
  const t = useT()
  const { client } = useCore()
  return (
    <KeptPhoto
      queryKey={['settlementPhoto', settlementId]}
      fetch={() => valueOf(client.shift.settlementPhoto({ settlementId }))}
      kept={kept}
      label={null}
      name={t('photo.ofSettlement')}
    />
  )
}
