import type { ProviderView } from '../../../core/contract/views/provider.ts'
import { documentedAddress } from '../../../core/domain/provider/setup.ts'
import type { CounterClient } from '../../api/counter.ts'
import { SelectField, TextField } from '../../ui/Field.tsx'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useT } from '../desk-words.ts'
import { Pair, SettingsForm } from './SettingsForm.tsx'

type ProviderInput = Parameters<CounterClient['settings']['saveProvider']>[0]
export type ProviderFields = {
  readonly [Name in keyof ProviderInput]-?: Exclude<ProviderInput[Name], undefined>
}

/** The stored profile as the form begins with it: no key ever comes back into a field. */
export const formOf = ({
  provider,
  origin,
  prefix,
  scheme,
  merchantId,
  onBehalfOf,
  extraHosts,
  amountUnit,
  successUrl,
  cancelUrl,
}: ProviderView): ProviderFields => ({
  provider,
  origin,
  prefix,
  scheme,
  keyId: '',
  secret: '',
  webhookSecret: '',
  merchantId,
  onBehalfOf,
  extraHosts: [...extraHosts],
  amountUnit,
  successUrl,
  cancelUrl,
})

interface FormProps {
  readonly mode: 'test' | 'live'
  readonly provider: ProviderView
  readonly form: ProviderFields
  readonly onChange: (changes: Partial<ProviderFields>) => void
  readonly busy: boolean
  readonly trouble: Trouble | null
  readonly onSave: () => void
}

/** What every account needs stands open; what few ever change is one click away. */
export function ProviderForm({ mode, provider, form, onChange, busy, trouble, onSave }: FormProps) {
  const t = useT()
  /** Another service has other addresses and other keys. */
  const choose = (chosen: ProviderFields['provider']) =>
    onChange({
      provider: chosen,
      keyId: '',
      secret: '',
      webhookSecret: '',
      ...(chosen === 'none' ? {} : documentedAddress(chosen, mode)),
    })
  return (
    <SettingsForm busy={busy} trouble={trouble} onSave={onSave}>
      {provider.source === 'environment' && <p className="m-0 text-base">{t('provider.fromEnvironment')}</p>}
      <SelectField
        label={t('provider.provider')}
        value={form.provider}
        data-testid="provider-choice"
        onChange={(event) => choose(event.target.value as ProviderFields['provider'])}
      >
        <option value="plugipay">Plugipay</option>
        <option value="plexo">Plexo</option>
        <option value="none">{t('provider.none')}</option>
      </SelectField>
      {form.provider !== 'none' && (
        <>
          <Account provider={provider} form={form} onChange={onChange} />
          <details className="group">
            <summary className="flex min-h-11 cursor-pointer items-center text-note font-semibold text-second underline underline-offset-2">
              {t('provider.more')}
            </summary>
            <More provider={provider} form={form} onChange={onChange} />
          </details>
          <p className="m-0 text-note text-second">
            {t('provider.where', { place: t(`provider.${provider.secretsKind}`) })}
          </p>
        </>
      )}
    </SettingsForm>
  )
}

type PartProps = Pick<FormProps, 'provider' | 'form' | 'onChange'>

function Account({ provider, form, onChange }: PartProps) {
  const t = useT()
  const isPlexo = form.provider === 'plexo'
  const isSame = provider.provider === form.provider && provider.origin === form.origin
  const isElsewhere = !isSame && provider.provider === form.provider && provider.hasSecret
  const hasKey = isSame && provider.keyIdEnd !== null
  const hasSecret = isSame && provider.hasSecret
  return (
    <Pair>
      <TextField
        label={t('provider.origin')}
        hint={isElsewhere ? t('provider.otherAddress') : isPlexo ? t('provider.originPlexo') : undefined}
        inputMode="url"
        value={form.origin}
        onChange={(event) => onChange({ origin: event.target.value.trim() })}
      />
      {isPlexo ? (
        <TextField
          label={t('provider.merchantId')}
          hint={form.merchantId === null ? t('provider.merchantIdBad') : undefined}
          inputMode="numeric"
          value={form.merchantId === null ? '' : String(form.merchantId)}
          data-testid="provider-merchant"
          onChange={(event) => onChange({ merchantId: wholeOrNull(event.target.value) })}
        />
      ) : (
        <SelectField
          label={t('provider.scheme')}
          value={form.scheme}
          onChange={(event) => onChange({ scheme: event.target.value as ProviderFields['scheme'] })}
        >
          <option value="hmac">{t('provider.hmac')}</option>
          <option value="bearer">{t('provider.bearer')}</option>
        </SelectField>
      )}
      <TextField
        label={t(isPlexo ? 'provider.keyIdPlexo' : 'provider.keyId')}
        hint={
          hasKey ? t('provider.keyIdStored', { end: provider.keyIdEnd ?? '' }) : t('provider.secretMissing')
        }
        value={form.keyId}
        placeholder={hasKey ? `••••${provider.keyIdEnd}` : ''}
        data-testid="provider-key-id"
        onChange={(event) => onChange({ keyId: event.target.value.trim() })}
      />
      <TextField
        label={t(isPlexo ? 'provider.secretPlexo' : 'provider.secret')}
        hint={
          hasSecret
            ? t('provider.secretStored')
            : form.secret === ''
              ? t('provider.secretMissing')
              : undefined
        }
        type="password"
        autoComplete="new-password"
        value={form.secret}
        placeholder={hasSecret ? '••••••••••••' : ''}
        data-testid="provider-secret"
        onChange={(event) => onChange({ secret: event.target.value.trim() })}
      />
    </Pair>
  )
}

const wholeOrNull = (typed: string): number | null => (/^\d{1,12}$/.test(typed) ? Number(typed) : null)

function More({ provider, form, onChange }: PartProps) {
  const t = useT()
  const isPlexo = form.provider === 'plexo'
  return (
    <div className="pt-2">
      <Pair>
        {!isPlexo && (
          <>
            <TextField
              label={t('provider.prefix')}
              value={form.prefix}
              onChange={(event) => onChange({ prefix: event.target.value.trim() })}
            />
            <SelectField
              label={t('provider.unit')}
              value={form.amountUnit}
              onChange={(event) =>
                onChange({ amountUnit: event.target.value as ProviderFields['amountUnit'] })
              }
            >
              <option value="whole">{t('provider.unitWhole')}</option>
              <option value="hundredths">{t('provider.unitHundredths')}</option>
            </SelectField>
            <TextField
              label={t('provider.onBehalfOf')}
              hint={t('provider.onBehalfOfAbout')}
              value={form.onBehalfOf ?? ''}
              maxLength={100}
              data-testid="provider-behalf"
              onChange={(event) => onChange({ onBehalfOf: event.target.value.trim() || null })}
            />
            <TextField
              label={t('provider.webhookSecret')}
              hint={t(provider.hasWebhookSecret ? 'provider.secretStored' : 'provider.webhookAbout')}
              type="password"
              autoComplete="new-password"
              value={form.webhookSecret}
              placeholder={provider.hasWebhookSecret ? '••••••••••••' : ''}
              onChange={(event) => onChange({ webhookSecret: event.target.value.trim() })}
            />
          </>
        )}
        <TextField
          label={t('provider.successUrl')}
          hint={isPlexo ? t('provider.urlOptional') : undefined}
          inputMode="url"
          value={form.successUrl}
          onChange={(event) => onChange({ successUrl: event.target.value.trim() })}
        />
        <TextField
          label={t('provider.cancelUrl')}
          hint={isPlexo ? t('provider.urlOptional') : undefined}
          inputMode="url"
          value={form.cancelUrl}
          onChange={(event) => onChange({ cancelUrl: event.target.value.trim() })}
        />
        <TextField
          label={t('provider.extraHosts')}
          hint={t('provider.extraHostsAbout')}
          value={form.extraHosts.join(', ')}
          onChange={(event) => onChange({ extraHosts: hostsOf(event.target.value) })}
        />
      </Pair>
    </div>
  )
}

/** A trailing comma stays while it is typed: it becomes an empty last host, which is dropped when saving. */
const hostsOf = (typed: string): string[] => typed.split(',').map((each) => each.trim().toLowerCase())
