import { addAmounts, amountOf, negate, subtractAmount, ZERO, type Amount } from '../money.ts'

/** A card slip as this till recorded it. */
export interface RecordedSlip {
  readonly tenderId: string
  readonly saleNumber: string
  readonly tid: string
  /** Empty when the cashier left it out. */
  readonly batch: string
  readonly bank: string
  readonly mid: string
  readonly trace: string
  readonly amount: Amount
  readonly at: string
}

/** What the terminal's own settlement slip says; `slips` only where the cashier typed its detail. */
export interface TypedBatch {
  readonly count: number
  readonly amount: Amount
  readonly slips: readonly { readonly trace: string; readonly amount: Amount }[]
}

export interface BatchMatch {
  readonly verdict: 'matches' | 'differs'
  readonly recorded: { readonly count: number; readonly amount: Amount }
  readonly typed: { readonly count: number; readonly amount: Amount }
  /** Typed less recorded. */
  readonly difference: Amount
  /** Recorded here, not on the terminal's slip: perhaps voided there, perhaps never charged. */
  readonly missing: readonly RecordedSlip[]
  /** On the terminal's slip, not recorded here: a card was charged and its sale is not paid. */
  readonly extra: readonly { readonly trace: string; readonly amount: Amount }[]
  /** The same trace with another amount. */
  readonly differing: readonly { readonly slip: RecordedSlip; readonly typed: Amount }[]
  /** With sums alone: single slips that would explain a sum that is too small. A guess, and shown as one. */
  readonly suspects: readonly RecordedSlip[]
}

/** Compares one terminal's batch with the slips recorded for it. */
export function matchBatch(recorded: readonly RecordedSlip[], typed: TypedBatch): BatchMatch {
  const sum = addAmounts(ZERO, ...recorded.map(({ amount }) => amount))
  const difference = subtractAmount(typed.amount, sum)
  const hasDetail = typed.slips.length > 0
  const left = [...recorded]
  const extra: { trace: string; amount: Amount }[] = []
  const differing: { slip: RecordedSlip; typed: Amount }[] = []
  // exact pairs first: a trace may stand twice after the terminal has begun counting anew
  const unpaired = typed.slips.filter(({ trace, amount }) => {
    const place = left.findIndex((slip) => sameTrace(slip.trace, trace) && slip.amount === amount)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
  for (const { trace, amount } of unpaired) {
    const place = left.findIndex((slip) => sameTrace(slip.trace, trace))
    const [slip] = place < 0 ? [] : left.splice(place, 1)
    if (slip === undefined) extra.push({ trace, amount })
    else differing.push({ slip, typed: amount })
  }
  const missing = hasDetail ? left : []
  const isSame = typed.count === recorded.length && difference === 0
  const isClean = missing.length === 0 && extra.length === 0 && differing.length === 0
  return {
    verdict: isSame && isClean ? 'matches' : 'differs',
    recorded: { count: recorded.length, amount: sum },
    typed: { count: typed.count, amount: typed.amount },
    difference,
    missing,
    extra,
    differing,
    suspects:
      hasDetail || difference >= 0 ? [] : recorded.filter(({ amount }) => amount === negate(difference)),
  }
}

/** Terminals print leading zeros, people leave them out. */
const sameTrace = (a: string, b: string): boolean => a.replace(/^0+/, '') === b.replace(/^0+/, '')

/** Slips that no settlement covers, by terminal and batch; oldest first. */
export interface OpenBatch {
  readonly tid: string
  readonly batch: string
  readonly bank: string
  readonly count: number
  readonly amount: Amount
  /** The oldest slip's time. */
  readonly since: string
  readonly slips: readonly RecordedSlip[]
}

export function openBatches(slips: readonly RecordedSlip[]): readonly OpenBatch[] {
  const groups = new Map<string, RecordedSlip[]>()
  for (const slip of slips) {
    const key = `${slip.tid}:${slip.batch}`
    groups.set(key, [...(groups.get(key) ?? []), slip])
  }
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      const { tid, batch, bank } = first
      const amount = amountOf(group.reduce((total, slip) => total + slip.amount, 0))
      const since = group.reduce((oldest, { at }) => (at < oldest ? at : oldest), first.at)
      return [{ tid, batch, bank, count: group.length, amount, since, slips: group }]
    })
    .toSorted((a, b) => (a.since < b.since ? -1 : 1))
}
