import type { Language } from '../../../core/domain/language.ts'
import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { THEMES, type ThemeChoice } from '../../../core/domain/accents.ts'
import { VOICE_CHOICES, type VoiceChoice } from '../../../core/domain/spoken-amount.ts'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { useT } from '../desk-words.ts'
import { ShiftFields, type ShiftSettings } from './ShiftFields.tsx'
import { Pair, SettingsForm, useSaveSettings } from './SettingsForm.tsx'

const ZONES = [
  { label: 'WIB', minutes: 420 },
  { label: 'WITA', minutes: 480 },
  { label: 'WIT', minutes: 540 },
  { label: 'UYT', minutes: -180 },
] as const

/** How many tills call with the same account, and each one's part of what the service allows: a single one takes half of it. */
const SHARES = [
  { tills: '1–2', percent: 50 },
  { tills: '3', percent: 33 },
  { tills: '4', percent: 25 },
  { tills: '5', percent: 20 },
  { tills: '6–10', percent: 10 },
  { tills: '11–20', percent: 5 },
] as const

export function TillSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { settings } = view
  const { action, save } = useSaveSettings()
  const [tillCode, setTillCode] = useState(settings.tillCode)
  const [terminalName, setTerminalName] = useState(settings.terminalName)
  const [language, setLanguage] = useState<Language>(settings.language)
  const [theme, setTheme] = useState<ThemeChoice>(settings.theme)
  const [voice, setVoice] = useState<VoiceChoice>(settings.customerVoice)
  const [zone, setZone] = useState({ label: settings.zoneLabel, minutes: settings.utcOffsetMinutes })
  const [share, setShare] = useState(settings.providerSharePercent)
  const [shift, setShift] = useState<ShiftSettings>({
    businessDayStartsAt: settings.businessDayStartsAt,
    shiftRequired: settings.shiftRequired,
  })
  const codeBad = !/^[A-Z0-9]{2,8}$/.test(tillCode)
  const nameless = terminalName.trim() === ''
  const known = ZONES.some(({ label, minutes }) => label === zone.label && minutes === zone.minutes)
  return (
    <SettingsForm
      busy={action.busy}
      trouble={action.trouble}
      onSave={() => {
        if (codeBad || nameless) return
        void save({
          tillCode,
          terminalName,
          language,
          theme,
          customerVoice: voice,
          zoneLabel: zone.label,
          utcOffsetMinutes: zone.minutes,
          providerSharePercent: share,
          ...shift,
        })
      }}
    >
      <Pair>
        <TextField
          label={t('till.code')}
          hint={t('till.codeHint')}
          problem={codeBad ? t('till.codeBad') : null}
          value={tillCode}
          maxLength={8}
          onChange={(event) => setTillCode(event.target.value.toUpperCase())}
        />
        <TextField
          label={t('till.name')}
          value={terminalName}
          maxLength={20}
          problem={nameless ? t('settings.fillIn') : null}
          onChange={(event) => setTerminalName(event.target.value)}
        />
      </Pair>
      <Pair>
        <SelectField
          label={t('till.language')}
          value={language}
          data-testid="setting-language"
          onChange={(event) => setLanguage(event.target.value as Language)}
        >
          <option value="id">Bahasa Indonesia</option>
          <option value="en">English</option>
        </SelectField>
        <SelectField
          label={t('till.theme')}
          value={theme}
          data-testid="setting-theme"
          onChange={(event) => {
            const next = THEMES.find((choice) => choice === event.target.value)
            if (next !== undefined) setTheme(next)
          }}
        >
          <option value="system">{t('till.themeSystem')}</option>
          <option value="light">{t('till.themeLight')}</option>
          <option value="dark">{t('till.themeDark')}</option>
          <option value="contrast">{t('till.themeContrast')}</option>
        </SelectField>
      </Pair>
      <SelectField
        label={t('till.zone')}
        value={known ? zone.label : 'other'}
        onChange={(event) => {
          const next = ZONES.find(({ label }) => label === event.target.value)
          if (next !== undefined) setZone({ ...next })
        }}
      >
        {ZONES.map(({ label, minutes }) => (
          <option key={label} value={label}>
            {`${label} (UTC${signedHours(minutes)})`}
          </option>
        ))}
        {!known && (
          <option value="other">{t('till.zoneOther', { offset: signedHours(zone.minutes) })}</option>
        )}
      </SelectField>
      <SelectField
        label={t('till.voice')}
        hint={t('till.voiceHint')}
        value={voice}
        data-testid="setting-customerVoice"
        onChange={(event) => {
          const next = VOICE_CHOICES.find((choice) => choice === event.target.value)
          if (next !== undefined) setVoice(next)
        }}
      >
        <option value="off">{t('till.voiceOff')}</option>
        <option value="clips">{t('till.voiceClips')}</option>
        <option value="system">{t('till.voiceSystem')}</option>
      </SelectField>
      <SelectField
        label={t('till.share')}
        hint={t('till.shareHint')}
        value={share}
        data-testid="setting-share"
        onChange={(event) => setShare(Number(event.target.value))}
      >
        {SHARES.map(({ tills, percent }) => (
          <option key={percent} value={percent}>
            {t('till.shareOf', { tills, percent: String(percent) })}
          </option>
        ))}
        {!SHARES.some(({ percent }) => percent === share) && (
          <option value={share}>{t('till.shareOther', { percent: String(share) })}</option>
        )}
      </SelectField>
      <ShiftFields value={shift} language={language} onChange={setShift} />
    </SettingsForm>
  )
}

const signedHours = (minutes: number): string => `${minutes < 0 ? '−' : '+'}${Math.abs(minutes) / 60}`
