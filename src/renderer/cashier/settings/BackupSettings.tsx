import type { Language } from '../../../core/domain/language.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Archive, DatabaseBackup, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { BackupRow, BackupsView } from '../../../core/contract/views/books.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, EmptyState, LoadingRows } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'
import { useT } from '../desk-words.ts'
import { RestoreSheet } from './backups/RestoreSheet.tsx'

/** How often the list is read again while a copy is being made, so that the bar moves. */
const FOLLOW_MS = 400

/** The copies of the books, made and restored. Whoever may not sees only that the owner does, and the way to ask. */
export function BackupSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const queries = useQueryClient()
  const making = useAction()
  const givingUp = useAction()
  const mayManage = view.rights.includes('manage_backups')
  const [asked, setAsked] = useState(mayManage)
  const [restoring, setRestoring] = useState<Pick<BackupRow, 'name' | 'at'> | null>(null)
  // a copy that the till made by itself in an emergency belongs on the list at once
  const queryKey = ['backups', view.mode, view.actor.id, view.books.newestBackup?.name ?? null]
  const list = useQuery({
    queryKey,
    queryFn: () => valueOf(client.backups.list()),
    enabled: asked,
    // with a lent right each look would ask for it again
    refetchOnWindowFocus: mayManage,
    refetchInterval: ({ state }) => (mayManage && (making.busy || state.data?.running) ? FOLLOW_MS : false),
  })
  const make = async () => {
    const answer = await making.run(() => client.backups.make())
    if (!answer?.ok) return
    queries.setQueryData(queryKey, answer.value)
    setAsked(true)
    say(t('backups.made'))
  }
  const giveUp = async () => {
    const answer = await givingUp.run(() => client.backups.giveUp())
    if (answer?.ok) queries.setQueryData(queryKey, answer.value)
  }
  return (
    <div className="flex flex-col gap-5">
      <section className="flex flex-col gap-4 rounded-card border border-line bg-card p-6">
        <div className="flex items-start gap-4">
          <DatabaseBackup size={24} aria-hidden="true" className="mt-0.5 shrink-0 text-second" />
          <p className="m-0 flex-1 text-base text-second">{t('backups.about')}</p>
        </div>
        <div className="flex flex-wrap items-center gap-4">
          <Button tone="accent" busy={making.busy} data-testid="backup-make" onClick={() => void make()}>
            {t('backups.make')}
            <RightMark wanted="manage_backups" />
          </Button>
          <Progress running={list.data?.running ?? null} />
          {list.data?.running != null && mayManage && (
            <Button busy={givingUp.busy} data-testid="backup-give-up" onClick={() => void giveUp()}>
              {t('backups.giveUp')}
            </Button>
          )}
        </div>
        <Problem trouble={making.trouble} compact />
        {making.trouble === null && list.data?.trouble != null && (
          <div>
            <p className="m-0 mb-2 text-note font-semibold text-second">{t('backups.lastFailed')}</p>
            <Problem trouble={list.data.trouble} compact />
          </div>
        )}
      </section>
      {!asked && (
        <div className="flex items-center gap-4 rounded-card border border-line bg-card p-6">
          <p className="m-0 flex-1 text-base text-second">{t('backups.closed')}</p>
          <Button data-testid="backups-show" onClick={() => setAsked(true)}>
            {t('backups.show')}
            <RightMark wanted="manage_backups" />
          </Button>
        </div>
      )}
      {asked && list.isPending && <LoadingRows rows={4} label={t('common.loading')} />}
      {list.error instanceof Refused && (
        <div className="flex flex-col items-start gap-3">
          <Problem trouble={list.error.trouble} compact />
          <Button busy={list.isFetching} onClick={() => void list.refetch()}>
            {t('common.retry')}
          </Button>
        </div>
      )}
      {list.data !== undefined && <Copies backups={list.data} view={view} onRestore={setRestoring} />}
      {restoring !== null && (
        <RestoreSheet
          name={restoring.name}
          when={whenOf(restoring.at, view)}
          onClose={() => setRestoring(null)}
        />
      )}
    </div>
  )
}

function Progress({ running }: { running: BackupsView['running'] }) {
  const t = useT()
  if (running === null) return null
  const { step, percent } = running
  const words = step === 'copying' ? t('backups.copying', { percent }) : t('backups.checking')
  return (
    <div className="flex min-w-56 flex-1 flex-col gap-1.5">
      <span className="text-note text-second">{words}</span>
      <div
        role="progressbar"
        aria-label={words}
        {...(step === 'copying'
          ? { 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 }
          : {})}
        className="h-1.5 overflow-hidden rounded-full bg-ink/8"
      >
        <div
          className={step === 'copying' ? 'h-full bg-nila' : 'h-full animate-wait bg-nila'}
          style={{ width: `${step === 'copying' ? percent : 100}%` }}
        />
      </div>
    </div>
  )
}

function Copies({
  backups,
  view,
  onRestore,
}: {
  backups: BackupsView
  view: CounterView
  onRestore: (row: Pick<BackupRow, 'name' | 'at'>) => void
}) {
  const t = useT()
  const { language } = view.settings
  const { copies, setAside, usedBytes, freeBytes, folder } = backups
  return (
    <>
      <section className="rounded-card border border-line bg-card px-6 py-3">
        {copies.length === 0 ? (
          <EmptyState icon={<Archive size={40} aria-hidden="true" />} title={t('backups.none')}>
            {t('backups.noneAbout')}
          </EmptyState>
        ) : (
          <ul className="m-0 list-none p-0" data-testid="backup-list">
            {copies.map((copy, index) => (
              <Row key={copy.name} row={copy} view={view} onRestore={() => onRestore(copy)}>
                <span className="text-note text-second">{t(`backups.why.${copy.why}`)}</span>
                <Badge tone="pandan" icon={<ShieldCheck size={14} aria-hidden="true" />}>
                  {t('backups.checked')}
                </Badge>
                {index === 0 && <Badge tone="nila">{t('backups.newest')}</Badge>}
              </Row>
            ))}
          </ul>
        )}
      </section>
      <section className="px-1 text-note text-second">
        {freeBytes !== null && (
          <p className="m-0">
            {t('backups.room', { used: sizeOf(usedBytes, language), free: sizeOf(freeBytes, language) })}
          </p>
        )}
        <p className="m-0 mt-1">{t('backups.folder')}</p>
        <code className="mt-1 block font-mono text-small break-all select-all">{folder}</code>
      </section>
      {setAside.length > 0 && (
        <section className="rounded-card border border-line bg-card px-6 py-4" data-testid="set-aside">
          <h3 className="m-0 text-lead font-bold">{t('backups.aside')}</h3>
          <p className="m-0 text-note text-second">{t('backups.asideAbout')}</p>
          <ul className="m-0 mt-2 list-none p-0">
            {setAside.map((row) => (
              <Row key={row.name} row={row} view={view} onRestore={() => onRestore(row)} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Row({
  row,
  view,
  onRestore,
  children,
}: {
  row: Omit<BackupRow, 'why'>
  view: CounterView
  onRestore: () => void
  children?: React.ReactNode
}) {
  const t = useT()
  const when = whenOf(row.at, view)
  return (
    <li
      data-testid="backup-row"
      data-name={row.name}
      className="flex min-h-16 items-center gap-4 border-b border-line py-2 last:border-0"
    >
      <div className="min-w-0 flex-1">
        <p className="m-0 text-base font-bold">{when}</p>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">{children}</div>
      </div>
      <span className="text-base text-second tabular-nums">{sizeOf(row.bytes, view.settings.language)}</span>
      <Button
        aria-label={`${t('backups.restore')}: ${when}`}
        data-testid="backup-restore"
        onClick={onRestore}
      >
        {t('backups.restore')}
      </Button>
    </li>
  )
}

const whenOf = (at: string, { settings }: CounterView): string =>
  `${formatDay(at, settings)}, ${formatClock(at, settings)}`

/** `12,4 MB` in Indonesian, `12.4 MB` in English. */
function sizeOf(bytes: number, language: Language): string {
  const [unit, size] =
    bytes >= 1e9 ? (['GB', 1e9] as const) : bytes >= 1e6 ? (['MB', 1e6] as const) : (['kB', 1e3] as const)
  const value = bytes / size
  const digits = value < 100 && unit !== 'kB' ? 1 : 0
  const text = value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: digits })
  return `${text} ${unit}`
}
