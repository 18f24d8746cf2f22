import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Banknote, FlaskConical, GraduationCap } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { ProviderView } from '../../../core/contract/views/provider.ts'
import { currencyName } from '../../../core/domain/sentences/currencies.ts'
import { cx } from '../../ui/cx.ts'
import { LoadingRows } from '../../ui/States.tsx'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { say } from '../state/page.ts'
import { useT } from '../desk-words.ts'
import { ProviderCheck } from './ProviderCheck.tsx'
import { ProviderForm, formOf, type ProviderFields } from './ProviderForm.tsx'
import { BookingState, LookupProof, UnitProof } from './ProviderProofs.tsx'

/** The payment service's account of this mode: set up, tried, and what it may be used for. */
export function ProviderSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const provider = useQuery({
    queryKey: ['provider', view.mode, view.settings.currency],
    queryFn: () => valueOf(client.settings.provider()),
    // what the provider refused meanwhile is told here
    refetchOnMount: 'always',
  })
  if (view.mode === 'practice') return <PracticeProvider view={view} />
  if (provider.error instanceof Refused) return <Problem trouble={provider.error.trouble} />
  if (provider.data === undefined) return <LoadingRows rows={5} label={t('common.loading')} />
  return <AccountSettings key={view.mode} mode={view.mode} provider={provider.data} />
}

function PracticeProvider({ view }: { view: CounterView }) {
  const t = useT()
  const { language } = useMoney()
  const { currency } = view.settings
  return (
    <div className="flex flex-col gap-5">
      <Notice icon={<GraduationCap size={24} aria-hidden="true" className="text-kunyit" />}>
        <p className="m-0">{t('provider.practice')}</p>
        <p className="m-0 mt-1 text-second">
          {t('provider.practiceWhich', {
            currency: currencyName(currency, language),
            name: currency === 'UYU' ? 'Plexo' : 'Plugipay',
          })}
        </p>
      </Notice>
      <ProviderCheck currency={currency} isChanged={false} onSave={null} onPrefix={null} />
    </div>
  )
}

function AccountSettings({ mode, provider }: { mode: 'test' | 'live'; provider: ProviderView }) {
  const t = useT()
  const { client } = useCore()
  const { currency } = useMoney()
  const action = useAction()
  const queries = useQueryClient()
  const [form, setForm] = useState(() => formOf(provider))
  const [isChanged, setChanged] = useState(false)
  const change = (changes: Partial<ProviderFields>) => {
    setForm((before) => ({ ...before, ...changes }))
    setChanged(true)
  }

  const take = (saved: ProviderView) => {
    setForm(formOf(saved))
    setChanged(false)
    void queries.invalidateQueries({ queryKey: ['provider'] })
  }
  const save = async (fields: ProviderFields): Promise<boolean> => {
    const extraHosts = fields.extraHosts.filter((host) => host !== '')
    const answer = await action.run(() => client.settings.saveProvider({ ...fields, extraHosts }))
    if (answer?.ok !== true) return false
    take(answer.value)
    say(t('common.saved'))
    return true
  }
  const isSet = provider.provider !== 'none'
  return (
    <div className="flex flex-col gap-5">
      <ModeNotice mode={mode} />
      {isSet && provider.blocked !== null && !isChanged && <Problem trouble={provider.blocked} compact />}
      <ProviderForm
        mode={mode}
        provider={provider}
        form={form}
        onChange={change}
        busy={action.busy}
        trouble={action.trouble}
        onSave={() => void save(form)}
      />
      {(isSet || form.provider !== 'none') && (
        <ProviderCheck
          currency={currency}
          isChanged={isChanged}
          onSave={() => save(form)}
          onPrefix={(prefix) => save({ ...form, prefix })}
        />
      )}
      {provider.provider === 'plexo' && <LookupProof provedAt={provider.lookupProvedAt} />}
      {mode === 'live' && isSet && <UnitProof provider={provider} onConfirmed={take} />}
      <BookingState booking={provider.booking} onResumed={take} />
      {provider.source !== 'environment' && (
        <p className="m-0 px-1 text-note text-second">{t('provider.environmentNote')}</p>
      )}
    </div>
  )
}

/** Whose keys these are cannot be missed: the same fields hold play money in one mode and real money in the other. */
function ModeNotice({ mode }: { mode: 'test' | 'live' }) {
  const t = useT()
  const isLive = mode === 'live'
  const Icon = isLive ? Banknote : FlaskConical
  return (
    <Notice
      tone={isLive ? 'live' : 'test'}
      icon={<Icon size={24} aria-hidden="true" className={isLive ? 'text-card' : 'text-kunyit'} />}
    >
      <p className="m-0 font-bold" data-testid="provider-mode">
        {t(isLive ? 'provider.liveTitle' : 'provider.testTitle')}
      </p>
      <p className="m-0">{t(isLive ? 'provider.liveAbout' : 'provider.testAbout')}</p>
    </Notice>
  )
}

function Notice({ icon, tone, children }: { icon: ReactNode; tone?: 'test' | 'live'; children: ReactNode }) {
  return (
    <div
      className={cx(
        'flex items-start gap-4 rounded-card border p-5',
        tone === undefined && 'border-line bg-card',
        tone === 'test' && 'border-kunyit/30 bg-kunyit-wash',
        // neither red, which means broken, nor green: the plainest contrast there is
        tone === 'live' && 'border-ink bg-ink text-card',
      )}
    >
      <span className="shrink-0">{icon}</span>
      <div className="min-w-0 text-base">{children}</div>
    </div>
  )
}
