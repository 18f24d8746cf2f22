/** Names under which a secret or a personal datum could travel; whatever stands there is never written. */
const KEPT_OUT_NAMES = new RegExp(
  [
    'secret|api_?key|private_?key|authori[sz]ation|signature|token|cookie|password|credential|^set-cookie$',
    '^pins?$|(old|new)_?pin|card_?number|^pan$|^cvv$|^slips?$',
    'phone|e_?mail|^names?$|(customer|buyer|payer|cashier|person|holder|sender)_?name|^address_?lines?$',
  ].join('|'),
  'i',
)
const KEPT_OUT = '[kept out]'
const MOST_CHARACTERS = 8_000
const MOST_DEPTH = 6
const MOST_ENTRIES = 60

/** The same facts without what must not be in a log, however deep it stands. Whole texts are looked through as well. */
export function cleanFacts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts)
      .slice(0, MOST_ENTRIES)
      .map(([name, value]) => [name, KEPT_OUT_NAMES.test(name) ? KEPT_OUT : cleanValue(value, 1)]),
  )
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return cleanText(String(value))
  if (value === null || typeof value !== 'object') return value
  // only what a person reads of an error: others hang requests, headers and keys on it
  if (value instanceof Error) return cleanText(value.stack ?? value.message)
  if (depth >= MOST_DEPTH || ArrayBuffer.isView(value)) return '[...]'
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((each) => cleanValue(each, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_ENTRIES)
      .map(([name, inner]) => [name, KEPT_OUT_NAMES.test(name) ? KEPT_OUT : cleanValue(inner, depth + 1)]),
  )
}

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, KEPT_OUT],
  [/\b(Bearer|Basic)\s+[\w+/=.~-]{6,}/gi, `$1 ${KEPT_OUT}`],
  // provider secrets and ours: sk_live_..., whsec_..., rk_test_...
  [/\b(?:sk|rk|whsec|whsk)_[\w-]{4,}/gi, KEPT_OUT],
  [
    /(["']?(?:secret|api[_-]?key|authorization|signature|x-[\w-]*signature|token|cookie|password|pin|phone|email)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}\])]+)/gi,
    `$1${KEPT_OUT}`,
  ],
  // the cashier's start address and the one-time link of a screen
  [/([?&](?:t|k)=)[\w%.~-]+/g, `$1${KEPT_OUT}`],
  [/\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+\b/g, '[e-mail]'],
  [/(?<![\w.])(?:\+?62|0)[\s-]?8\d{2}(?:[\s-]?\d){5,9}(?!\w)/g, '[phone]'],
]

/** One text without keys, signatures, cards, phones and addresses, cut where it is longer than anybody reads. */
export function cleanText(text: string): string {
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} [cut]` : text
  const cleaned = PATTERNS.reduce((kept, [pattern, instead]) => kept.replace(pattern, instead), short)
  return cleaned.replace(/(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w.])/g, (digits) =>
    isCardNumber(digits) ? '[card]' : digits,
  )
}

/** Thirteen digits that begin with 1 are this century's milliseconds, not a card. */
function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '')
  if (digits.length === 13 && digits.startsWith('1')) return false
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/**
 * JSON escapes control characters below 0x20 by itself. What is left of those that end a line or turn the reading
 * direction in some viewer is escaped here, so that nothing from the network looks like a line of ours.
 */
export const oneLine = (json: string): string =>
  json.replaceAll(
    /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (odd) => `\\u${odd.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
