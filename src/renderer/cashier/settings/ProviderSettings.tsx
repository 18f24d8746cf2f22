import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, GraduationCap, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { CounterView, ProviderView } from '../../../core/contract/views.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { LoadingRows } from '../../ui/States.tsx'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { say } from '../state/page.ts'
import { useT } from '../words.ts'
import { Pair, SettingsForm } from './SettingsForm.tsx'

/** The payment service's account of this mode. Its secret goes in and never comes out again. */
export function ProviderSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const provider = useQuery({
    queryKey: ['provider', view.mode],
    queryFn: () => valueOf(client.settings.provider()),
  })
  if (view.mode === 'practice') {
    return (
      <div className="flex items-start gap-4 rounded-card border border-line bg-card p-6">
        <GraduationCap size={24} aria-hidden="true" className="shrink-0 text-kunyit" />
        <p className="m-0 text-base">{t('provider.practice')}</p>
      </div>
    )
  }
  if (provider.error instanceof Refused) return <Problem trouble={provider.error.trouble} />
  if (provider.data === undefined) return <LoadingRows rows={5} label={t('common.loading')} />
  return (
    <div className="flex flex-col gap-5">
      <ProviderForm provider={provider.data} />
      {provider.data.provider !== 'none' && <ConnectionCheck />}
      {view.mode === 'live' && provider.data.provider !== 'none' && <UnitProof provider={provider.data} />}
    </div>
  )
}

function useReload(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: ['provider'] })
}

function ProviderForm({ provider }: { provider: ProviderView }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const reload = useReload()
  const [form, setForm] = useState(provider)
  const [secret, setSecret] = useState('')
  const [webhookSecret, setWebhookSecret] = useState('')
  const set = (changes: Partial<ProviderView>) => setForm((before) => ({ ...before, ...changes }))

  const save = async () => {
    const { origin, prefix, scheme, keyId, amountUnit, successUrl, cancelUrl, merchantId } = form
    const answer = await action.run(() =>
      client.settings.saveProvider({
        provider: form.provider,
        origin,
        prefix,
        scheme,
        keyId,
        secret,
        webhookSecret,
        merchantId,
        amountUnit,
        successUrl,
        cancelUrl,
      }),
    )
    if (answer?.ok !== true) return
    setSecret('')
    setWebhookSecret('')
    setForm(answer.value)
    reload()
    say(t('common.saved'))
  }
  return (
    <SettingsForm busy={action.busy} trouble={action.trouble} onSave={() => void save()}>
      <SelectField
        label={t('provider.provider')}
        value={form.provider}
        onChange={(event) => set({ provider: event.target.value as ProviderView['provider'] })}
      >
        <option value="plugipay">Plugipay</option>
        {form.provider === 'plexo' && <option value="plexo">Plexo</option>}
        <option value="none">{t('provider.none')}</option>
      </SelectField>
      {form.provider !== 'none' && (
        <>
          <Pair>
            <TextField
              label={t('provider.origin')}
              type="url"
              value={form.origin}
              onChange={(event) => set({ origin: event.target.value })}
            />
            {form.provider === 'plexo' && (
              <TextField
                label={t('provider.merchantId')}
                inputMode="numeric"
                value={form.merchantId === null ? '' : String(form.merchantId)}
                onChange={(event) => set({ merchantId: wholeOrNull(event.target.value) })}
              />
            )}
            {form.provider === 'plugipay' && (
              <PlugipayFields form={form} set={set} webhook={webhookSecret} setWebhook={setWebhookSecret} />
            )}
            <TextField
              label={t('provider.keyId')}
              value={form.keyId}
              onChange={(event) => set({ keyId: event.target.value })}
            />
            <TextField
              label={t('provider.secret')}
              hint={t(provider.hasSecret ? 'provider.secretStored' : 'provider.secretMissing')}
              type="password"
              autoComplete="new-password"
              value={secret}
              placeholder={provider.hasSecret ? '••••••••••••' : ''}
              onChange={(event) => setSecret(event.target.value)}
            />
            <TextField
              label={t('provider.successUrl')}
              type="url"
              value={form.successUrl}
              onChange={(event) => set({ successUrl: event.target.value })}
            />
            <TextField
              label={t('provider.cancelUrl')}
              type="url"
              value={form.cancelUrl}
              onChange={(event) => set({ cancelUrl: event.target.value })}
            />
          </Pair>
          <p className="m-0 text-note text-second">
            {t('provider.where', { place: t(`provider.${provider.secretsKind}`) })}
          </p>
        </>
      )}
    </SettingsForm>
  )
}

const wholeOrNull = (typed: string): number | null => (/^\d{1,12}$/.test(typed) ? Number(typed) : null)

interface PlugipayFieldsProps {
  readonly form: ProviderView
  readonly set: (changes: Partial<ProviderView>) => void
  readonly webhook: string
  readonly setWebhook: (typed: string) => void
}

/** What only Plugipay asks for: how requests are proved, the unit of amounts, and the key of what it sends by itself. */
function PlugipayFields({ form, set, webhook, setWebhook }: PlugipayFieldsProps) {
  const t = useT()
  return (
    <>
      <TextField
        label={t('provider.prefix')}
        value={form.prefix}
        onChange={(event) => set({ prefix: event.target.value })}
      />
      <SelectField
        label={t('provider.scheme')}
        value={form.scheme}
        onChange={(event) => set({ scheme: event.target.value as ProviderView['scheme'] })}
      >
        <option value="hmac">{t('provider.hmac')}</option>
        <option value="bearer">{t('provider.bearer')}</option>
      </SelectField>
      <SelectField
        label={t('provider.unit')}
        value={form.amountUnit}
        onChange={(event) => set({ amountUnit: event.target.value as ProviderView['amountUnit'] })}
      >
        <option value="whole">{t('provider.unitWhole')}</option>
        <option value="hundredths">{t('provider.unitHundredths')}</option>
      </SelectField>
      <TextField
        label={t('provider.webhookSecret')}
        hint={t(form.hasWebhookSecret ? 'provider.secretStored' : 'provider.webhookAbout')}
        type="password"
        autoComplete="new-password"
        value={webhook}
        placeholder={form.hasWebhookSecret ? '••••••••••••' : ''}
        onChange={(event) => setWebhook(event.target.value)}
      />
    </>
  )
}

function ConnectionCheck() {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const [found, setFound] = useState<{ mode: 'test' | 'live' | null; clockOffsetMs: number | null } | null>(
    null,
  )
  const check = async () => {
    setFound(null)
    const answer = await action.run(() => client.settings.checkProvider())
    if (answer?.ok) setFound(answer.value)
  }
  const mode =
    found?.mode === 'test'
      ? 'provider.modeTest'
      : found?.mode === 'live'
        ? 'provider.modeLive'
        : 'provider.modeUnknown'
  const offset =
    found === null || found.clockOffsetMs === null
      ? t('provider.offsetNone')
      : t('provider.offsetSeconds', { seconds: Math.round(found.clockOffsetMs / 1000) })
  return (
    <section className="flex flex-col gap-3 rounded-card border border-line bg-card p-6">
      <Button
        className="self-start"
        busy={action.busy}
        onClick={() => void check()}
        data-testid="check-provider"
      >
        {t('provider.check')}
      </Button>
      <Problem trouble={action.trouble} compact />
      {found !== null && (
        <p role="status" className="m-0 flex items-center gap-2 text-base font-semibold text-pandan">
          <CircleCheck size={20} aria-hidden="true" />
          {t('provider.ok')}. {t('provider.okMode', { mode: t(mode), offset })}
        </p>
      )}
    </section>
  )
}

/** An echo of the amount cannot show a factor of a hundred; only the owner's eyes on the service's own page can. */
function UnitProof({ provider }: { provider: ProviderView }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const reload = useReload()
  const [page, setPage] = useState<{ url: string; amount: number; currency: string } | null>(null)
  const start = async () => {
    const answer = await action.run(() => client.settings.startUnitCheck())
    if (answer?.ok) setPage(answer.value)
  }
  const confirm = async () => {
    const answer = await action.run(() => client.settings.confirmUnit({ confirmed: true }))
    if (answer?.ok) reload()
  }
  return (
    <section className="flex flex-col gap-3 rounded-card border border-line bg-card p-6">
      <h3 className="m-0 flex items-center gap-2.5 text-base font-bold">
        <ShieldCheck
          size={20}
          aria-hidden="true"
          className={provider.unitConfirmed ? 'text-pandan' : 'text-kunyit'}
        />
        {t('provider.unitTitle')}
      </h3>
      <p className="m-0 text-base text-second">
        {t(provider.unitConfirmed ? 'provider.unitDone' : 'provider.unitAbout')}
      </p>
      <Problem trouble={action.trouble} compact />
      {page !== null && (
        <p className="m-0 text-base">
          {t('provider.unitOpen')}{' '}
          <span className="font-mono text-note break-all select-all">{page.url}</span>
        </p>
      )}
      {!provider.unitConfirmed && (
        <div className="flex flex-wrap gap-3">
          <Button busy={action.busy} onClick={() => void start()} data-testid="unit-start">
            {t('provider.unitStart')}
          </Button>
          {page !== null && (
            <Button
              tone="accent"
              busy={action.busy}
              onClick={() => void confirm()}
              data-testid="unit-confirm"
            >
              {t('provider.unitConfirm')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
