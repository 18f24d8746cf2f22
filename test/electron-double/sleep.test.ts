import { EventEmitter } from 'node:events'
import type { PowerMonitor } from 'electron'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OpenGerai } from '../../src/main/gerai.ts'
import { coverWhileAsleep } from '../../src/main/hosts/electron/power.ts'
import type { CustomerWindow } from '../../src/main/hosts/electron/customer-window.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { movableClock, type MovableClock } from '../fakes/clock.ts'
import { watchTill } from '../till/bad-input-bench.ts'
import { eventually, fillCart, openTestTill, type TestTill } from '../till/bench.ts'

/** A real till with a code on its screens, in a machine whose lid is closed. Its clock goes where the test puts it. */
let till: TestTill
let clock: MovableClock
let monitor: EventEmitter
let told: string[]
let customer: { isCovered: boolean }
let stop = (): void => {}
const at = watchTill(() => till)
const shown = (): string => displayView(till.core.till).screen

beforeEach(async () => {
  clock = movableClock()
  till = await openTestTill({ clock })
  monitor = new EventEmitter()
  told = []
  customer = { isCovered: false }
  const window: Pick<CustomerWindow, 'cover' | 'uncover'> = {
    cover: () => {
      customer.isCovered = true
    },
    uncover: () => {
      customer.isCovered = false
    },
  }
  const note = (event: string): void => {
    told.push(event)
  }
  stop = coverWhileAsleep({
    gerai: { core: () => till.core } as OpenGerai,
    clock,
    log: { info: note, warn: note, error: note },
    monitor: monitor as PowerMonitor,
    customer: window as CustomerWindow,
    quit: () => note('quit'),
  })
  fillCart(till, 45_000)
  await at.charge()
  await at.becomes('presented')
  expect(shown()).toBe('code')
})

afterEach(async () => {
  stop()
  expect(monitor.eventNames()).toEqual([])
  await till.close()
})

test('a code that was paid while the machine slept never comes back for the next customer', async () => {
  monitor.emit('suspend')
  expect(customer.isCovered).toBe(true)
  await till.hand(`sessions/${at.tender()?.sessionId}/pay`, { amount: 45_000 })
  // nothing of this machine ran meanwhile
  clock.advance(10 * 60_000)
  monitor.emit('resume')
  await eventually(() => !customer.isCovered, at.tender)
  expect([at.tender()?.state, shown()]).toEqual(['settled', 'paid'])
  expect((await till.books()).captures).toHaveLength(1)
})

test('without a network the customer’s screen stays away, is asked about every second, and the till calls nothing failed', async () => {
  monitor.emit('suspend')
  await till.hand('outage', { on: true })
  monitor.emit('resume')
  await eventually(() => at.network().state !== 'online', at.network)
  for (let seconds = 0; seconds < 3; seconds += 1) {
    clock.advance(1_000)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([customer.isCovered, at.tender()?.inFlight]).toEqual([true, true])
  }
  await till.hand(`sessions/${at.tender()?.sessionId}/pay`, { amount: 45_000 })
  await till.hand('outage', { on: false })
  await eventually(() => {
    clock.advance(1_000)
    return !customer.isCovered
  }, at.tender)
  await at.becomes('settled')
})

test('a second sleep before the first was over covers again, and the answer to the first uncovers nothing', async () => {
  monitor.emit('suspend')
  monitor.emit('resume')
  monitor.emit('suspend')
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(customer.isCovered).toBe(true)
  monitor.emit('resume')
  await eventually(() => !customer.isCovered, at.tender)
  expect(told).toEqual(['suspended', 'resumed', 'suspended', 'resumed'])
  // still the same customer's code, and still good
  expect([at.tender()?.state, shown()]).toEqual(['presented', 'code'])
})

test('the end of the system’s power closes the shop', () => {
  monitor.emit('shutdown')
  expect(told).toEqual(['quit'])
})
