import { useSyncExternalStore } from 'react'

/** The theme that is on the page now; what is painted on a canvas has to be painted anew when it changes. */
export const useTheme = (): string => useSyncExternalStore(listen, now)

const now = (): string => document.documentElement.dataset['theme'] ?? ''

function listen(onChange: () => void): () => void {
  const watch = new MutationObserver(onChange)
  watch.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => watch.disconnect()
}
