import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { SlideRow, SlidesView } from '../../../../core/contract/slides-contract.ts'
import { Button } from '../../../ui/Button.tsx'
import { useCore, valueOf } from '../../client.ts'
import { useT } from '../../desk-words.ts'

/** The slides in their order: seen, moved, taken away. */
export function PictureList({
  slides,
  busy,
  onOrder,
  onRemove,
}: {
  slides: SlidesView['slides']
  busy: boolean
  onOrder: (ids: readonly string[]) => void
  onRemove: (id: string) => void
}) {
  const t = useT()
  const list = useRef<HTMLUListElement>(null)
  const moving = useRef<{ readonly id: string; readonly by: 'up' | 'down' } | null>(null)
  const move = (from: number, to: number) => {
    const ids = slides.map(({ id }) => id)
    const [moved] = ids.splice(from, 1)
    if (moved === undefined) return
    moving.current = { id: moved, by: to < from ? 'up' : 'down' }
    onOrder([...ids.slice(0, to), moved, ...ids.slice(to)])
  }
  useEffect(() => {
    const moved = moving.current
    moving.current = null
    const place = slides.findIndex(({ id }) => id === moved?.id)
    if (moved === null || place === -1) return
    // the focus goes along with the picture, and turns round at either end
    const by = place === 0 ? 'down' : place === slides.length - 1 ? 'up' : moved.by
    list.current?.children[place]?.querySelector<HTMLElement>(`[data-move="${by}"]`)?.focus()
  }, [slides])
  return (
    <ul ref={list} className="m-0 flex list-none flex-col p-0" data-testid="slide-list">
      {slides.map((slide, index) => {
        const place = index + 1
        return (
          <li
            key={slide.id}
            data-testid="slide"
            className="flex flex-wrap items-center gap-4 border-b border-line py-3 last:border-0"
          >
            <Thumbnail row={slide} label={t('look.place', { place })} />
            <span className="min-w-40 flex-1 text-note text-second">
              {t('look.facts', {
                width: slide.width,
                height: slide.height,
                kilobytes: Math.ceil(slide.size / 1000),
              })}
            </span>
            <span className="flex gap-2">
              <Button
                data-move="up"
                aria-label={t('look.up', { place })}
                disabled={index === 0}
                busy={busy}
                onClick={() => move(index, index - 1)}
              >
                <ChevronUp size={18} aria-hidden="true" />
              </Button>
              <Button
                data-move="down"
                aria-label={t('look.down', { place })}
                disabled={place === slides.length}
                busy={busy}
                onClick={() => move(index, place)}
              >
                <ChevronDown size={18} aria-hidden="true" />
              </Button>
              <Button
                tone="danger"
                aria-label={t('look.remove', { place })}
                busy={busy}
                data-testid="slide-remove"
                onClick={() => onRemove(slide.id)}
              >
                <Trash2 size={18} aria-hidden="true" />
              </Button>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** A kept picture, small; its id is its hash, so it is fetched once. */
export function Thumbnail({ row: { id }, label }: { row: SlideRow; label: string }) {
  const { client } = useCore()
  const file = useQuery({
    queryKey: ['picture', id],
    queryFn: () => valueOf(client.slides.picture({ id })),
    staleTime: Infinity,
  })
  return (
    <span className="flex h-16 w-28 shrink-0 items-center justify-center overflow-hidden rounded-small border border-line bg-ground">
      {file.data !== undefined && (
        <img
          src={`data:image/${file.data.kind};base64,${file.data.base64}`}
          alt={label}
          className="max-h-full max-w-full object-contain"
        />
      )}
    </span>
  )
}
