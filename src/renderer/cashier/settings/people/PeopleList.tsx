import { useQuery } from '@tanstack/react-query'
import { Eraser, KeyRound, Pencil, UserRoundMinus, UserRoundPlus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { CounterView } from '../../../../core/contract/views/counter.ts'
import type { PersonView } from '../../../../core/contract/views/people.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/cx.ts'
import { Badge, LoadingRows } from '../../../ui/States.tsx'
import { formatDay } from '../../../ui/time.ts'
import { Refused, useCore, valueOf } from '../../client.ts'
import { Initials } from '../../people/Initials.tsx'
import { Problem } from '../../Problem.tsx'
import { RightMark } from '../../RightMark.tsx'
import { useT } from '../../desk-words.ts'
import { GoneSheet } from './GoneSheet.tsx'
import { PersonSheet } from './PersonSheet.tsx'
import { SetPinSheet } from './SetPinSheet.tsx'

type Doing =
  | { readonly name: 'add' }
  | { readonly name: 'change' | 'pin' | 'remove' | 'erase'; readonly person: PersonView }

/** Everybody who works here. Whoever may not manage people sees only that the owner does, and the way to ask. */
export function PeopleList({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const mayManage = view.rights.includes('manage_people')
  const [asked, setAsked] = useState(mayManage)
  const [doing, setDoing] = useState<Doing | null>(null)
  const people = useQuery({
    queryKey: ['people', view.mode, view.actor.id],
    queryFn: () => valueOf(client.people.list()),
    enabled: asked,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const close = () => setDoing(null)
  const done = () => {
    close()
    // with a lent right this would ask again, so the list is then as it was until it is opened anew
    if (mayManage) void people.refetch()
  }
  const sheetProps = { onClose: close, onDone: done }
  return (
    <section className="rounded-card border border-line bg-card p-6">
      <div className="flex items-center gap-4">
        <h3 className="m-0 flex-1 text-lead font-bold">{t('people.list')}</h3>
        <Button
          tone="accent"
          icon={<UserRoundPlus size={18} aria-hidden="true" />}
          data-testid="person-add"
          onClick={() => setDoing({ name: 'add' })}
        >
          {t('people.add')}
          <RightMark wanted="manage_people" />
        </Button>
      </div>
      {!asked && (
        <div className="mt-3 flex items-center gap-4">
          <p className="m-0 flex-1 text-base text-second">{t('people.closed')}</p>
          <Button data-testid="people-show" onClick={() => setAsked(true)}>
            {t('people.show')}
            <RightMark wanted="manage_people" />
          </Button>
        </div>
      )}
      {asked && people.isPending && <LoadingRows rows={3} label={t('common.loading')} />}
      {people.error instanceof Refused && (
        <div className="mt-3 flex flex-col items-start gap-3">
          <Problem trouble={people.error.trouble} compact />
          <Button busy={people.isFetching} onClick={() => void people.refetch()}>
            {t('common.retry')}
          </Button>
        </div>
      )}
      {people.data !== undefined && (
        <ul className="m-0 mt-2 list-none p-0" data-testid="people-list">
          {ordered(people.data).map((person) => (
            <Row key={person.id} person={person} view={view} onDo={(name) => setDoing({ name, person })} />
          ))}
        </ul>
      )}
      {(doing?.name === 'add' || doing?.name === 'change') && (
        <PersonSheet person={doing.name === 'add' ? null : doing.person} {...sheetProps} />
      )}
      {doing?.name === 'pin' && <SetPinSheet person={doing.person} {...sheetProps} />}
      {(doing?.name === 'remove' || doing?.name === 'erase') && (
        <GoneSheet what={doing.name} person={doing.person} {...sheetProps} />
      )}
    </section>
  )
}

function Row({
  person,
  view,
  onDo,
}: {
  person: PersonView
  view: CounterView
  onDo: (name: 'change' | 'pin' | 'remove' | 'erase') => void
}) {
  const t = useT()
  const { name, active } = person
  return (
    <li
      data-testid="person-row"
      className={cx(
        'flex items-center gap-3.5 border-b border-line py-3 last:border-0',
        !active && 'text-second',
      )}
    >
      <Initials name={name} />
      <div className="min-w-0 flex-1">
        <p className="m-0 flex items-center gap-2 text-base font-bold">
          <span className="truncate">{name}</span>
          {person.id === view.actor.id && <Badge tone="nila">{t('people.you')}</Badge>}
          {!active && <Badge tone="grey">{t('people.removed')}</Badge>}
        </p>
        <p className="m-0 text-note text-second">
          {t(`role.${person.role}`)} ·{' '}
          {t('people.since', { date: formatDay(person.createdAt, view.settings) })}
        </p>
      </div>
      {!active && (
        <Tool
          label={t('people.erase', { name })}
          icon={<Eraser size={18} aria-hidden="true" />}
          testId="person-erase"
          onClick={() => onDo('erase')}
        />
      )}
      {active && (
        <>
          <Tool
            label={t('people.changeOf', { name })}
            icon={<Pencil size={18} aria-hidden="true" />}
            testId="person-change"
            onClick={() => onDo('change')}
          />
          <Tool
            label={t('people.setPinOf', { name })}
            icon={<KeyRound size={18} aria-hidden="true" />}
            testId="person-pin"
            onClick={() => onDo('pin')}
          />
          <Tool
            label={t('people.removeGo', { name })}
            icon={<UserRoundMinus size={18} aria-hidden="true" />}
            testId="person-remove"
            danger
            onClick={() => onDo('remove')}
          />
        </>
      )}
    </li>
  )
}

function Tool({
  label,
  icon,
  testId,
  danger = false,
  onClick,
}: {
  label: string
  icon: ReactNode
  testId: string
  danger?: boolean
  onClick: () => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      data-testid={testId}
      onClick={onClick}
      className={cx(
        'flex size-11 shrink-0 items-center justify-center rounded-control hover:bg-ink/5',
        danger ? 'text-cabai' : 'text-ink',
      )}
    >
      {icon}
    </button>
  )
}

/** Who works here first, then who no longer does; by name. */
const ordered = (people: readonly PersonView[]): readonly PersonView[] =>
  people.toSorted(
    (a, b) =>
      Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, 'id', { sensitivity: 'base' }),
  )
