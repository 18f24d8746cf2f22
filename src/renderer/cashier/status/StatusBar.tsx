import {
  BadgeCheck,
  ChartColumn,
  CircleCheck,
  ListChecks,
  ReceiptText,
  ScrollText,
  Settings,
  Tags,
  ShoppingCart,
  Waypoints,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { CounterView } from '../../../core/contract/views.ts'
import type { Right } from '../../../core/domain/permissions.ts'
import { cx } from '../../ui/cx.ts'
import { PersonButton } from '../people/PersonButton.tsx'
import { RightMark } from '../RightMark.tsx'
import { Toast } from '../Toast.tsx'
import { useCounter } from '../state/counter.ts'
import { goTo, usePage, type Page } from '../state/page.ts'
import { useT, type WordKey } from '../words.ts'
import { AttentionPill, NetworkPill, SoundPill } from './pills.tsx'
import { PrinterPill } from './PrinterPill.tsx'
import { ShiftPill } from './ShiftPill.tsx'
import { BooksBanner } from './BooksBanner.tsx'
import { ModeBanner } from './ModeBanner.tsx'

const ICON = 19

const NAVIGATION: readonly {
  page: Page
  word: WordKey
  icon: ReactNode
  testId: string
  right?: Right
}[] = [
  {
    page: 'sale',
    word: 'nav.sale',
    icon: <ShoppingCart size={ICON} aria-hidden="true" />,
    testId: 'nav-sale',
  },
  {
    page: 'sales',
    word: 'nav.sales',
    icon: <ReceiptText size={ICON} aria-hidden="true" />,
    testId: 'nav-sales',
  },
  {
    page: 'sessions',
    word: 'nav.sessions',
    icon: <Waypoints size={ICON} aria-hidden="true" />,
    testId: 'nav-sessions',
  },
  {
    page: 'confirmations',
    word: 'nav.confirmations',
    icon: <BadgeCheck size={ICON} aria-hidden="true" />,
    testId: 'nav-confirmations',
  },
  {
    page: 'attention',
    word: 'nav.attention',
    icon: <ListChecks size={ICON} aria-hidden="true" />,
    testId: 'nav-attention',
  },
  {
    page: 'audit',
    word: 'nav.audit',
    icon: <ScrollText size={ICON} aria-hidden="true" />,
    testId: 'nav-audit',
    right: 'read_log',
  },
  {
    page: 'catalog',
    word: 'nav.catalog',
    icon: <Tags size={ICON} aria-hidden="true" />,
    testId: 'nav-catalog',
    right: 'change_catalog',
  },
  {
    page: 'reports',
    word: 'nav.reports',
    icon: <ChartColumn size={ICON} aria-hidden="true" />,
    testId: 'nav-reports',
    right: 'see_reports',
  },
  {
    page: 'settings',
    word: 'nav.settings',
    icon: <Settings size={ICON} aria-hidden="true" />,
    testId: 'nav-settings',
  },
]

/** Whose till this is, the way to the other pages, and how everything around it is doing. */
export function StatusBar({ view }: { view: CounterView }) {
  const t = useT()
  const { settings } = view
  return (
    <header className="relative shrink-0">
      <ModeBanner mode={view.mode} />
      <BooksBanner view={view} />
      <div className="flex min-h-14 shrink-0 items-center gap-3 border-b border-line bg-card px-5 max-[960px]:flex-wrap max-[960px]:gap-y-1 max-[960px]:py-1.5">
        {/* first, so that no name and no pill that comes or goes moves it under the finger */}
        <Navigation />
        <div className="flex min-w-0 items-baseline gap-4 overflow-hidden">
          <strong className="truncate text-lead font-bold">{settings.shopName}</strong>
          <span className="truncate text-base text-second max-[1500px]:hidden">
            {t('header.till', { till: settings.terminalName })}
          </span>
        </div>
        <div className="ml-auto flex shrink-0 items-center gap-2">
          <SoundPill />
          <NetworkPill view={view} />
          <PrinterPill view={view} />
          <ShiftPill view={view} />
          <AttentionPill count={view.attentionCount} icon={<CircleCheck size={16} aria-hidden="true" />} />
          <PersonButton view={view} />
        </div>
      </div>
      <Toast />
    </header>
  )
}

/** How many wait, on the corner of the button; its name says it in words. */
const Waiting = ({ count }: { count: number }) => (
  <span
    aria-hidden="true"
    data-testid="confirmation-count"
    className="absolute -top-0.5 -right-0.5 flex h-5 min-w-5 items-center justify-center rounded-full bg-kunyit-wash px-1 text-[13px] leading-none font-bold text-kunyit"
  >
    {count > 99 ? '99+' : count}
  </span>
)

function Navigation() {
  const t = useT()
  const current = usePage((state) => state.page)
  const waiting = useCounter((state) => state.view?.confirmationCount ?? 0)
  return (
    <nav aria-label={t('nav.label')} className="-ml-2 flex shrink-0 gap-0.5">
      {NAVIGATION.map(({ page, word, icon, testId, right }) => (
        <button
          key={page}
          type="button"
          data-testid={testId}
          title={t(word)}
          aria-label={
            page === 'confirmations' && waiting > 0
              ? t('nav.confirmationsCount', { count: waiting })
              : t(word)
          }
          aria-current={page === current ? 'page' : undefined}
          onClick={() => goTo(page)}
          className={cx(
            'relative flex h-11 min-w-11 items-center justify-center gap-2 rounded-small px-2.5 text-note font-semibold',
            page === current ? 'bg-ink/7 text-ink' : 'text-second hover:bg-ink/4',
          )}
        >
          {icon}
          <span className="hidden min-[1500px]:inline">{t(word)}</span>
          {right !== undefined && <RightMark wanted={right} corner />}
          {page === 'confirmations' && waiting > 0 && <Waiting count={waiting} />}
        </button>
      ))}
    </nav>
  )
}
