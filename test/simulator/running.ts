import { afterEach } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/options.ts'
import { startSimulator, type Simulator } from '../../src/simulator/server.ts'
import { plain, till, type Answered, type Json } from './till.ts'

const started: Simulator[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.close()))
})

/** A simulator of its own for one test, with a signed till, the public routes and the tester's hand. */
export async function shop(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator(options)
  started.push(simulator)
  const { url } = simulator
  let aheadSec = 0
  return {
    url,
    /** Its clock goes with the provider's, as of a till that measures the difference. */
    till: till(url, { clockErrorSec: () => aheadSec }),
    hand: (method: string, path: string, body?: unknown) => {
      if (path === '/clock') aheadSec += (body as { advanceSec?: number } | undefined)?.advanceSec ?? 0
      return plain(url, method, `/_sim${path}`, body)
    },
    charge: (id: string, method: string) =>
      plain(url, 'POST', `/api/v1/public/checkout/sessions/${id}/charge`, { method }),
    open: (path: string) => plain(url, 'GET', path),
    close: async () => {
      started.splice(started.indexOf(simulator), 1)
      await simulator.close()
    },
  }
}

export const idOf = (answered: Answered): string => String(answered.json['data']?.['id'])
export const dataOf = (answered: Answered): Json => answered.json['data'] as Json
export const codeOf = (answered: Answered): string => String(answered.json['error']?.['code'])
export const statusOf = (answered: Answered): string => String(answered.json['data']?.['status'])
