import { Tabs } from '@base-ui/react/tabs'
import { Banknote, CreditCard, MonitorCog, Printer, Store, ToggleRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CounterView } from '../../../core/contract/views.ts'
import { useT, type WordKey } from '../words.ts'
import { ModeSettings } from './ModeSettings.tsx'
import { MoneySettings } from './MoneySettings.tsx'
import { PrinterSettings } from './PrinterSettings.tsx'
import { ProviderSettings } from './ProviderSettings.tsx'
import { ShopSettings } from './ShopSettings.tsx'
import { TillSettings } from './TillSettings.tsx'

const ICON = 19

const SECTIONS: readonly {
  readonly id: string
  readonly word: WordKey
  readonly icon: ReactNode
  readonly body: (props: { view: CounterView }) => ReactNode
}[] = [
  { id: 'shop', word: 'settings.shop', icon: <Store size={ICON} aria-hidden="true" />, body: ShopSettings },
  {
    id: 'till',
    word: 'settings.till',
    icon: <MonitorCog size={ICON} aria-hidden="true" />,
    body: TillSettings,
  },
  {
    id: 'money',
    word: 'settings.money',
    icon: <Banknote size={ICON} aria-hidden="true" />,
    body: MoneySettings,
  },
  {
    id: 'printer',
    word: 'settings.printing',
    icon: <Printer size={ICON} aria-hidden="true" />,
    body: PrinterSettings,
  },
  {
    id: 'provider',
    word: 'settings.payments',
    icon: <CreditCard size={ICON} aria-hidden="true" />,
    body: ProviderSettings,
  },
  {
    id: 'mode',
    word: 'settings.mode',
    icon: <ToggleRight size={ICON} aria-hidden="true" />,
    body: ModeSettings,
  },
]

export function SettingsPage({ view }: { view: CounterView }) {
  const t = useT()
  return (
    <Tabs.Root defaultValue="shop" orientation="vertical" className="flex h-full">
      <div className="w-64 shrink-0 border-r border-line bg-card px-3 py-5">
        <h1 className="m-0 px-3 pb-3 text-large font-bold">{t('settings.title')}</h1>
        <Tabs.List className="flex flex-col gap-0.5">
          {SECTIONS.map(({ id, word, icon }) => (
            <Tabs.Tab
              key={id}
              value={id}
              data-testid={`settings-${id}`}
              className="flex min-h-11 items-center gap-3 rounded-small px-3 text-left text-base font-semibold text-second hover:bg-ink/4 data-active:bg-nila-wash data-active:text-nila"
            >
              {icon}
              {t(word)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </div>
      <div className="calm-scroll min-w-0 flex-1 p-6">
        {SECTIONS.map(({ id, word, body: Body }) => (
          <Tabs.Panel key={id} value={id} className="mx-auto max-w-2xl outline-none">
            <h2 className="m-0 mb-4 text-title font-bold">{t(word)}</h2>
            <Body view={view} />
          </Tabs.Panel>
        ))}
      </div>
    </Tabs.Root>
  )
}
