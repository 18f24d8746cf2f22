import { z } from 'zod'
import { err, ok } from '../../../core/domain/result.ts'
import type { ShopBrand, ShopDesk } from '../../../core/ports/gateway-desks.ts'
import { read, unreadable } from './calls.ts'
import { publicUrl } from './links.ts'
import type { CheckedProfile } from './profile.ts'
import { lineOrNull } from './text.ts'
import type { Transport } from './transport.ts'

/** The checkout settings, as far as a till shows them. A value that is not what it should be counts as not set. */
export function createShopDesk(transport: Transport, profile: CheckedProfile): ShopDesk {
  return {
    brand: async () => {
      const sent = await transport.call(read('/checkout/settings'))
      if (!sent.ok) return sent
      const brand = readBrand(sent.value.data, profile)
      return brand === null ? err(unreadable(sent.value)) : ok(brand)
    },
  }
}

const settingsSchema = z.object({
  brandName: z.unknown().optional(),
  brandLogoUrl: z.unknown().optional(),
  brandAccentColor: z.unknown().optional(),
  brandTagline: z.unknown().optional(),
  enabledMethods: z.unknown().optional(),
  methodOrder: z.unknown().optional(),
})

function readBrand(data: unknown, profile: CheckedProfile): ShopBrand | null {
  const parsed = settingsSchema.safeParse(data)
  if (!parsed.success) return null
  const settings = parsed.data
  return {
    name: lineOrNull(settings.brandName, 100),
    logoUrl: logoUrl(settings.brandLogoUrl, profile),
    accent: accentColor(settings.brandAccentColor),
    tagline: lineOrNull(settings.brandTagline, 200),
    methods: inOrder(methodIds(settings.enabledMethods), methodIds(settings.methodOrder)),
  }
}

/** It becomes part of a style, so it is one colour or nothing. */
const accentColor = (value: unknown): string | null =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value.toLowerCase() : null

const logoUrl = (value: unknown, profile: CheckedProfile): string | null =>
  typeof value === 'string' ? (publicUrl(value, profile)?.href ?? null) : null

/** An open set of the provider's ids; what no id looks like is left out. */
function methodIds(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  const ids = value.filter(
    (each): each is string => typeof each === 'string' && /^[a-z0-9_]{1,64}$/.test(each),
  )
  return [...new Set(ids)].slice(0, 100)
}

function inOrder(methods: readonly string[], order: readonly string[]): readonly string[] {
  const placeOf = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)
  return methods.toSorted((a, b) => placeOf(a) - placeOf(b))
}
