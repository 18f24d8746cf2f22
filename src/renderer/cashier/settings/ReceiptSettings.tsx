import { useMemo, useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { templateOf, type ReceiptTemplate } from '../../../core/domain/receipts/template.ts'
import { SelectField, TextAreaField } from '../../ui/Field.tsx'
import { useT } from '../desk-words.ts'
import { CodeFields, isAddress } from './receipt/CodeFields.tsx'
import { FieldSwitches } from './receipt/FieldSwitches.tsx'
import { LogoField } from './receipt/LogoField.tsx'
import { ReceiptCheck } from './receipt/ReceiptCheck.tsx'
import { SamplePreview, useSample } from './receipt/SamplePreview.tsx'
import { templateInput } from './receipt/template-input.ts'
import { linesOf, Pair, SettingsForm, useSaveSettings } from './SettingsForm.tsx'

const MOST_LINES = 6
/** Characters of one line, as the contract takes them. */
const LONGEST = { header: 80, terms: 200, footer: 80 } as const

/** How receipts look, with a sample beside that follows every key. */
export function ReceiptSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { settings } = view
  const { action, save } = useSaveSettings()
  const stored = templateOf(settings.receipt)
  const [template, setTemplate] = useState(stored)
  const [header, setHeader] = useState(stored.headerLines.join('\n'))
  const [terms, setTerms] = useState(stored.termsLines.join('\n'))
  const [footer, setFooter] = useState(settings.footerLines.join('\n'))
  const change = (changes: Partial<ReceiptTemplate>) => setTemplate({ ...template, ...changes })

  const fits =
    [template.checkPage, template.linkAddress].every(isAddress) &&
    !isTooLong(header, LONGEST.header) &&
    !isTooLong(terms, LONGEST.terms) &&
    !isTooLong(footer, LONGEST.footer)
  const draft = useMemo(
    () => ({
      template: {
        ...template,
        headerLines: cut(linesOf(header, MOST_LINES), LONGEST.header),
        termsLines: cut(linesOf(terms, MOST_LINES), LONGEST.terms),
        checkPage: isAddress(template.checkPage) ? template.checkPage : '',
        linkAddress: isAddress(template.linkAddress) ? template.linkAddress : '',
      },
      footerLines: cut(linesOf(footer, MOST_LINES), LONGEST.footer),
    }),
    [template, header, terms, footer],
  )
  const sample = useSample(draft, view.revision)
  const store = () => {
    if (!fits) return
    void save({ footerLines: [...draft.footerLines], receipt: templateInput(draft.template) })
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,21rem)] items-start gap-6 max-[960px]:grid-cols-1">
      <div>
        <SettingsForm busy={action.busy} trouble={action.trouble} onSave={store}>
          <LogoField
            dots={template.logo === null ? null : (sample.sheet?.logo ?? null)}
            onChange={(logo) => change({ logo })}
          />
          <LinesField
            label={t('receipt.header')}
            hint={t('receipt.headerHint')}
            value={header}
            longest={LONGEST.header}
            onChange={setHeader}
          />
          <LinesField
            label={t('receipt.terms')}
            hint={t('receipt.termsHint')}
            value={terms}
            longest={LONGEST.terms}
            onChange={setTerms}
          />
          <LinesField
            label={t('receipt.footer')}
            hint={t('receipt.footerHint')}
            value={footer}
            longest={LONGEST.footer}
            onChange={setFooter}
          />
          <Choices template={template} taxLabel={settings.taxRules.ppnLabel} onChange={change} />
          <CodeFields template={template} revision={view.revision} onChange={change} />
          <FieldSwitches template={template} npwp={settings.npwp} onChange={change} />
        </SettingsForm>
        <ReceiptCheck settings={settings} />
      </div>
      <SamplePreview {...sample} />
    </div>
  )
}

const isTooLong = (text: string, longest: number): boolean =>
  linesOf(text, MOST_LINES).some((line) => line.length > longest)

/** For the sample, while a line is too long to be saved. */
const cut = (lines: readonly string[], longest: number): string[] =>
  lines.map((line) => line.slice(0, longest))

function LinesField({
  label,
  hint,
  value,
  longest,
  onChange,
}: {
  label: string
  hint: string
  value: string
  longest: number
  onChange: (value: string) => void
}) {
  const t = useT()
  return (
    <TextAreaField
      label={label}
      hint={hint}
      problem={isTooLong(value, longest) ? t('receipt.lineTooLong', { longest }) : null}
      value={value}
      rows={2}
      maxLength={1_400}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function Choices({
  template,
  taxLabel,
  onChange,
}: {
  template: ReceiptTemplate
  taxLabel: string
  onChange: (change: Partial<ReceiptTemplate>) => void
}) {
  const t = useT()
  return (
    <Pair>
      <SelectField
        label={t('receipt.language')}
        value={template.language}
        data-testid="setting-receipt-language"
        onChange={(event) => onChange({ language: event.target.value as ReceiptTemplate['language'] })}
      >
        <option value="screen">{t('receipt.languageScreen')}</option>
        <option value="id">{t('receipt.languageId')}</option>
        <option value="en">{t('receipt.languageEn')}</option>
      </SelectField>
      <SelectField
        label={t('receipt.shopCopy')}
        value={template.shopCopy}
        data-testid="setting-receipt-copy"
        onChange={(event) => onChange({ shopCopy: event.target.value as ReceiptTemplate['shopCopy'] })}
      >
        <option value="never">{t('receipt.shopCopyNever')}</option>
        <option value="cashless">{t('receipt.shopCopyCashless')}</option>
        <option value="always">{t('receipt.shopCopyAlways')}</option>
      </SelectField>
      <SelectField
        label={t('receipt.taxWording')}
        value={template.taxWording}
        onChange={(event) => onChange({ taxWording: event.target.value as ReceiptTemplate['taxWording'] })}
      >
        <option value="usual">{t('receipt.taxUsual', { label: taxLabel })}</option>
        <option value="regulation">{t('receipt.taxRegulation')}</option>
      </SelectField>
    </Pair>
  )
}
