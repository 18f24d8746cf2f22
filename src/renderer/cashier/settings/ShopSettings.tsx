import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { TextAreaField, TextField } from '../../ui/Field.tsx'
import { useT } from '../desk-words.ts'
import { linesOf, SettingsForm, useSaveSettings } from './SettingsForm.tsx'

export function ShopSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { settings } = view
  const { action, save } = useSaveSettings()
  const [shopName, setShopName] = useState(settings.shopName)
  const [address, setAddress] = useState(settings.addressLines.join('\n'))
  const [npwp, setNpwp] = useState(settings.npwp ?? '')
  const digits = npwp.replace(/[.\-\s]/g, '')
  const nameless = shopName.trim() === ''
  const npwpBad = digits !== '' && !/^\d{16}$/.test(digits)
  return (
    <SettingsForm
      busy={action.busy}
      trouble={action.trouble}
      onSave={() => {
        if (npwpBad || nameless) return
        void save({
          shopName,
          addressLines: linesOf(address, 4),
          npwp: digits === '' ? null : digits,
        })
      }}
    >
      <TextField
        label={t('shop.name')}
        value={shopName}
        maxLength={60}
        problem={nameless ? t('settings.fillIn') : null}
        data-testid="setting-shopName"
        onChange={(event) => setShopName(event.target.value)}
      />
      <TextAreaField
        label={t('shop.address')}
        hint={t('shop.addressHint')}
        value={address}
        rows={3}
        onChange={(event) => setAddress(event.target.value)}
      />
      <TextField
        label={t('shop.npwp')}
        hint={t('shop.npwpHint')}
        problem={npwpBad ? t('shop.npwpBad') : null}
        inputMode="numeric"
        value={npwp}
        maxLength={24}
        onChange={(event) => setNpwp(event.target.value)}
      />
    </SettingsForm>
  )
}
