import type { Language } from '../../../../core/domain/language.ts'
import { useState } from 'react'
import type { CounterView } from '../../../../core/contract/views/counter.ts'
import { sentenceFor } from '../../../../core/domain/sentences/sentence-for.ts'
import { TextField } from '../../../ui/Field.tsx'
import { useMoney } from '../../money.ts'
import { useT } from '../../desk-words.ts'
import { Pair, SettingsForm, useSaveSettings } from '../SettingsForm.tsx'

/** When the till locks by itself, from where on a cashier asks a supervisor, and how long personal data is kept. */
export function GuardSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { autoLockMinutes, permissionLimits, personalDataDays } = view.settings
  const { action, save } = useSaveSettings()
  const { plain, read, language } = useMoney()
  const [minutes, setMinutes] = useState(String(autoLockMinutes))
  const [days, setDays] = useState(String(personalDataDays))
  const [discount, setDiscount] = useState(percentText(permissionLimits.discountBasisPoints, language))
  const [confirm, setConfirm] = useState<string>(plain(permissionLimits.confirmAmount))

  const minutesBad = !/^\d{1,3}$/.test(minutes.trim()) || Number(minutes) > 240
  const daysBad = !/^\d{2,4}$/.test(days.trim()) || Number(days) < 30 || Number(days) > 3650
  const discountBasisPoints = parseShare(discount)
  const confirmAmount = read(confirm)
  const submit = () => {
    if (minutesBad || daysBad || discountBasisPoints === null || !confirmAmount.ok) return
    void save({
      autoLockMinutes: Number(minutes),
      personalDataDays: Number(days),
      permissionLimits: { discountBasisPoints, confirmAmount: confirmAmount.value },
    })
  }
  return (
    <section>
      <h3 className="m-0 mb-3 text-lead font-bold">{t('guard.title')}</h3>
      <SettingsForm
        busy={action.busy}
        trouble={action.trouble}
        saveLabel={t('people.saveGuards')}
        onSave={submit}
      >
        <Pair>
          <TextField
            label={t('guard.autoLock')}
            hint={t('guard.autoLockHint')}
            problem={minutesBad ? t('guard.autoLockBad') : null}
            inputMode="numeric"
            maxLength={3}
            value={minutes}
            data-testid="guard-autoLock"
            onChange={(event) => setMinutes(event.target.value)}
          />
          <TextField
            label={t('guard.personal')}
            hint={t('guard.personalHint')}
            problem={daysBad ? t('guard.personalBad') : null}
            inputMode="numeric"
            maxLength={4}
            value={days}
            data-testid="guard-personal"
            onChange={(event) => setDays(event.target.value)}
          />
          <TextField
            label={t('guard.discount')}
            hint={t('guard.discountHint')}
            problem={discountBasisPoints === null ? t('guard.discountBad') : null}
            inputMode="decimal"
            maxLength={6}
            value={discount}
            data-testid="guard-discount"
            onChange={(event) => setDiscount(event.target.value)}
          />
          <TextField
            label={t('guard.confirm')}
            hint={t('guard.confirmHint')}
            problem={confirmAmount.ok ? null : sentenceFor(confirmAmount.error, language).what}
            inputMode="numeric"
            maxLength={20}
            value={confirm}
            data-testid="guard-confirm"
            onChange={(event) => setConfirm(event.target.value)}
          />
        </Pair>
      </SettingsForm>
    </section>
  )
}

const percentText = (basisPoints: number, language: Language): string => {
  const text = String(basisPoints / 100)
  return language === 'id' ? text.replace('.', ',') : text
}

/** Basis points from `20` or `2,5`; null when it is no percentage between 0 and 100. */
function parseShare(typed: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(typed.trim())
  if (match === null) return null
  const basisPoints = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return basisPoints <= 10_000 ? basisPoints : null
}
