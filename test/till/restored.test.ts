import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attentionSentence } from '../../src/core/domain/sentences/attention.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { booksFile } from '../../src/main/adapters/sqlite/backup-restore.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { ownTerminals } from '../../src/main/usecases/books/restored.ts'
import { saleView } from '../../src/main/usecases/views/sale.ts'
import { wallClock } from '../fakes/wall-clock.ts'
import { eventually } from './bench.ts'
import {
  attentionKinds,
  openTestShop,
  pressOnly,
  putInCart,
  saleNow,
  sellForCash,
  type TestShop,
} from './shop-bench.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(async () => {
  await shop.remove()
})

const till = () => shop.till()
const core = () => shop.gerai().core()

async function makeCopy(): Promise<string> {
  const made = await core().backups.make('by_hand')
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  return made.value.name
}
async function restore(name: string): Promise<void> {
  expect(await shop.gerai().restoreBackup(name)).toEqual({ ok: true, value: null })
}
/** A QRIS that was pressed and written down, and of which nothing has left the machine. */
async function pressQris(price: number): Promise<string> {
  putInCart(till(), price)
  const attemptId = till().ids.next()
  expect(await pressOnly(till()).payments.charge({ attemptId, kind: 'qris', amount: null })).toMatchObject({
    ok: true,
  })
  return attemptId
}
const sendWaiting = async (tenderId: string): Promise<void> => {
  await core().payments.checkNow(tenderId)
  await eventually(
    () => stateOf(tenderId) === 'presented',
    () => saleOf(tenderId),
  )
}
/** Gives cash back for the sale on the counter; the number on the refund's slip. */
const refundNumber = async (): Promise<string | null | undefined> => {
  const sale = saleNow(till())
  const saleId = sale?.id ?? ''
  await core().afterSale.giveBack.cash({
    ...{ saleId, tenderId: sale?.tenders[0]?.id ?? '', amount: amountOf(1_000), lines: [] },
    ...{ reason: 'other', words: '', attemptId: till().ids.next() },
  })
  return till().store.read.refundsOfSale(saleId)[0]?.note.number
}
const saleOf = (tenderId: string) => {
  const record = till().store.read.saleOfTender(tenderId)
  return record === null ? null : saleView(till(), record)
}
const tenderOf = (tenderId: string) => saleOf(tenderId)?.tenders.find(({ id }) => id === tenderId)
const stateOf = (tenderId: string) => tenderOf(tenderId)?.state
const bookingOf = (tenderId: string) => tenderOf(tenderId)?.booking
const pay = async (tenderId: string): Promise<void> => {
  await shop.hand(`sessions/${tenderOf(tenderId)?.sessionId ?? ''}/pay`)
}
const writes = async (): Promise<string[]> =>
  (await shop.requests()).filter((request) => request.startsWith('POST'))
const lost = (call: string) => ({
  match: { method: 'POST', path: `/checkout-sessions/*/${call}` },
  action: { type: 'dropBeforeCommit' },
})
const outboxOf = (tenderId: string) => till().store.read.outboxOf(tenderId)

describe('a payment that was unfinished in the copy', () => {
  it('and was paid after it: the money is found, and nothing is asked of the customer again', async () => {
    const tender = await pressQris(30_000)
    const copy = await makeCopy()
    await sendWaiting(tender)
    await pay(tender)
    await eventually(
      () => stateOf(tender) === 'settled',
      () => saleOf(tender),
    )
    const before = await writes()
    await restore(copy)
    expect(stateOf(tender)).toBe('requesting')
    await eventually(
      () => stateOf(tender) === 'settled',
      () => [saleOf(tender), outboxOf(tender)],
    )
    expect(saleOf(tender)?.status).toBe('paid')
    // looked up and read, and not one write about it
    expect(await writes()).toEqual(before)
    expect((await shop.books()).captures).toHaveLength(1)
    expect(attentionKinds(till())).toEqual(['books_restored'])
  })

  it('and was only shown after it: the code is found and taken down, and only then', async () => {
    const tender = await pressQris(30_000)
    const copy = await makeCopy()
    await sendWaiting(tender)
    const before = (await shop.requests()).length
    await restore(copy)
    await eventually(
      () => stateOf(tender) === 'canceled',
      () => [saleOf(tender), outboxOf(tender)],
    )
    const since = (await shop.requests()).slice(before)
    const cancel = since.findIndex((request) => /^POST .*\/cancel$/.test(request))
    const found = since.findIndex((request) => /^GET .*checkout-sessions/.test(request))
    expect(found).toBeGreaterThanOrEqual(0)
    expect(cancel).toBeGreaterThan(found)
    expect(since.filter((request) => request.startsWith('POST'))).toHaveLength(1)
    expect(outboxOf(tender).every((entry) => entry.done)).toBe(true)
  })

  it('whose session was known: it is read before anything is sent about it', async () => {
    const tender = await pressQris(30_000)
    await sendWaiting(tender)
    // the customer changes his mind: the cancel is written down, and the copy is made before it leaves
    await pressOnly(till()).payments.cancelCode(tender)
    expect(stateOf(tender)).toBe('canceling')
    const copy = await makeCopy()
    await pay(tender)
    await core().payments.checkNow(tender)
    await eventually(
      () => stateOf(tender) === 'settled',
      () => saleOf(tender),
    )
    const before = await writes()
    await restore(copy)
    await eventually(
      () => stateOf(tender) === 'settled',
      () => [saleOf(tender), outboxOf(tender)],
    )
    expect(await writes()).toEqual(before)
  })

  it('that never reached the provider is asked about for an hour, and never sent', async () => {
    const tender = await pressQris(30_000)
    const copy = await makeCopy()
    await restore(copy)
    await eventually(
      () => outboxOf(tender).some((entry) => entry.call === 'find' && entry.sends > 0),
      () => outboxOf(tender),
    )
    expect((await writes()).filter((request) => request.includes('checkout-sessions'))).toEqual([])
    expect(stateOf(tender)).toBe('requesting')
    // the cashier may give it up: it was never shown
    expect(await core().payments.cancelCode(tender)).toMatchObject({ ok: true })
    expect(stateOf(tender)).toBe('abandoned')
  })

  it('of money in the hand is booked once, whatever the copy knew of it', async () => {
    await sellForCash(till(), 20_000)
    const tender = saleNow(till())?.tenders[0]?.id ?? ''
    expect(bookingOf(tender)).toBe('creating')
    const copy = await makeCopy()
    await core().payments.checkNow(tender)
    await eventually(
      () => bookingOf(tender) === 'booked',
      () => saleOf(tender),
    )
    const before = await writes()
    await restore(copy)
    expect(bookingOf(tender)).toBe('creating')
    await eventually(
      () => bookingOf(tender) === 'booked',
      () => [saleOf(tender), outboxOf(tender)],
    )
    expect(await writes()).toEqual(before)
    expect(saleOf(tender)?.status).toBe('paid')
  })

  it('of money in the hand goes on from where the provider has it', async () => {
    await sellForCash(till(), 20_000)
    const tender = saleNow(till())?.tenders[0]?.id ?? ''
    await shop.hand('faults', { rules: [lost('charge')] }, 'PUT')
    await core().payments.checkNow(tender)
    await eventually(
      () => bookingOf(tender) === 'charging',
      () => saleOf(tender),
    )
    const copy = await makeCopy()
    await shop.hand('faults', { rules: [] }, 'PUT')
    await restore(copy)
    await eventually(
      () => bookingOf(tender) === 'booked',
      () => [saleOf(tender), outboxOf(tender)],
    )
    expect((await shop.books()).captures).toHaveLength(1)
  })

  it.each(['open', 'pending', 'on_hold'])(
    'of money in the hand is confirmed, also when the first look at it says %s for once',
    async (status) => {
      await sellForCash(till(), 20_000)
      const tender = saleNow(till())?.tenders[0]?.id ?? ''
      await shop.hand('faults', { rules: [lost('confirm')] }, 'PUT')
      await core().payments.checkNow(tender)
      await eventually(
        () => ['in_review', 'confirming'].includes(bookingOf(tender) ?? ''),
        () => saleOf(tender),
      )
      const copy = await makeCopy()
      const flap = {
        match: { method: 'GET', path: '/checkout-sessions/*', nth: 1 },
        action: { type: 'statusFlap', status },
      }
      await shop.hand('faults', { rules: [flap] }, 'PUT')
      await restore(copy)
      await eventually(
        () => outboxOf(tender).some(({ call, done }) => call === 'find' && done),
        () => outboxOf(tender),
      )
      await core().payments.checkNow(tender)
      await eventually(
        () => bookingOf(tender) === 'booked',
        () => [saleOf(tender), outboxOf(tender)],
      )
    },
  )

  it('of money in the hand that never reached the provider stays accepted, and a person is told in the end', async () => {
    await sellForCash(till(), 20_000)
    const tender = saleNow(till())?.tenders[0]?.id ?? ''
    await restore(await makeCopy())
    await eventually(
      () => outboxOf(tender).some((entry) => entry.call === 'find' && entry.sends > 0),
      () => outboxOf(tender),
    )
    expect(saleOf(tender)?.status).toBe('paid')
    expect((await writes()).filter((request) => request.includes('checkout-sessions'))).toEqual([])
  })
})

describe('a refund', () => {
  const paidSale = async (): Promise<{ saleId: string; tenderId: string }> => {
    const tenderId = await pressQris(60_000)
    await sendWaiting(tenderId)
    await pay(tenderId)
    await eventually(
      () => stateOf(tenderId) === 'settled',
      () => saleOf(tenderId),
    )
    return { saleId: till().store.read.saleOfTender(tenderId)?.sale.id ?? '', tenderId }
  }
  const giveBack = async (of: { saleId: string; tenderId: string }): Promise<void> => {
    const asked = await core().afterSale.refunds.start({
      ...of,
      amount: amountOf(25_000),
      reason: 'requested_by_customer',
      words: 'salah pesan',
      attemptId: till().ids.next(),
    })
    expect(asked).toMatchObject({ ok: true })
  }
  const refundStates = (of: { saleId: string }) => {
    const record = till().store.read.sale(of.saleId)
    return record === null ? [] : saleView(till(), record).refunds.map(({ state }) => state)
  }
  const refundsThere = async () =>
    (await shop.hand('books', undefined, 'GET')) as { refunds: readonly { amount: number }[] }

  it('that had not left in the copy, and left after it, is found there and not sent again', async () => {
    const sale = await paidSale()
    const never = { match: { method: 'POST', path: '/refunds' }, action: { type: 'dropBeforeCommit' } }
    await shop.hand('faults', { rules: [never] }, 'PUT')
    await giveBack(sale)
    const copy = await makeCopy()
    await shop.hand('faults', { rules: [] }, 'PUT')
    await eventually(
      () => refundStates(sale).includes('succeeded'),
      () => refundStates(sale),
    )
    await restore(copy)
    expect(refundStates(sale)).not.toContain('succeeded')
    await eventually(
      () => refundStates(sale).includes('succeeded'),
      () => [refundStates(sale), outboxOf(sale.tenderId)],
    )
    expect((await refundsThere()).refunds).toMatchObject([{ amount: 25_000 }])
  })

  it('that the copy does not know is counted before the next one: never more goes back than came in', async () => {
    const sale = await paidSale()
    const copy = await makeCopy()
    for (const expected of [1, 2]) {
      await giveBack(sale)
      await eventually(
        () => refundStates(sale).filter((state) => state === 'succeeded').length === expected,
        () => refundStates(sale),
      )
    }
    await restore(copy)
    expect(refundStates(sale)).toEqual([])
    // 25.000 of what these books still believe to be 60.000; only 10.000 are left
    await giveBack(sale)
    await eventually(
      () => refundStates(sale).includes('failed'),
      () => refundStates(sale),
    )
    expect((await refundsThere()).refunds).toHaveLength(2)
  })
})

describe('restored books', () => {
  it('say so in the log, whose chain is whole, and ask a person to compare', async () => {
    await sellForCash(till(), 20_000)
    const copy = await makeCopy()
    nextCustomer(till())
    await sellForCash(till(), 30_000)
    const before = till().store.terminalId
    await restore(copy)
    expect(await core().checkLog()).toMatchObject({ intact: true })
    const handle = new Database(booksFile(shop.folder, 'practice'), { readonly: true })
    const event = handle
      .prepare<[], { terminal_id: string; facts: string }>(
        `SELECT terminal_id, facts FROM events WHERE kind = 'books_restored'`,
      )
      .get()
    handle.close()
    expect(event?.terminal_id).toBe(till().store.terminalId)
    expect(JSON.parse(event?.facts ?? '')).toMatchObject({ from: copy, terminalBefore: before })
    const [item] = till().store.read.attentions({ cursor: null, limit: 1 }).rows
    expect(item?.kind).toBe('books_restored')
    for (const language of ['id', 'en'] as const) {
      const sentence = attentionSentence('books_restored', item?.facts ?? {}, language)
      // the shop's own time, to the minute
      expect(sentence.what).toMatch(/\d\d-\d\d-\d{4} \d\d\.\d\d WIB/)
      expect(sentence.detail).toContain(copy)
    }
  })

  it('give no number that a lost sale has on its slip', async () => {
    await sellForCash(till(), 20_000)
    const copy = await makeCopy()
    nextCustomer(till())
    await sellForCash(till(), 30_000)
    expect(saleNow(till())?.number).toMatch(/-00002$/)
    expect(await refundNumber()).toMatch(/-R-\d{6}-0001$/)
    await restore(copy)
    await sellForCash(till(), 40_000)
    expect(saleNow(till())?.number).toMatch(/-10001$/)
    expect(await refundNumber()).toMatch(/-R-\d{6}-10001$/)
    nextCustomer(till())
    await restore(copy)
    await sellForCash(till(), 50_000)
    expect(saleNow(till())?.number).toMatch(/-20001$/)
  })

  it('know the sessions that their earlier terminals made as their own', async () => {
    const first = till().store.terminalId
    const copy = await makeCopy()
    await restore(copy)
    const second = till().store.terminalId
    await restore(copy)
    expect(ownTerminals(till().store).map(({ id }) => id)).toEqual([till().store.terminalId, first, second])
    const tender = await pressQris(10_000)
    await sendWaiting(tender)
    expect(outboxOf(tender)[0]?.key?.startsWith(`${till().store.terminalId}:`)).toBe(true)
  })

  it('on a machine whose clock says another year give no number twice either, once it is put right', async () => {
    for (const wrongBy of [-300, 600]) {
      await shop.remove()
      const clock = wallClock()
      shop = await openTestShop(clock)
      await sellForCash(till(), 20_000)
      const copy = await makeCopy()
      nextCustomer(till())
      await sellForCash(till(), 30_000)
      expect(saleNow(till())?.number).toMatch(/-00002$/)
      clock.set(wrongBy * 86_400_000)
      await restore(copy)
      // when the earlier life was over is told by the provider's clock
      const [, former] = ownTerminals(till().store)
      const until = former?.until ?? null
      expect(until === null || Math.abs(Date.parse(until) - Date.now()) < 60_000).toBe(true)
      clock.set(-wrongBy * 86_400_000)
      await sellForCash(till(), 40_000)
      expect(saleNow(till())?.number).toMatch(/-10001$/)
    }
  })

  it('begin with an empty counter, print nothing of before and open no drawer', async () => {
    await core().prints.stop()
    await sellForCash(till(), 20_000)
    till().store.write((books) => {
      books.addPrintJob({
        id: till().ids.next(),
        documentId: null,
        saleId: null,
        what: 'drawer',
        copy: null,
        printerUri: 'screen:',
        state: 'queued',
        reason: 'cash',
        askedBy: 'Sari',
        createdAt: till().clock.now(),
      })
    })
    const waiting = till().store.read.printJobs(['queued']).length
    expect(waiting).toBeGreaterThan(0)
    const copy = await makeCopy()
    await restore(copy)
    expect(saleNow(till())).toBeNull()
    expect(till().store.read.draft()?.lines).toEqual([])
    expect(till().store.read.printJobs(['queued', 'sending', 'sent'])).toEqual([])
    expect(till().store.read.printJobs(['unknown'])).toHaveLength(waiting)
  })

  it('ask for a PIN again, because other people may work there', async () => {
    const copy = await makeCopy()
    till().duty.begin({ id: 'somebody', name: 'Budi', role: 'owner' })
    await restore(copy)
    expect(till().duty.actor()).toBeNull()
    // and the log knows who chose it
    const handle = new Database(booksFile(shop.folder, 'practice'), { readonly: true })
    const actors = handle.prepare(`SELECT actor FROM events WHERE kind = 'books_restored'`).pluck().all()
    handle.close()
    expect(actors).toEqual(['somebody'])
  })

  it('are taken up once: the next start asks about nothing again', async () => {
    const tender = await pressQris(30_000)
    await restore(await makeCopy())
    await shop.close()
    await shop.open()
    expect(attentionKinds(till())).toEqual(['books_restored'])
    expect(outboxOf(tender).filter((entry) => entry.call === 'find')).toHaveLength(1)
  })
})

it('a copy that is not there is refused, and the shop sells on with its own books', async () => {
  await sellForCash(till(), 20_000)
  const before = till()
  for (const name of ['../practice/gerai.sqlite', 'practice-00009-20260715T070500Z-daily-v1.sqlite'])
    expect(await shop.gerai().restoreBackup(name)).toEqual({
      ok: false,
      error: { type: 'backup_unknown', name },
    })
  expect(till()).toBe(before)
  nextCustomer(till())
  await sellForCash(till(), 20_000)
})
