import { createElement, useEffect, useState, type ComponentType, type ReactElement } from 'react'

/** A part of the page that is fetched when it is first drawn, or before, by `fetch`. Draws nothing until it is here. */
export interface Later<Props> {
  (props: Props): ReactElement | null
  /** Fetches it while nobody waits. What fails here is tried again when it is drawn. */
  readonly fetch: () => void
}

/**
 * Like `React.lazy`, and once it was fetched the first drawing is the whole part at once, without an empty moment: what is
 * typed right after the key that opened it goes into it. It does not suspend: a page that waited for one part would keep
 * the next press on the navigation to itself.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let loaded: ComponentType<Props> | null = null
  let loading: Promise<void> | null = null
  const start = (): Promise<void> => {
    loading ??= load().then(
      (part) => {
        loaded = part
      },
      (fault: unknown) => {
        loading = null
        throw fault
      },
    )
    return loading
  }
  function Part(props: Props): ReactElement | null {
    const [, setArrived] = useState(loaded !== null)
    const [fault, setFault] = useState<Error | null>(null)
    useEffect(() => {
      if (loaded !== null) return
      start().then(
        () => setArrived(true),
        (reason: unknown) =>
          setFault(new Error('a part of the page could not be fetched', { cause: reason })),
      )
    }, [])
    // for the boundary above, which offers to load the page again
    if (fault !== null) throw fault
    return loaded === null ? null : createElement(loaded, props)
  }
  const fetch = (): void => {
    start().catch(() => undefined)
  }
  return Object.assign(Part, { fetch })
}
