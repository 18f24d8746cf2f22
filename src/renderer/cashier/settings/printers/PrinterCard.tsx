import { useState } from 'react'
import type { SettingsView } from '../../../../core/contract/views/counter.ts'
import type { PrinterView } from '../../../../core/contract/views/printers.ts'
import type { Printer } from '../../../../core/domain/printers.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Badge } from '../../../ui/States.tsx'
import { formatClock } from '../../../ui/time.ts'
import { useAction, useCore } from '../../client.ts'
import { Problem } from '../../Problem.tsx'
import { say } from '../../state/page.ts'
import { useT } from '../../desk-words.ts'
import { ConditionBadge } from '../../status/ConditionBadge.tsx'

/** One printer: what it prints, how it stands, and what can be done with it. */
export function PrinterCard({
  printer,
  now,
  settings,
  onChange,
  onChanged,
}: {
  printer: Printer
  now: PrinterView | null
  settings: SettingsView
  onChange: () => void
  onChanged: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const [removing, setRemoving] = useState(false)
  const byId = { printerId: printer.id }
  const test = async (): Promise<void> => {
    if ((await action.run(() => client.printers.test(byId)))?.ok === true) say(t('printer.sent'))
  }
  const check = async (): Promise<void> => {
    if ((await action.run(() => client.printers.check(byId)))?.ok === true) onChanged()
  }
  return (
    <article
      aria-label={printer.name}
      data-testid="printer-card"
      className="flex flex-col gap-3 rounded-card border border-line p-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="m-0 text-base font-bold">{printer.name}</h3>
        {printer.roles.map((role) => (
          <Badge key={role} tone="nila">
            {t(`printers.role.${role}`)}
          </Badge>
        ))}
        <span className="flex-1" />
        <ConditionBadge condition={now?.condition ?? 'unknown'} />
      </div>
      <p className="m-0 text-note text-second">
        <span className="font-mono text-small break-all">{printer.uri}</span>
        {' · '}
        {now?.checkedAt == null
          ? t('printers.neverAsked')
          : t('printers.askedAt', { time: formatClock(now.checkedAt, settings, false) })}
        {printer.finding !== null && ` · ${t(`printers.channel.${printer.finding.channel}`)}`}
      </p>
      {now?.reason != null && <Problem trouble={now.reason} compact />}
      <Problem trouble={action.trouble} compact />
      <div className="flex flex-wrap gap-2">
        <Button busy={action.busy} data-testid="printer-test" onClick={() => void test()}>
          {t('printer.test')}
        </Button>
        <Button busy={action.busy} data-testid="printer-check" onClick={() => void check()}>
          {t('printers.check')}
        </Button>
        <span className="flex-1" />
        <Button data-testid="printer-change" onClick={onChange}>
          {t('printers.change')}
        </Button>
        <Button tone="danger" data-testid="printer-remove" onClick={() => setRemoving(true)}>
          {t('printers.remove')}
        </Button>
      </div>
      {removing && <Removal printer={printer} onClose={() => setRemoving(false)} onRemoved={onChanged} />}
    </article>
  )
}

function Removal({
  printer,
  onClose,
  onRemoved,
}: {
  printer: Printer
  onClose: () => void
  onRemoved: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const remove = async (): Promise<void> => {
    const answer = await action.run(() => client.printers.remove({ printerId: printer.id }))
    if (answer?.ok !== true) return
    onClose()
    onRemoved()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('printers.removeTitle', { name: printer.name })}
      description={t('printers.removeAbout')}
      closeLabel={t('common.close')}
      width="narrow"
    >
      <Problem trouble={action.trouble} compact />
      <div className="flex justify-end gap-2.5">
        <Button cap="Esc" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          tone="danger"
          busy={action.busy}
          data-testid="printer-remove-go"
          onClick={() => void remove()}
        >
          {t('printers.remove')}
        </Button>
      </div>
    </Dialog>
  )
}
