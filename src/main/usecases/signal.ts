/** Rings its listeners, once for many rings in a row: screens read the books again, they are not sent differences. */
export interface Signal {
  ring(): void
  listen(listener: () => void): () => void
}

/** `onFault` hears of a listener that threw: one screen's or printer's fault must not silence the others. */
export function createSignal(onFault: (fault: unknown) => void): Signal {
  const listeners = new Set<() => void>()
  let rung = false
  return {
    ring: () => {
      if (rung) return
      rung = true
      queueMicrotask(() => {
        rung = false
        for (const listener of listeners) {
          try {
            listener()
          } catch (fault) {
            onFault(fault)
          }
        }
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
