import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { ProviderCheckView } from '../../../core/contract/views/provider.ts'
import type { Currency } from '../../../core/domain/money.ts'
import { currencyName } from '../../../core/domain/sentences/currencies.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { useAction, useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { useT } from '../desk-words.ts'

/** A clock further off than this is worth setting; signing allows for it, receipts and ends of codes do not. */
const CLOCK_WARN_SECONDS = 60

/** Asks the service how things stand and shows all of the answer. What was typed is saved first, so that it is tried. */
export function ProviderCheck({
  currency,
  isChanged,
  onSave,
  onPrefix,
}: {
  currency: Currency
  isChanged: boolean
  onSave: (() => Promise<boolean>) | null
  onPrefix: ((prefix: string) => Promise<boolean>) | null
}) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const [found, setFound] = useState<ProviderCheckView | null>(null)
  const ask = async () => {
    setFound(null)
    const answer = await action.run(() => client.settings.checkProvider())
    if (answer?.ok) setFound(answer.value)
  }
  const check = async () => {
    if (isChanged && onSave !== null && !(await onSave())) return
    await ask()
  }
  const usePrefix =
    onPrefix === null
      ? null
      : async (prefix: string) => {
          if (await onPrefix(prefix)) await ask()
        }
  return (
    <section
      aria-label={t('check.title')}
      className="flex flex-col gap-3 rounded-card border border-line bg-card p-6"
    >
      <div className="flex items-center justify-between gap-4">
        <div className="min-w-0">
          <h3 className="m-0 text-base font-bold">{t('check.title')}</h3>
          <p className="m-0 text-note text-second">{t('check.about')}</p>
        </div>
        <Button
          className="shrink-0"
          busy={action.busy}
          onClick={() => void check()}
          data-testid="check-provider"
        >
          {t(isChanged ? 'check.saveAndGo' : 'check.go')}
        </Button>
      </div>
      <Problem trouble={action.trouble} compact />
      {found !== null && !isChanged && <Findings found={found} currency={currency} onPrefix={usePrefix} />}
    </section>
  )
}

function Findings({
  found,
  currency,
  onPrefix,
}: {
  found: ProviderCheckView
  currency: Currency
  onPrefix: ((prefix: string) => Promise<void>) | null
}) {
  const t = useT()
  const { language } = useMoney()
  const { keyLooks, expectedMode, prefix, missingScopes, takes } = found
  const modeWord = (mode: 'test' | 'live') => t(mode === 'test' ? 'check.modeTest' : 'check.modeLive')
  const isKeyOdd = keyLooks !== null && keyLooks !== expectedMode
  const isModeWrong = found.mode !== null && found.mode !== expectedMode
  const seconds = found.clockOffsetMs === null ? null : found.clockOffsetMs / 1000
  const isClockOff = seconds !== null && Math.abs(seconds) > CLOCK_WARN_SECONDS
  const isElsewhere = prefix !== null && prefix.answers !== prefix.profile
  const names = takes.map((each) => currencyName(each, language)).join(', ')
  const shown = (path: string) => (path === '' ? t('check.prefixNone') : path)
  return (
    <div role="status" data-testid="check-findings">
      <dl className="m-0 grid gap-1 border-t border-line pt-3">
        <Row label={t('check.key')} state={isKeyOdd ? 'odd' : 'fine'}>
          {isKeyOdd ? t('check.keyLooks', { mode: modeWord(keyLooks) }) : t('check.keyOk')}
        </Row>
        <Row label={t('check.mode')} state={found.mode === null ? 'unknown' : isModeWrong ? 'odd' : 'fine'}>
          {found.mode === null
            ? t('check.modeUnknown')
            : isModeWrong
              ? t('check.modeWrong', { mode: modeWord(found.mode) })
              : modeWord(found.mode)}
        </Row>
        <Row label={t('check.clock')} state={seconds === null ? 'unknown' : isClockOff ? 'odd' : 'fine'}>
          {seconds === null
            ? t('check.clockUnknown')
            : Math.abs(seconds) < 1
              ? t('check.clockNone')
              : t(isClockOff ? 'check.clockOff' : 'check.clockSeconds', { seconds: Math.round(seconds) })}
        </Row>
        {prefix !== null && (
          <Row label={t('check.prefix')} state={isElsewhere ? 'odd' : 'fine'}>
            {isElsewhere
              ? t('check.prefixOther', { answers: shown(prefix.answers), profile: shown(prefix.profile) })
              : shown(prefix.answers)}
            {isElsewhere && onPrefix !== null && (
              <Button
                className="mt-2 flex"
                data-testid="use-prefix"
                onClick={() => void onPrefix(prefix.answers)}
              >
                {t('check.usePrefix', { prefix: shown(prefix.answers) })}
              </Button>
            )}
          </Row>
        )}
        {found.amountUnit !== null && (
          <Row label={t('check.unit')} state="fine">
            {t(UNIT_WORDS[found.amountUnit])}
          </Row>
        )}
        <Row label={t('check.takes')} state={takes.includes(currency) ? 'fine' : 'odd'}>
          {takes.includes(currency)
            ? names
            : t('check.takesNot', { takes: names, currency: currencyName(currency, language) })}
        </Row>
        <Row label={t('check.scopes')} state={missingScopes.length === 0 ? 'fine' : 'odd'}>
          {missingScopes.length === 0
            ? t('check.scopesOk')
            : t('check.scopesMissing', { scopes: missingScopes.join(', ') })}
        </Row>
      </dl>
    </div>
  )
}

const UNIT_WORDS = {
  whole: 'provider.unitWhole',
  hundredths: 'provider.unitHundredths',
  decimal: 'provider.unitDecimal',
} as const

type RowState = 'fine' | 'odd' | 'unknown'

const ROW_LOOK = {
  fine: { Icon: CircleCheck, tone: 'text-pandan' },
  odd: { Icon: CircleAlert, tone: 'text-kunyit' },
  unknown: { Icon: CircleHelp, tone: 'text-second' },
} as const

/** Fine, to be looked at, and not known differ by mark and by word, never by colour alone. */
function Row({ label, state, children }: { label: string; state: RowState; children: ReactNode }) {
  const { Icon, tone } = ROW_LOOK[state]
  return (
    <div
      data-state={state}
      className="grid grid-cols-[20px_minmax(110px,150px)_minmax(0,1fr)] items-start gap-x-3 py-1 text-base"
    >
      <Icon size={18} aria-hidden="true" className={cx('mt-[3px]', tone)} />
      <dt className="text-second">{label}</dt>
      <dd className={cx('m-0 break-words', state === 'odd' && 'font-semibold')}>{children}</dd>
    </div>
  )
}
