/** Rings its listeners, once for many rings in a row: screens read the books again, they are not sent differences. */
export interface Signal {
  ring(): void
  listen(listener: () => void): () => void
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>()
  let rung = false
  return {
    ring: () => {
      if (rung) return
      rung = true
      queueMicrotask(() => {
        rung = false
        for (const listener of listeners) listener()
      })
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
