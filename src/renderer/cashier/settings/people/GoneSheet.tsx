import { useRef } from 'react'
import type { PersonView } from '../../../../core/contract/views/people.ts'
import type { Right } from '../../../../core/domain/people/permissions.ts'
import type { CounterClient } from '../../../api/counter.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useAction, useCore } from '../../client.ts'
import { Problem } from '../../Problem.tsx'
import { RightMark } from '../../RightMark.tsx'
import { say } from '../../state/page.ts'
import { useT, type WordKey } from '../../desk-words.ts'

type What = 'remove' | 'erase'

const WAYS: Readonly<
  Record<
    What,
    {
      readonly title: WordKey
      readonly about: WordKey
      readonly go: WordKey
      readonly done: WordKey
      readonly right: Right
      readonly call: (
        client: CounterClient,
        personId: string,
      ) => ReturnType<CounterClient['people']['remove']>
    }
  >
> = {
  remove: {
    title: 'people.removeOf',
    about: 'people.removeAbout',
    go: 'people.removeGo',
    done: 'people.gone',
    right: 'manage_people',
    call: async (client, personId) => await client.people.remove({ personId }),
  },
  erase: {
    title: 'people.erase',
    about: 'people.eraseAbout',
    go: 'people.erase',
    done: 'people.erased',
    right: 'erase_personal_data',
    call: async (client, personId) => await client.people.eraseName({ personId }),
  },
}

/** Somebody no longer works here, or their name goes; what that means is said first. */
export function GoneSheet({
  what,
  person,
  onClose,
  onDone,
}: {
  what: What
  person: PersonView
  onClose: () => void
  onDone: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const stay = useRef<HTMLButtonElement>(null)
  const { name } = person
  const way = WAYS[what]
  const go = async (): Promise<void> => {
    const answer = await action.run(() => way.call(client, person.id))
    if (!answer?.ok) return
    say(t(way.done, { name }))
    onDone()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(way.title, { name })}
      description={t(way.about, { name })}
      closeLabel={t('common.close')}
      initialFocus={stay}
      testId="gone-sheet"
    >
      <div className="flex flex-col gap-4">
        <Problem trouble={action.trouble} compact />
        <div className="flex justify-end gap-2.5">
          <Button ref={stay} cap="Esc" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button tone="danger" busy={action.busy} data-testid="gone-go" onClick={() => void go()}>
            {t(way.go, { name })}
            <RightMark wanted={way.right} />
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
