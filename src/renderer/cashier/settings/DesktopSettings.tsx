import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DesktopView, DisplayRow, UpdateView } from '../../../core/contract/views/desktop.ts'
import { unreachable } from '../../../core/domain/result.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, SwitchField } from '../../ui/Field.tsx'
import { useAction, useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { DESKTOP_KEY, useDesktop } from '../use-desktop.ts'

const WAITS = {
  payment: 'desktop.waitsPayment',
  order: 'desktop.waitsOrder',
  shift: 'desktop.waitsShift',
} as const
export function DesktopSettings() {
  const desktop = useDesktop(true)
  const { client } = useCore()
  const queries = useQueryClient()
  const t = useT()
  const action = useAction()
  if (desktop === null) return null
  const run = async (call: () => ReturnType<typeof client.desktop.view>) => {
    const answer = await action.run(call)
    if (answer?.ok) queries.setQueryData(DESKTOP_KEY, answer.value)
  }
  return (
    <div className="flex flex-col gap-5">
      <Problem trouble={action.trouble} compact />
      <Card title={t('desktop.customer')} about={t('desktop.customerAbout')}>
        <CustomerDisplay
          desktop={desktop}
          onChoose={(value) =>
            void run(() =>
              client.desktop.chooseDisplay(
                value === 'auto' || value === 'off'
                  ? { choice: value }
                  : { choice: 'chosen', displayId: Number(value) },
              ),
            )
          }
        />
      </Card>
      <Card>
        <SwitchField
          label={t('desktop.kiosk')}
          hint={t('desktop.kioskAbout')}
          checked={desktop.kiosk}
          disabled={action.busy}
          onChange={(on) => void run(() => client.desktop.setKiosk({ on }))}
        />
        {desktop.keyStore === 'none' && (
          <p className="m-0 text-note text-kunyit" data-testid="no-key-store">
            {t('desktop.noKeyStore')}
          </p>
        )}
        <div>
          <Button
            data-testid="open-logs"
            busy={action.busy}
            onClick={() => void action.run(() => client.desktop.openLogs())}
          >
            {t('desktop.logs')}
            <RightMark wanted="change_settings" />
          </Button>
        </div>
      </Card>
      <Card title={t('desktop.update')} about={t('desktop.version', { version: desktop.version })}>
        <p className="m-0 text-base" aria-live="polite" data-testid="update-state">
          <UpdateState update={desktop.update} />
        </p>
        <UpdateSteps
          desktop={desktop}
          busy={action.busy}
          onCheck={() => void run(() => client.desktop.checkUpdate())}
          onInstall={() => void action.run(() => client.desktop.installUpdate())}
        />
      </Card>
    </div>
  )
}

function Card({
  title,
  about,
  children,
}: {
  readonly title?: string
  readonly about?: string
  readonly children: ReactNode
}) {
  return (
    <section className="flex flex-col gap-4 rounded-card border border-line bg-card p-6">
      {title !== undefined && <h3 className="m-0 text-lead font-bold">{title}</h3>}
      {about !== undefined && <p className="m-0 text-base text-second">{about}</p>}
      {children}
    </section>
  )
}

function CustomerDisplay({
  desktop,
  onChoose,
}: {
  readonly desktop: DesktopView
  readonly onChoose: (value: string) => void
}) {
  const t = useT()
  const { displays, customer } = desktop
  const free = displays.filter(({ isCashiers }) => !isCashiers)
  const nameOf = ({ id, name }: { readonly id: number; readonly name: string }) => {
    const number = displays.findIndex((each) => each.id === id) + 1
    return name === '' ? t('desktop.unnamed', { number: number === 0 ? '?' : String(number) }) : name
  }
  const shownOn = displays.find(({ id }) => id === customer.shownOn)
  const away =
    customer.chosen !== null && free.every(({ id }) => id !== customer.chosen?.id) ? customer.chosen : null
  // a display that came back under another id is the one that was chosen
  const value =
    customer.choice === 'chosen' ? String(shownOn?.id ?? customer.chosen?.id ?? '') : customer.choice
  return (
    <>
      <SelectField
        label={t('desktop.where')}
        value={value}
        data-testid="customer-display"
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="auto">{t('desktop.auto')}</option>
        <option value="off">{t('desktop.off')}</option>
        {free.map((display: DisplayRow) => (
          <option key={display.id} value={display.id}>
            {t('desktop.display', {
              name: nameOf(display),
              width: String(display.width),
              height: String(display.height),
            })}
          </option>
        ))}
        {away !== null && shownOn === undefined && (
          <option value={away.id}>{t('desktop.away', { name: nameOf(away) })}</option>
        )}
      </SelectField>
      <p className="m-0 text-note text-second" aria-live="polite">
        {shownOn !== undefined
          ? t('desktop.shown', { name: nameOf(shownOn) })
          : free.length === 0
            ? t('desktop.oneDisplay')
            : customer.choice === 'off'
              ? null
              : t('desktop.notShown')}
      </p>
    </>
  )
}

function UpdateState({ update }: { readonly update: UpdateView }) {
  const t = useT()
  switch (update.state) {
    case 'off':
      return t(update.why === 'package_manager' ? 'desktop.offPackageManager' : 'desktop.offNoFeed')
    case 'none':
      return t(update.checkedAt === null ? 'desktop.notChecked' : 'desktop.none')
    case 'checking':
      return t('desktop.checking')
    case 'downloading':
      return t('desktop.downloading', { version: update.version, percent: String(update.percent) })
    case 'ready':
      return t('desktop.ready', { version: update.version })
    case 'failed':
      return t('desktop.failed', { detail: update.detail })
    default:
      return unreachable(update)
  }
}

function UpdateSteps({
  desktop: { update, version },
  busy,
  onCheck,
  onInstall,
}: {
  readonly desktop: DesktopView
  readonly busy: boolean
  readonly onCheck: () => void
  readonly onInstall: () => void
}) {
  const t = useT()
  if (update.state === 'off') return null
  if (update.state !== 'ready') {
    return (
      <div>
        <Button
          busy={busy || update.state === 'checking' || update.state === 'downloading'}
          data-testid="update-check"
          onClick={onCheck}
        >
          {t('desktop.check')}
          <RightMark wanted="change_settings" />
        </Button>
      </div>
    )
  }
  const { notes, waitsFor } = update
  return (
    <>
      {notes !== null && (
        <div>
          <h4 className="m-0 mb-1 text-note font-bold text-second">{t('desktop.news')}</h4>
          <p className="m-0 text-base whitespace-pre-line">{notes}</p>
        </div>
      )}
      {waitsFor !== null && <p className="m-0 text-base font-semibold text-kunyit">{t(WAITS[waitsFor])}</p>}
      <div>
        <Button
          tone="accent"
          busy={busy}
          disabled={waitsFor !== null}
          data-testid="update-install"
          onClick={onInstall}
        >
          {t('desktop.install')}
          <RightMark wanted="change_settings" />
        </Button>
      </div>
      <p className="m-0 text-note text-second">{t('desktop.rollback', { version })}</p>
    </>
  )
}
