import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views.ts'
import { amountOf, parseTypedAmount } from '../../../core/domain/money.ts'
import { sentenceFor } from '../../../core/domain/sentences.ts'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { useMoney } from '../money.ts'
import { useT } from '../words.ts'
import { Pair, SettingsForm, useSaveSettings } from './SettingsForm.tsx'

const STEPS = [1, 50, 100, 500, 1000] as const

export function MoneySettings({ view }: { view: CounterView }) {
  const t = useT()
  const { settings } = view
  const { taxRules } = settings
  const { action, save } = useSaveSettings()
  const { plain, full, language } = useMoney()
  const [ppn, setPpn] = useState(percentText(taxRules.ppnBasisPoints))
  const [ppnLabel, setPpnLabel] = useState(taxRules.ppnLabel)
  const [pbjt, setPbjt] = useState(percentText(taxRules.pbjtBasisPoints))
  const [pbjtLabel, setPbjtLabel] = useState(taxRules.pbjtLabel)
  const [step, setStep] = useState<number>(settings.cashRoundingStep)
  const [limit, setLimit] = useState<string>(plain(settings.qrisLimit))
  const [minutes, setMinutes] = useState(String(Math.round(settings.codeLifetimeSec / 60)))
  const [nmid, setNmid] = useState(settings.approvedNmid ?? '')

  const ppnPoints = parsePercent(ppn)
  const pbjtPoints = parsePercent(pbjt)
  const parsedLimit = parseTypedAmount(limit)
  const minutesBad = !/^\d{1,2}$/.test(minutes) || Number(minutes) < 5 || Number(minutes) > 60
  const nmidBad = nmid !== '' && !/^ID\d{13}$/.test(nmid)

  const submit = () => {
    if (ppnPoints === null || pbjtPoints === null || !parsedLimit.ok || minutesBad || nmidBad) return
    void save({
      taxRules: { ppnBasisPoints: ppnPoints, ppnLabel, pbjtBasisPoints: pbjtPoints, pbjtLabel },
      cashRoundingStep: amountOf(step),
      qrisLimit: parsedLimit.value,
      codeLifetimeSec: Number(minutes) * 60,
      approvedNmid: nmid === '' ? null : nmid,
    })
  }
  return (
    <SettingsForm busy={action.busy} trouble={action.trouble} onSave={submit}>
      <Pair>
        <TextField
          label={t('money.ppn')}
          problem={ppnPoints === null ? t('money.percentBad') : null}
          inputMode="decimal"
          value={ppn}
          onChange={(event) => setPpn(event.target.value)}
        />
        <TextField
          label={t('money.ppnLabel')}
          value={ppnLabel}
          maxLength={20}
          onChange={(event) => setPpnLabel(event.target.value)}
        />
        <TextField
          label={t('money.pbjt')}
          problem={pbjtPoints === null ? t('money.percentBad') : null}
          inputMode="decimal"
          value={pbjt}
          onChange={(event) => setPbjt(event.target.value)}
        />
        <TextField
          label={t('money.pbjtLabel')}
          value={pbjtLabel}
          maxLength={20}
          onChange={(event) => setPbjtLabel(event.target.value)}
        />
        <SelectField
          label={t('money.rounding')}
          value={step}
          onChange={(event) => setStep(Number(event.target.value))}
        >
          {STEPS.map((each) => (
            <option key={each} value={each}>
              {each === 1 ? t('money.noRounding') : t('money.toNearest', { amount: full(amountOf(each)) })}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('money.lifetime')}
          problem={minutesBad ? t('money.lifetimeBad') : null}
          inputMode="numeric"
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
        />
        <TextField
          label={t('money.limit')}
          problem={parsedLimit.ok ? null : sentenceFor(parsedLimit.error, language).what}
          inputMode="numeric"
          value={limit}
          onChange={(event) => setLimit(event.target.value)}
        />
        <TextField
          label={t('money.nmid')}
          hint={t('money.nmidHint')}
          problem={nmidBad ? t('money.nmidBad') : null}
          value={nmid}
          maxLength={15}
          onChange={(event) => setNmid(event.target.value.toUpperCase().trim())}
        />
      </Pair>
    </SettingsForm>
  )
}

const percentText = (basisPoints: number): string => String(basisPoints / 100).replace('.', ',')

/** Basis points from `11` or `2,5`; null when it is no percentage between 0 and 50. */
function parsePercent(typed: string): number | null {
  const match = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(typed.trim())
  if (match === null) return null
  const basisPoints = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return basisPoints <= 5_000 ? basisPoints : null
}
