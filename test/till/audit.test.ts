import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { usePrinter } from '../fakes/use-printer.ts'
import { openShop, type Shop } from './people-bench.ts'
import { eventually } from './bench.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await shop.as('cashier')
})
afterEach(async () => {
  await shop.close()
})

const newest = {
  cursor: null,
  limit: 50,
  group: null,
  personId: null,
  saleNumber: null,
  from: null,
  to: null,
}
const attemptId = () => shop.till.ids.next()
const charge = async (price: number) => {
  await shop.fill(price)
  const charged = await shop.counter.sale.charge({ attemptId: attemptId(), kind: 'qris', amount: null })
  if (!charged.ok) throw new Error(JSON.stringify(charged.error))
  return { saleId: charged.value.id, tenderId: charged.value.tenders.at(-1)?.id ?? '' }
}
const shown = async () =>
  await eventually(
    () => shop.events('code_shown').length > 0,
    () => shop.events().map((event) => event.kind),
  )

describe('who did what', () => {
  it('each thing a person pressed names the person, and what the till noticed names nobody', async () => {
    const { tenderId } = await charge(25_000)
    await shown()
    const tender = shop.store().read.saleOfTender(tenderId)?.sale.tenders[0]
    const sessionId = tender?.type === 'provider' && 'sessionId' in tender.state ? tender.state.sessionId : ''
    await shop.till.hand(`sessions/${sessionId}/pay`)
    await eventually(
      () => shop.events('sale_paid').length > 0,
      () => shop.events().map((event) => event.kind),
    )
    await shop.counter.counter.next()
    await shop.fill(10_000)
    const cash = { attemptId: attemptId(), amount: null, tendered: amountOf(20_000) }
    const paid = await shop.counter.sale.payCash(cash)
    const saleId = paid.ok ? paid.value.id : ''
    await eventually(
      () => shop.store().read.printsOf(shop.store().read.receiptOf(saleId)?.id ?? '') > 0,
      () => null,
    )
    expect(await shop.counter.sale.print({ saleId })).toMatchObject({ ok: true })
    const { cashier } = shop.people
    const actors = Object.fromEntries(shop.events().map(({ kind, actor }) => [kind, actor]))
    expect(actors).toMatchObject({
      sale_opened: cashier,
      tender_started: cashier,
      cash_recorded: cashier,
      tender_accepted: cashier,
      reprint_asked: cashier,
      code_shown: null,
      money_settled: null,
      slip_sent: null,
    })
  })

  it('the drawer that opens for cash names who opened it', async () => {
    expect(usePrinter(shop.till.core.till, 'tcp://127.0.0.1:9')).toMatchObject({ ok: true })
    await shop.fill(10_000)
    await shop.counter.sale.payCash({ attemptId: attemptId(), amount: null, tendered: amountOf(10_000) })
    expect(shop.events('drawer_opened')).toMatchObject([
      { actor: shop.people.cashier, facts: { reason: 'cash' } },
    ])
  })

  it('changed settings stand with their names, and those about money with what they were and are', async () => {
    await shop.as('owner')
    const account = { bank: 'BCA', number: '1234567890', holder: 'Rina Wijaya' }
    await shop.counter.settings.save({
      ...{ theme: 'dark', qrisLimit: amountOf(500_000), bankAccounts: [account], autoLockMinutes: 10 },
      permissionLimits: { discountBasisPoints: 5_000, confirmAmount: amountOf(1_000_000) },
    })
    const [saved] = shop.events('settings_saved').slice(-1)
    expect(saved).toMatchObject({
      actor: shop.people.owner,
      facts: {
        names: 'theme,qrisLimit,autoLockMinutes,permissionLimits,bankAccounts',
        ...{ qrisLimit_from: 10_000_000, qrisLimit_to: 500_000 },
        permissionLimits_from: '{"discountBasisPoints":2000,"confirmAmount":2000000}',
        permissionLimits_to: '{"discountBasisPoints":5000,"confirmAmount":1000000}',
      },
    })
    expect(saved?.facts).not.toHaveProperty('autoLockMinutes_from')
    expect(saved?.facts).not.toHaveProperty('theme_from')
    // an account names its holder, so the log holds only where the name stands
    expect(JSON.stringify(saved)).not.toContain('Wijaya')
    const told = await shop.counter.audit.list({ ...newest, limit: 1 })
    expect(JSON.stringify(told)).toContain('Rina Wijaya')
  })

  it('is read with names and sale numbers, by group, by person and by sale', async () => {
    const { saleId } = await charge(25_000)
    await shop.as('supervisor')
    const number = shop.store().read.sale(saleId)?.number ?? ''
    const list = async (query: Partial<typeof newest> | object) => {
      const answer = await shop.counter.audit.list({ ...newest, ...query } as never)
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
      return answer.value.rows
    }
    const ofSale = await list({ saleNumber: number })
    expect(ofSale.map((row) => row.kind)).toContain('sale_opened')
    expect(ofSale.every((row) => row.saleNumber === number)).toBe(true)
    const ofPeople = await list({ group: 'people' })
    expect(ofPeople[0]).toMatchObject({ kind: 'signed_in', actor: 'Pak Dedi' })
    expect(ofPeople.every((row) => row.saleId === null)).toBe(true)
    const bySari = await list({ personId: shop.people.cashier, group: 'money' })
    expect(new Set(bySari.map((row) => row.actor))).toEqual(new Set(['Sari']))
    expect(await list({ saleNumber: 'TK1-nope' })).toEqual([])
  })
})

describe('the check on the screen', () => {
  it('says that the log is whole, and names the row once somebody touched it', async () => {
    await shop.as('supervisor')
    const { rows } = shop.store().read.auditEvents({
      ...{ cursor: null, limit: 1, kinds: null, actor: null, saleId: null, from: null, to: null },
    })
    const whole = await shop.counter.audit.verify()
    expect(whole).toMatchObject({ ok: true, value: { intact: true, rows: rows[0]?.seq } })
    await shop.till.core.stop()
    const { default: Database } = await import('better-sqlite3')
    const file = new Database(`${shop.till.folder}/practice/gerai.sqlite`)
    file.exec(`DROP TRIGGER events_kept; UPDATE events SET actor = NULL WHERE seq = 3`)
    file.close()
    shop.useCheapPins(await shop.till.restart())
    expect(await shop.counter.audit.verify()).toEqual({
      ok: true,
      value: { intact: false, rows: 2, seq: 3, fault: 'changed' },
    })
  })

  it('has its end written into the log file too, at every start and end, where the books are not', async () => {
    const ends: unknown[] = []
    const log = {
      info: (event: string, facts?: Readonly<Record<string, unknown>>) => {
        if (event === 'log_end') ends.push(facts?.['end'])
      },
      warn: () => {},
      error: () => {},
    }
    const other = await openShop({ log })
    const head = other.store().read.chainHead()
    const end = `${head?.seq}:${head?.hash}`
    await other.restart()
    await other.close()
    expect(ends).toHaveLength(4)
    expect(ends).toContain(end)
    for (const each of ends.slice(1)) expect(each).toMatch(/^\d+:[0-9a-f]{64}$/)
  })

  it('asked many times at once reads the books once', async () => {
    await shop.as('supervisor')
    const { read } = shop.store()
    let reads = 0
    const chainRows = read.chainRows.bind(read)
    Object.assign(read, {
      chainRows: (after: number, limit: number) => {
        reads += 1
        return chainRows(after, limit)
      },
    })
    const answers = await Promise.all(Array.from({ length: 50 }, () => shop.counter.audit.verify()))
    expect(answers.every((each) => each.ok && each.value.intact)).toBe(true)
    expect(reads).toBeLessThanOrEqual(3)
  })
})

describe('what people type', () => {
  const REASON = 'Pak Budi Santoso minta bayar tunai, HP 0812-3456'

  const supersede = async () => {
    const { saleId, tenderId } = await charge(25_000)
    await shown()
    await shop.as('supervisor')
    expect(await shop.counter.sale.supersede({ tenderId, reason: REASON })).toMatchObject({ ok: true })
    return { saleId, tenderId }
  }
  /** Days that pass here and at the provider. */
  const passDays = async (days: number): Promise<void> => {
    shop.pass(days * 86_400_000)
    await shop.till.hand('clock', { advanceSec: days * 86_400 })
  }
  const reasonShown = async (saleId: string) => {
    const answer = await shop.counter.sale.get({ saleId })
    return answer.ok
      ? answer.value.timeline.find((entry) => entry.kind === 'tender_superseded')?.facts['reason']
      : null
  }

  it('is shown to people and stands nowhere in what can never be changed', async () => {
    const { saleId } = await supersede()
    expect(await reasonShown(saleId)).toBe(REASON)
    const attention = await shop.counter.attention.list({ cursor: null, limit: 5, which: 'all' })
    expect(JSON.stringify(attention)).toContain('Budi')
    const [event] = shop.events('tender_superseded')
    expect(event?.facts['reason']).toMatch(/^pd_[0-9a-f]{64}$/)
    expect(JSON.stringify(shop.store().read.chainRows(0, 1_000))).not.toMatch(/Budi|0812/)
  })

  it('is found by the owner, erased for good, and everything else stays', async () => {
    const { saleId } = await supersede()
    await shop.as('owner')
    const found = await shop.counter.personal.find({ text: 'budi' })
    const row = found.ok ? found.value[0] : undefined
    expect(row).toMatchObject({ kind: 'note', text: REASON })
    const ref = row?.ref ?? ''
    expect(await shop.counter.personal.erase({ ref })).toEqual({ ok: true, value: null })
    expect(await shop.counter.personal.erase({ ref })).toMatchObject({
      error: { type: 'personal_data_gone' },
    })
    expect(await reasonShown(saleId)).toBeNull()
    expect(await shop.counter.audit.verify()).toMatchObject({ value: { intact: true } })
    expect(shop.events('personal_erased')).toMatchObject([
      { actor: shop.people.owner, facts: { ref, kind: 'note' } },
    ])
    expect(JSON.stringify(shop.store().read.sale(saleId))).not.toMatch(/Budi|0812/)
  })

  it('goes by itself after the set days, and the log says how many and not what', async () => {
    const { saleId } = await supersede()
    await shop.as('owner')
    await shop.counter.settings.save({ personalDataDays: 30, autoLockMinutes: 0 })
    await passDays(29)
    await shop.restart()
    await shop.as('owner')
    expect(await reasonShown(saleId)).toBe(REASON)
    await passDays(2)
    await eventually(
      () => shop.events('personal_expired').length > 0,
      () => shop.events().map((event) => event.kind),
    )
    expect(await reasonShown(saleId)).toBeNull()
    const gone = shop.events('personal_expired').reduce((sum, each) => sum + Number(each.facts['count']), 0)
    expect(gone).toBeGreaterThanOrEqual(1)
    expect(await shop.counter.audit.verify()).toMatchObject({ value: { intact: true } })
  })

  it('does not go because the machine was started with a year that is wrong, once the provider has told the time', async () => {
    const { saleId } = await supersede()
    shop.setClockBy(5 * 365 * 86_400_000)
    await shop.restart()
    await shop.as('owner')
    await eventually(
      () => shop.till.core.till.network.clockOffsetMs() < -86_400_000,
      () => shop.till.core.till.network.clockOffsetMs(),
    )
    shop.pass(61_000)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(shop.events('personal_expired')).toEqual([])
    expect(await reasonShown(saleId)).toBe(REASON)
  })
})
