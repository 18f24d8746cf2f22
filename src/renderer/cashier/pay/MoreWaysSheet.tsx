import { Landmark, QrCode } from 'lucide-react'
import type { CounterView } from '../../../core/contract/views.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { closeSheet, openSheet } from '../state/page.ts'
import { useT } from '../words.ts'

/** Ways to pay that only a person sees: less used, so one press further away. */
export function MoreWaysSheet({ view }: { view: CounterView }) {
  const t = useT()
  const transfer = () => openSheet({ name: 'notice', kind: 'transfer', amount: null })
  const printed = () => openSheet({ name: 'notice', kind: 'static_qris', amount: null })
  const { bankAccounts, staticQris, currency } = view.settings
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={t('more.title')}
      description={t('more.about')}
      closeLabel={t('common.close')}
      testId="more-ways"
      keys={{ 1: transfer, 2: currency === 'IDR' ? printed : undefined }}
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
        {bankAccounts.length === 0 && <p className="m-0 px-1 text-note text-second">{t('more.noAccount')}</p>}
        {currency === 'IDR' && (
          <>
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
            {staticQris === null && <p className="m-0 px-1 text-note text-second">{t('more.noCode')}</p>}
          </>
        )}
      </div>
    </Dialog>
  )
}
