import { memo, useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { ulid } from 'ulidx'
import type { Product } from '../../../core/domain/catalog/catalog.ts'
import { cx } from '../../ui/cx.ts'
import { initialsOf, shelfOf } from '../../ui/shelf.ts'
import { useVirtualRows } from '../../ui/virtual-rows.ts'
import { formatQuantity, useMoney } from '../money.ts'
import { addProduct } from '../state/draft.ts'
import { useT } from '../words.ts'

const GAP = 12
/** The least a name needs; and where there is room, what is comfortable. */
const TILE_WIDTH = 156
const ROOMY = { from: 1_100, tile: 190 } as const
const ROW = 112 + GAP

/** Tiles in rows, of which only those in sight are in the page: a hundred thousand scroll like a hundred. */
export function ProductGrid({
  products,
  pieces,
  marked,
  onEnd,
}: {
  products: readonly Product[]
  pieces: ReadonlyMap<string, number>
  /** The hit that Enter adds; null when there is none. */
  marked: number | null
  /** The last rows are in sight. */
  onEnd: () => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useColumns(scroller)
  const rows = useVirtualRows({
    count: Math.ceil(products.length / columns),
    getScrollElement: useCallback(() => scroller.current, []),
    estimateSize: () => ROW,
    overscan: 4,
    // what is measured first is the whole window, so that the first painting has its tiles
    initialRect: { width: 800, height: 700 },
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const atEnd = last >= Math.ceil(products.length / columns) - 3
  useEffect(() => {
    if (atEnd) onEnd()
  }, [atEnd, products.length, onEnd])
  const first = products[0]?.id
  useEffect(() => {
    // in braces: newer browsers answer with a promise, which is no way to clean up
    scroller.current?.scrollTo({ top: 0 })
  }, [first])
  useEffect(() => {
    if (marked !== null && marked >= 0) rows.scrollToIndex(Math.floor(marked / columns))
  }, [marked, columns, rows])
  return (
    <div ref={scroller} className="calm-scroll -mx-5 min-h-0 flex-1 px-5 pt-2 pb-5">
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {items.map((row) => (
          <div
            key={row.key}
            className="absolute inset-x-0 grid gap-3"
            style={{
              transform: `translateY(${row.start}px)`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {products.slice(row.index * columns, (row.index + 1) * columns).map((product, column) => (
              <Tile
                key={product.id}
                product={product}
                pieces={pieces.get(product.id) ?? 0}
                marked={row.index * columns + column === marked}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function useColumns(scroller: RefObject<HTMLDivElement | null>): number {
  const [columns, setColumns] = useState(4)
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const measure = () => {
      const inner = element.clientWidth - 40
      const tile = inner >= ROOMY.from ? ROOMY.tile : TILE_WIDTH
      if (inner > 0) setColumns(Math.max(1, Math.floor((inner + GAP) / (tile + GAP))))
    }
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [scroller])
  return columns
}

const Tile = memo(function Tile({
  product,
  pieces,
  marked,
}: {
  product: Product
  pieces: number
  marked: boolean
}) {
  const t = useT()
  const { plain, language } = useMoney()
  const price = plain(product.price)
  return (
    <button
      type="button"
      id={`hit-${product.id}`}
      data-testid="product"
      data-marked={marked || undefined}
      aria-label={t('sale.add', { name: product.name, price })}
      title={product.name.length > 36 ? product.name : undefined}
      data-letters={product.picture === null ? initialsOf(product.name) : undefined}
      style={shelfOf(product.category)}
      onClick={(event) => {
        addProduct(product, ulid())
        // so that Enter and Space afterwards belong to the order again
        if (event.detail > 0) event.currentTarget.blur()
      }}
      className={cx(
        'shelf-letters relative isolate flex h-28 flex-col justify-between rounded-card border bg-card p-3.5 text-left transition-[border-color,transform] duration-120',
        'hover:border-line-strong active:scale-[0.985]',
        pieces > 0 ? 'border-nila ring-1 ring-nila' : 'border-line',
        marked && 'outline-3 outline-offset-2 outline-nila',
      )}
    >
      <span className="line-clamp-2 text-base font-semibold wrap-anywhere">{product.name}</span>
      <span className="flex items-end justify-between gap-2">
        <span className="figures shrink-0 text-base font-semibold text-second">{price}</span>
        {product.picture !== null && (
          <img
            src={product.picture}
            alt=""
            className="-mr-1 -mb-1 size-12 min-w-0 shrink rounded-[9px] object-cover"
          />
        )}
      </span>
      {pieces > 0 && (
        <span className="absolute -top-2 -right-1.5 flex h-6.5 min-w-6.5 animate-appear items-center justify-center rounded-full bg-nila px-1.5 text-note font-bold text-on-nila">
          {formatQuantity(pieces, language)}
        </span>
      )}
    </button>
  )
})
