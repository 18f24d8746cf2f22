import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react'
import { useState } from 'react'
import type { SettingsView } from '../../../../core/contract/views/counter.ts'
import type { SealCheckView } from '../../../../core/contract/views/slips.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/cx.ts'
import { TextField } from '../../../ui/Field.tsx'
import { formatClock, formatDay } from '../../../ui/time.ts'
import { useAction, useCore } from '../../client.ts'
import { useMoney } from '../../money.ts'
import { Problem } from '../../Problem.tsx'
import { useT, type WordKey } from '../../desk-words.ts'

/** Is this slip of paper one of ours? Takes what a scanner types, checks it without any network. */
export function ReceiptCheck({ settings }: { settings: SettingsView }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const [text, setText] = useState('')
  const [found, setFound] = useState<SealCheckView | null>(null)
  const check = async () => {
    setFound(null)
    const answer = await action.run(() => client.slips.checkSeal({ text }))
    if (answer?.ok === true) setFound(answer.value)
  }
  return (
    <form
      className="mt-6 flex flex-col gap-4 rounded-card border border-line bg-card p-6"
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
    >
      <h3 className="m-0 text-lead font-bold">{t('receipt.check')}</h3>
      <TextField
        label={t('receipt.checkText')}
        hint={t('receipt.checkAbout')}
        value={text}
        maxLength={2_000}
        data-testid="seal-text"
        onChange={(event) => setText(event.target.value)}
      />
      <Problem trouble={action.trouble} compact />
      {found !== null && <Verdict found={found} settings={settings} />}
      <div className="flex justify-end">
        <Button
          type="submit"
          busy={action.busy}
          disabled={text.trim() === ''}
          className="min-w-32"
          data-testid="seal-check"
        >
          {t('receipt.checkGo')}
        </Button>
      </div>
    </form>
  )
}

const LOOK = {
  /** Signed by this till, and yet nobody bought anything. */
  not_a_sale: { word: 'receipt.practiceOnly', tone: 'bg-kunyit-wash text-kunyit', icon: CircleAlert },
  genuine: { word: 'receipt.genuine', tone: 'bg-pandan-wash text-pandan', icon: CircleCheck },
  changed: { word: 'receipt.changed', tone: 'bg-cabai-wash text-cabai', icon: CircleAlert },
  unknown_key: { word: 'receipt.unknownKey', tone: 'bg-kunyit-wash text-kunyit', icon: CircleHelp },
} as const satisfies Record<
  SealCheckView['verdict'] | 'not_a_sale',
  { word: WordKey; tone: string; icon: typeof CircleCheck }
>

function Verdict({ found, settings }: { found: SealCheckView; settings: SettingsView }) {
  const t = useT()
  const { full } = useMoney()
  const isGenuine = found.verdict === 'genuine'
  const { word, tone, icon: Icon } = LOOK[isGenuine && found.mode !== 'live' ? 'not_a_sale' : found.verdict]
  return (
    <div
      role="status"
      data-testid="seal-verdict"
      data-verdict={found.verdict}
      className={cx('rounded-control px-4 py-3', tone)}
    >
      <p className="m-0 flex items-center gap-2 text-base font-bold">
        <Icon size={20} aria-hidden="true" />
        {t(word)}
      </p>
      <p className="m-0 mt-1 text-note">
        {isGenuine
          ? [
              found.number,
              full(found.total),
              `${formatDay(found.paidAt, settings)} ${formatClock(found.paidAt, settings)}`,
              found.copy === 0 ? t('receipt.original') : t('receipt.copyNumber', { number: found.copy }),
            ].join(' · ')
          : t(found.verdict === 'changed' ? 'receipt.changedAbout' : 'receipt.unknownKeyAbout')}
      </p>
      {isGenuine && found.saleId === null && (
        <p className="m-0 mt-1 text-note font-semibold">{t('receipt.notInBooks')}</p>
      )}
    </div>
  )
}
