// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CounterView } from '../../src/core/contract/views/counter.ts'
import type { ProviderCheckView, ProviderView } from '../../src/core/contract/views/provider.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { Mode } from '../../src/core/domain/provider/session.ts'
import { setLanguage } from '../../src/renderer/cashier/words.ts'
import { AmountSheet } from '../../src/renderer/cashier/sale/AmountSheet.tsx'
import { MoneySettings } from '../../src/renderer/cashier/settings/MoneySettings.tsx'
import { ProviderSettings } from '../../src/renderer/cashier/settings/ProviderSettings.tsx'
import { useCounter } from '../../src/renderer/cashier/state/counter.ts'
import { useDraft } from '../../src/renderer/cashier/state/draft.ts'
import { fakeClient, renderWith, resetScreens, settings, view } from './fixtures.tsx'

const PLUGIPAY: ProviderView = {
  provider: 'plugipay',
  source: 'stored',
  origin: 'https://plugipay.com',
  prefix: '/api/v9',
  scheme: 'hmac',
  keyIdEnd: '7F3A',
  hasSecret: true,
  hasWebhookSecret: false,
  merchantId: null,
  onBehalfOf: null,
  extraHosts: [],
  amountUnit: 'whole',
  successUrl: 'https://plugipay.com/thanks',
  cancelUrl: 'https://plugipay.com/canceled',
  secretsKind: 'file_0600',
  unitConfirmed: false,
  blocked: null,
  booking: { state: 'on' },
  lookupProvedAt: null,
}
const NONE: ProviderView = { ...PLUGIPAY, provider: 'none', source: 'none', keyIdEnd: null, hasSecret: false }
const PLEXO: ProviderView = { ...PLUGIPAY, provider: 'plexo', merchantId: 15_001 }

const FINE: ProviderCheckView = {
  provider: 'plugipay',
  mode: 'test',
  expectedMode: 'test',
  keyLooks: 'test',
  clockOffsetMs: 120,
  prefix: { answers: '/api/v1', profile: '/api/v1' },
  amountUnit: 'whole',
  missingScopes: [],
  takes: ['IDR', 'USD'],
}

let saved: Record<string, unknown>[]
beforeEach(() => {
  saved = []
  resetScreens()
  setLanguage('en')
})
afterEach(() => {
  cleanup()
  setLanguage('id')
})

type Answers = Readonly<Record<string, (input: never) => unknown>>
const ok = (value: unknown) => ({ ok: true, value })

async function show(provider: ProviderView, answers: Answers = {}, mode: Mode = 'test') {
  const client = fakeClient({
    'settings.provider': async () => ok(provider),
    'settings.saveProvider': async (input: Record<string, unknown>) => {
      saved.push(input)
      return ok({ ...provider, ...input, keyIdEnd: 'new1' })
    },
    ...answers,
  })
  const shown: CounterView = { ...view, mode }
  renderWith(
    client,
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ProviderSettings view={shown} />
    </QueryClientProvider>,
  )
  if (mode !== 'practice') await screen.findByTestId('provider-choice')
}
const valueOf = (testId: string) => screen.getByTestId<HTMLInputElement>(testId).value
const press = async (testId: string) =>
  await act(async () => void fireEvent.click(screen.getByTestId(testId)))
const rowState = (label: string) =>
  screen.getByText(label, { selector: 'dt' }).closest('[data-state]')?.getAttribute('data-state')

describe('the account', () => {
  it('says loudly whose keys these are', async () => {
    await show(PLUGIPAY)
    expect(screen.getByTestId('provider-mode').textContent).toBe('Test account')
    cleanup()
    await show(PLUGIPAY, {}, 'live')
    expect(screen.getByTestId('provider-mode').textContent).toBe('Live account')
  })

  it('never brings a key back into a field: only how the key’s id ends', async () => {
    await show(PLUGIPAY)
    expect([valueOf('provider-key-id'), valueOf('provider-secret')]).toEqual(['', ''])
    expect(screen.getByText('Stored, ending in 7F3A. Leave empty to keep it.')).toBeTruthy()
    await press('settings-save')
    expect(saved).toEqual([expect.objectContaining({ keyId: '', secret: '', webhookSecret: '' })])
  })

  it('of another service begins with its documented address, and with no key', async () => {
    await show(PLUGIPAY)
    fireEvent.change(screen.getByTestId('provider-secret'), { target: { value: 'sk_plugipay' } })
    fireEvent.change(screen.getByTestId('provider-choice'), { target: { value: 'plexo' } })
    expect(screen.getByLabelText<HTMLInputElement>('Address of the service').value).toBe(
      'https://api.testing.plexo.com.uy',
    )
    expect(valueOf('provider-secret')).toBe('')
    fireEvent.change(screen.getByTestId('provider-merchant'), { target: { value: '15001' } })
    await press('settings-save')
    expect(saved).toEqual([
      expect.objectContaining({ provider: 'plexo', merchantId: 15_001, secret: '', successUrl: '' }),
    ])
  })

  it('at another address asks for the key again', async () => {
    await show(PLUGIPAY)
    fireEvent.change(screen.getByLabelText('Address of the service'), {
      target: { value: 'https://lain.example' },
    })
    expect(screen.getByText(/The old one is never sent there/)).toBeTruthy()
    expect(screen.queryByText(/ending in 7F3A/)).toBeNull()
  })

  it('takes other page hosts with commas, and an account to act for', async () => {
    await show(PLUGIPAY)
    fireEvent.change(screen.getByLabelText('Other hosts of the payment page'), {
      target: { value: 'Bayar.example, ' },
    })
    fireEvent.change(screen.getByTestId('provider-behalf'), { target: { value: 'acc_01' } })
    await press('settings-save')
    expect(saved).toEqual([expect.objectContaining({ extraHosts: ['bayar.example'], onBehalfOf: 'acc_01' })])
  })

  it('from the environment says so, and what saving does', async () => {
    await show({ ...PLUGIPAY, source: 'environment', secretsKind: 'environment' })
    expect(screen.getByText(/comes from the environment variables PLUGIPAY_KEY_ID/)).toBeTruthy()
    expect(screen.queryByText(/While no account is saved/)).toBeNull()
  })

  it('that collects nothing says why', async () => {
    const blocked = { type: 'provider_currency_unsupported', currency: 'IDR', takes: ['UYU', 'USD'] } as const
    await show({ ...PLEXO, blocked })
    expect(screen.getByTestId('refusal').textContent).toContain('does not take rupiah')
  })
})

describe('a test of the connection', () => {
  const checking = (found: Partial<ProviderCheckView>, provider = PLUGIPAY) =>
    show(provider, { 'settings.checkProvider': async () => ok({ ...FINE, ...found }) })

  it('shows all that was found, and what is not known as not known', async () => {
    await checking({ mode: null })
    await press('check-provider')
    const found = within(screen.getByTestId('check-findings'))
    expect(found.getByText('accepted')).toBeTruthy()
    expect(found.getByText('/api/v1')).toBeTruthy()
    expect(found.getByText('Whole rupiah')).toBeTruthy()
    expect(found.getByText('less than a second')).toBeTruthy()
    expect([rowState('Account'), rowState('Key'), rowState('Path')]).toEqual(['unknown', 'fine', 'fine'])
  })

  it('names missing rights, a wrong mode, a wrong clock and an odd key', async () => {
    await checking({
      mode: 'live',
      keyLooks: 'live',
      clockOffsetMs: -3_600_000,
      missingScopes: ['plugipay:event:read'],
      takes: ['UYU', 'USD'],
    })
    await press('check-provider')
    expect(screen.getByText(/plugipay:event:read missing/)).toBeTruthy()
    const rows = ['Key', 'Account', 'Clock difference', 'Currencies', "The key's rights"]
    expect(rows.map(rowState)).toEqual(rows.map(() => 'odd'))
    expect(screen.getByText(/-3600 seconds. Turn on automatic time/)).toBeTruthy()
  })

  it('a path that answers elsewhere is taken over with one press, and asked again', async () => {
    let checks = 0
    const elsewhere = { answers: '/api/v1', profile: '/api/v9' }
    await show(PLUGIPAY, {
      'settings.checkProvider': async () => {
        checks += 1
        return ok(checks === 1 ? { ...FINE, prefix: elsewhere } : FINE)
      },
    })
    await press('check-provider')
    expect(screen.getByText(/the service answers at \/api\/v1, not at \/api\/v9/)).toBeTruthy()
    await press('use-prefix')
    expect(saved).toEqual([expect.objectContaining({ prefix: '/api/v1', secret: '' })])
    await waitFor(() => expect(rowState('Path')).toBe('fine'))
    expect(checks).toBe(2)
  })

  it('saves what was typed first, so that it is what is tried', async () => {
    await checking({})
    fireEvent.change(screen.getByTestId('provider-key-id'), { target: { value: 'ak_baru' } })
    expect(screen.getByTestId('check-provider').textContent).toBe('Save and test')
    await press('check-provider')
    expect(saved).toEqual([expect.objectContaining({ keyId: 'ak_baru' })])
    expect(screen.getByTestId('check-findings')).toBeTruthy()
  })

  it('that fails says it in words, with the rights named in the details', async () => {
    const forbidden = {
      type: 'provider_forbidden',
      code: 'insufficient_scope',
      requestId: null,
      scopes: ['plugipay:checkout:read'],
    }
    await show(PLUGIPAY, { 'settings.checkProvider': async () => ({ ok: false, error: forbidden }) })
    await press('check-provider')
    expect(screen.getByTestId('refusal').textContent).toContain('not allowed to do this')
    expect(screen.getByTestId('refusal').textContent).toContain('plugipay:checkout:read')
    expect(screen.queryByTestId('check-findings')).toBeNull()
  })

  it('is there in practice too, where no key is asked for', async () => {
    await show(NONE, { 'settings.checkProvider': async () => ok(FINE) }, 'practice')
    expect(screen.queryByTestId('provider-secret')).toBeNull()
    expect(screen.getByText(/rupiah \(Rp\) is played by Plugipay/)).toBeTruthy()
    await press('check-provider')
    expect(screen.getByTestId('check-findings')).toBeTruthy()
  })
})

describe('what it may be used for', () => {
  it('booking that was refused is told with its code, and switched on again with a press', async () => {
    const refused = { state: 'off', why: 'refused', code: 'no_methods' } as const
    await show({ ...PLUGIPAY, booking: refused }, { 'settings.resumeBooking': async () => ok(PLUGIPAY) })
    expect(screen.getByTestId('booking-state').textContent).toContain('refused to book it (no_methods)')
    await press('booking-resume')
    expect(saved).toEqual([])
  })

  it.each([
    ['not_rehearsed', /^Off until rehearsed/],
    ['not_offered', /^Off: this service does not book/],
    ['no_provider', /^Off: there is no payment service/],
  ] as const)('booking off for %s is told, with nothing to press', async (why, words) => {
    await show({ ...PLUGIPAY, booking: { state: 'off', why, code: null } }, {}, 'live')
    expect(screen.getByTestId('booking-state').textContent).toMatch(words)
    expect(screen.queryByTestId('booking-resume')).toBeNull()
  })

  it('Plexo’s test payment is asked for until it was read as paid', async () => {
    await show(PLEXO)
    expect(screen.getByTestId('lookup-proof').textContent).toContain('4444 3333 2222 1111')
    cleanup()
    // after midnight in the shop, wherever the machine stands
    await show({ ...PLEXO, lookupProvedAt: '2026-07-14T18:00:00.000Z' })
    expect(screen.getByTestId('lookup-proof').textContent).toContain('Proved on 15 Jul 2026')
  })

  it('the amount to make sure of is in the shop’s own currency', async () => {
    const page = { url: 'https://checkout.plexo.com.uy/x', amount: amountOf(10_000), currency: 'UYU' }
    await show(PLEXO, { 'settings.startUnitCheck': async () => ok(page) }, 'live')
    act(() =>
      useCounter.setState({ view: { ...view, mode: 'live', settings: { ...settings, currency: 'UYU' } } }),
    )
    expect(screen.getByTestId('unit-start').textContent).toBe('Make a bill of $U 100,00')
    await press('unit-start')
    expect(screen.getByTestId('unit-url').textContent).toBe(page.url)
    expect(screen.getByTestId('unit-confirm').textContent).toMatch(/I have seen \$U.100,00 there/)
  })
})

describe('the shop’s currency', () => {
  it('brings its own rounding steps, and leaves QRIS to rupiah', async () => {
    let sent: Record<string, unknown> = {}
    const client = fakeClient({
      'settings.save': async (input: Record<string, unknown>) => {
        sent = input
        return ok(settings)
      },
    })
    renderWith(client, <MoneySettings view={{ ...view, mode: 'test' }} />)
    expect(screen.getByLabelText('Limit of one QRIS payment')).toBeTruthy()
    fireEvent.change(screen.getByTestId('setting-currency'), { target: { value: 'UYU' } })
    expect(screen.queryByLabelText('Limit of one QRIS payment')).toBeNull()
    expect(screen.getByText(/Written \$U 1\.234,50/)).toBeTruthy()
    const steps = [...screen.getByTestId<HTMLSelectElement>('setting-rounding').options].map(
      ({ text }) => text,
    )
    expect(steps).toContain('To the nearest $U 1,00')
    await press('settings-save')
    expect(sent).toMatchObject({ currency: 'UYU', cashRoundingStep: 1 })
    expect(sent).not.toHaveProperty('qrisLimit')
  })
})

describe('typing pesos', () => {
  const inPesos = () => {
    renderWith(fakeClient({}), <AmountSheet onPay={() => undefined} />)
    act(() => useCounter.setState({ view: { ...view, settings: { ...settings, currency: 'UYU' } } }))
  }
  const key = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

  it('the pad has a key for cents and one for two noughts', () => {
    inPesos()
    for (const name of ['1', '00', 'Decimal mark', '5', '0']) key(name)
    expect(valueOf('amount-input')).toBe('100,50')
    // one mark is enough, and none without a digit before it
    key('Decimal mark')
    expect(valueOf('amount-input')).toBe('100,50')
    expect(screen.queryByRole('button', { name: '000' })).toBeNull()
    fireEvent.click(screen.getByTestId('amount-add'))
    expect(useDraft.getState().cart.lines.map(({ unitPrice }) => unitPrice)).toEqual([10_050])
  })

  it('a mark without a digit before it is not typed', () => {
    inPesos()
    key('Decimal mark')
    expect(valueOf('amount-input')).toBe('')
  })

  it('more than two decimals are refused in words, with an example in the currency', () => {
    inPesos()
    fireEvent.change(screen.getByTestId('amount-input'), { target: { value: '1,234' } })
    fireEvent.click(screen.getByTestId('amount-add'))
    const refusal = screen.getByTestId('refusal')
    expect(refusal.dataset['type']).toBe('amount_too_fine')
    expect(refusal.textContent).toContain('for example 250,00')
  })
})
