import { useQuery } from '@tanstack/react-query'
import type { DesktopView } from '../../core/contract/views/desktop.ts'
import { useCore, valueOf } from './client.ts'

export const DESKTOP_KEY = ['desktop'] as const
/** Displays come and go, and a download moves on. */
const FOLLOW_MS = 2_000

/** The app's windows as the core tells of them; null where Gerai runs in a browser, which has none and is asked once. */
export function useDesktop(isFollowed: boolean): DesktopView | null {
  const { client } = useCore()
  const { data } = useQuery({
    queryKey: DESKTOP_KEY,
    queryFn: () => valueOf(client.desktop.view()),
    retry: false,
    // a browser's answer stays the same: one question, not one a sale
    retryOnMount: false,
    gcTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (isFollowed && state.data !== undefined ? FOLLOW_MS : false),
  })
  return data ?? null
}
