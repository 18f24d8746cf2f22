import {
  BadgeCheck,
  ChartColumn,
  ListChecks,
  ReceiptText,
  ScrollText,
  Settings,
  Tags,
  ShoppingCart,
  Waypoints,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Right } from '../../../core/domain/people/permissions.ts'
import { cx } from '../../ui/cx.ts'
import { RightMark } from '../RightMark.tsx'
import { useCounter } from '../state/counter.ts'
import { goTo, usePage, type Page } from '../state/page.ts'
import { useT, type WordKey } from '../words.ts'

const ICON = 21

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
    page: 'sessions',
    word: 'nav.sessions',
    icon: <Waypoints size={ICON} aria-hidden="true" />,
    testId: 'nav-sessions',
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
    page: 'audit',
    word: 'nav.audit',
    icon: <ScrollText size={ICON} aria-hidden="true" />,
    testId: 'nav-audit',
    right: 'read_log',
  },
  {
    page: 'settings',
    word: 'nav.settings',
    icon: <Settings size={ICON} aria-hidden="true" />,
    testId: 'nav-settings',
  },
]

/** How many wait, on the corner of the button; its name says it in words. */
const Waiting = ({ count }: { count: number }) => (
  <span
    aria-hidden="true"
    data-testid="confirmation-count"
    className="absolute top-0.5 right-1.5 flex h-5 min-w-5 items-center justify-center rounded-full bg-kunyit-wash px-1 text-[13px] leading-none font-bold text-kunyit"
  >
    {count > 99 ? '99+' : count}
  </span>
)

/**
 * The way to the other pages: beside them with a word under every picture, and above them on a narrow window. Nothing
 * that comes or goes moves it under the finger.
 */
export function Navigation() {
  const t = useT()
  const current = usePage((state) => state.page)
  const waiting = useCounter((state) => state.view?.confirmationCount ?? 0)
  return (
    <nav
      aria-label={t('nav.label')}
      className="flex shrink-0 gap-0.5 border-line bg-card min-[961px]:calm-scroll max-[960px]:border-b max-[960px]:px-3 max-[960px]:py-1 min-[961px]:w-22 min-[961px]:flex-col min-[961px]:border-r min-[961px]:p-1"
    >
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
          onClick={(event) => {
            goTo(page)
            // gone to by mouse, the next Enter belongs to what the page shows and not to the way here
            if (event.detail > 0) event.currentTarget.blur()
          }}
          className={cx(
            'relative flex min-h-11 min-w-11 items-center justify-center gap-1 rounded-small text-small font-semibold max-[960px]:flex-1',
            'min-[961px]:max-h-17 min-[961px]:min-h-12 min-[961px]:flex-1 min-[961px]:flex-col',
            page === current
              ? 'bg-nila-wash text-nila [[data-theme=contrast]_&]:shadow-[inset_4px_0_0_var(--nila)]'
              : 'text-second hover:bg-ink/4',
          )}
        >
          {icon}
          <span className="max-[960px]:sr-only">{t(word)}</span>
          {right !== undefined && <RightMark wanted={right} corner />}
          {page === 'confirmations' && waiting > 0 && <Waiting count={waiting} />}
        </button>
      ))}
    </nav>
  )
}
