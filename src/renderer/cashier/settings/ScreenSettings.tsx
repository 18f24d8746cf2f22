import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { useState } from 'react'
import type { PairingView, ScreensView } from '../../../core/contract/screens-contract.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { QrPicture } from '../../ui/QrPicture.tsx'
import { EmptyState, LoadingRows } from '../../ui/States.tsx'
import { formatClock, formatDay, useSecondsLeft } from '../../ui/time.ts'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { useT } from '../desk-words.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'

/** While a code is shown the list is read often: the device that was just paired belongs on it at once. */
const FOLLOW_MS = 2_000

/** Customer screens in the shop's network: pairing one, and shutting one out. */
export function ScreenSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const queries = useQueryClient()
  const pairing = useAction()
  const removing = useAction()
  const mayManage = view.rights.includes('change_settings')
  const [asked, setAsked] = useState(mayManage)
  const [code, setCode] = useState<PairingView | null>(null)
  const queryKey = ['screens', view.mode, view.actor.id]
  const list = useQuery({
    queryKey,
    queryFn: () => valueOf(client.screens.list()),
    enabled: asked,
    // a device may have been paired since this page was left
    refetchOnMount: mayManage ? 'always' : true,
    // with a lent right each look would ask for it again
    refetchOnWindowFocus: mayManage,
    refetchInterval: mayManage && code !== null ? FOLLOW_MS : false,
  })
  const pair = async () => {
    const answer = await pairing.run(() => client.screens.pair())
    if (answer?.ok) setCode(answer.value)
  }
  const remove = async ({ id, name }: ScreensView['screens'][number]) => {
    const answer = await removing.run(() => client.screens.remove({ screenId: id }))
    if (!answer?.ok) return
    say(t('screens.removed', { name }))
    await queries.invalidateQueries({ queryKey })
  }
  const screens = list.data?.screens ?? []
  const isPaired = code !== null && screens.some(({ pairedAt }) => pairedAt > startOf(code))
  return (
    <div className="flex flex-col gap-5">
      <section className="flex flex-col items-start gap-4 rounded-card border border-line bg-card p-6">
        <div className="flex items-start gap-4">
          <MonitorSmartphone size={24} aria-hidden="true" className="mt-0.5 shrink-0 text-second" />
          <p className="m-0 flex-1 text-base text-second">{t('screens.about')}</p>
        </div>
        {list.data?.address === null && <p className="m-0 text-base">{t('screens.off')}</p>}
        {list.data != null && list.data.address !== null && (
          <Button tone="accent" busy={pairing.busy} data-testid="screen-pair" onClick={() => void pair()}>
            {code === null || isPaired ? t('screens.pair') : t('screens.newCode')}
            <RightMark wanted="change_settings" />
          </Button>
        )}
        {code !== null && !isPaired && <Code code={code} />}
        <Problem trouble={pairing.trouble} compact />
      </section>
      {!asked && (
        <div className="flex items-center gap-4 rounded-card border border-line bg-card p-6">
          <p className="m-0 flex-1 text-base text-second">{t('screens.closed')}</p>
          <Button data-testid="screens-show" onClick={() => setAsked(true)}>
            {t('screens.show')}
            <RightMark wanted="change_settings" />
          </Button>
        </div>
      )}
      {asked && list.isPending && <LoadingRows rows={2} label={t('common.loading')} />}
      {list.error instanceof Refused && <Problem trouble={list.error.trouble} compact />}
      <Problem trouble={removing.trouble} compact />
      {list.data !== undefined && (
        <section className="rounded-card border border-line bg-card px-6 py-3">
          {screens.length === 0 ? (
            <EmptyState icon={<MonitorSmartphone size={40} aria-hidden="true" />} title={t('screens.none')}>
              {list.data.address === null ? null : t('screens.noneAbout')}
            </EmptyState>
          ) : (
            <ul className="m-0 list-none p-0" data-testid="screen-list">
              {screens.map((screen) => (
                <li
                  key={screen.id}
                  className="flex min-h-16 items-center gap-4 border-b border-line py-2 last:border-0"
                >
                  <div className="min-w-0 flex-1">
                    <p className="m-0 truncate text-base font-bold">{screen.name}</p>
                    <p className="m-0 text-note text-second">
                      {t('screens.seen', { when: whenOf(screen.lastSeenAt, view) })}
                    </p>
                  </div>
                  <Button
                    busy={removing.busy}
                    aria-label={`${t('screens.remove')}: ${screen.name}`}
                    data-testid="screen-remove"
                    onClick={() => void remove(screen)}
                  >
                    {t('screens.remove')}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </div>
  )
}

function Code({ code }: { code: PairingView }) {
  const t = useT()
  const seconds = useSecondsLeft(code.expiresAt, 0)
  if (seconds === null || seconds <= 0)
    return <p className="m-0 text-base font-semibold">{t('screens.over')}</p>
  return (
    <div className="flex w-full flex-wrap items-center gap-6" data-testid="screen-code">
      <div className="flex min-w-64 flex-1 flex-col gap-2">
        <p className="m-0 text-base text-second">{t('screens.address')}</p>
        <code className="font-mono text-lead break-all select-all">{code.address}</code>
        <p className="m-0 mt-2 text-base text-second">{t('screens.type')}</p>
        <p className="m-0 font-mono text-large font-bold tracking-widest tabular-nums">
          {code.code.slice(0, 3)} {code.code.slice(3)}
        </p>
        <p className="m-0 text-note text-second">{t('screens.left', { seconds })}</p>
      </div>
      <QrPicture matrix={code.linkQr} room={220} label={t('screens.qr')} />
    </div>
  )
}

/** A code is good for two minutes, so it was made two minutes before its end. */
const startOf = ({ expiresAt }: PairingView): string =>
  new Date(Date.parse(expiresAt) - 2 * 60_000).toISOString()

const whenOf = (at: string, { settings }: CounterView): string =>
  `${formatDay(at, settings)}, ${formatClock(at, settings)}`
