import { createElement, use, type ComponentType, type ReactElement } from 'react'

/** A part of the page that is fetched when it is first drawn, or before, by `fetch`. Stands under a `Suspense`. */
export interface Later<Props> {
  (props: Props): ReactElement
  /** Fetches it while nobody waits. What fails here is tried again when it is drawn. */
  readonly fetch: () => void
}

/**
 * Like `React.lazy`, and once it was fetched the first drawing is the whole part at once, without an empty moment: what is
 * typed right after the key that opened it goes into it.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let loaded: ComponentType<Props> | null = null
  let loading: Promise<ComponentType<Props>> | null = null
  const start = (): Promise<ComponentType<Props>> => {
    loading ??= load().then((part) => {
      loaded = part
      return part
    })
    return loading
  }
  const Part = (props: Props): ReactElement => createElement(loaded ?? use(start()), props)
  const fetch = (): void => {
    start().catch(() => {
      loading = null
    })
  }
  return Object.assign(Part, { fetch })
}
