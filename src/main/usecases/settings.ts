import { checkStaticQris } from '../../core/domain/tenders/invite.ts'
import { amountOf, CASH_ROUNDING_STEPS } from '../../core/domain/money.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type { Settings } from '../../core/domain/settings.ts'
import type { BooksWriter } from '../../core/ports/store.ts'
import { keepNote } from './people/personal-data.ts'
import { DRAWER } from './selling/takings.ts'
import { actorId, settingsOf, writeOrRefuse, type Till } from './till.ts'

type Changes = { readonly [Name in keyof Settings]?: Settings[Name] | undefined }

/** Stores changed settings. */
export function saveSettings(till: Till, changes: Changes): Result<Settings, Refusal> {
  const given = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as Partial<Settings>
  if (given.staticQris != null) {
    const code = checkStaticQris(given.staticQris)
    if (!code.ok) return code
  }
  if (given.receipt?.logo != null && till.store.read.logo(given.receipt.logo) === null)
    return err({ type: 'logo_unknown' })
  const before = settingsOf(till)
  const currency = given.currency ?? before.currency
  const isChanged = currency !== before.currency
  const fixed = isChanged ? whyCurrencyIsFixed(till) : null
  if (fixed !== null) return err({ type: 'currency_fixed', why: fixed, currency: before.currency })
  const step = given.cashRoundingStep ?? before.cashRoundingStep
  const hasStep = CASH_ROUNDING_STEPS[currency].includes(step)
  if (!hasStep && given.cashRoundingStep !== undefined)
    return err({ type: 'input_invalid', field: 'cashRoundingStep', detail: currency })
  const stored = writeOrRefuse(till, (books) => {
    const at = till.clock.now()
    books.saveSettings(hasStep ? given : { ...given, cashRoundingStep: amountOf(1) }, at)
    // an empty cart too has a currency
    if (isChanged) books.saveDraft({ currency, lines: [], discount: null })
    books.appendEvent({
      at,
      actor: actorId(till),
      kind: 'settings_saved',
      saleId: null,
      tenderId: null,
      facts: { names: Object.keys(given).join(','), ...moneyChanges(till, books, before, given) },
    })
    return ok(null)
  })
  till.changed.ring()
  return stored.ok ? ok(settingsOf(till)) : stored
}

/** Settings that move money or guard it: their old and new values stand in the log. */
const ABOUT_MONEY = [
  'currency',
  'taxRules',
  'cashRoundingStep',
  'qrisLimit',
  'approvedNmid',
  'staticQris',
  'bankAccounts',
  'transferSuffix',
  'tillCode',
  'permissionLimits',
  'confirmation',
  'autoLockMinutes',
  'personalDataDays',
  'printAutomatically',
  'slipRoles',
  'scaleBarcodes',
  'businessDayStartsAt',
  'shiftRequired',
] as const satisfies readonly (keyof Settings)[]

function moneyChanges(
  till: Till,
  books: BooksWriter,
  before: Settings,
  given: Partial<Settings>,
): Record<string, string | number | boolean | null> {
  const plain = (value: unknown): string | number | boolean | null =>
    value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
      ? value
      : JSON.stringify(value)
  const changed = ABOUT_MONEY.filter(
    (name) => Object.hasOwn(given, name) && JSON.stringify(before[name]) !== JSON.stringify(given[name]),
  )
  return Object.fromEntries(
    changed.flatMap((name) => {
      const values = [plain(before[name]), plain(given[name])]
      // an account names its holder
      const [from, to] =
        name === 'bankAccounts' ? values.map((value) => keepNote(till, books, String(value))) : values
      return [
        [`${name}_from`, from ?? null],
        [`${name}_to`, to ?? null],
      ]
    }),
  )
}

/**
 * Why the shop's currency stays, or null. Books are kept in one currency: sums over two would mean nothing, and a price
 * or a cart that was typed in rupiah would be a hundred times something else in pesos, and a drawer is counted in one.
 * Play money may change, once nothing is open.
 */
function whyCurrencyIsFixed({
  store,
  mode,
}: Till): 'sale_open' | 'cart' | 'shift' | 'catalog' | 'sales' | null {
  const { read } = store
  if (read.openSales(1).length > 0) return 'sale_open'
  if ((read.draft()?.lines.length ?? 0) > 0) return 'cart'
  if (read.openShift(DRAWER) !== null) return 'shift'
  if (mode === 'practice') return null
  if (read.sales({ cursor: null, limit: 1 }).rows.length > 0) return 'sales'
  return read.products().some(({ price }) => price > 0) ? 'catalog' : null
}
