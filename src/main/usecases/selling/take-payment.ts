import type { ProviderTender, Shown } from '../../../core/domain/tenders/provider-tender.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { isTenderInFlight, remainingAmount, type Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { BooksWriter, SaleRecord } from '../../../core/ports/store.ts'
import type { Clock } from '../../../core/ports/system.ts'
import { prepareCreate } from '../provider/attempts.ts'
import { shopTime, whyNotCollected } from './collecting.ts'
import { startTender } from './open-sale.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { keepNote } from '../people/personal-data.ts'
import { callProvider, isSilence, toProviderRefusal } from '../provider/calls.ts'
import { queueCall, stepAndStore, tenderIn } from './record-step.ts'
import { actorId, providerModeOf, saleOf, saleOnCounter, settingsOf, type Till } from '../till.ts'
import type { Watcher } from '../provider/watch-sessions.ts'

/** The use cases of money that the provider collects. */
export interface Payments {
  charge(input: {
    readonly attemptId: string
    readonly kind: 'qris' | 'link'
    readonly amount: number | null
  }): Promise<Result<SaleRecord, Refusal>>
  newCode(input: {
    readonly tenderId: string
    readonly attemptId: string
  }): Promise<Result<SaleRecord, Refusal>>
  cancelCode(tenderId: string): Promise<Result<SaleRecord, Refusal>>
  checkNow(tenderId: string): Promise<Result<SaleRecord, Refusal>>
  supersede(tenderId: string, reason: string): Result<SaleRecord, Refusal>
  /** Takes live codes down when they hold what another way of paying needs; `null` when the way is free. */
  makeRoom(): Promise<Refusal | null>
}

export function createPayments(till: Till, outbox: Outbox, watcher: Watcher): Payments {
  const charge: Payments['charge'] = async (input) => await chargeOn(counterSaleId(till), input)

  const chargeOn = async (
    saleId: string | null,
    { attemptId, kind, amount }: Parameters<Payments['charge']>[0],
  ): Promise<Result<SaleRecord, Refusal>> => {
    const again = till.store.read.saleOfAttempt(attemptId)
    if (again !== null) return ok(again)
    const { currency } = (saleId === null ? null : till.store.read.sale(saleId)?.sale) ?? settingsOf(till)
    const refused = whyNotCollected(till, kind, currency)
    if (refused !== null) return err(refused)
    const offline = await whyOffline(till)
    if (offline !== null) return err(offline)
    const blocked = await makeRoom()
    if (blocked !== null && till.store.read.saleOfAttempt(attemptId) === null) return err(blocked)
    const started = startTender(till, {
      attemptId,
      saleId,
      amount,
      make: (_books, record, covers) => {
        const { qrisLimit } = settingsOf(till)
        if (kind === 'qris' && covers > qrisLimit) return err({ type: 'qris_over_limit', limit: qrisLimit })
        return ok(newProviderTender(till, record, attemptId, kind, covers))
      },
      after: (books, record, tender) => {
        const { idempotencyKey: key, body } = prepareCreate(till, record, tender, attemptId)
        queueCall(till, books, record.sale, tender.id, { call: 'create', sessionId: null, key, body })
        return ok(record)
      },
    })
    outbox.wake()
    return started
  }

  /** Takes one code down: pressed, sent, read again. Only the provider's word frees its part of the sale. */
  const takeDown = async (tenderId: string): Promise<Result<SaleRecord, Refusal>> => {
    const record = saleOf(till, tenderId)
    if (!record.ok) return record
    if (!till.gateway.traits.canCancel && isShown(tenderIn(record.value.sale, tenderId)))
      return await lookAgain(tenderId)
    const pressed = stepAndStore(till, record.value.sale.id, {
      type: 'provider',
      tenderId,
      event: { type: 'cancel_pressed' },
    })
    // over already: what became of it is in the books
    if (!pressed.ok) return pressed.error.type === 'tender_is_over' ? saleOf(till, tenderId) : pressed
    outbox.wake()
    if (stateOf(pressed.value, tenderId) === 'canceling') {
      const entry = till.store.read
        .outboxOf(tenderId)
        .findLast((each) => each.call === 'cancel' && !each.done)
      if (entry !== undefined) await outbox.attempt(entry.id)
    }
    return saleOf(till, tenderId)
  }

  /** Nobody can take this code down: it is over when the provider says so, and until then it may be paid. */
  const lookAgain = async (tenderId: string): Promise<Result<SaleRecord, Refusal>> => {
    await watcher.check(tenderId)
    const record = saleOf(till, tenderId)
    const tender = record.ok ? tenderIn(record.value.sale, tenderId) : null
    if (tender === null || !isShown(tender)) return record
    return err({ type: 'code_stays_open', tenderId, until: shopTime(till, tender.state.expiresAt) })
  }

  const makeRoom = async (): Promise<Refusal | null> => {
    const record = saleOnCounter(till)
    if (record === null || record.sale.phase !== 'open' || remainingAmount(record.sale) > 0) return null
    for (const tender of record.sale.tenders) {
      if (tender.type !== 'provider' || !isTenderInFlight(tender)) continue
      const down = await takeDown(tender.id)
      if (!down.ok) return down.error
      if (down.value.sale.phase === 'paid') return { type: 'sale_already_paid' }
      const now = tenderIn(down.value.sale, tender.id)
      if (isTenderInFlight(now)) return { type: 'old_code_still_live', tenderId: tender.id }
    }
    return null
  }

  return {
    charge,
    makeRoom,
    newCode: async ({ tenderId, attemptId }) => {
      const again = till.store.read.saleOfAttempt(attemptId)
      if (again !== null) return ok(again)
      const record = saleOf(till, tenderId)
      if (!record.ok) return record
      const old = tenderIn(record.value.sale, tenderId)
      if (old.type !== 'provider') return err({ type: 'tender_unknown', tenderId })
      const saleId = record.value.sale.id
      // a parked sale is brought back first: a new code is for the customer who stands at the counter
      if (counterSaleId(till) !== saleId) return err({ type: 'no_sale_on_counter' })
      if (isTenderInFlight(old)) {
        const down = await takeDown(tenderId)
        if (!down.ok) return down
        // the customer paid while the cashier pressed: that is the payment, and no second code is made
        if (stateOf(down.value, tenderId) === 'settled') return down
        if (isTenderInFlight(tenderIn(down.value.sale, tenderId)))
          return err({ type: 'old_code_still_live', tenderId })
      }
      return await chargeOn(saleId, { attemptId, kind: old.kind, amount: old.covers })
    },
    cancelCode: async (tenderId) => {
      const down = await takeDown(tenderId)
      if (!down.ok) return down
      const tender = tenderIn(down.value.sale, tenderId)
      return isTenderInFlight(tender) ? err({ type: 'old_code_still_live', tenderId }) : down
    },
    checkNow: async (tenderId) => {
      const record = saleOf(till, tenderId)
      if (!record.ok) return record
      for (const entry of till.store.read.outboxOf(tenderId)) {
        if (!entry.done) await outbox.attempt(entry.id)
      }
      const read = await watcher.check(tenderId)
      return read.ok ? saleOf(till, tenderId) : read
    },
    supersede: (tenderId, reason) => {
      if (reason.trim() === '') return err({ type: 'reason_missing' })
      const record = saleOf(till, tenderId)
      if (!record.ok) return record
      const { sale } = record.value
      const superseded = (books: BooksWriter) => {
        const event = {
          type: 'superseded',
          reason: keepNote(till, books, reason),
          by: actorId(till),
        } as const
        return { type: 'provider', tenderId, event } as const
      }
      const covered = stepAndStore(till, sale.id, superseded, (books) => {
        // covered is not gone: it is taken down as soon as the provider can be asked
        const tender = tenderIn(sale, tenderId)
        const sessionId =
          tender.type === 'provider' && 'sessionId' in tender.state ? tender.state.sessionId : null
        if (sessionId !== null && till.gateway.traits.canCancel)
          queueCall(till, books, sale, tenderId, { call: 'cancel', sessionId })
      })
      outbox.wake()
      return covered
    },
  }
}

/**
 * After a restart nothing is charged by itself: an attempt that was stored but never left this machine is given up, and
 * the cashier presses again for the customer who is still there.
 */
export function giveUpUnsent(till: Till): void {
  for (const { id } of till.store.read.openSales(1_000)) {
    for (const tender of till.store.read.sale(id)?.sale.tenders ?? []) {
      if (tender.type !== 'provider' || tender.state.name !== 'intended') continue
      stepAndStore(till, id, { type: 'provider', tenderId: tender.id, event: { type: 'cancel_pressed' } })
    }
  }
}

const counterSaleId = (till: Till): string | null => saleOnCounter(till)?.sale.id ?? null

function newProviderTender(
  till: Till,
  record: SaleRecord,
  attemptId: string,
  kind: 'qris' | 'link',
  covers: Tender['covers'],
): ProviderTender {
  return {
    type: 'provider',
    id: attemptId,
    saleId: record.sale.id,
    kind,
    amount: covers,
    covers,
    currency: record.sale.currency,
    providerMode: providerModeOf(till.mode),
    state: { name: 'intended' },
  }
}

/** A line that swallows everything would keep the customer for the whole time limit of a call, press after press. */
const LINE_TRY_MS = 2_500

/**
 * Without a network nothing is started that the customer would only wait for. The line is tried once more before that is
 * said, since it may have come back with nobody asking; an answer that comes too late for this press serves the next.
 */
async function whyOffline(till: Till): Promise<Refusal | null> {
  const { state, reason } = till.network.current()
  if (state !== 'offline') return null
  const tried = callProvider(till, till.gateway.check())
  const answer = await Promise.race([tried, silenceAfter(till.clock, LINE_TRY_MS)])
  if (answer === 'silence') return reason ?? { type: 'provider_unreachable', detail: '' }
  return answer.ok || !isSilence(answer.error) ? null : toProviderRefusal(answer.error)
}

const silenceAfter = async (clock: Clock, ms: number): Promise<'silence'> =>
  await new Promise((resolve) => {
    clock.after(ms, () => resolve('silence'))
  })

/** A code that somebody may have before their eyes. */
const isShown = (
  tender: Tender,
): tender is ProviderTender & { readonly state: Shown & { readonly name: 'presented' | 'canceling' } } =>
  tender.type === 'provider' && (tender.state.name === 'presented' || tender.state.name === 'canceling')

function stateOf(record: SaleRecord, tenderId: string): string {
  const tender = tenderIn(record.sale, tenderId)
  return tender.type === 'provider' ? tender.state.name : tender.money.name
}
