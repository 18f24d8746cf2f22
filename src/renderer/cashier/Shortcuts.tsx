import { Dialog } from '../ui/Dialog.tsx'
import { KeyCap } from '../ui/KeyCap.tsx'
import { closeSheet, usePage } from './state/page.ts'
import { useT, type WordKey } from './words.ts'

interface Group {
  readonly title: WordKey
  readonly keys: readonly (readonly [string, WordKey])[]
}

/** In columns of about one length, so that all of it stands on a low screen. */
const COLUMNS: readonly (readonly Group[])[] = [
  [
    {
      title: 'keys.sale',
      keys: [
        ['/', 'keys.search'],
        ['F9', 'keys.amount'],
        ['↑ ↓', 'keys.select'],
        ['+ −', 'keys.quantity'],
        ['⏎', 'keys.line'],
        ['N', 'keys.note'],
        ['L', 'keys.lineDiscount'],
        ['Del', 'keys.remove'],
        ['Ctrl Z', 'keys.undo'],
        ['D', 'keys.discount'],
        ['P', 'keys.customer'],
        ['F8', 'keys.parked'],
        ['F6', 'keys.reprint'],
      ],
    },
  ],
  [
    {
      title: 'keys.pay',
      keys: [
        ['F5', 'pay.check'],
        ['F6', 'pay.printCode'],
        ['F2', 'pay.cash'],
        ['F3', 'pay.edc'],
        ['F4', 'pay.split'],
        ['F10', 'pay.more'],
        ['F7', 'pay.newCode'],
        ['F9', 'pay.proof'],
        ['F8', 'pay.park'],
        ['Esc', 'pay.cancelCode'],
        ['⏎', 'edc.confirm'],
      ],
    },
  ],
  [
    {
      title: 'keys.ways',
      keys: [
        ['F1', 'sale.qris'],
        ['F2', 'sale.cash'],
        ['F3', 'sale.edc'],
        ['F4', 'pay.split'],
        ['F10', 'pay.more'],
      ],
    },
    {
      title: 'keys.paid',
      keys: [
        ['⏎', 'paid.next'],
        ['F10', 'paid.reprint'],
        ['F9', 'proof.sendOpen'],
      ],
    },
    {
      title: 'keys.anywhere',
      keys: [
        ['S', 'keys.shift'],
        ['K', 'nav.catalog'],
        ['G', 'keys.reports'],
        ['F12', 'keys.switch'],
        ['?', 'keys.help'],
      ],
    },
  ],
]

export function Shortcuts() {
  const t = useT()
  const open = usePage((state) => state.sheet?.name === 'shortcuts')
  if (!open) return null
  return (
    <Dialog open onClose={closeSheet} title={t('keys.title')} closeLabel={t('common.close')} width="wide">
      {/* the arrows scroll it where the screen is low */}
      <div
        role="group"
        aria-label={t('keys.title')}
        tabIndex={0}
        className="grid gap-x-10 gap-y-6 sm:grid-cols-3"
      >
        {COLUMNS.map((groups, column) => (
          <div key={column} className="flex flex-col gap-4">
            {groups.map(({ title, keys }) => (
              <section key={title}>
                <h3 className="m-0 mb-1 text-note font-bold text-second">{t(title)}</h3>
                <ul className="m-0 list-none p-0">
                  {keys.map(([cap, word]) => (
                    <li key={cap} className="flex min-h-8.5 items-center justify-between gap-3 text-base">
                      {t(word)}
                      <KeyCap>{cap}</KeyCap>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  )
}
