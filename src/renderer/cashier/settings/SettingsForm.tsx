import type { ReactNode } from 'react'
import type { Right } from '../../../core/domain/people/permissions.ts'
import { Button } from '../../ui/Button.tsx'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useAction, useCore, type Action } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'
import { t, useT } from '../desk-words.ts'
import type { CounterClient } from '../../api/counter.ts'

type SettingsInput = Parameters<CounterClient['settings']['save']>[0]

export interface SaveSettings {
  readonly action: Action
  readonly save: (changes: SettingsInput) => Promise<boolean>
}

/** Saves some of the settings and says so; what was refused stays in the form. */
export function useSaveSettings(): SaveSettings {
  const { client } = useCore()
  const action = useAction()
  const save = async (changes: SettingsInput) => {
    const answer = await action.run(() => client.settings.save(changes))
    if (answer?.ok === true) say(t('common.saved'))
    return answer?.ok === true
  }
  return { action, save }
}

/** Fields on a card, what went wrong below them, one button. */
export function SettingsForm({
  children,
  busy,
  trouble,
  onSave,
  more,
  right = 'change_settings',
  saveLabel,
}: {
  children: ReactNode
  busy: boolean
  trouble: Trouble | null
  onSave: () => void
  more?: ReactNode
  /** What saving takes. */
  right?: Right
  /** What is saved, where a page has more than one form. */
  saveLabel?: string
}) {
  const t = useT()
  return (
    <form
      className="flex flex-col gap-4 rounded-card border border-line bg-card p-6"
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      {children}
      <Problem trouble={trouble} compact />
      <div className="mt-1 flex flex-wrap justify-end gap-2.5">
        {more}
        <Button type="submit" tone="accent" busy={busy} className="min-w-32" data-testid="settings-save">
          {saveLabel ?? t('common.save')}
          <RightMark wanted={right} />
        </Button>
      </div>
    </form>
  )
}

/** Two fields side by side. */
export const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-2 gap-x-4 gap-y-3">{children}</div>
)

/** Lines of a text field, without empty ones at its end. */
export const linesOf = (text: string, most: number): string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.trim())
    .filter((line, index, all) => line !== '' || index < all.length - 1)
    .slice(0, most)
    .filter((line) => line !== '')
