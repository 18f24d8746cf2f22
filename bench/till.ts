import { createMemorySecrets } from '../test/fakes/memory-secrets.ts'
import { createIds, silentLog, systemClock } from '../src/main/adapters/system/system.ts'
import { startCore, type Core } from '../src/main/core.ts'
import { amountOf } from '../src/core/domain/money.ts'
import type { Cart } from '../src/core/domain/sale.ts'
import { nextCustomer, setDraft } from '../src/main/usecases/selling/counter.ts'
import { createDuty } from '../src/main/adapters/system/duty.ts'

export const ids = createIds(systemClock)

/** The whole core of a practice shop, without a provider: nothing but this process and its disk is measured. */
export async function openCore(dataFolder: string): Promise<Core> {
  const started = await startCore({
    dataFolder,
    mode: 'practice',
    clock: systemClock,
    ids,
    log: silentLog,
    secrets: createMemorySecrets(),
    duty: createDuty(systemClock),
    practice: null,
    environmentProfile: null,
  })
  if (!started.ok) throw new Error(`the core did not start: ${JSON.stringify(started.error)}`)
  return started.value
}

const NAMES = [
  'Kopi Susu Gula Aren',
  'Es Teh Manis',
  'Nasi Goreng Kampung',
  'Mie Ayam Bakso',
  'Roti Bakar Cokelat',
  'Pisang Goreng Keju',
  'Air Mineral 600 ml',
  'Jus Alpukat',
]

/** Eight lines, as a family orders. */
export const eightLines = (): Omit<Cart, 'currency'> => ({
  discount: null,
  lines: NAMES.map((name, index) => ({
    id: ids.next(),
    productId: null,
    name,
    quantity: 1000 * (1 + (index % 3)),
    unitPrice: amountOf(5_000 + 1_500 * index),
    tax: 'pbjt_included',
    discount: null,
    note: null,
  })),
})

/** Clears the counter and puts the next order on it. */
export function takeOrder(core: Core): void {
  expectOk(nextCustomer(core.till))
  expectOk(setDraft(core.till, eightLines()))
}

/** The cashier takes exact cash: sale, lines, tender, evidence, events, receipt and print job in one transaction. */
export async function payCash(core: Core): Promise<string> {
  const attemptId = ids.next()
  const paid = expectOk(await core.manual.payCash({ attemptId, amount: null, tendered: ENOUGH_CASH }))
  if (paid.sale.phase !== 'paid') throw new Error('the sale is not paid')
  return paid.sale.id
}

const ENOUGH_CASH = amountOf(1_000_000)

function expectOk<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}
