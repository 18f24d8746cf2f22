import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import {
  amountOf,
  CASH_ROUNDING_STEPS,
  CURRENCIES,
  formatMoney,
  type Currency,
} from '../../../core/domain/money.ts'
import { currencyName } from '../../../core/domain/sentences/currencies.ts'
import { sentenceFor } from '../../../core/domain/sentences/sentence-for.ts'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { useMoney } from '../money.ts'
import { useT } from '../desk-words.ts'
import { Pair, SettingsForm, useSaveSettings } from './SettingsForm.tsx'

export function MoneySettings({ view }: { view: CounterView }) {
  const t = useT()
  const { settings } = view
  const { taxRules } = settings
  const { action, save } = useSaveSettings()
  const { plain, read, language } = useMoney()
  const [currency, setCurrency] = useState(settings.currency)
  const [ppn, setPpn] = useState(percentText(taxRules.ppnBasisPoints))
  const [ppnLabel, setPpnLabel] = useState(taxRules.ppnLabel)
  const [pbjt, setPbjt] = useState(percentText(taxRules.pbjtBasisPoints))
  const [pbjtLabel, setPbjtLabel] = useState(taxRules.pbjtLabel)
  const [step, setStep] = useState<number>(settings.cashRoundingStep)
  const [limit, setLimit] = useState<string>(plain(settings.qrisLimit))
  const [minutes, setMinutes] = useState(String(Math.round(settings.codeLifetimeSec / 60)))
  const [nmid, setNmid] = useState(settings.approvedNmid ?? '')

  const isQris = currency === 'IDR' && settings.currency === 'IDR'
  const ppnPoints = parsePercent(ppn)
  const pbjtPoints = parsePercent(pbjt)
  const parsedLimit = read(limit)
  const minutesBad = !/^\d{1,2}$/.test(minutes) || Number(minutes) < 5 || Number(minutes) > 60
  const nmidBad = nmid !== '' && !/^ID\d{13}$/.test(nmid)
  const limitBad = isQris && !parsedLimit.ok

  const change = (chosen: Currency) => {
    setCurrency(chosen)
    // a step of the old currency means nothing in the new one
    setStep(chosen === settings.currency ? settings.cashRoundingStep : 1)
  }
  const submit = () => {
    if (ppnPoints === null || pbjtPoints === null || minutesBad || limitBad) return
    if (isQris && nmidBad) return
    void save({
      currency,
      taxRules: { ppnBasisPoints: ppnPoints, ppnLabel, pbjtBasisPoints: pbjtPoints, pbjtLabel },
      cashRoundingStep: amountOf(step),
      codeLifetimeSec: Number(minutes) * 60,
      ...(isQris && parsedLimit.ok
        ? { qrisLimit: parsedLimit.value, approvedNmid: nmid === '' ? null : nmid }
        : {}),
    })
  }
  return (
    <SettingsForm busy={action.busy} trouble={action.trouble} onSave={submit}>
      <Pair>
        <SelectField
          label={t('money.currency')}
          hint={t(view.mode === 'practice' ? 'money.currencyWritten' : 'money.currencyHint', {
            example: formatMoney(amountOf(123_450), currency, language),
          })}
          value={currency}
          data-testid="setting-currency"
          onChange={(event) => change(event.target.value as Currency)}
        >
          {CURRENCIES.map((each) => (
            <option key={each} value={each}>
              {currencyName(each, language)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('money.rounding')}
          value={step}
          data-testid="setting-rounding"
          onChange={(event) => setStep(Number(event.target.value))}
        >
          {CASH_ROUNDING_STEPS[currency].map((each) => (
            <option key={each} value={each}>
              {each === 1
                ? t('money.noRounding')
                : t('money.toNearest', { amount: formatMoney(amountOf(each), currency, language) })}
            </option>
          ))}
        </SelectField>
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
        <TextField
          label={t('money.lifetime')}
          problem={minutesBad ? t('money.lifetimeBad') : null}
          inputMode="numeric"
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
        />
        {isQris && (
          <>
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
          </>
        )}
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
