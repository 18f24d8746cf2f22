import { z } from 'zod'
import { data, refused, type Answer } from './answers.ts'
import { CATALOGUE, type CatalogueMethod } from './methods.ts'
import { MERCHANT, type Dialect, type Mode } from './options.ts'
import { jsonBody, type Call, type World } from './world.ts'

export interface ReceiptTemplate {
  readonly thankYouText: string
  readonly footerText: string | null
  readonly showTax: boolean
  readonly taxLabel: string
  /** 0 to 1. */
  readonly taxRate: number
  readonly cashierLabel: string | null
  readonly showMerchantAddress: boolean
  readonly merchantAddress: string | null
  readonly merchantTaxId: string | null
}

export const DEFAULT_TEMPLATE: ReceiptTemplate = {
  thankYouText: 'Terima kasih',
  footerText: null,
  showTax: true,
  taxLabel: 'PPN',
  taxRate: 0.11,
  cashierLabel: null,
  showMerchantAddress: true,
  merchantAddress: null,
  merchantTaxId: null,
}

const text = (length: number) => z.string().max(length).nullish()
const methodIds = z.array(z.string().refine((id) => CATALOGUE.some((each) => each.id === id))).max(100)

const templateSchema = z.strictObject({
  thankYouText: text(200),
  footerText: text(500),
  showTax: z.boolean().nullish(),
  taxLabel: text(40),
  taxRate: z.number().min(0).max(1).nullish(),
  cashierLabel: text(80),
  showMerchantAddress: z.boolean().nullish(),
  merchantAddress: text(300),
  merchantTaxId: text(40),
})

/** Unknown names are refused, as the change log of the Node SDK tells of `brandColor`, `termsUrl` and others. */
const changesSchema = z.strictObject({
  enabledMethods: methodIds.optional(),
  methodOrder: methodIds.optional(),
  methodAdapter: z.record(z.string(), z.string().max(40)).optional(),
  brandName: text(80),
  brandLogoUrl: text(2048),
  brandAccentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullish(),
  brandTagline: text(160),
  businessPhone: text(40),
  businessEmail: text(320),
  businessAddress: text(300),
  businessTaxId: text(40),
  receiptTemplate: templateSchema.nullish(),
})
type Changes = z.infer<typeof changesSchema>

export interface CheckoutSettings {
  readonly enabledMethods: readonly string[]
  readonly methodOrder: readonly string[]
  readonly methodAdapter: Readonly<Record<string, string>>
  readonly brandName: string | null
  readonly brandLogoUrl: string | null
  readonly brandAccentColor: string | null
  readonly brandTagline: string | null
  readonly businessPhone: string | null
  readonly businessEmail: string | null
  readonly businessAddress: string | null
  readonly businessTaxId: string | null
  readonly receiptTemplate: Changes['receiptTemplate']
}

/** The settings of a mode: what was changed, over what the workspace began with. The hosted page reads them live. */
export function checkoutSettings(world: World, mode: Mode): CheckoutSettings {
  const own = catalogueOf(world.options.dialect).map(({ id }) => id)
  const changes = storedChanges(world, mode)
  return {
    enabledMethods: changes.enabledMethods ?? own,
    methodOrder: changes.methodOrder ?? own,
    methodAdapter: changes.methodAdapter ?? {},
    brandName: changes.brandName === undefined ? MERCHANT.brandName : changes.brandName,
    brandLogoUrl: changes.brandLogoUrl ?? null,
    brandAccentColor:
      changes.brandAccentColor === undefined ? MERCHANT.accentColor : changes.brandAccentColor,
    brandTagline: changes.brandTagline ?? null,
    businessPhone: changes.businessPhone ?? null,
    businessEmail: changes.businessEmail ?? null,
    businessAddress: changes.businessAddress === undefined ? MERCHANT.address : changes.businessAddress,
    businessTaxId: changes.businessTaxId ?? null,
    receiptTemplate: changes.receiptTemplate ?? null,
  }
}

export function receiptTemplateOf({ receiptTemplate }: CheckoutSettings): ReceiptTemplate {
  const chosen = Object.entries(receiptTemplate ?? {}).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  return { ...DEFAULT_TEMPLATE, ...(Object.fromEntries(chosen) as Partial<ReceiptTemplate>) }
}

/** The workspace's methods that are switched on, in the order of its page. */
export function enabledCatalogue(world: World, mode: Mode): CatalogueMethod[] {
  const { enabledMethods, methodOrder } = checkoutSettings(world, mode)
  const place = (id: string): number => {
    const index = methodOrder.indexOf(id)
    return index < 0 ? methodOrder.length : index
  }
  return catalogueOf(world.options.dialect)
    .filter(({ id }) => enabledMethods.includes(id))
    .sort((a, b) => place(a.id) - place(b.id))
}

/** GET /checkout/settings */
export const getCheckoutSettings = (world: World, call: Call): Answer =>
  data(renderSettings(world, checkoutSettings(world, call.mode)))

/** PATCH /checkout/settings: only what is given changes; null clears. */
export function updateCheckoutSettings(world: World, call: Call): Answer {
  const parsed = changesSchema.safeParse(jsonBody(call))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = String(issue?.path[0] ?? '')
    return refused('bad_field', `${field}: ${issue?.message ?? 'invalid'}`, field)
  }
  const given = parsed.data
  const before = storedChanges(world, call.mode)
  const receiptTemplate = given.receiptTemplate
    ? { ...before.receiptTemplate, ...given.receiptTemplate }
    : undefined
  const changes = { ...before, ...given, ...(receiptTemplate === undefined ? {} : { receiptTemplate }) }
  world.books.run(
    'INSERT OR REPLACE INTO checkout_settings (mode, changes) VALUES (?, ?)',
    call.mode,
    JSON.stringify(changes),
  )
  return getCheckoutSettings(world, call)
}

function storedChanges(world: World, mode: Mode): Changes {
  const sql = 'SELECT changes FROM checkout_settings WHERE mode = ?'
  const row = world.books.get<{ changes: string }>(sql, mode)
  return row ? (JSON.parse(row.changes) as Changes) : {}
}

const catalogueOf = (dialect: Dialect): readonly CatalogueMethod[] =>
  CATALOGUE.filter(({ family }) => family !== 'offline' || dialect !== 'portal')

function renderSettings(world: World, settings: CheckoutSettings): object {
  const catalogue = catalogueOf(world.options.dialect)
  return {
    accountId: MERCHANT.accountId,
    ...settings,
    receiptTemplate: receiptTemplateOf(settings),
    availableMethods: catalogue.map(({ id }) => id),
    methodSupport: Object.fromEntries(catalogue.map(({ id, adapter }) => [id, [adapter]])),
  }
}
