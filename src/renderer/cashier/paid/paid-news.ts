import { useEffect, useRef } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { playPaid } from '../../ui/sound.ts'
import { closeSheet, goTo, say, usePage } from '../state/page.ts'
import { useT } from '../words.ts'

/**
 * Money is news wherever the cashier is: the sound, and LUNAS in front. Only a change that happened while this page was
 * looking counts; a sale found paid after a reload makes no noise again.
 */
export function usePaidNews(view: CounterView): void {
  const t = useT()
  const seen = useRef<ReadonlyMap<string, string> | null>(null)
  useEffect(() => {
    const now = new Map(view.parked.map((sale) => [sale.id, sale.status as string]))
    if (view.sale !== null) now.set(view.sale.id, view.sale.status)
    const before = seen.current
    seen.current = now
    if (before === null) return
    for (const [id, status] of now) {
      if (status !== 'paid' || before.get(id) === 'paid') continue
      if (id === view.sale?.id) {
        playPaid()
        closeSheet()
        if (usePage.getState().page !== 'sale') goTo('sale')
      } else if (before.has(id)) {
        playPaid()
        const number = view.parked.find((sale) => sale.id === id)?.number ?? ''
        say(t('toast.parkedPaid', { number }))
      }
    }
  }, [view, t])
}
