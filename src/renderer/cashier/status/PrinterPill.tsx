import { MonitorSmartphone, Printer, PrinterX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CounterView, SettingsView } from '../../../core/contract/views/counter.ts'
import type { PrinterView } from '../../../core/contract/views/printers.ts'
import { isUnableToPrint } from '../../../core/domain/printers.ts'
import { Button } from '../../ui/Button.tsx'
import { Popover } from '../../ui/Popover.tsx'
import type { Tone } from '../../ui/States.tsx'
import { formatClock } from '../../ui/time.ts'
import { Problem } from '../Problem.tsx'
import { useAction, useCore } from '../client.ts'
import { ConditionBadge } from './ConditionBadge.tsx'
import { goTo, say } from '../state/page.ts'
import { useT, type WordKey } from '../words.ts'
import { Pill } from './pills.tsx'

interface Look {
  readonly tone: Tone
  readonly icon: ReactNode
  readonly label: WordKey
  readonly about: WordKey | null
}

const GOOD = <Printer size={16} aria-hidden="true" />
const BAD = <PrinterX size={16} aria-hidden="true" />

/**
 * What is said about a printer in one word. What the printer says itself comes before what became of the last slip, and
 * a slip that was only sent is never called printed.
 */
export function printerLook({ uri, state, condition }: PrinterView): Look {
  if (uri === 'screen:' && state !== 'failed') {
    const icon = <MonitorSmartphone size={16} aria-hidden="true" />
    return { tone: 'grey', icon, label: 'printer.screen', about: 'printer.screenAbout' }
  }
  if (state === 'printing')
    return { tone: 'nila', icon: GOOD, label: 'printer.printing', about: 'printer.printingAbout' }
  if (isUnableToPrint(condition))
    return { tone: 'cabai', icon: BAD, label: `printer.condition.${condition}`, about: null }
  if (state === 'failed')
    return { tone: 'cabai', icon: BAD, label: 'printer.failed', about: 'printer.failedAbout' }
  if (condition === 'paper_low')
    return { tone: 'kunyit', icon: GOOD, label: 'printer.condition.paper_low', about: null }
  const about = ABOUT[state]
  if (condition === 'ready') return { tone: 'pandan', icon: GOOD, label: 'printer.condition.ready', about }
  const isSent = state === 'printed' || state === 'confirmed'
  return { tone: 'grey', icon: GOOD, label: isSent ? 'printer.sentLook' : 'printer.unknown', about }
}

const ABOUT: Readonly<Record<'unknown' | 'printed' | 'confirmed', WordKey>> = {
  unknown: 'printer.unknownAbout',
  printed: 'printer.sentLookAbout',
  confirmed: 'printer.confirmedAbout',
}

export function PrinterPill({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const { printer, printers, settings } = view
  const { tone, icon, label, about } = printerLook(printer)
  const isReal = printer.uri !== 'screen:'
  const others = printers.filter(({ id }) => id !== printer.id)
  const test = async (): Promise<void> => {
    if ((await action.run(() => client.settings.testPrint()))?.ok === true) say(t('printer.sent'))
  }
  return (
    <Popover
      title={`${t('printer.title')}: ${t(label)}`}
      trigger={<Pill tone={tone} icon={icon} label={t(label)} testId="status-printer" />}
    >
      {about !== null && <p className="m-0">{t(about, { name: printer.name })}</p>}
      <Told printer={printer} settings={settings} />
      {printer.reason !== null && (
        <div className="mt-3">
          <Problem trouble={printer.reason} compact />
        </div>
      )}
      {others.length > 0 && (
        <ul className="m-0 mt-3 flex list-none flex-col gap-1.5 border-t border-line p-0 pt-3">
          {others.map((each) => (
            <li key={each.id} className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate font-semibold">{each.name}</span>
              <ConditionBadge condition={each.condition} />
            </li>
          ))}
        </ul>
      )}
      {action.trouble !== null && (
        <div className="mt-3">
          <Problem trouble={action.trouble} compact />
        </div>
      )}
      <div className="mt-3 grid grid-cols-2 gap-2">
        <Button busy={action.busy} onClick={() => void test()}>
          {t('printer.test')}
        </Button>
        {isReal && (
          <Button
            busy={action.busy}
            data-testid="status-printer-check"
            onClick={() => void action.run(() => client.printers.check({ printerId: printer.id }))}
          >
            {t('printer.checkNow')}
          </Button>
        )}
        <Button className={isReal ? 'col-span-2' : ''} onClick={() => goTo('settings')}>
          {t('printer.setUp')}
        </Button>
      </div>
    </Popover>
  )
}

/** When a printer speaks for itself, the hour stands beside it: what it said at opening time may not hold any more. */
function Told({ printer, settings }: { printer: PrinterView; settings: SettingsView }) {
  const t = useT()
  const { condition, checkedAt, name } = printer
  if (condition === 'unknown' || checkedAt === null) return null
  return (
    <p className="m-0 mt-1 text-note text-second">
      {t('printer.conditionAbout', { name, time: formatClock(checkedAt, settings, false) })}
    </p>
  )
}
