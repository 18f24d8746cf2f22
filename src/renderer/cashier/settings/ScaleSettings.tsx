import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { amountOf } from '../../../core/domain/money.ts'
import {
  hasCheckDigit,
  readScaleBarcode,
  type ScaleRule,
} from '../../../core/domain/catalog/scale-barcode.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { useScans } from '../../ui/scan-keys.ts'
import { useT } from '../desk-words.ts'
import { formatQuantity, useMoney } from '../money.ts'
import { useOverlay } from '../state/overlay.ts'
import { SettingsForm, useSaveSettings } from './SettingsForm.tsx'

const PREFIXES = Array.from({ length: 10 }, (_, index) => String(20 + index))
const STEPS = [1, 10, 100] as const
/** Article 123, and a value that shows where its digits go. */
const EXAMPLE_ITEM = '00123'
const EXAMPLE_VALUE = '01250'

/** What the labels of the shop's scales hold, with one read out as it would be at the counter. */
export function ScaleSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { action, save } = useSaveSettings()
  const [rules, setRules] = useState<readonly ScaleRule[]>(view.settings.scaleBarcodes)
  const free = PREFIXES.filter((prefix) => rules.every((rule) => rule.prefix !== prefix))
  const change = (place: number, changes: Partial<ScaleRule>) =>
    setRules(rules.map((rule, index) => (index === place ? { ...rule, ...changes } : rule)))
  const [next] = free
  return (
    <SettingsForm
      busy={action.busy}
      trouble={action.trouble}
      onSave={() => void save({ scaleBarcodes: [...rules] })}
    >
      <p className="m-0 text-base text-second">{t('scale.about')}</p>
      {rules.length === 0 && <p className="m-0 font-semibold">{t('scale.none')}</p>}
      {rules.map((rule, place) => (
        <Rule
          // the place stays while the prefix is changed, and with it the focus
          key={place}
          rule={rule}
          prefixes={PREFIXES.filter((prefix) => prefix === rule.prefix || free.includes(prefix))}
          onChange={(changes) => change(place, changes)}
          onRemove={() => setRules(rules.filter((_, index) => index !== place))}
        />
      ))}
      {next === undefined ? (
        <p className="m-0 text-note text-second">{t('scale.full')}</p>
      ) : (
        <Button
          className="self-start"
          icon={<Plus size={18} aria-hidden="true" />}
          data-testid="scale-add"
          onClick={() => setRules([...rules, { prefix: next, holds: 'weight', step: 1 }])}
        >
          {t('scale.add')}
        </Button>
      )}
      {rules.length > 0 && <Trial rules={rules} />}
    </SettingsForm>
  )
}

function Rule({
  rule,
  prefixes,
  onChange,
  onRemove,
}: {
  rule: ScaleRule
  prefixes: readonly string[]
  onChange: (changes: Partial<ScaleRule>) => void
  onRemove: () => void
}) {
  const t = useT()
  const { full } = useMoney()
  const example = exampleOf(rule)
  return (
    <fieldset className="m-0 flex flex-col gap-2 rounded-card border border-line p-4">
      <legend className="px-1 text-note font-bold">{t('scale.rule', { prefix: rule.prefix })}</legend>
      <div className="grid grid-cols-[1fr_1.4fr_1.4fr_auto] items-end gap-x-3">
        <SelectField
          label={t('scale.prefix')}
          value={rule.prefix}
          data-testid="scale-prefix"
          onChange={(event) => onChange({ prefix: event.target.value })}
        >
          {prefixes.map((prefix) => (
            <option key={prefix} value={prefix}>
              {prefix}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('scale.holds')}
          value={rule.holds}
          data-testid="scale-holds"
          onChange={(event) => onChange({ holds: event.target.value === 'price' ? 'price' : 'weight' })}
        >
          <option value="weight">{t('scale.weight')}</option>
          <option value="price">{t('scale.price')}</option>
        </SelectField>
        <SelectField
          label={t('scale.step')}
          value={rule.step}
          onChange={(event) =>
            onChange({ step: STEPS.find((step) => step === Number(event.target.value)) ?? 1 })
          }
        >
          {STEPS.map((step) => (
            <option key={step} value={step}>
              {rule.holds === 'weight' ? t(`scale.step.weight.${step}`) : full(amountOf(step))}
            </option>
          ))}
        </SelectField>
        <button
          type="button"
          aria-label={t('scale.remove', { prefix: rule.prefix })}
          onClick={onRemove}
          className="mb-1.5 flex size-11 items-center justify-center rounded-control text-second hover:bg-ink/5"
        >
          <Trash2 size={18} aria-hidden="true" />
        </button>
      </div>
      <p className="m-0 text-note" data-testid="scale-example">
        <span className="text-second">{t('scale.example')}: </span>
        <code className="font-mono font-semibold">{spaced(example)}</code>
        <br />
        <Reading code={example} rules={[rule]} />
      </p>
    </fieldset>
  )
}

/** Any label that is at hand, read by the rules as they stand in the form. */
function Trial({ rules }: { rules: readonly ScaleRule[] }) {
  const t = useT()
  const [code, setCode] = useState('')
  useScans(setCode, () => useOverlay.getState().overlay === null)
  return (
    <div className="flex flex-col gap-1">
      <TextField
        label={t('scale.try')}
        hint={t('scale.tryHint')}
        inputMode="numeric"
        className="tabular-nums"
        value={code}
        maxLength={13}
        data-testid="scale-try"
        onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
      />
      <p role="status" className="m-0 min-h-6 text-note" data-testid="scale-reading">
        {code.length === 13 && <Reading code={code} rules={rules} />}
      </p>
    </div>
  )
}

function Reading({ code, rules }: { code: string; rules: readonly ScaleRule[] }) {
  const t = useT()
  const { full, language } = useMoney()
  const read = readScaleBarcode(code, rules)
  if (read === null) return <span className="font-semibold text-cabai">{t('scale.noRule')}</span>
  if (!read.ok) return <span className="font-semibold text-cabai">{t('scale.misread')}</span>
  const { item, holds, value } = read.value
  const short = item.replace(/^0+(?=\d)/, '')
  return (
    <strong>
      {holds === 'weight'
        ? t('scale.readsWeight', { item: short, value: formatQuantity(value, language) })
        : t('scale.readsPrice', { item: short, value: full(amountOf(value)) })}
    </strong>
  )
}

/** A label as the scale would print it by this rule. */
function exampleOf({ prefix }: ScaleRule): string {
  const twelve = `${prefix}${EXAMPLE_ITEM}${EXAMPLE_VALUE}`
  return PREFIXES.map((_, digit) => `${twelve}${digit}`).find(hasCheckDigit) ?? twelve
}

const spaced = (code: string): string =>
  [code.slice(0, 2), code.slice(2, 7), code.slice(7, 12), code.slice(12)].join(' ')
