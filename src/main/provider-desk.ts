import type { ProviderView } from '../core/contract/views.ts'
import { amountOf } from '../core/domain/money.ts'
import { pageLinkProblem } from '../core/domain/page-link.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { GatewayCheck } from '../core/ports/gateway.ts'
import type { CoreEnvironment } from './environment.ts'
import { checkProviderProfile } from './gateways.ts'
import { isSilence, toProviderRefusal } from './usecases/provider-calls.ts'
import { confirmUnit, providerView, saveProfile, type ProviderInput } from './usecases/provider-profile.ts'
import { settingsOf, type Till } from './usecases/till.ts'

/** The settings' side of the provider: its profile, whether it answers, and whether amounts mean the same there. */
export interface ProviderDesk {
  view(): Promise<Result<ProviderView, Refusal>>
  save(input: ProviderInput): Promise<Result<null, Refusal>>
  check(): Promise<Result<GatewayCheck, Refusal>>
  startUnitCheck(): Promise<Result<UnitCheck, Refusal>>
  confirmUnit(): Result<null, Refusal>
}

export interface UnitCheck {
  /** The provider's own page, for the owner to read the amount on. */
  readonly url: string
  readonly amount: number
  readonly currency: string
}

/** An amount that shows a factor of a hundred at a glance: Rp 10.000 against Rp 1.000.000 or Rp 100. */
const UNIT_CHECK_AMOUNT = amountOf(10_000)
const UNIT_CHECK_LIFETIME_SEC = 3_600

export function createProviderDesk(env: CoreEnvironment, till: Till): ProviderDesk {
  const { store, clock } = till
  return {
    view: async () => ok(await providerView(store, env.secrets, env.mode)),
    save: async (input) => {
      const usable = checkProviderProfile(input, input.secret, env.mode)
      if (!usable.ok) return err({ type: 'input_invalid', field: 'provider', detail: usable.error })
      return await saveProfile(store, env.secrets, env.mode, input, clock.now())
    },
    check: async () => {
      const answer = await till.gateway.check()
      if (answer.ok) {
        till.network.succeeded(answer.value.clockOffsetMs)
        return answer
      }
      const refusal = toProviderRefusal(answer.error)
      till.network.failed(refusal, isSilence(answer.error))
      return err(refusal)
    },
    startUnitCheck: () => startUnitCheck(till),
    confirmUnit: () => confirmUnit(store, clock.now()),
  }
}

/**
 * Makes a session that nobody is asked to pay, so that the owner can see on the provider's own page what our amounts
 * mean there: the echo in an answer cannot show a factor of a hundred. It ends by itself within the hour.
 */
async function startUnitCheck(till: Till): Promise<Result<UnitCheck, Refusal>> {
  if (till.gateway.name === 'none') return err({ type: 'provider_not_set_up' })
  const { currency } = settingsOf(till)
  const id = till.ids.next()
  const call = till.gateway.prepareCreate({
    attemptId: id,
    idempotencyKey: `${till.store.terminalId}:unit-check:${id}:create`,
    amount: UNIT_CHECK_AMOUNT,
    currency,
    purpose: 'link',
    expiresInSec: UNIT_CHECK_LIFETIME_SEC,
    lines: [],
    metadata: {
      app: 'gerai',
      order_id: id,
      sale_number: 'unit-check',
      tender_id: id,
      attempt_id: id,
      terminal_id: till.store.terminalId,
    },
  })
  const noted = till.store.write((books) => {
    const facts = { attemptId: id, amount: UNIT_CHECK_AMOUNT }
    books.appendEvent({
      at: till.clock.now(),
      kind: 'unit_check_started',
      saleId: null,
      tenderId: null,
      facts,
    })
  })
  if (!noted.ok) return noted
  const answer = await till.gateway.create(call)
  if (!answer.ok) return err(toProviderRefusal(answer.error))
  const { sessionId, hostedUrl } = answer.value.facts
  const allowed = { sessionId, hosts: till.pageHosts, practice: till.mode === 'practice' }
  if (hostedUrl === null || pageLinkProblem(hostedUrl, allowed) !== null) {
    return err({
      type: 'provider_answer_differs',
      mismatch: { type: 'wrong_presentation', reason: 'link_unreadable' },
    })
  }
  return ok({ url: hostedUrl, amount: UNIT_CHECK_AMOUNT, currency })
}
