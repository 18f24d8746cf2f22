import { Calculator, PackageOpen, Search, SearchX } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { ulid } from 'ulidx'
import type { CategoryView } from '../../../core/contract/views/catalog.ts'
import type { Cart } from '../../../core/domain/sale.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useKeys } from '../../ui/keys.ts'
import { EmptyState } from '../../ui/States.tsx'
import { useCore } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { addProduct, piecesByProduct } from '../state/draft.ts'
import { openSheet } from '../state/page.ts'
import { useT } from '../words.ts'
import { ProductGrid } from './ProductGrid.tsx'
import { ScanNotice } from './ScanNotice.tsx'
import { ALL, FAVOURITES, useCategories, useProducts, type FoundProducts } from './use-products.ts'

/** Search, groups, and a grid of products with what is already in the order. */
export function Catalog({ mode, cart }: { mode: Mode; cart: Cart }) {
  const t = useT()
  const { client } = useCore()
  const [typed, setTyped] = useState('')
  const [group, setGroup] = useState(FAVOURITES)
  const [place, setPlace] = useState(0)
  const search = useRef<HTMLInputElement>(null)
  const text = typed.trim()
  const found = useProducts(mode, text, group)
  const categories = useCategories(mode)
  const { rows } = found
  const marked = text !== '' && rows.length > 0 ? Math.min(place, rows.length - 1) : null
  const ask = (next: string) => {
    setTyped(next)
    setPlace(0)
  }
  useKeys({
    '/': () => {
      search.current?.focus()
      search.current?.select()
    },
  })

  const addMarked = async () => {
    if (text === '') return
    const [shown] = found.isCurrent && marked !== null ? rows.slice(marked) : []
    ask('')
    if (shown !== undefined) return addProduct(shown, ulid())
    if (found.isCurrent) return ask(typed)
    // Enter was quicker than the answer: what is added is still what the text means
    const answer = await client.catalog
      .find({ text, category: null, favouritesOnly: false, cursor: null, limit: 1 })
      .catch(() => null)
    const first = answer?.ok ? answer.value.rows[0] : undefined
    if (first === undefined) setTyped((now) => (now === '' ? typed : now))
    else addProduct(first, ulid())
  }
  return (
    <section className="relative flex min-w-0 flex-1 flex-col gap-3.5 px-5 pt-4.5">
      <div className="flex gap-3">
        <div className="relative min-w-0 flex-1">
          <Search size={20} aria-hidden="true" className="absolute top-3.5 left-4 text-second" />
          <input
            ref={search}
            type="text"
            role="searchbox"
            data-testid="search"
            aria-label={t('sale.searchLabel')}
            aria-keyshortcuts="/"
            autoComplete="off"
            spellCheck={false}
            placeholder={t('sale.search')}
            value={typed}
            maxLength={100}
            onChange={(event) => ask(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void addMarked()
              if (event.key === 'Escape') {
                ask('')
                search.current?.blur()
              }
              const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
              if (step === 0) return
              event.preventDefault()
              setPlace(Math.max(0, Math.min(rows.length - 1, (marked ?? 0) + step)))
            }}
            className="h-12 w-full rounded-control border border-line bg-card pr-12 pl-12 text-base max-[760px]:pr-3"
          />
          <span className="absolute top-3 right-3 max-[760px]:hidden">
            <KeyCap>/</KeyCap>
          </span>
        </div>
        <Button
          // at 200 % what is searched for needs the room
          className="h-12 max-[760px]:gap-0 max-[760px]:px-3.5 max-[760px]:[&_kbd]:hidden"
          title={t('sale.typeAmount')}
          cap="F9"
          icon={<Calculator size={20} aria-hidden="true" />}
          data-testid="type-amount"
          onClick={() => openSheet({ name: 'amount' })}
        >
          <span className="max-[760px]:sr-only">{t('sale.typeAmount')}</span>
        </Button>
      </div>
      {/* the hits stand where the groups stood, so that the grid stays in its place */}
      {text === '' ? (
        <Groups
          categories={categories}
          hasFavourites={found.hasFavourites}
          group={group}
          onChange={setGroup}
        />
      ) : (
        <Hits found={found} />
      )}
      <GridOrState found={found} text={text} cart={cart} marked={marked} />
      <ScanNotice
        onSearch={(code) => {
          ask(code)
          search.current?.focus()
        }}
      />
    </section>
  )
}

function Hits({ found: { rows, hasMore, isCurrent } }: { found: FoundProducts }) {
  const t = useT()
  return (
    <p
      role="status"
      data-testid="hits"
      className="m-0 flex h-11 shrink-0 items-center justify-between gap-3 px-1 text-note font-semibold text-second"
    >
      {isCurrent ? t(hasMore ? 'sale.hitsMore' : 'sale.hits', { count: rows.length }) : t('common.loading')}
      {rows.length > 0 && (
        <span className="flex items-center gap-1.5">
          <KeyCap>↑ ↓</KeyCap>
          <KeyCap>⏎</KeyCap>
          {t('sale.addMarked')}
        </span>
      )}
    </p>
  )
}

function GridOrState({
  found,
  text,
  cart,
  marked,
}: {
  found: FoundProducts
  text: string
  cart: Cart
  marked: number | null
}) {
  const t = useT()
  const pieces = useMemo(() => piecesByProduct(cart), [cart])
  if (found.trouble !== null) return <Problem trouble={found.trouble} />
  if (found.isPending) return <LoadingGrid />
  if (found.rows.length > 0) {
    return <ProductGrid products={found.rows} pieces={pieces} marked={marked} onEnd={found.loadMore} />
  }
  return text === '' ? (
    <EmptyState icon={<PackageOpen size={40} aria-hidden="true" />} title={t('sale.noProducts')}>
      {t('sale.noProductsAbout')}
    </EmptyState>
  ) : (
    <EmptyState icon={<SearchX size={40} aria-hidden="true" />} title={t('sale.noMatch', { query: text })}>
      {t('sale.noMatchAbout')}
    </EmptyState>
  )
}

function Groups({
  categories,
  hasFavourites,
  group,
  onChange,
}: {
  categories: readonly CategoryView[]
  hasFavourites: boolean
  group: string
  onChange: (group: string) => void
}) {
  const t = useT()
  // what is shown is what is marked: without favourites the sale begins with everything
  const shown = group === FAVOURITES && !hasFavourites ? ALL : group
  const tabs = [
    ...(hasFavourites ? [{ id: FAVOURITES, name: t('sale.favourites') }] : []),
    { id: ALL, name: t('sale.all') },
    ...categories.map(({ name }) => ({ id: name, name })),
  ]
  return (
    <div
      role="group"
      aria-label={t('sale.categories')}
      className="flex min-h-11 shrink-0 gap-1.5 overflow-x-auto"
    >
      {categories.length > 0 &&
        tabs.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === shown}
            onClick={(event) => {
              onChange(id)
              // so that Enter and Space afterwards belong to the order
              if (event.detail > 0) event.currentTarget.blur()
            }}
            className={cx(
              'relative h-11 shrink-0 rounded-full px-4 text-note font-semibold whitespace-nowrap',
              id === shown ? 'bg-ink text-ground' : 'text-second hover:bg-ink/5',
            )}
          >
            {name}
          </button>
        ))}
    </div>
  )
}

function LoadingGrid() {
  const t = useT()
  return (
    <div
      role="status"
      aria-label={t('common.loading')}
      className="grid grid-cols-[repeat(auto-fill,minmax(156px,1fr))] gap-3 pt-2"
    >
      {Array.from({ length: 12 }, (_, index) => (
        <div key={index} className="h-28 animate-wait rounded-card border border-line bg-card" />
      ))}
    </div>
  )
}
