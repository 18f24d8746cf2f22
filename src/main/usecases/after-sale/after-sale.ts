import { createGiveBack, type GiveBack } from './give-back.ts'
import { createAttentionDesk, type AttentionDesk } from '../attention/actions.ts'
import { createOutcomeSweep } from '../provider/known-outcomes.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { createRefunds, type Refunds } from './refunds.ts'
import { createBrandKeeper } from '../provider/shop-brand.ts'
import type { Payments } from '../selling/take-payment.ts'
import type { Till } from '../till.ts'

/** What a till does once a sale has its money, and what runs by itself for it. */
export interface AfterSale {
  readonly refunds: Refunds
  readonly giveBack: GiveBack
  readonly attention: AttentionDesk
  start(): void
  stop(): void
}

export function createAfterSale(till: Till, outbox: Outbox, payments: Payments): AfterSale {
  const refunds = createRefunds(till, outbox)
  const sweep = createOutcomeSweep(till)
  const brand = createBrandKeeper(till)
  return {
    refunds,
    giveBack: createGiveBack(till),
    attention: createAttentionDesk(till, payments, refunds),
    start: () => {
      sweep.start()
      if (till.gateway.name !== 'none') brand.start()
    },
    stop: () => {
      sweep.stop()
      brand.stop()
    },
  }
}
