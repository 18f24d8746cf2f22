import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, type ReactElement } from 'react'
import type { CounterView, LockedView } from '../../core/contract/views/counter.ts'
import type { Connection, CounterClient } from '../api/counter.ts'
import { useKeys } from '../ui/keys.ts'
import { armSound } from '../ui/sound.ts'
import { later } from '../ui/later.ts'
import { fetchSentences } from '../ui/refusal-sentences.ts'
import { LoadingRows } from '../ui/States.tsx'
import { useTheme } from '../ui/theme.ts'
import { Broken } from './Broken.tsx'
import { CounterContext, type Counter } from './client.ts'
import { Cover } from './Cover.tsx'
import { Overlays } from './people/Overlays.tsx'
import { LockScreen } from './people/LockScreen.tsx'
import { Announcer } from './paid/Announcer.tsx'
import { usePaidNews } from './paid/paid-news.ts'
import { SaleScreen } from './sale/SaleScreen.tsx'
import { ScreenSlip } from './ScreenSlip.tsx'
import { followCounter, useCounter } from './state/counter.ts'
import { useDraftTrouble } from './state/draft-trouble.ts'
import { syncDraft } from './state/draft-sync.ts'
import { followDuty } from './state/duty.ts'
import { followSale } from './state/sale-sheets.ts'
import { goTo, openSheet, unsay, usePage, type Page } from './state/page.ts'
import { useSound } from './state/sound.ts'
import { tellPresence } from './state/stay.ts'
import { Navigation } from './status/Navigation.tsx'
import { StatusBar } from './status/StatusBar.tsx'
import { setLanguage, useT } from './words.ts'

// what follows the first page of a sale: fetched as soon as that stands, so that a code and LUNAS come at once
const PaymentScreen = later(async () => (await import('./pay/PaymentScreen.tsx')).PaymentScreen)
const PaidScreen = later(async () => (await import('./paid/PaidScreen.tsx')).PaidScreen)

// what a sale does not need is fetched when it is asked for
const SalesPage = lazy(async () => ({ default: (await import('./lists/SalesPage.tsx')).SalesPage }))
const SessionsPage = lazy(async () => ({ default: (await import('./lists/SessionsPage.tsx')).SessionsPage }))
const ConfirmationsPage = lazy(async () => ({
  default: (await import('./confirm/ConfirmationsPage.tsx')).ConfirmationsPage,
}))
const AttentionPage = lazy(async () => ({
  default: (await import('./lists/AttentionPage.tsx')).AttentionPage,
}))
const AuditPage = lazy(async () => ({ default: (await import('./lists/AuditPage.tsx')).AuditPage }))
const ShiftPage = lazy(async () => ({ default: (await import('./shift/ShiftPage.tsx')).ShiftPage }))
const CatalogPage = lazy(async () => ({
  default: (await import('./catalog/CatalogPage.tsx')).CatalogPage,
}))
const ReportsPage = lazy(async () => ({
  default: (await import('./reports/ReportsPage.tsx')).ReportsPage,
}))
const SettingsPage = lazy(async () => ({
  default: (await import('./settings/SettingsPage.tsx')).SettingsPage,
}))
const Shortcuts = lazy(async () => ({ default: (await import('./Shortcuts.tsx')).Shortcuts }))
// seen once in a till's life; in a suspended part React would keep it back for 300 ms after it is here
const FirstStart = later(async () => (await import('./people/FirstStart.tsx')).FirstStart)

/** Connects the page to the core and gives its one element. */
export function startCashier(connection: Connection<CounterClient>): ReactElement {
  const counter: Counter = {
    client: connection.client,
    draft: syncDraft(connection.client, (trouble) => useDraftTrouble.setState({ trouble })),
  }
  const queries = new QueryClient({
    // nothing is read again behind the cashier's back: it could ask for somebody's PIN out of the blue
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: 5_000 },
    },
  })
  // what one person could look up is not kept for the next; what is sold is everybody's
  followDuty(() => queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'catalog' }))
  followSale()
  followCounter(connection)
  tellPresence(connection.client)
  armSound(() => useSound.getState().refresh())
  return (
    <Broken>
      <QueryClientProvider client={queries}>
        <CounterContext value={counter}>
          <App />
        </CounterContext>
      </QueryClientProvider>
    </Broken>
  )
}

function App() {
  const view = useCounter((state) => state.view)
  const locked = useCounter((state) => state.locked)
  const isHeard = view !== null || locked !== null
  useEffect(() => {
    // not before the first page stands: it would share the line and the processor with them
    if (!isHeard) return
    fetchSentences().catch(() => undefined)
    PaymentScreen.fetch()
    PaidScreen.fetch()
  }, [isHeard])
  const look = view?.settings ?? locked
  useTheme(look?.theme ?? 'system', look?.accent)
  const language = look?.language ?? 'id'
  useEffect(() => {
    setLanguage(language)
    // a word said in the language before would stand there untranslated
    unsay()
  }, [language])
  return (
    <>
      {/* another person starts afresh */}
      {view !== null && <Counter key={view.actor.id} view={view} />}
      {view === null && locked !== null && <Locked locked={locked} />}
      <Cover />
    </>
  )
}

function Locked({ locked }: { locked: LockedView }) {
  // a toast may name what is in the cart
  useEffect(unsay, [])
  return locked.firstStart ? <FirstStart locked={locked} /> : <LockScreen locked={locked} />
}

function Counter({ view }: { view: CounterView }) {
  const page = usePage((state) => state.page)
  const helpOpen = usePage((state) => state.sheet?.name === 'shortcuts')
  usePaidNews(view)
  useKeys({
    '?': () => openSheet({ name: 'shortcuts' }),
    s: () => goTo('shift'),
    S: () => goTo('shift'),
    g: () => goTo('reports'),
    G: () => goTo('reports'),
    k: () => goTo('catalog'),
    K: () => goTo('catalog'),
    Escape: page === 'sale' ? undefined : () => goTo('sale'),
  })
  return (
    <div className="flex h-full flex-col">
      <StatusBar view={view} />
      <div className="flex min-h-0 flex-1 max-[960px]:flex-col">
        <Navigation />
        <main className="relative min-h-0 min-w-0 flex-1 overflow-clip">
          <PageBody page={page} view={view} />
        </main>
      </div>
      <ScreenSlip view={view} />
      <Announcer sale={view.sale} />
      {helpOpen && (
        <Suspense fallback={null}>
          <Shortcuts />
        </Suspense>
      )}
      <Overlays view={view} />
    </div>
  )
}

function PageBody({ page, view }: { page: Page; view: CounterView }) {
  const t = useT()
  if (page === 'sale') return <SalePage view={view} />
  return (
    <Suspense fallback={<LoadingRows label={t('common.loading')} />}>
      {page === 'sales' && <SalesPage view={view} />}
      {page === 'sessions' && <SessionsPage view={view} />}
      {page === 'confirmations' && <ConfirmationsPage view={view} />}
      {page === 'attention' && <AttentionPage view={view} />}
      {page === 'audit' && <AuditPage view={view} />}
      {page === 'shift' && <ShiftPage view={view} />}
      {page === 'reports' && <ReportsPage view={view} />}
      {page === 'catalog' && <CatalogPage view={view} />}
      {page === 'settings' && <SettingsPage view={view} />}
    </Suspense>
  )
}

/** Building a cart, waiting for its money, or having it: the core's sale decides. */
function SalePage({ view }: { view: CounterView }) {
  const t = useT()
  const { sale } = view
  if (sale === null || sale.status === 'canceled') return <SaleScreen view={view} />
  return (
    <Suspense fallback={<LoadingRows label={t('common.loading')} />}>
      {sale.status === 'paid' ? (
        <PaidScreen key={sale.id} view={view} sale={sale} />
      ) : (
        <PaymentScreen key={sale.id} view={view} sale={sale} />
      )}
    </Suspense>
  )
}
