import { waysToCollect, type CollectWay } from '../../../core/domain/tenders/collecting.ts'
import type { Currency } from '../../../core/domain/money.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { settingsOf, type Till } from '../till.ts'

/** Why the customer cannot pay this way through the provider; null when they can. */
export function whyNotCollected(till: Till, way: CollectWay, currency: Currency): Refusal | null {
  const { name, traits } = till.gateway
  if (till.chargingBlocked !== null) return till.chargingBlocked
  if (name === 'none') return { type: 'provider_not_set_up' }
  const takes = traits.currencies
  if (!takes.includes(currency)) return { type: 'provider_currency_unsupported', currency, takes }
  if (waysToCollect(traits, currency).includes(way)) return null
  return way === 'qris' ? { type: 'qris_not_offered', currency } : { type: 'provider_unsupported', what: way }
}

/** What the counter offers. Where nothing can be collected the usual ways stay: a press says why. */
export function offeredWays({ gateway }: Till, currency: Currency): readonly CollectWay[] {
  const ways = waysToCollect(gateway.traits, currency)
  if (ways.length > 0) return ways
  return currency === 'IDR' ? ['qris', 'link'] : ['link']
}

/** A time as the shop's clock shows it, `14:05`; null for none. */
export function shopTime(till: Till, at: string | null): string | null {
  const ms = at === null ? Number.NaN : Date.parse(at)
  if (!Number.isFinite(ms)) return null
  return new Date(ms + settingsOf(till).utcOffsetMinutes * 60_000).toISOString().slice(11, 16)
}
