import { amountOf, CURRENCIES, type Amount, type Currency } from '../money.ts'
import type { ReceiptMode } from './frame.ts'
import { err, ok, type Result } from '../result.ts'

/**
 * The facts a signed receipt vouches for. On paper they are one line that a person can read with any scanner:
 *
 *     GERAI1*L*DPS1-260715-0042*IDR150000*20260715T060533Z*1*0*Kd93_aXw*<signature>
 *
 * mode, sale number, total, time, till, copy (0 is the original), id of the key; then an Ed25519 signature over
 * everything before it, in base64url. About 150 characters: a symbol of 49 modules at level M.
 */
export interface SealFacts {
  readonly mode: ReceiptMode
  readonly number: string
  readonly currency: Currency
  readonly total: Amount
  /** UTC, ISO 8601; whole seconds are kept. */
  readonly paidAt: string
  readonly terminal: string
  /** 0 is the original. */
  readonly copy: number
}

/** A sealed line taken apart. Nothing in it is proved until the signature over `signed` was checked. */
export interface Seal {
  readonly facts: SealFacts
  readonly keyId: string
  readonly signed: string
  readonly signature: string
}

const MARK = 'GERAI1'
const MODES = { practice: 'P', test: 'T', live: 'L' } as const satisfies Record<ReceiptMode, string>

/** The line without its signature: what has to be signed. */
export function sealBody(facts: SealFacts, keyId: string): string {
  const second = new Date(facts.paidAt).toISOString().slice(0, 19).replace(/[-:]/g, '')
  return [
    MARK,
    MODES[facts.mode],
    plain(facts.number, 40),
    `${facts.currency}${facts.total}`,
    `${second}Z`,
    plain(facts.terminal, 20),
    String(facts.copy),
    keyId,
  ].join('*')
}

const KEY_MARK = 'GERAI-KEY1'

/** A public key as it is handed on, with the mode it signs for: `GERAI-KEY1*L*<43 characters>`. */
export const sealKeyText = (mode: ReceiptMode, publicKey: string): string =>
  [KEY_MARK, MODES[mode], publicKey].join('*')

/** The public keys in a text (a file of them, one in a line): 32 bytes each, in base64url. */
export const sealKeysIn = (text: string): readonly string[] =>
  [...text.matchAll(/GERAI-KEY1\*[PTL]\*([\w-]{43})(?![\w-])/g)].flatMap(([, key]) => key ?? [])

/** The check page with a shop's keys inside, so that whoever opens it needs nothing else. */
export function checkPageWith(page: string, keys: readonly string[]): string {
  const list = /(<script type="application\/json" id="keys">)[^<]*(<\/script>)/
  if (!list.test(page)) throw new Error('the check page has no list of keys')
  // keys are letters, digits, - and _ only, so nothing in them can end the script
  return page.replace(list, (_, before: string, after: string) => `${before}${JSON.stringify(keys)}${after}`)
}

/** Letters that survive every scanner and stand for themselves in an address. */
const plain = (text: string, longest: number): string =>
  text.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, longest) || '-'

const FORM = new RegExp(
  [
    /^GERAI1\*(?<mode>[PTL])\*(?<number>[\w.-]{1,40})\*(?<currency>[A-Z]{3})(?<total>\d{1,12})/,
    /\*(?<time>\d{8}T\d{6}Z)\*(?<terminal>[\w.-]{1,20})\*(?<copy>\d{1,4})\*(?<keyId>[\w-]{8})\*(?<signature>[\w-]{86})$/,
  ]
    .map((part) => part.source)
    .join(''),
)

/** Reads a sealed line, alone or behind the address of a check page. */
export function parseSeal(text: string): Result<Seal, { readonly type: 'not_a_sealed_receipt' }> {
  const line = text
    .slice(0, 2_000)
    .trim()
    .replace(/^[^#]*#/, '')
    .replaceAll(/%2a/gi, '*')
  const { groups } = FORM.exec(line) ?? {}
  const facts = groups === undefined ? null : factsOf(groups)
  if (groups === undefined || facts === null) return err({ type: 'not_a_sealed_receipt' })
  const { keyId = '', signature = '' } = groups
  return ok({ facts, keyId, signature, signed: line.slice(0, line.length - signature.length - 1) })
}

function factsOf(groups: Readonly<Record<string, string | undefined>>): SealFacts | null {
  const { number = '', terminal = '', time = '' } = groups
  const mode = (['practice', 'test', 'live'] as const).find((each) => MODES[each] === groups['mode'])
  const currency = CURRENCIES.find((each) => each === groups['currency'])
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time) ?? []
  const paidAt = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  if (mode === undefined || currency === undefined || Number.isNaN(Date.parse(paidAt))) return null
  const total = amountOf(Number(groups['total']))
  return { mode, number, currency, total, paidAt, terminal, copy: Number(groups['copy']) }
}
