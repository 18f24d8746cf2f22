import { useState } from 'react'
import type { CounterView } from '../../../../core/contract/views/counter.ts'
import type { ConfirmationPolicy } from '../../../../core/domain/tenders/confirmation.ts'
import type { Amount } from '../../../../core/domain/money.ts'
import { sentenceFor } from '../../../../core/domain/sentences/sentence-for.ts'
import { SelectField, TextField } from '../../../ui/Field.tsx'
import { useT } from '../../desk-words.ts'
import { useMoney } from '../../money.ts'
import { Pair, SettingsForm, useSaveSettings } from '../SettingsForm.tsx'

/** Who says that money is there. The core holds it; this only asks the owner. */
export function ConfirmationSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { confirmation } = view.settings
  const { action, save } = useSaveSettings()
  const { plain, read, language } = useMoney()
  const [policy, setPolicy] = useState<ConfirmationPolicy>(confirmation)
  const textOf = (amount: Amount | null): string => (amount === null ? '' : plain(amount))
  const [upTo, setUpTo] = useState(textOf(confirmation.cashAtOnceUpTo))
  const [above, setAbove] = useState(textOf(confirmation.fourEyesAbove))
  const amounts = { upTo: limitOf(upTo, read), above: limitOf(above, read) }
  const submit = () => {
    if (!amounts.upTo.ok || !amounts.above.ok) return
    void save({
      confirmation: { ...policy, cashAtOnceUpTo: amounts.upTo.value, fourEyesAbove: amounts.above.value },
    })
  }
  const problem = (answer: ReturnType<typeof limitOf>) =>
    answer.ok ? null : sentenceFor(answer.error, language).what
  return (
    <section>
      <h3 className="m-0 text-lead font-bold">{t('policy.title')}</h3>
      <p className="m-0 mb-3 text-base text-second">{t('policy.about')}</p>
      <SettingsForm busy={action.busy} trouble={action.trouble} saveLabel={t('policy.save')} onSave={submit}>
        <Pair>
          <SelectField
            label={t('policy.cash')}
            value={policy.cash}
            data-testid="policy-cash"
            onChange={(event) =>
              setPolicy({ ...policy, cash: event.target.value === 'inbox' ? 'inbox' : 'at_once' })
            }
          >
            <option value="at_once">{t('policy.cashAtOnce')}</option>
            <option value="inbox">{t('policy.cashInbox')}</option>
          </SelectField>
          <TextField
            label={t('policy.cashUpTo')}
            hint={t('policy.cashUpToHint')}
            problem={problem(amounts.upTo)}
            inputMode="numeric"
            maxLength={20}
            value={upTo}
            data-testid="policy-cashUpTo"
            onChange={(event) => setUpTo(event.target.value)}
          />
          <ByWhom
            label={t('policy.edc')}
            value={policy.edc}
            testId="policy-edc"
            onValue={(edc) => setPolicy({ ...policy, edc })}
          />
          <ByWhom
            label={t('policy.staticQris')}
            value={policy.staticQris}
            testId="policy-staticQris"
            onValue={(staticQris) => setPolicy({ ...policy, staticQris })}
          />
          <SelectField
            label={t('policy.transfer')}
            value={policy.transfer}
            data-testid="policy-transfer"
            onChange={(event) =>
              setPolicy({
                ...policy,
                transfer: event.target.value === 'supervisor' ? 'supervisor' : 'four_eyes',
              })
            }
          >
            <option value="four_eyes">{t('policy.fourEyes')}</option>
            <option value="supervisor">{t('policy.supervisor')}</option>
          </SelectField>
          <TextField
            label={t('policy.fourEyesAbove')}
            hint={t('policy.fourEyesAboveHint')}
            problem={problem(amounts.above)}
            inputMode="numeric"
            maxLength={20}
            value={above}
            data-testid="policy-fourEyesAbove"
            onChange={(event) => setAbove(event.target.value)}
          />
        </Pair>
      </SettingsForm>
    </section>
  )
}

const limitOf = (typed: string, read: ReturnType<typeof useMoney>['read']) =>
  typed.trim() === '' ? ({ ok: true, value: null } as const) : read(typed)

type Whom = ConfirmationPolicy['edc']

function ByWhom({
  label,
  value,
  testId,
  onValue,
}: {
  label: string
  value: Whom
  testId: string
  onValue: (value: Whom) => void
}) {
  const t = useT()
  return (
    <SelectField
      label={label}
      value={value}
      data-testid={testId}
      onChange={(event) => onValue(event.target.value === 'supervisor' ? 'supervisor' : 'rule')}
    >
      <option value="rule">{t('policy.rule')}</option>
      <option value="supervisor">{t('policy.supervisor')}</option>
    </SelectField>
  )
}
