import type { UseQueryResult } from '@tanstack/react-query'
import { Calculator, PackageOpen, Search, SearchX } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { ulid } from 'ulidx'
import type { Product } from '../../../core/contract/views.ts'
import type { Cart } from '../../../core/domain/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useKeys } from '../../ui/keys.ts'
import { EmptyState } from '../../ui/States.tsx'
import { Refused } from '../client.ts'
import { formatQuantity, useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { addProduct, piecesByProduct } from '../state/draft.ts'
import { openSheet } from '../state/page.ts'
import { useT } from '../words.ts'

const FAVOURITES = '*'
/** More than this is not looked through by eye; the search finds the rest. */
const SHOWN = 120

/** Search, groups, and a grid of products with what is already in the order. */
export function Catalog({ products, cart }: { products: UseQueryResult<readonly Product[]>; cart: Cart }) {
  const t = useT()
  const [query, setQuery] = useState('')
  const [category, setCategory] = useState(FAVOURITES)
  const search = useRef<HTMLInputElement>(null)
  useKeys({
    '/': () => {
      search.current?.focus()
      search.current?.select()
    },
  })
  const all = useMemo(() => products.data ?? [], [products.data])
  const shown = useMemo(() => findProducts(all, query, category).slice(0, SHOWN), [all, query, category])

  const addFirst = () => {
    const [first] = shown
    if (query.trim() === '' || first === undefined) return
    addProduct(first, ulid())
    setQuery('')
  }
  return (
    <section className="flex min-w-0 flex-1 flex-col gap-3.5 px-5 pt-4.5">
      <div className="flex gap-3">
        <div className="relative flex-1">
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
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') addFirst()
              if (event.key === 'Escape') {
                setQuery('')
                search.current?.blur()
              }
            }}
            className="h-12 w-full rounded-control border border-line bg-card pr-12 pl-12 text-base"
          />
          <span className="absolute top-3 right-3">
            <KeyCap>/</KeyCap>
          </span>
        </div>
        <Button
          className="h-12"
          cap="F9"
          icon={<Calculator size={20} aria-hidden="true" />}
          data-testid="type-amount"
          onClick={() => openSheet({ name: 'amount' })}
        >
          {t('sale.typeAmount')}
        </Button>
      </div>
      {query === '' && <Categories products={all} category={category} onChange={setCategory} />}
      <div className="calm-scroll -mx-5 min-h-0 flex-1 px-5 pt-2 pb-5">
        <GridOrState products={products} shown={shown} query={query} cart={cart} />
      </div>
    </section>
  )
}

function GridOrState({
  products,
  shown,
  query,
  cart,
}: {
  products: UseQueryResult<readonly Product[]>
  shown: readonly Product[]
  query: string
  cart: Cart
}) {
  const t = useT()
  const pieces = useMemo(() => piecesByProduct(cart), [cart])
  if (products.error instanceof Refused) return <Problem trouble={products.error.trouble} />
  if (products.isPending) return <LoadingGrid />
  if (products.data?.length === 0) {
    return (
      <EmptyState icon={<PackageOpen size={40} aria-hidden="true" />} title={t('sale.noProducts')}>
        {t('sale.noProductsAbout')}
      </EmptyState>
    )
  }
  if (shown.length === 0) {
    return (
      <EmptyState icon={<SearchX size={40} aria-hidden="true" />} title={t('sale.noMatch', { query })}>
        {t('sale.noMatchAbout')}
      </EmptyState>
    )
  }
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-3">
      {shown.map((product) => (
        <Tile key={product.id} product={product} pieces={pieces.get(product.id) ?? 0} />
      ))}
    </div>
  )
}

function Tile({ product, pieces }: { product: Product; pieces: number }) {
  const t = useT()
  const { plain, language } = useMoney()
  const price = plain(product.price)
  return (
    <button
      type="button"
      data-testid="product"
      aria-label={t('sale.add', { name: product.name, price })}
      onClick={(event) => {
        addProduct(product, ulid())
        // so that Enter and Space afterwards belong to the order again
        if (event.detail > 0) event.currentTarget.blur()
      }}
      className={cx(
        'relative flex h-28 flex-col justify-between rounded-card border bg-card p-3.5 text-left transition-[border-color,transform] duration-120',
        'hover:border-line-strong active:scale-[0.985]',
        pieces > 0 ? 'border-nila ring-1 ring-nila' : 'border-line',
      )}
    >
      <span className="line-clamp-2 text-base font-semibold">{product.name}</span>
      <span className="text-base font-semibold text-second">{price}</span>
      {pieces > 0 && (
        <span className="absolute -top-2 -right-1.5 flex h-6.5 min-w-6.5 animate-appear items-center justify-center rounded-full bg-nila px-1.5 text-note font-bold text-on-nila">
          {formatQuantity(pieces, language)}
        </span>
      )}
    </button>
  )
}

function Categories({
  products,
  category,
  onChange,
}: {
  products: readonly Product[]
  category: string
  onChange: (category: string) => void
}) {
  const t = useT()
  const names = useMemo(() => [...new Set(products.map((product) => product.category))], [products])
  if (products.length === 0) return null
  const tabs = [{ id: FAVOURITES, name: t('sale.favourites') }, ...names.map((name) => ({ id: name, name }))]
  return (
    <div role="group" aria-label={t('sale.categories')} className="flex gap-1.5 overflow-x-auto">
      {tabs.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === category}
          onClick={() => onChange(id)}
          className={cx(
            'relative h-11 shrink-0 rounded-full px-4 text-note font-semibold whitespace-nowrap',
            id === category ? 'bg-ink text-ground' : 'text-second hover:bg-ink/5',
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
      className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-3"
    >
      {Array.from({ length: 12 }, (_, index) => (
        <div key={index} className="h-28 animate-wait rounded-card border border-line bg-card" />
      ))}
    </div>
  )
}

/** A search looks everywhere; a barcode or SKU typed whole comes first. Without one, the chosen group. */
export function findProducts(all: readonly Product[], query: string, category: string): readonly Product[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length > 0) {
    const code = query.trim().toLowerCase()
    const exact = all.filter(({ sku, barcode }) => sku.toLowerCase() === code || barcode === code)
    if (exact.length > 0) return exact
    return all.filter(({ name, sku }) => {
      const text = `${name} ${sku}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
  }
  if (category !== FAVOURITES) return all.filter((product) => product.category === category)
  const favourites = all.filter((product) => product.favourite)
  return favourites.length > 0 ? favourites : all
}
