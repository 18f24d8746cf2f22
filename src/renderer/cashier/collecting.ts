import type { CollectWay } from '../../core/domain/tenders/collecting.ts'
import { useCounter } from './state/counter.ts'

const USUAL: readonly CollectWay[] = ['qris', 'link']

/** How a customer can pay through the provider, as the core says; the first one is F1's. */
export const useCollects = (): readonly CollectWay[] => useCounter(({ view }) => view?.collects ?? USUAL)
