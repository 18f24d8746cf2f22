import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'
import { silentLog, systemClock } from '../../src/main/adapters/system/system.ts'
import { openGerai, type GeraiOptions, type OpenGerai } from '../../src/main/gerai.ts'
import { counterProcedures } from '../../src/main/procedures/counter.ts'
import { startSimulator } from '../../src/simulator/server.ts'

let folder: string
let opened: OpenGerai[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-modes-'))
})
afterEach(async () => {
  await Promise.all(opened.map((each) => each.close()))
  opened = []
  rmSync(folder, { recursive: true, force: true })
})

const launchSimulator: GeraiOptions['launchSimulator'] = async () => {
  const { url, close } = await startSimulator()
  return { url, keyId: 'ak_test_simulator', secret: 'sk_test_simulator', stop: close }
}

async function open(options: Partial<GeraiOptions> = {}) {
  const gerai = await openGerai({
    dataFolder: folder,
    clock: systemClock,
    log: silentLog,
    secrets: createMemorySecrets(),
    environmentProfile: null,
    launchSimulator,
    ...options,
  })
  if (!gerai.ok) return { refusal: gerai.error }
  opened.push(gerai.value)
  return { gerai: gerai.value, counter: createRouterClient(counterProcedures(gerai.value)) }
}

async function mustOpen(options: Partial<GeraiOptions> = {}) {
  const done = await open(options)
  if (done.gerai === undefined) throw new Error(JSON.stringify(done.refusal))
  return done
}

const PIN = '190354'
const firstView = async ({ counter }: Awaited<ReturnType<typeof mustOpen>>) => {
  for await (const message of await counter.counter.watch()) if (message.type !== 'beat') return message
  throw new Error('no view came')
}
const kindsIn = (gerai: OpenGerai, ...kinds: readonly string[]) =>
  gerai
    .core()
    .till.store.read.auditEvents({
      ...{ cursor: null, limit: 50, actor: null, saleId: null, from: null, to: null },
      kinds: { only: kinds },
    })
    .rows.toReversed()
    .map(({ kind, actor, facts }) => ({ kind, actor, facts }))

describe('a mode that is opened for the first time', () => {
  it('has the people of the one before, asks for a PIN, and never offers a stranger to be its owner', async () => {
    const shop = await mustOpen()
    const { counter, gerai } = shop
    await counter.people.createOwner({ name: 'Ibu Rina', pin: PIN })
    await counter.people.add({ name: 'Sari', role: 'cashier', pin: '7421' })
    const [owner] = gerai.core().till.store.read.people()
    expect(await counter.settings.switchMode({ mode: 'live' })).toMatchObject({ ok: true })
    expect(await firstView(shop)).toMatchObject({
      type: 'locked',
      view: { mode: 'live', firstStart: false, team: [{ name: 'Ibu Rina' }, { name: 'Sari' }] },
    })
    expect(await counter.people.createOwner({ name: 'Orang', pin: '2580' })).toEqual({
      ok: false,
      error: { type: 'owner_exists' },
    })
    expect(await counter.people.signIn({ personId: owner?.id ?? '', pin: PIN })).toMatchObject({ ok: true })
    expect(kindsIn(gerai, 'people_copied', 'settings_copied', 'mode_switched')).toMatchObject([
      { kind: 'people_copied', actor: null, facts: { from: 'practice', count: 2 } },
      { kind: 'mode_switched', actor: owner?.id, facts: { from: 'practice', to: 'live' } },
    ])
  })

  it('has what the owner set, and not what the invented shop came with', async () => {
    const { counter, gerai } = await mustOpen()
    await counter.people.createOwner({ name: 'Ibu Rina', pin: PIN })
    const set = { shopName: 'Kopi Rina', autoLockMinutes: 5, qrisLimit: 500_000 } as never
    expect(await counter.settings.save(set)).toMatchObject({ ok: true })
    await counter.settings.switchMode({ mode: 'test' })
    const { read } = gerai.core().till.store
    expect(read.settings()).toEqual({ shopName: 'Kopi Rina', autoLockMinutes: 5, qrisLimit: 500_000 })
    expect(read.products()).toEqual([])
    // from then on each mode has its own
    const owner = { personId: read.people()[0]?.id ?? '', pin: PIN }
    await counter.people.signIn(owner)
    await counter.settings.save({ shopName: 'Kopi Rina Uji' })
    await counter.settings.switchMode({ mode: 'practice' })
    expect(gerai.core().till.store.read.settings().shopName).toBe('Kopi Rina')
    await counter.people.signIn(owner)
    await counter.settings.switchMode({ mode: 'test' })
    expect(gerai.core().till.store.read.settings().shopName).toBe('Kopi Rina Uji')
  })

  it('as practice keeps the invented shop, and takes over nothing that real money follows', async () => {
    const { counter, gerai } = await mustOpen({ mode: 'live' })
    await counter.people.createOwner({ name: 'Ibu Rina', pin: PIN })
    const account = { bank: 'BCA', number: '1234567890', holder: 'Rina' }
    const set = { shopName: 'Kopi Rina', theme: 'dark' as const, bankAccounts: [account] }
    expect(await counter.settings.save(set)).toMatchObject({ ok: true })
    await counter.settings.switchMode({ mode: 'practice' })
    const settings = gerai.core().till.store.read.settings()
    expect(settings).toMatchObject({
      shopName: 'Warung Contoh Satu',
      theme: 'dark',
      approvedNmid: 'ID9990000000011',
    })
    expect(settings).not.toHaveProperty('bankAccounts')
  })

  it('is refused while the books with the people in them cannot be read', async () => {
    mkdirSync(join(folder, 'live'))
    writeFileSync(join(folder, 'live', 'gerai.sqlite'), 'not books at all, whatever the name says'.repeat(50))
    expect(await open({ mode: 'test' })).toMatchObject({ refusal: { type: 'store_damaged' } })
  })
})

describe('going to another mode', () => {
  it('ends the duty, and both books say who went where', async () => {
    const { counter, gerai } = await mustOpen()
    await counter.people.createOwner({ name: 'Ibu Rina', pin: PIN })
    const owner = gerai.core().till.store.read.people()[0]?.id ?? ''
    await counter.settings.switchMode({ mode: 'test' })
    expect(await counter.counter.next()).toEqual({ ok: false, error: { type: 'till_locked' } })
    await counter.people.signIn({ personId: owner, pin: PIN })
    await counter.settings.switchMode({ mode: 'practice' })
    const went = (from: string, to: string) => ({ kind: 'mode_switched', actor: owner, facts: { from, to } })
    expect(kindsIn(gerai, 'mode_switched', 'signed_out')).toEqual([
      went('practice', 'test'),
      { kind: 'signed_out', actor: owner, facts: { reason: 'mode' } },
      went('test', 'practice'),
    ])
  })

  it('that cannot be opened leaves the shop where it was, and the log says that as well', async () => {
    const { counter, gerai } = await mustOpen()
    await counter.people.createOwner({ name: 'Ibu Rina', pin: PIN })
    mkdirSync(join(folder, 'test'))
    writeFileSync(join(folder, 'test', 'gerai.sqlite'), 'not books at all, whatever the name says'.repeat(50))
    expect(await counter.settings.switchMode({ mode: 'test' })).toMatchObject({
      error: { type: 'store_damaged' },
    })
    expect(gerai.core().till.mode).toBe('practice')
    expect(kindsIn(gerai, 'mode_switched').map((event) => event.facts['to'])).toEqual(['test', 'practice'])
  })
})
