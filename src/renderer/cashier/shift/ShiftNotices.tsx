import { CircleHelp, CreditCard, Inbox } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CurrentShiftView } from '../../../core/contract/views/shift.ts'
import type { Amount, Currency } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { useMoney } from '../money.ts'
import { useT, type WordKey } from '../desk-words.ts'

type Open = CurrentShiftView['unsettled'][number]

/** Payments without an end, card slips without a settlement, money outside a shift: told before closing, hindering nothing. */
export function ShiftNotices({
  carried,
  unsettled,
  outside,
  onMatch,
}: Pick<CurrentShiftView, 'carried' | 'outside'> & {
  readonly unsettled: readonly (Pick<Open, 'tid' | 'batch' | 'count' | 'amount'> & Partial<Open>)[]
  readonly onMatch?: (batch: Open) => void
}) {
  const t = useT()
  const { full } = useMoney()
  const slips = unsettled.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      {unsettled.length > 0 && (
        <Notice
          icon={<CreditCard size={20} aria-hidden="true" />}
          title={t('shift.unsettledTitle', { count: slips })}
          about={t('shift.unsettledAbout')}
          testId="unsettled"
        >
          {unsettled.map((batch) => (
            <li key={`${batch.tid}:${batch.batch}`} className="flex items-center gap-3 py-1">
              <span className="min-w-0 flex-1">
                <span className="block font-semibold break-words">
                  {t('edcMatch.batchName', {
                    tid: batch.tid,
                    batch: batch.batch === '' ? t('edcMatch.noBatch') : batch.batch,
                  })}
                </span>
                <span className="block text-small text-second">
                  {t('edcMatch.slips', { count: batch.count })} · {full(batch.amount)}
                </span>
              </span>
              {onMatch !== undefined && isWhole(batch) && (
                <Button className="px-3 text-note" data-testid="edc-match" onClick={() => onMatch(batch)}>
                  {t('edcMatch.short')}
                </Button>
              )}
            </li>
          ))}
        </Notice>
      )}
      {carried.length > 0 && (
        <Notice
          icon={<CircleHelp size={20} aria-hidden="true" />}
          title={t('shift.carriedTitle', { count: carried.length })}
          about={t('shift.carriedAbout')}
          testId="carried"
        >
          {carried.map(({ saleNumber, tender, state, amount, currency }, index) => (
            <Row
              key={`${saleNumber}${index}`}
              label={saleNumber}
              about={`${t(`kind.${tender}`)} · ${t(stateWord(state))}`}
              amount={amount}
              currency={currency}
            />
          ))}
        </Notice>
      )}
      {outside.length > 0 && (
        <Notice
          icon={<Inbox size={20} aria-hidden="true" />}
          title={t('shift.outsideTitle')}
          about={t('shift.outsideAbout')}
          testId="outside"
        >
          {outside.map(({ tender, currency, count, amount }) => (
            <Row
              key={`${tender}${currency}`}
              label={t(`kind.${tender}`)}
              about={`${count}×`}
              amount={amount}
              currency={currency}
            />
          ))}
        </Notice>
      )}
    </>
  )
}

const isWhole = (batch: object): batch is Open => 'slips' in batch

const STATES = {
  intended: 'tender.intended',
  requesting: 'tender.requesting',
  presented: 'tender.presented',
  canceling: 'tender.canceling',
  superseded: 'tender.superseded',
  quarantined: 'tender.quarantined',
  recorded: 'tender.recorded',
} as const satisfies Readonly<Record<string, WordKey>>

/** A state that has no word here is one whose end is not known. */
const stateWord = (state: string): WordKey =>
  Object.entries(STATES).find(([name]) => name === state)?.[1] ?? 'tender.unknown'

function Notice({
  icon,
  title,
  about,
  testId,
  children,
}: {
  icon: ReactNode
  title: string
  about: string
  testId: string
  children: ReactNode
}) {
  return (
    <section className="rounded-card border border-line bg-card p-5" data-testid={testId}>
      <h3 className="m-0 flex items-center gap-2.5 text-base font-bold text-kunyit">
        {icon}
        {title}
      </h3>
      <p className="m-0 mt-1 mb-2 text-note text-second">{about}</p>
      <ul className="m-0 flex list-none flex-col p-0 text-base">{children}</ul>
    </section>
  )
}

function Row({
  label,
  about,
  amount,
  currency,
}: {
  label: string
  about: string
  amount: Amount
  currency: Currency
}) {
  const { full } = useMoney(currency)
  return (
    <li className="flex items-center gap-3 py-1">
      <span className="min-w-0 flex-1">
        <span className="block font-semibold break-words">{label}</span>
        <span className="block text-small text-second">{about}</span>
      </span>
      <span className="figures shrink-0 font-semibold">{full(amount)}</span>
    </li>
  )
}
