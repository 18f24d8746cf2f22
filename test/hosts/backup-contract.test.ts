import Database from 'better-sqlite3'
import type { ContractRouterClient } from '@orpc/contract'
import { afterEach, describe, expect, it } from 'vitest'
import type { CounterContract } from '../../src/core/contract/contract.ts'
import { booksFile } from '../../src/main/adapters/sqlite/backup-restore.ts'
import type { Actor } from '../../src/core/domain/people/people.ts'
import { registerOwner, THE_OWNER } from '../fakes/duty.ts'
import { wallClock } from '../fakes/wall-clock.ts'
import { eventually } from '../till/bench.ts'
import { openTestShop, sellForCash, type TestShop } from '../till/shop-bench.ts'
import { openServer, type RunningServer } from './running-server.ts'

type Counter = ContractRouterClient<CounterContract>

let server: RunningServer | null = null
let shop: TestShop | null = null
afterEach(async () => {
  await server?.close()
  await shop?.remove()
})

/** The shop behind a real socket, with the owner at the counter. */
async function open(
  clock?: Parameters<typeof openTestShop>[0],
): Promise<{ shop: TestShop; counter: Counter }> {
  const opened = await openTestShop(clock)
  shop = opened
  return { shop: opened, counter: await serve(opened) }
}
async function serve(opened: TestShop): Promise<Counter> {
  signIn(opened)
  server = await openServer(undefined, opened.gerai())
  return await server.client<Counter>('/rpc')
}
const signIn = (opened: TestShop, actor: Actor = THE_OWNER): void => {
  registerOwner(opened.till().store, opened.till().clock, actor)
  opened.till().duty.begin(actor)
}

describe('the copies over the contract', () => {
  it('are made and listed for the owner', async () => {
    const { counter } = await open()
    expect(await counter.backups.list()).toMatchObject({ ok: true, value: { copies: [], running: null } })
    const made = await counter.backups.make()
    expect(made).toMatchObject({ ok: true, value: { copies: [{ why: 'by_hand' }] } })
  })

  it('are not for a cashier, not to see and not to restore', async () => {
    const { shop: opened, counter } = await open()
    signIn(opened, { id: '01JQ0000000000000000000009', name: 'Sari', role: 'cashier' })
    const name = 'practice-00001-20260715T070500Z-daily-v1.sqlite'
    for (const answer of [
      await counter.backups.list(),
      await counter.backups.make(),
      await counter.backups.restore({ name, typed: 'PULIHKAN' }),
    ])
      expect(answer).toMatchObject({ ok: false, error: { type: 'permission_needed', role: 'owner' } })
  })

  it('are restored when the word was typed, and the page that watches sees other books', async () => {
    const { shop: opened, counter } = await open()
    await sellForCash(opened.till(), 10_000)
    const made = await counter.backups.make()
    const name = made.ok ? (made.value.copies[0]?.name ?? '') : ''
    const watching = await counter.counter.watch()
    await watching.next()
    expect(await counter.backups.restore({ name, typed: 'ya' as never })).toMatchObject({
      ok: false,
      error: { type: 'input_invalid', field: 'typed' },
    })
    expect(await counter.backups.restore({ name, typed: 'RESTORE' })).toEqual({ ok: true, value: null })
    // the stream of the books that left has ended; the page opens another one and finds the till locked
    while ((await watching.next()).done !== true);
    const again = await counter.counter.watch()
    expect((await again.next()).value).toMatchObject({ type: 'locked' })
    await again.return?.()
  })

  it('refuse one that is not there with a sentence, and go on', async () => {
    const { counter } = await open()
    expect(await counter.backups.restore({ name: '../../etc/passwd', typed: 'PULIHKAN' })).toEqual({
      ok: false,
      error: { type: 'backup_unknown', name: '../../etc/passwd' },
    })
    expect(await counter.backups.list()).toMatchObject({ ok: true })
  })
})

it('the first page that watches after an unclean stop sets the check of the books going', async () => {
  shop = await openTestShop(wallClock(20))
  const file = booksFile(shop.folder, 'practice')
  await shop.close()
  const handle = new Database(file)
  handle.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run('open_since', '2026-07-15T07:00:00.000Z')
  handle.close()
  await shop.open()
  const counter = await serve(shop)
  const checks = (): number => {
    const reader = new Database(file, { readonly: true })
    const found = reader
      .prepare<[], number>(`SELECT count(*) FROM events WHERE kind = 'books_checked'`)
      .pluck()
      .get()
    reader.close()
    return found ?? 0
  }
  // nobody looks yet, and nothing is read
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(checks()).toBe(0)
  const watching = await counter.counter.watch()
  await watching.next()
  await eventually(() => checks() === 1, checks)
  await watching.return?.()
})
