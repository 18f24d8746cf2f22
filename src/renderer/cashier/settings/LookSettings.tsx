import { useState } from 'react'
import type { Accent } from '../../../core/domain/accents.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { useT } from '../desk-words.ts'
import { AccentField } from './look/AccentField.tsx'
import { ShopPictures } from './look/ShopPictures.tsx'
import { SettingsForm, useSaveSettings } from './SettingsForm.tsx'

/** How the shop looks on both screens: its colour, and its pictures for customers. */
export function LookSettings({ view }: { view: CounterView }) {
  const { action, save } = useSaveSettings()
  const [accent, setAccent] = useState<Accent>(view.settings.accent)
  const t = useT()
  return (
    <div className="flex flex-col gap-5">
      <SettingsForm busy={action.busy} trouble={action.trouble} onSave={() => void save({ accent })}>
        <AccentField value={accent} onChange={setAccent} />
      </SettingsForm>
      <section aria-label={t('look.slides')} className="rounded-card border border-line bg-card p-6">
        <ShopPictures view={view} />
      </section>
    </div>
  )
}
