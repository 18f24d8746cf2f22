import { createRouterClient } from '@orpc/server'
import { ok } from '../../src/core/domain/result.ts'
import type { Role } from '../../src/core/domain/people/people.ts'
import type { Log } from '../../src/core/ports/system.ts'
import type { AuditEvent } from '../../src/core/ports/audit-books.ts'
import type { Core } from '../../src/main/core.ts'
import { createDuty } from '../../src/main/adapters/system/duty.ts'
import { counterProcedures } from '../../src/main/procedures/counter.ts'
import { movableClock } from '../fakes/clock.ts'
import { cheapPins, type CheapPins } from '../fakes/pins.ts'
import { cartOf, openTestTill, type TestTill } from './bench.ts'

export const PINS = { owner: '190354', supervisor: '2580', cashier: '7421' } as const

/** A shop with an owner, a supervisor and a cashier, its counter as the screen calls it, and clocks in the test's hand. */
export async function openShop(options: { readonly log?: Log; readonly empty?: boolean } = {}) {
  const clock = movableClock()
  let up = 0
  let wall = 0
  const setClock = {
    ...clock,
    epochMs: () => clock.epochMs() + wall,
    now: () => new Date(clock.epochMs() + wall).toISOString(),
  }
  let pins = cheapPins()
  const duty = createDuty(setClock, () => up)
  const till: TestTill = await openTestTill({
    clock: setClock,
    duty,
    ...(options.log === undefined ? {} : { log: options.log }),
  })
  const useCheapPins = (core: Core): CheapPins => {
    pins = cheapPins()
    Object.assign(core.till, { pins })
    return pins
  }
  useCheapPins(till.core)
  const gerai = {
    core: () => till.core,
    switchMode: async () => ok(null),
    restart: async () => ok(null),
    restoreBackup: async () => ok(null),
  }
  const counter = createRouterClient(counterProcedures(gerai))
  const store = () => till.core.till.store
  const people: Record<Role, string> = { owner: '', supervisor: '', cashier: '' }
  if (options.empty !== true) {
    await counter.people.createOwner({ name: 'Ibu Rina', pin: PINS.owner })
    people.owner = duty.onDuty()?.id ?? ''
    for (const [role, name] of [
      ['supervisor', 'Pak Dedi'],
      ['cashier', 'Sari'],
    ] as const) {
      const added = await counter.people.add({ name, role, pin: PINS[role] })
      if (!added.ok) throw new Error(JSON.stringify(added.error))
      people[role] = added.value.id
    }
  }
  return {
    till,
    counter,
    duty,
    people,
    store,
    clock: setClock,
    get pins() {
      return pins
    },
    useCheapPins,
    as: async (role: Role) => {
      const done = await counter.people.signIn({ personId: people[role], pin: PINS[role] })
      if (!done.ok) throw new Error(JSON.stringify(done.error))
    },
    signIn: async (role: Role, pin: string = PINS[role]) =>
      await counter.people.signIn({ personId: people[role], pin }),
    /** Time really passes: both clocks go on. */
    pass: (ms: number) => {
      up += ms
      clock.advance(ms)
    },
    /** Somebody sets the machine's clock; no time passes. */
    setClockBy: (ms: number) => {
      wall += ms
    },
    /** The machine sleeps: the clock that only goes forward stands still. */
    sleep: (ms: number) => {
      clock.advance(ms)
    },
    restart: async () => {
      duty.end()
      useCheapPins(await till.restart())
    },
    /** Oldest first. */
    events: (...kinds: readonly string[]): AuditEvent[] => {
      const query = { cursor: null, limit: 1_000, actor: null, saleId: null, from: null, to: null }
      const { rows } = store().read.auditEvents({
        ...query,
        kinds: kinds.length === 0 ? null : { only: kinds },
      })
      return rows.toReversed()
    },
    /** One thing in the cart. */
    fill: async (price: number, name = 'Kopi') =>
      await counter.counter.setDraft({ lines: [...cartOf(price, name).lines], discount: null }),
    view: async () => {
      for await (const message of await counter.counter.watch()) {
        if (message.type !== 'beat') return message
      }
      throw new Error('no view came')
    },
    close: till.close,
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>
