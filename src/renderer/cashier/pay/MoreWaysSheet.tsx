import { Landmark, QrCode } from 'lucide-react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { InviteKind } from '../../../core/domain/tenders/invite.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { closeSheet, openSheet } from '../state/page.ts'
import { useT } from '../words.ts'
import { NotSetUp } from './NotSetUp.tsx'

/** Ways to pay that only a person sees: less used, so one press further away. */
export function MoreWaysSheet({ view }: { view: CounterView }) {
  const t = useT()
  const transfer = () => openSheet({ name: 'notice', kind: 'transfer', amount: null })
  const printed = () => openSheet({ name: 'notice', kind: 'static_qris', amount: null })
  const { bankAccounts, staticQris, currency } = view.settings
  const hasCodes = currency === 'IDR'
  const notSetUp: InviteKind[] = [
    ...(bankAccounts.length === 0 ? ['transfer' as const] : []),
    ...(hasCodes && staticQris === null ? ['static_qris' as const] : []),
  ]
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={t('more.title')}
      description={t('more.about')}
      closeLabel={t('common.close')}
      testId="more-ways"
      initialFocus="content"
      keys={{ 1: transfer, 2: hasCodes ? printed : undefined }}
    >
      <div className="flex flex-col gap-2.5">
        <Button
          size="large"
          spread
          cap="1"
          icon={<Landmark size={22} aria-hidden="true" />}
          data-testid="pay-transfer"
          onClick={transfer}
        >
          {t('kind.transfer')}
        </Button>
        {hasCodes && (
          <Button
            size="large"
            spread
            cap="2"
            icon={<QrCode size={22} aria-hidden="true" />}
            data-testid="pay-static"
            onClick={printed}
          >
            {t('kind.static_qris')}
          </Button>
        )}
        <NotSetUp kinds={notSetUp} />
      </div>
    </Dialog>
  )
}
