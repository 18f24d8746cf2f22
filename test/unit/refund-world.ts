import { amountOf, type Amount } from '../../src/core/domain/money.ts'
import { matchRefunds, nextRefundMove } from '../../src/core/domain/refunds/list.ts'
import {
  checkRefund,
  stepRefund,
  type Refund,
  type RefundEvent,
  type RefundFacts,
} from '../../src/core/domain/refunds/refund.ts'

/** A shop's refunds of one payment and the provider's own list of them, so that both can be compared at any moment. */

export interface Row {
  readonly refundId: string
  /** Null for a refund made in the provider's own pages. */
  readonly madeBy: string | null
  readonly amount: Amount
  status: RefundFacts['status']
}

/** Where the till falls over during one run of a refund's call; what is in the books by then stays. */
export type Crash = 'none' | 'before_list' | 'after_list' | 'before_send' | 'after_send'
/** What the provider makes of a send, and whether its answer arrives. */
export interface Fate {
  readonly does: 'succeed' | 'pending' | 'fail_row' | 'turn_away' | 'lose'
  readonly answers: boolean
}

export const CAPTURED = amountOf(80_000)
const AT = '2026-07-15T07:00:00.000Z'

export class RefundWorld {
  readonly rows: Row[] = []
  readonly refunds: (Refund & { readonly createdAt: string })[] = []
  readonly #keys = new Map<string, Row | 'turned_away'>()
  readonly #old = new Set<string>()
  readonly #asking = new Set<string>()
  readonly #echoes: boolean
  readonly #enforces: boolean
  #count = 0

  /** `echoes`: rows carry our own id. `enforces`: the provider turns away more than is left, as real ones do. */
  constructor(provider: { readonly echoes: boolean; readonly enforces: boolean }) {
    this.#echoes = provider.echoes
    this.#enforces = provider.enforces
  }

  start(way: 'provider' | 'cash', asked: number): void {
    if (!checkRefund(CAPTURED, this.refunds, amountOf(asked)).ok) return
    this.#count += 1
    const refund = newRefund(`r${this.#count}`, asked, way)
    this.refunds.push({ ...refund, createdAt: AT })
    if (way === 'cash') this.#feed(refund.id, { type: 'handed_over' })
  }

  /** One run of a refund's stored call. */
  run(which: number, crash: Crash, listFails: boolean, fate: Fate): void {
    const refund = this.#open(which)
    if (refund === undefined || crash === 'before_list' || listFails) return
    this.#applyList()
    if (crash === 'after_list') return
    const now = this.#find(refund.id)
    const others = this.refunds.filter((each) => each.id !== refund.id)
    const move = nextRefundMove(now, others, CAPTURED, this.#old.has(refund.id))
    if (move === 'ask_person') this.#asking.add(refund.id)
    if (move === 'give_up') this.#feed(refund.id, { type: 'refused', code: 'remaining_changed', message: '' })
    if (move !== 'send') return
    this.#feed(refund.id, { type: 'sent' })
    if (crash === 'before_send') return
    const answer = this.#provider(refund.id, now.amount, fate)
    if (crash === 'after_send' || answer === 'nothing') return
    if (answer !== 'turned_away') return this.#feed(refund.id, { type: 'answered', facts: answer })
    this.#applyList()
    this.#feed(refund.id, { type: 'refused', code: 'refused', message: '' })
  }

  /** The provider settles what is pending. */
  decide(which: number, status: 'succeeded' | 'failed'): void {
    const pending = this.rows.filter((row) => row.status === 'pending')
    const row = pending[which % Math.max(1, pending.length)]
    if (row !== undefined) row.status = status
  }

  withdraw(which: number): void {
    const refund = this.#open(which)
    if (refund?.state.name === 'intended') this.#feed(refund.id, { type: 'withdrawn' })
  }

  /** Only a person who was asked to look says so, and only the truth. */
  release(which: number): void {
    const refund = this.#open(which)
    if (refund === undefined || !this.#asking.has(refund.id) || refund.state.name !== 'requesting') return
    if (!this.rows.some((row) => row.madeBy === refund.id)) this.#feed(refund.id, { type: 'released' })
  }

  /** A day passes: the provider forgets the key, and it must not be sent again. */
  age(which: number): void {
    const refund = this.#open(which)
    if (refund === undefined) return
    this.#old.add(refund.id)
    this.#keys.delete(refund.id)
  }

  /** Somebody refunds in the provider's own pages, which never give more than is left. */
  elsewhere(asked: number): void {
    const amount = amountOf(Math.min(asked, this.#left()))
    if (amount > 0) this.rows.push({ refundId: this.#rowId(), madeBy: null, amount, status: 'succeeded' })
  }

  /** The faults stop; everything is asked until nothing moves any more. */
  calmDown(): void {
    for (const row of this.rows) if (row.status === 'pending') row.status = 'succeeded'
    for (let round = 0; round < 4; round += 1) {
      for (let which = 0; which < this.refunds.length; which += 1) {
        this.run(which, 'none', false, { does: 'succeed', answers: true })
        this.release(which)
      }
    }
    // as the next look at this payment's refunds does
    this.#applyList()
  }

  gone(): number {
    const cash = this.refunds.filter((each) => each.way === 'cash' && each.state.name === 'succeeded')
    return sum(this.rows.filter((row) => row.status !== 'failed')) + sum(cash)
  }

  #open(which: number): (Refund & { readonly createdAt: string }) | undefined {
    const open = this.refunds.filter(
      (each) => each.way === 'provider' && each.state.name !== 'succeeded' && each.state.name !== 'failed',
    )
    return open[which % Math.max(1, open.length)]
  }

  #find(id: string): Refund {
    const found = this.refunds.find((each) => each.id === id)
    if (found === undefined) throw new Error(`no refund ${id}`)
    return found
  }

  #feed(id: string, event: RefundEvent): void {
    const at = this.refunds.findIndex((each) => each.id === id)
    const stepped = stepRefund(this.#find(id), event)
    if (stepped.ok) this.refunds[at] = { ...stepped.value.next, createdAt: AT }
  }

  #applyList(): void {
    const { ours, foreign } = matchRefunds(
      this.refunds.map((each) => ({ ...each, keyIsTooOld: this.#old.has(each.id) })),
      this.rows.map((row) => this.#factsOf(row)),
    )
    for (const { refundId, facts } of ours) this.#feed(refundId, { type: 'answered', facts })
    for (const facts of foreign) {
      const refund = newRefund(`elsewhere-${facts.refundId}`, facts.amount, 'elsewhere')
      this.refunds.push({ ...refund, createdAt: AT })
      this.#feed(refund.id, { type: 'answered', facts })
    }
  }

  #provider(id: string, amount: Amount, { does, answers }: Fate): RefundFacts | 'turned_away' | 'nothing' {
    if (does === 'lose') return 'nothing'
    const earlier = this.#keys.get(id)
    const outcome = earlier ?? this.#serve(id, amount, does)
    this.#keys.set(id, outcome)
    if (!answers) return 'nothing'
    return outcome === 'turned_away' || outcome.status === 'failed' ? 'turned_away' : this.#factsOf(outcome)
  }

  #serve(id: string, amount: Amount, does: Exclude<Fate['does'], 'lose'>): Row | 'turned_away' {
    if (does === 'turn_away' || (this.#enforces && amount > this.#left())) return 'turned_away'
    const status = ({ succeed: 'succeeded', pending: 'pending', fail_row: 'failed' } as const)[does]
    const row: Row = { refundId: this.#rowId(), madeBy: id, amount, status }
    this.rows.push(row)
    return row
  }

  #left(): number {
    return CAPTURED - sum(this.rows.filter((row) => row.status !== 'failed'))
  }

  #rowId(): string {
    return `rfnd_${this.rows.length + 1}`
  }

  #factsOf(row: Row): RefundFacts {
    return {
      refundId: row.refundId,
      chargeId: 'pay_1',
      status: row.status,
      amount: row.amount,
      currency: 'IDR',
      failure: row.status === 'failed' ? 'the bank says no' : null,
      createdAt: AT,
      ...(this.#echoes && row.madeBy !== null ? { ownId: row.madeBy } : {}),
    }
  }
}

const sum = (all: readonly { readonly amount: Amount }[]): number =>
  all.reduce((total, { amount }) => total + amount, 0)

export const newRefund = (id: string, asked: number, way: Refund['way'] = 'provider'): Refund => ({
  id,
  saleId: 'sale-1',
  tenderId: 'tender-1',
  way,
  chargeId: way === 'cash' ? null : 'pay_1',
  amount: amountOf(asked),
  currency: 'IDR',
  reason: 'requested_by_customer',
  words: '',
  state: { name: 'intended' },
})
