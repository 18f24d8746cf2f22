import { Tabs } from '@base-ui/react/tabs'
import {
  AppWindow,
  Banknote,
  CreditCard,
  DatabaseBackup,
  Landmark,
  LifeBuoy,
  MonitorCog,
  MonitorSmartphone,
  Palette,
  Printer,
  ReceiptText,
  Scale,
  Store,
  ToggleRight,
  UsersRound,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { CounterView } from '../../../core/contract/views.ts'
import { cx } from '../../ui/cx.ts'
import { usePage } from '../state/page.ts'
import { useT, type WordKey } from '../desk-words.ts'
import { BackupSettings } from './BackupSettings.tsx'
import { useDesktop } from '../use-desktop.ts'
import { DesktopSettings } from './DesktopSettings.tsx'
import { HelpSettings } from './HelpSettings.tsx'
import { LookSettings } from './LookSettings.tsx'
import { ModeSettings } from './ModeSettings.tsx'
import { MoneySettings } from './MoneySettings.tsx'
import { NoticeSettings } from './NoticeSettings.tsx'
import { PeopleSettings } from './PeopleSettings.tsx'
import { PrinterSettings } from './PrinterSettings.tsx'
import { ProviderSettings } from './ProviderSettings.tsx'
import { ReceiptSettings } from './ReceiptSettings.tsx'
import { ScaleSettings } from './ScaleSettings.tsx'
import { ScreenSettings } from './ScreenSettings.tsx'
import { ShopSettings } from './ShopSettings.tsx'
import { TillSettings } from './TillSettings.tsx'

const ICON = 19

const SECTIONS: readonly {
  readonly id: string
  readonly word: WordKey
  readonly icon: ReactNode
  readonly body: (props: { view: CounterView }) => ReactNode
  /** Has something beside its form. */
  readonly wide?: boolean
}[] = [
  { id: 'shop', word: 'settings.shop', icon: <Store size={ICON} aria-hidden="true" />, body: ShopSettings },
  { id: 'look', word: 'look.title', icon: <Palette size={ICON} aria-hidden="true" />, body: LookSettings },
  {
    id: 'people',
    word: 'settings.people',
    icon: <UsersRound size={ICON} aria-hidden="true" />,
    body: PeopleSettings,
  },
  {
    id: 'till',
    word: 'settings.till',
    icon: <MonitorCog size={ICON} aria-hidden="true" />,
    body: TillSettings,
  },
  {
    id: 'desktop',
    word: 'settings.desktop',
    icon: <AppWindow size={ICON} aria-hidden="true" />,
    body: DesktopSettings,
  },
  {
    id: 'money',
    word: 'settings.money',
    icon: <Banknote size={ICON} aria-hidden="true" />,
    body: MoneySettings,
  },
  {
    id: 'scale',
    word: 'settings.scale',
    icon: <Scale size={ICON} aria-hidden="true" />,
    body: ScaleSettings,
  },
  {
    id: 'notices',
    word: 'settings.notices',
    icon: <Landmark size={ICON} aria-hidden="true" />,
    body: NoticeSettings,
  },
  {
    id: 'receipt',
    word: 'settings.receipt',
    icon: <ReceiptText size={ICON} aria-hidden="true" />,
    body: ReceiptSettings,
    wide: true,
  },
  {
    id: 'printer',
    word: 'settings.printing',
    icon: <Printer size={ICON} aria-hidden="true" />,
    body: PrinterSettings,
  },
  {
    id: 'screens',
    word: 'settings.screens',
    icon: <MonitorSmartphone size={ICON} aria-hidden="true" />,
    body: ScreenSettings,
  },
  {
    id: 'provider',
    word: 'settings.payments',
    icon: <CreditCard size={ICON} aria-hidden="true" />,
    body: ProviderSettings,
  },
  {
    id: 'backups',
    word: 'settings.backups',
    icon: <DatabaseBackup size={ICON} aria-hidden="true" />,
    body: BackupSettings,
  },
  {
    id: 'mode',
    word: 'settings.mode',
    icon: <ToggleRight size={ICON} aria-hidden="true" />,
    body: ModeSettings,
  },
  {
    id: 'help',
    word: 'settings.help',
    icon: <LifeBuoy size={ICON} aria-hidden="true" />,
    body: HelpSettings,
  },
]

export function SettingsPage({ view }: { view: CounterView }) {
  const t = useT()
  const section = usePage((state) => state.section) ?? 'shop'
  // only the desktop app has windows to set up
  const hasDesktop = useDesktop(false) !== null
  const sections = SECTIONS.filter(({ id }) => id !== 'desktop' || hasDesktop)
  return (
    <Tabs.Root key={section} defaultValue={section} orientation="vertical" className="flex h-full">
      <div className="calm-scroll w-60 shrink-0 border-r border-line bg-card px-3 py-4">
        <h1 className="m-0 px-3 pb-2 text-large font-bold">{t('settings.title')}</h1>
        <Tabs.List className="flex flex-col">
          {sections.map(({ id, word, icon }) => (
            <Tabs.Tab
              key={id}
              value={id}
              data-testid={`settings-${id}`}
              className="flex min-h-11 items-center gap-3 rounded-small px-3 text-left text-base font-semibold text-second hover:bg-ink/4 data-active:bg-nila-wash data-active:text-nila [[data-theme=contrast]_&]:data-active:shadow-[inset_4px_0_0_var(--nila)] [&>svg]:shrink-0"
            >
              {icon}
              {t(word)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </div>
      <div className="calm-scroll min-w-0 flex-1 p-6">
        {sections.map(({ id, word, body: Body, wide }) => (
          <Tabs.Panel
            key={id}
            value={id}
            className={cx('mx-auto rounded-small outline-offset-8', wide ? 'max-w-5xl' : 'max-w-2xl')}
          >
            <h2 className="m-0 mb-4 text-title font-bold">{t(word)}</h2>
            <Body view={view} />
          </Tabs.Panel>
        ))}
      </div>
    </Tabs.Root>
  )
}
