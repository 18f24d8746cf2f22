import { FileSpreadsheet, PackagePlus, SearchX, Tags, X } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { Product } from '../../../core/domain/catalog/catalog.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { useKeys } from '../../ui/keys.ts'
import { useScans } from '../../ui/scan-keys.ts'
import { EmptyState, LoadingRows } from '../../ui/States.tsx'
import { useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { FindField } from '../lists/FindField.tsx'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say, usePage } from '../state/page.ts'
import { useOverlay } from '../state/overlay.ts'
import { useTyped } from '../state/typed.ts'
import { ExportButtons } from './ExportButtons.tsx'
import { ImportSheet } from './ImportSheet.tsx'
import { ProductRows } from './ProductRows.tsx'
import { ProductSheet } from './ProductSheet.tsx'
import { useCatalog, useGroups, useRefreshCatalog, type Looking } from './use-catalog.ts'

type Open =
  | { readonly sheet: 'product'; readonly product: Product | null; readonly code: string | null }
  | { readonly sheet: 'import' }

/** Everything the shop sells: found, changed, added one by one or as a list. */
export function CatalogPage({ view }: { view: CounterView }) {
  const t = useT()
  const [looking, setLooking] = useState<Looking>({ text: '', category: null, inactive: false })
  const [open, setOpen] = useTyped<Open | null>('catalog:open', null)
  const [oldPrice, setOldPrice] = useState<{ name: string; count: number } | null>(null)
  const find = useCallback(
    (text: string) => setLooking((now) => (now.text === text ? now : { ...now, text })),
    [],
  )
  const list = useCatalog(view.mode, looking)
  const groups = useGroups(view.mode)
  const refresh = useRefreshCatalog()
  const add = (code: string | null) => setOpen({ sheet: 'product', product: null, code })
  useKeys({ n: () => add(null), N: () => add(null), i: () => setOpen({ sheet: 'import' }) })
  useOpenByCode(open === null, (product, code) => setOpen({ sheet: 'product', product, code }))
  return (
    <section className="flex h-full min-w-0 flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 px-6 pt-5 pb-3">
        <h1 className="m-0 mr-auto text-large font-bold">{t('catalog.title')}</h1>
        <FindField label={t('catalog.find')} onFind={find} />
        <Button
          cap="I"
          icon={<FileSpreadsheet size={18} aria-hidden="true" />}
          data-testid="catalog-import"
          onClick={() => setOpen({ sheet: 'import' })}
        >
          {t('catalog.import')}
          <RightMark wanted="change_catalog" />
        </Button>
        <Button
          tone="accent"
          cap="N"
          icon={<PackagePlus size={18} aria-hidden="true" />}
          data-testid="catalog-new"
          onClick={() => add(null)}
        >
          {t('catalog.new')}
          <RightMark wanted="change_catalog" />
        </Button>
      </header>
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 px-6 pb-3">
        <Groups
          groups={groups.map(({ name }) => name)}
          looking={looking}
          onChange={(chosen) => setLooking({ ...looking, ...chosen })}
        />
        <ExportButtons />
      </div>
      {oldPrice !== null && <OldPrice {...oldPrice} onClose={() => setOldPrice(null)} />}
      <div className="flex min-h-0 flex-1 flex-col px-6 pb-6">
        <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-card">
          <Body
            list={list}
            looking={looking}
            onPick={(product) => setOpen({ sheet: 'product', product, code: null })}
          />
        </div>
      </div>
      {open?.sheet === 'product' && (
        <ProductSheet
          key={open.product?.id ?? 'new'}
          view={view}
          product={open.product}
          code={open.code}
          groups={groups.map(({ name }) => name)}
          onClose={() => setOpen(null)}
          onSaved={({ product, ordersAtOldPrice: count }) => {
            refresh()
            setOpen(null)
            say(t('catalog.saved', { name: product.name }))
            setOldPrice(count > 0 ? { name: product.name, count } : null)
          }}
        />
      )}
      {open?.sheet === 'import' && <ImportSheet onClose={() => setOpen(null)} onDone={refresh} />}
    </section>
  )
}

/** A scanned code opens its product, or a new one that has it already. */
function useOpenByCode(
  listening: boolean,
  onFound: (product: Product | null, code: string | null) => void,
): void {
  const { client } = useCore()
  const t = useT()
  useScans(
    (code) => {
      void client.catalog.byCode({ code: code.slice(0, 64) }).then(
        (answer) => {
          if (answer.ok) return onFound(answer.value.product, null)
          if (answer.error.type !== 'product_code_unknown') return say(code)
          say(t('catalog.unknownCode', { code }))
          return onFound(null, code)
        },
        () => undefined,
      )
    },
    () => listening && usePage.getState().sheet === null && useOverlay.getState().overlay === null,
  )
}

function Body({
  list,
  looking,
  onPick,
}: {
  list: ReturnType<typeof useCatalog>
  looking: Looking
  onPick: (product: Product) => void
}) {
  const t = useT()
  if (list.trouble !== null) {
    return (
      <div className="mx-auto flex max-w-lg flex-col items-center gap-4 p-8">
        <Problem trouble={list.trouble} />
        <Button tone="accent" onClick={list.again}>
          {t('common.retry')}
        </Button>
      </div>
    )
  }
  if (list.isPending) return <LoadingRows label={t('common.loading')} />
  if (list.rows.length > 0) return <ProductRows products={list.rows} onPick={onPick} onEnd={list.more} />
  return looking.text === '' ? (
    <EmptyState icon={<Tags size={40} aria-hidden="true" />} title={t('catalog.none')}>
      {t('catalog.noneAbout')}
    </EmptyState>
  ) : (
    <EmptyState
      icon={<SearchX size={40} aria-hidden="true" />}
      title={t('catalog.noMatch', { query: looking.text })}
    >
      {t('catalog.noMatchAbout')}
    </EmptyState>
  )
}

function Groups({
  groups,
  looking,
  onChange,
}: {
  groups: readonly string[]
  looking: Looking
  onChange: (chosen: Pick<Looking, 'category' | 'inactive'>) => void
}) {
  const t = useT()
  const tabs = [
    { name: t('catalog.all'), category: null, inactive: false },
    ...groups.map((name) => ({ name, category: name, inactive: false })),
    { name: t('catalog.stopped'), category: null, inactive: true },
  ]
  return (
    <div
      role="group"
      aria-label={t('catalog.groups')}
      className="flex min-h-11 min-w-0 flex-1 gap-1.5 overflow-x-auto"
    >
      {tabs.map(({ name, ...chosen }) => {
        const isChosen = chosen.category === looking.category && chosen.inactive === looking.inactive
        return (
          <button
            key={`${String(chosen.inactive)}${chosen.category ?? '*'}`}
            type="button"
            aria-pressed={isChosen}
            data-testid={chosen.inactive ? 'catalog-stopped' : undefined}
            onClick={() => onChange(chosen)}
            className={cx(
              'h-11 shrink-0 rounded-full px-4 text-note font-semibold whitespace-nowrap',
              isChosen ? 'bg-ink text-ground' : 'text-second hover:bg-ink/5',
            )}
          >
            {name}
          </button>
        )
      })}
    </div>
  )
}

/** What is rung up already keeps its price; somebody at the counter has to know. */
function OldPrice({ name, count, onClose }: { name: string; count: number; onClose: () => void }) {
  const t = useT()
  return (
    <div
      role="status"
      data-testid="old-price"
      className="mx-6 mb-3 flex shrink-0 items-center gap-3 rounded-card bg-kunyit-wash py-1.5 pr-1.5 pl-4 text-note text-kunyit"
    >
      <p className="m-0 flex-1">
        <strong>{t('catalog.oldPrice', { name, count })}</strong> {t('catalog.oldPriceNext')}
      </p>
      <button
        type="button"
        aria-label={t('common.close')}
        onClick={onClose}
        className="flex size-11 shrink-0 items-center justify-center rounded-control hover:bg-ink/5"
      >
        <X size={18} aria-hidden="true" />
      </button>
    </div>
  )
}
