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
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { WordKey } from '../desk-words.ts'
import { BackupSettings } from './BackupSettings.tsx'
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

export interface Section {
  readonly id: string
  readonly word: WordKey
  /** How the keys of its words begin: by these it is found. */
  readonly words: readonly string[]
  readonly icon: ReactNode
  readonly body: (props: { view: CounterView }) => ReactNode
  /** Has something beside its form. */
  readonly wide?: boolean
}

/** What belongs together in the eyes of a shop. */
export const GROUPS: readonly { readonly word: WordKey; readonly sections: readonly Section[] }[] = [
  {
    word: 'settings.group.shop',
    sections: [
      {
        ...{ id: 'shop', word: 'settings.shop', words: ['shop'], body: ShopSettings },
        icon: <Store size={ICON} aria-hidden="true" />,
      },
      {
        ...{ id: 'look', word: 'look.title', words: ['look'], body: LookSettings },
        icon: <Palette size={ICON} aria-hidden="true" />,
      },
      {
        ...{
          id: 'people',
          word: 'settings.people',
          words: ['people', 'guard', 'policy'],
          body: PeopleSettings,
        },
        icon: <UsersRound size={ICON} aria-hidden="true" />,
      },
      {
        ...{ id: 'money', word: 'settings.money', words: ['money'], body: MoneySettings },
        icon: <Banknote size={ICON} aria-hidden="true" />,
      },
    ],
  },
  {
    word: 'settings.group.pay',
    sections: [
      {
        ...{ id: 'provider', word: 'settings.payments', body: ProviderSettings },
        words: ['provider', 'check', 'booking', 'lookup', 'unit'],
        icon: <CreditCard size={ICON} aria-hidden="true" />,
      },
      {
        ...{ id: 'notices', word: 'settings.notices', words: ['hand'], body: NoticeSettings },
        icon: <Landmark size={ICON} aria-hidden="true" />,
      },
      {
        ...{ id: 'mode', word: 'settings.mode', words: ['switch'], body: ModeSettings },
        icon: <ToggleRight size={ICON} aria-hidden="true" />,
      },
    ],
  },
  {
    word: 'settings.group.devices',
    sections: [
      {
        ...{ id: 'till', word: 'settings.till', words: ['till'], body: TillSettings },
        icon: <MonitorCog size={ICON} aria-hidden="true" />,
      },
      {
        ...{ id: 'receipt', word: 'settings.receipt', words: ['receipt'], body: ReceiptSettings, wide: true },
        icon: <ReceiptText size={ICON} aria-hidden="true" />,
      },
      {
        ...{ id: 'printer', word: 'settings.printing', words: ['printers'], body: PrinterSettings },
        icon: <Printer size={ICON} aria-hidden="true" />,
      },
      {
        ...{ id: 'screens', word: 'settings.screens', words: ['screens'], body: ScreenSettings },
        icon: <MonitorSmartphone size={ICON} aria-hidden="true" />,
      },
      {
        ...{ id: 'scale', word: 'settings.scale', words: ['scale'], body: ScaleSettings },
        icon: <Scale size={ICON} aria-hidden="true" />,
      },
      {
        ...{ id: 'desktop', word: 'settings.desktop', words: ['desktop'], body: DesktopSettings },
        icon: <AppWindow size={ICON} aria-hidden="true" />,
      },
    ],
  },
  {
    word: 'settings.group.data',
    sections: [
      {
        ...{ id: 'backups', word: 'settings.backups', words: ['backups', 'restore'], body: BackupSettings },
        icon: <DatabaseBackup size={ICON} aria-hidden="true" />,
      },
      {
        ...{ id: 'help', word: 'settings.help', words: ['help'], body: HelpSettings },
        icon: <LifeBuoy size={ICON} aria-hidden="true" />,
      },
    ],
  },
]
