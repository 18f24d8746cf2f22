import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { SelectField, TextAreaField } from '../../../ui/Field.tsx'
import { useAction, useCore } from '../../client.ts'
import { Problem } from '../../Problem.tsx'
import { useCounter } from '../../state/counter.ts'
import { useT } from '../../desk-words.ts'
import { ConditionBadge } from '../../status/ConditionBadge.tsx'
import { profileToSend, withBase, type PrinterSetup, type StepProps } from './printer-draft.ts'

/** Which kind of printer it is, and whether it says anything about itself. */
export function KindStep({ setup, profiles, onChange, onNext }: StepProps) {
  const t = useT()
  const { client } = useCore()
  const asking = useAction()
  const language = useCounter((state) => state.view?.settings.language ?? 'id')
  const { finding, standing, profile, base, own } = setup
  const ask = async (): Promise<void> => {
    const answer = await asking.run(() =>
      client.printers.probe({ uri: setup.uri, profile: profileToSend(setup) }),
    )
    if (answer?.ok === true) onChange({ ...setup, ...answer.value })
  }
  return (
    <form
      id="printer-step"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onNext(setup)
      }}
    >
      <SelectField
        label={t('printers.kind')}
        hint={profile.note[language]}
        value={base.id}
        data-testid="printer-kind"
        onChange={(event) => {
          const chosen = profiles.find(({ id }) => id === event.target.value)
          if (chosen !== undefined) onChange(withBase(setup, chosen))
        }}
      >
        {!profiles.some(({ id }) => id === base.id) && <option value={base.id}>{base.name}</option>}
        {profiles.map(({ id, name, columns }) => (
          <option key={id} value={id}>
            {t('printers.columns', { name, columns })}
          </option>
        ))}
      </SelectField>
      <section className="flex flex-col gap-2 rounded-card bg-ground p-4">
        <h3 className="m-0 text-base font-bold">{t('printers.ask')}</h3>
        <p className="m-0 text-note text-second">{t('printers.askAbout')}</p>
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={asking.busy} data-testid="printer-probe" onClick={() => void ask()}>
            {t('printers.askNow')}
          </Button>
          {finding !== null && standing !== null && (
            <span role="status" className="flex flex-wrap items-center gap-2" data-testid="printer-finding">
              <ConditionBadge condition={standing.condition} />
              <span className="text-note">{t(`printers.channel.${finding.channel}`)}</span>
            </span>
          )}
        </div>
        <Problem trouble={asking.trouble} compact />
      </section>
      <OwnProfile setup={setup} isOpen={own !== null} onChange={onChange} />
    </form>
  )
}

/** For printers that no profile fits: a whole one, typed or pasted. The core says what is wrong with it. */
function OwnProfile({
  setup,
  isOpen,
  onChange,
}: {
  setup: PrinterSetup
  isOpen: boolean
  onChange: (setup: PrinterSetup) => void
}) {
  const t = useT()
  const [text, setText] = useState(() => JSON.stringify(setup.own ?? setup.profile, null, 2))
  const [isBad, setIsBad] = useState(false)
  const take = (): void => {
    const read = readJson(text)
    setIsBad(read === undefined)
    if (read !== undefined) onChange({ ...setup, own: read })
  }
  return (
    <details open={isOpen}>
      <summary className="min-h-11 cursor-pointer py-2.5 text-note font-semibold text-second underline underline-offset-2">
        {t('printers.own')}
      </summary>
      <div className="flex flex-col gap-3">
        <TextAreaField
          label={t('printers.ownLabel')}
          hint={setup.own === null ? t('printers.ownHint') : t('printers.ownTaken')}
          problem={isBad ? t('printers.ownBad') : null}
          value={text}
          rows={8}
          spellCheck={false}
          data-testid="printer-own"
          onChange={(event) => setText(event.target.value)}
        />
        <Button className="self-start" data-testid="printer-own-take" onClick={take}>
          {t('printers.ownTake')}
        </Button>
      </div>
    </details>
  )
}

/** What a text says as JSON; undefined when it is none. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return undefined
  }
}
