import type { PinVault } from '../../src/core/ports/system.ts'

/** PINs without the cost, for tests about who may do what; says how many were looked at, and how many at once. */
export interface CheapPins extends PinVault {
  readonly verified: readonly string[]
  readonly mostAtOnce: () => number
  /** Lets verification wait until the returned function is called. */
  hold(): () => void
}

export function cheapPins(): CheapPins {
  const verified: string[] = []
  let running = 0
  let most = 0
  let held: Promise<void> = Promise.resolve()
  const work = async <T>(value: T): Promise<T> => {
    running += 1
    most = Math.max(most, running)
    await held
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    running -= 1
    return value
  }
  return {
    verified,
    mostAtOnce: () => most,
    hold: () => {
      let release = (): void => {}
      held = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    hash: async (pin) => await work(`cheap:${pin}:${verified.length}:${Math.random()}`),
    verify: async (pin, hash) => {
      verified.push(pin)
      return await work(hash !== null && hash.startsWith(`cheap:${pin}:`))
    },
  }
}
