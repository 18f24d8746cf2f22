import type { ReactNode } from 'react'
import type { RefundWayView } from '../../../core/contract/views/after-sale.ts'
import { REFUND_REASONS, type RefundReason } from '../../../core/domain/refunds/refund.ts'
import { cx } from '../../ui/cx.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useT } from '../words.ts'

export type Way = RefundWayView['way']

/** The key of each way, the same as for taking such money. */
export const WAY_KEYS: Readonly<Record<Way, string>> = { provider: 'F1', cash: 'F2', terminal: 'F3' }

/** Every way there is for this payment; those that cannot be used now say why. */
export function Ways({
  ways,
  chosen,
  onChoose,
}: {
  ways: readonly RefundWayView[]
  chosen: Way | null
  onChoose: (way: Way) => void
}) {
  const t = useT()
  return (
    <Choices legend={t('refund.way')} columns={ways.length > 2 ? 3 : 2}>
      {ways.map(({ way, obstacle }) => (
        <Choice
          key={way}
          group="refund-way"
          checked={way === chosen}
          disabled={obstacle !== null}
          testId={`refund-way-${way}`}
          onChoose={() => onChoose(way)}
        >
          <span className="min-w-0 flex-1">
            {t(`refund.way.${way}`)}
            {obstacle !== null && (
              <span className="block text-small font-normal">{t(`refund.not.${obstacle}`)}</span>
            )}
          </span>
          {obstacle === null && <KeyCap>{WAY_KEYS[way]}</KeyCap>}
        </Choice>
      ))}
    </Choices>
  )
}

export function ByWhat({
  chosen,
  onChoose,
}: {
  chosen: 'amount' | 'lines'
  onChoose: (what: 'amount' | 'lines') => void
}) {
  const t = useT()
  return (
    <Choices legend={t('refund.what')}>
      {(['amount', 'lines'] as const).map((what) => (
        <Choice
          key={what}
          group="refund-what"
          checked={what === chosen}
          testId={`refund-by-${what}`}
          onChoose={() => onChoose(what)}
        >
          <span className="flex-1">{t(what === 'amount' ? 'refund.byAmount' : 'refund.byLines')}</span>
          <KeyCap>{what === 'amount' ? 'F6' : 'F7'}</KeyCap>
        </Choice>
      ))}
    </Choices>
  )
}

/** The four that a provider knows, as buttons of one choice. */
export function Reasons({
  chosen,
  onChoose,
}: {
  chosen: RefundReason
  onChoose: (reason: RefundReason) => void
}) {
  const t = useT()
  return (
    <Choices legend={t('refund.reason')} columns={4}>
      {REFUND_REASONS.map((reason) => (
        <Choice
          key={reason}
          group="refund-reason"
          checked={reason === chosen}
          onChoose={() => onChoose(reason)}
        >
          {t(`refund.reason.${reason}`)}
        </Choice>
      ))}
    </Choices>
  )
}

const COLUMNS = { 2: 'grid-cols-2', 3: 'grid-cols-3', 4: 'grid-cols-2 sm:grid-cols-4' } as const

function Choices({
  legend,
  columns = 2,
  children,
}: {
  legend: string
  columns?: 2 | 3 | 4
  children: ReactNode
}) {
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className="mb-1.5 p-0 text-note font-semibold text-second">{legend}</legend>
      <div className={cx('grid gap-2', COLUMNS[columns])}>{children}</div>
    </fieldset>
  )
}

function Choice({
  group,
  checked,
  disabled = false,
  testId,
  onChoose,
  children,
}: {
  group: string
  checked: boolean
  disabled?: boolean
  testId?: string
  onChoose: () => void
  children: ReactNode
}) {
  return (
    <label
      className={cx(
        'flex min-h-11 items-center gap-2.5 rounded-control border px-3.5 py-1.5 text-base leading-tight',
        'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-nila',
        checked
          ? 'border-nila bg-nila-wash font-semibold'
          : disabled
            ? 'border-line bg-ground text-second'
            : 'cursor-pointer border-line hover:border-line-strong',
      )}
    >
      <input
        type="radio"
        name={group}
        checked={checked}
        disabled={disabled}
        data-testid={testId}
        onChange={onChoose}
        className="sr-only"
      />
      {children}
    </label>
  )
}
