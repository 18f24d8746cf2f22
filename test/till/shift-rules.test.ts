import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { isCounted } from '../../src/core/domain/tenders/sale-tenders.ts'
import { sumTakings } from '../../src/core/domain/shifts/shift.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { closedShift } from '../../src/main/usecases/views/shift.ts'
import { closeShift, moveCash, openShift } from '../../src/main/usecases/shifts/shifts.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { must } from './after-sale-bench.ts'
import { fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
beforeAll(async () => {
  till = await openTestTill()
  must(saveSettings(till.core.till, { cashRoundingStep: amountOf(500) }))
})
afterAll(async () => {
  await till.close()
})

const read = () => till.core.till.store.read
const open = () => read().openShift('main')

type Press =
  | { readonly do: 'open' | 'close' | 'close_short' }
  | { readonly do: 'in' | 'out' | 'sell' | 'sell_card' | 'refund'; readonly amount: number }

const anyPress: fc.Arbitrary<Press> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('open', 'close', 'close_short' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('in', 'out', 'sell', 'sell_card', 'refund' as const),
      amount: fc.integer({ min: 500, max: 90_000 }),
    }),
  },
)

let trace = 0
/** One press, answered or refused: what is refused changes nothing, which the sums below would show. */
async function press(event: Press): Promise<void> {
  const attemptId = till.ids.next()
  const shiftId = open()?.id ?? 'none'
  switch (event.do) {
    case 'open':
      openShift(till.core.till, { attemptId, float: amountOf(10_000), counts: [] })
      return
    case 'close':
    case 'close_short': {
      const reason = event.do === 'close' ? 'dihitung lagi' : ''
      closeShift(till.core.till, { attemptId, shiftId, counts: [{ value: 1_000, pieces: 7 }], reason })
      return
    }
    case 'in':
    case 'out':
      moveCash(till.core.till, event.do, { attemptId, shiftId, amount: amountOf(event.amount), reason: 'x' })
      return
    case 'sell':
      fillCart(till, event.amount)
      await till.core.manual.payCash({ attemptId, amount: null, tendered: amountOf(100_000) })
      break
    case 'sell_card': {
      fillCart(till, event.amount)
      trace += 1
      const slip = {
        ...{ bank: 'BCA', tid: '1', mid: '', batch: '1', trace: String(trace), rrn: '' },
        ...{ approvalCode: String(trace), lastFour: '', entryMode: 'chip' as const },
      }
      await till.core.manual.recordEdc({ attemptId, amount: null, slip })
      till.core.manual.accept(attemptId)
      break
    }
    case 'refund': {
      const paid = read().sales({ cursor: null, limit: 3 }).rows[event.amount % 3]
      const tenderId = paid === undefined ? 'none' : (read().sale(paid.id)?.sale.tenders[0]?.id ?? 'none')
      await till.core.afterSale.giveBack.cash({
        ...{ saleId: paid?.id ?? 'none', tenderId, amount: amountOf(event.amount), attemptId },
        ...{ lines: [], reason: 'requested_by_customer', words: '' },
      })
      break
    }
    default:
      event satisfies never
  }
  nextCustomer(till.core.till)
}

const sumOf = (rows: readonly { readonly amount: number }[]) =>
  rows.reduce((sum, { amount }) => sum + amount, 0)
const closedOnes = () => read().closedShifts({ cursor: null, limit: 200 }).rows.toReversed()
const zOf = (shiftId: string) => must(closedShift(till.core.till, shiftId))

it('holds for any order of presses: sums, numbers, one place for each payment, and a Z that stays', async () => {
  const kept = new Map<string, string>()
  let refunds = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyPress, { minLength: 6, maxLength: 14 }), async (presses) => {
      for (const event of presses) await press(event)
      const closed = closedOnes()
      // Z numbers without a gap
      expect(closed.map((shift) => Number(shift.closed?.zNumber.split('-Z')[1]))).toEqual(
        closed.map((_shift, place) => place + 1),
      )
      for (const shift of closed.slice(-8)) {
        const rows = read().takingsOf(shift.id)
        const cash = (what: string) =>
          Math.abs(sumOf(rows.filter((each) => each.what === what && each.method === 'cash')))
        const { report } = zOf(shift.id)
        // what goes back leaves as coins that the drawer has
        const back = rows.filter(({ what }) => what === 'refund')
        refunds += back.length
        expect(back.filter(({ amount }) => amount % 500 !== 0)).toEqual([])
        // expected = float + cash kept - cash back + in - out, and the Z sums up its own ledger
        const expected = cash('float') + cash('sale') - cash('refund') + cash('cash_in') - cash('cash_out')
        expect(report.cash.expected).toBe(expected)
        expect(shift.closed).toMatchObject({ expected, variance: 7_000 - expected })
        expect(sumOf(report.tenders)).toBe(sumOf(rows.filter(({ what }) => what === 'sale')))
        expect(report.sales.total).toBe(sumOf(report.tenders))
        const outside = read().takingsOutside(shift.outside.after, shift.outside.until)
        expect(sumOf(report.closing?.outside ?? [])).toBe(sumOf(sumTakings(outside)))
        // a closed shift never changes
        const text = JSON.stringify([shift, report, rows])
        expect(kept.get(shift.id) ?? text).toBe(text)
        kept.set(shift.id, text)
      }
    }),
    { numRuns: 25 },
  )
  expect(refunds).toBeGreaterThan(0)
  // every payment that counts is in exactly one shift, or outside and carried by exactly one
  const all = closedOnes()
  const running = open()
  const shifts = running === null ? all : [...all, running]
  const pending = { after: read().outsideSince('main'), until: read().lastTakingSeq() }
  const places = [
    ...shifts.flatMap(({ id }) => read().takingsOf(id)),
    ...[...shifts.map(({ outside }) => outside), pending].flatMap(({ after, until }) =>
      read().takingsOutside(after, until),
    ),
  ].flatMap(({ tenderId, what }) => (what === 'sale' ? (tenderId ?? []) : []))
  const sales: string[] = []
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page: ReturnType<ReturnType<typeof read>['sales']> = read().sales({ cursor, limit: 200 })
    sales.push(...page.rows.map(({ id }) => id))
    cursor = page.nextCursor
  }
  const counted = sales.flatMap((id) => read().sale(id)?.sale.tenders.filter(isCounted) ?? [])
  expect(places.toSorted()).toEqual(counted.map(({ id }) => id).toSorted())
  expect(counted.length).toBeGreaterThan(20)
})
