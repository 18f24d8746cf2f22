import { amountOf, type Amount } from '../money.ts'
import { err, ok, type Result } from '../result.ts'

/**
 * QRIS is EMVCo's merchant-presented QR code with Indonesian contents: a chain of objects, each two digits of id, two
 * digits of length and a value. Lengths count characters while the CRC runs over UTF-8 bytes.
 */
export interface QrisObject {
  readonly id: string
  readonly value: string
  /** Where the object starts, counted in characters from the start of the payload. */
  readonly position: number
}

export type QrisTip =
  | { readonly kind: 'ask_payer' }
  | { readonly kind: 'fixed'; readonly amount: Amount }
  | { readonly kind: 'percent'; readonly basisPoints: number }

export interface QrisCode {
  /** Trimmed, with its CRC in upper case: the text to draw. */
  readonly payload: string
  readonly initiation: 'static' | 'dynamic'
  /** Whole rupiah; null when the payer types it. */
  readonly amount: Amount | null
  readonly tip: QrisTip | null
  readonly currency: '360'
  readonly country: 'ID'
  readonly merchantName: string
  readonly city: string
  readonly postalCode: string | null
  readonly nmid: string | null
  readonly merchantPans: readonly string[]
  readonly acquirerDomain: string | null
  readonly billNumber: string | null
  readonly referenceLabel: string | null
  readonly terminalLabel: string | null
  readonly objects: readonly QrisObject[]
}

/** Positions count characters of the trimmed payload from zero; ids inside templates are written `62.01`. */
export type QrisRefusal =
  | { readonly type: 'qris_empty' }
  | { readonly type: 'qris_too_long'; readonly length: number; readonly limit: number }
  | { readonly type: 'qris_control_characters'; readonly position: number }
  | { readonly type: 'qris_no_crc'; readonly position: number }
  | { readonly type: 'qris_crc_not_hex'; readonly position: number; readonly found: string }
  | {
      readonly type: 'qris_crc_mismatch'
      readonly position: number
      readonly found: string
      readonly computed: string
    }
  | { readonly type: 'qris_structure'; readonly position: number; readonly reason: QrisStructureFault }
  | { readonly type: 'qris_repeated_object'; readonly position: number; readonly id: string }
  | { readonly type: 'qris_missing_object'; readonly id: string }
  | { readonly type: 'qris_value_invalid'; readonly id: string; readonly position: number | null }
  | {
      readonly type: 'qris_not_indonesian'
      readonly position: number
      readonly currency: string
      readonly country: string
    }
  | { readonly type: 'qris_amount_invalid'; readonly position: number | null; readonly found: string }
  | { readonly type: 'qris_not_static' }

export type QrisStructureFault = 'format_first' | 'id_digits' | 'length_digits' | 'zero_length' | 'overrun'

/** EMVCo MPM 1.1 and SNAP's `qrContent` agree on it. */
const QRIS_MAX_LENGTH = 512
const NATIONAL_DOMAIN = 'ID.CO.QRIS.WWW'
const RUPIAH = '360'

/**
 * Reads a QRIS payload as scanned or pasted: spaces and line ends around it are dropped, anything else that is wrong
 * is refused with its position. Reads more than `buildQris` writes (`27500.00`, a CRC in lower case).
 */
export function parseQris(text: string): Result<QrisCode, QrisRefusal> {
  // Far too long is refused before anything looks at it: what was pasted may be a whole book.
  if (text.length > 8 * QRIS_MAX_LENGTH) return err(tooLong(text.length))
  const payload = text.replace(/^[ \r\n]+|[ \r\n]+$/g, '')
  const fault = findTextFault(payload) ?? findCrcFault(payload)
  if (fault) return err(fault)
  const walked = walkObjects([...payload], 0, '')
  if (!walked.ok) return walked
  return readCode(payload.slice(0, -4) + payload.slice(-4).toUpperCase(), walked.value)
}

function findTextFault(payload: string): QrisRefusal | null {
  if (payload === '') return { type: 'qris_empty' }
  const length = [...payload].length
  if (length > QRIS_MAX_LENGTH) return tooLong(length)
  // Invisible direction marks count as control characters: they could make a merchant name read as another one.
  const position = [...payload].findIndex((character) => /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(character))
  return position < 0 ? null : { type: 'qris_control_characters', position }
}

const tooLong = (length: number): QrisRefusal => ({ type: 'qris_too_long', length, limit: QRIS_MAX_LENGTH })

function findCrcFault(payload: string): QrisRefusal | null {
  const position = [...payload].length - 8
  if (payload.slice(-8, -4) !== '6304') return { type: 'qris_no_crc', position: Math.max(0, position) }
  const found = payload.slice(-4)
  if (!/^[0-9A-Fa-f]{4}$/.test(found)) return { type: 'qris_crc_not_hex', position: position + 4, found }
  const computed = crc16(payload.slice(0, -4))
  if (found.toUpperCase() === computed) return null
  return { type: 'qris_crc_mismatch', position: position + 4, found, computed }
}

/** Splits a chain of objects. `offset` and `path` place a fault inside a template within the whole payload. */
function walkObjects(
  characters: readonly string[],
  offset: number,
  path: string,
): Result<QrisObject[], QrisRefusal> {
  const objects: QrisObject[] = []
  const seen = new Set<string>()
  let at = 0
  const structure = (reason: QrisStructureFault, position: number) =>
    err<QrisRefusal>({ type: 'qris_structure', position: offset + position, reason })
  while (at < characters.length) {
    const id = characters.slice(at, at + 2).join('')
    const size = characters.slice(at + 2, at + 4).join('')
    if (!/^\d\d$/.test(id)) return structure('id_digits', at)
    if (path === '' && at === 0 && id !== '00') return structure('format_first', at)
    if (!/^\d\d$/.test(size)) return structure('length_digits', at + 2)
    if (size === '00') return structure('zero_length', at + 2)
    const end = at + 4 + Number(size)
    if (end > characters.length) return structure('overrun', at + 2)
    if (seen.has(id)) return err({ type: 'qris_repeated_object', position: offset + at, id: path + id })
    seen.add(id)
    objects.push({ id, value: characters.slice(at + 4, end).join(''), position: offset + at })
    at = end
  }
  return ok(objects)
}

function readCode(payload: string, objects: readonly QrisObject[]): Result<QrisCode, QrisRefusal> {
  const root = new Map(objects.map((object) => [object.id, object]))
  const fault = findRootFault(root, objects)
  if (fault) return err(fault)
  const templates = readTemplates(objects)
  if (!templates.ok) return templates
  const amount = readAmount(root.get('54'))
  if (!amount.ok) return amount
  const tip = readTip(root)
  if (!tip.ok) return tip
  const acquirers = objects
    .filter(({ id }) => id >= '26' && id <= '45')
    .flatMap(({ id }) => templates.value.get(id) ?? [])
  const national = templates.value.get('51')
  const isNational = national?.get('00')?.toUpperCase() === NATIONAL_DOMAIN
  const extra = templates.value.get('62')
  return ok({
    payload,
    initiation: root.get('01')?.value === '12' ? 'dynamic' : 'static',
    amount: amount.value,
    tip: tip.value,
    currency: RUPIAH,
    country: 'ID',
    merchantName: root.get('59')?.value ?? '',
    city: root.get('60')?.value ?? '',
    postalCode: root.get('61')?.value ?? null,
    nmid: (isNational ? national?.get('02') : null) ?? null,
    merchantPans: acquirers.flatMap((template) => template.get('01') ?? []),
    acquirerDomain: acquirers.flatMap((template) => template.get('00') ?? [])[0] ?? null,
    billNumber: extra?.get('01') ?? null,
    referenceLabel: extra?.get('05') ?? null,
    terminalLabel: extra?.get('07') ?? null,
    objects,
  })
}

type RootObjects = ReadonlyMap<string, QrisObject>

function findRootFault(root: RootObjects, objects: readonly QrisObject[]): QrisRefusal | null {
  const format = root.get('00')
  if (format?.value !== '01') return { type: 'qris_structure', position: 0, reason: 'format_first' }
  const initiation = root.get('01')
  // A code without object 01 is read as static: what may be paid many times must never pass for a single sale.
  if (initiation && initiation.value !== '11' && initiation.value !== '12') {
    return { type: 'qris_value_invalid', id: '01', position: initiation.position }
  }
  const missing = ['52', '53', '58', '59', '60'].find((id) => !root.has(id))
  if (missing) return { type: 'qris_missing_object', id: missing }
  if (!objects.some(({ id }) => id >= '02' && id <= '51')) return { type: 'qris_missing_object', id: '51' }
  const currency = root.get('53')
  const country = root.get('58')
  if (currency?.value === RUPIAH && country?.value === 'ID') return null
  return {
    type: 'qris_not_indonesian',
    position: (currency?.value === RUPIAH ? country : currency)?.position ?? 0,
    currency: currency?.value ?? '',
    country: country?.value ?? '',
  }
}

type Template = ReadonlyMap<string, string>

/** Opens the templates a till reads. 64 and 80 to 99 belong to others and are kept as they came. */
function readTemplates(objects: readonly QrisObject[]): Result<Map<string, Template>, QrisRefusal> {
  const templates = new Map<string, Template>()
  for (const { id, value, position } of objects) {
    if (!((id >= '26' && id <= '51') || id === '62')) continue
    const inner = walkObjects([...value], position + 4, `${id}.`)
    if (!inner.ok) return inner
    templates.set(id, new Map(inner.value.map((object) => [object.id, object.value])))
  }
  return ok(templates)
}

/** EMVCo allows a point; for rupiah only zeros may follow it. */
function readAmount(object: QrisObject | undefined): Result<Amount | null, QrisRefusal> {
  if (!object) return ok(null)
  const whole = /^(\d{1,13})(?:\.0*)?$/.exec(object.value)?.[1]
  const isReadable = whole !== undefined && object.value.length <= 13 && Number(whole) > 0
  if (isReadable) return ok(amountOf(Number(whole)))
  return err({ type: 'qris_amount_invalid', position: object.position, found: object.value })
}

function readTip(root: RootObjects): Result<QrisTip | null, QrisRefusal> {
  const mode = root.get('55')
  const fixed = root.get('56')
  const percent = root.get('57')
  const refuse = (object: QrisObject) =>
    err<QrisRefusal>({ type: 'qris_value_invalid', id: object.id, position: object.position })
  if (fixed && mode?.value !== '02') return refuse(fixed)
  if (percent && mode?.value !== '03') return refuse(percent)
  if (!mode) return ok(null)
  if (mode.value === '01') return ok({ kind: 'ask_payer' })
  if (mode.value === '02' && fixed) {
    const amount = readAmount(fixed)
    return amount.ok && amount.value !== null ? ok({ kind: 'fixed', amount: amount.value }) : refuse(fixed)
  }
  if (mode.value !== '03' || !percent) return refuse(mode)
  const digits = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(percent.value)
  const basisPoints = digits ? Number(digits[1]) * 100 + Number((digits[2] ?? '').padEnd(2, '0')) : 0
  return basisPoints > 0 ? ok({ kind: 'percent', basisPoints }) : refuse(percent)
}

export interface QrisExpectation {
  readonly amount: Amount
  /** The merchant that the owner approved; null while nothing was approved yet. */
  readonly nmid: string | null
  readonly merchantPan: string | null
}

export type QrisMismatch =
  | { readonly type: 'qris_static_where_dynamic_due' }
  | { readonly type: 'qris_wrong_amount'; readonly expected: Amount; readonly found: Amount | null }
  | { readonly type: 'qris_has_tip' }
  | { readonly type: 'qris_wrong_merchant'; readonly expected: string; readonly found: string | null }

/**
 * Compares a provider's code with the sale before anyone sees it: made for one payment, this amount, no tip on top,
 * and the approved merchant (by NMID; by merchant PAN where the code carries no NMID). A mismatch is a stop, since a
 * swapped code pays someone else.
 */
export function checkQris(code: QrisCode, expected: QrisExpectation): Result<QrisCode, QrisMismatch> {
  if (code.initiation !== 'dynamic') return err({ type: 'qris_static_where_dynamic_due' })
  if (code.amount !== expected.amount) {
    return err({ type: 'qris_wrong_amount', expected: expected.amount, found: code.amount })
  }
  if (code.tip) return err({ type: 'qris_has_tip' })
  const stranger = findStranger(code, expected)
  return stranger ? err(stranger) : ok(code)
}

function findStranger(code: QrisCode, { nmid, merchantPan }: QrisExpectation): QrisMismatch | null {
  if (nmid !== null && (code.nmid !== null || merchantPan === null)) {
    return code.nmid === nmid ? null : { type: 'qris_wrong_merchant', expected: nmid, found: code.nmid }
  }
  if (merchantPan === null || code.merchantPans.includes(merchantPan)) return null
  return { type: 'qris_wrong_merchant', expected: merchantPan, found: code.merchantPans[0] ?? null }
}

export type QrisMerchantSize = 'UMI' | 'UKE' | 'UME' | 'UBE' | 'URE'

export interface QrisFields {
  readonly initiation: 'static' | 'dynamic'
  /** Whole rupiah; null for a code in which the payer types the amount. */
  readonly amount: Amount | null
  readonly acquirer: {
    readonly domain: string
    readonly merchantPan: string
    readonly merchantId: string | null
    readonly size: QrisMerchantSize
  } | null
  readonly national: { readonly nmid: string; readonly size: QrisMerchantSize } | null
  readonly categoryCode: string
  readonly merchantName: string
  readonly city: string
  readonly postalCode: string | null
  readonly billNumber: string | null
  readonly referenceLabel: string | null
  readonly terminalLabel: string | null
}

/**
 * Writes a payload in the usual ascending order, upper-case CRC, amount as plain rupiah digits. Refuses what does not
 * fit its field and anything outside printable ASCII, which readers handle unevenly. Never writes a tip: few payer
 * apps honour it, and it would break exact settlement.
 */
export function buildQris(fields: QrisFields): Result<string, QrisRefusal> {
  const { acquirer, national } = fields
  if (!acquirer && !national) return err({ type: 'qris_missing_object', id: '51' })
  if (fields.amount !== null && !isWritableAmount(fields.amount)) return err(amountRefusal(fields.amount))
  const found = PLANS.flatMap((plan) => plan(fields))
  const wrong = found.find(({ value, format }) => !format.test(value))
  if (wrong) return err({ type: 'qris_value_invalid', id: wrong.id, position: null })
  const chains = new Map<string, string>()
  for (const { id, value } of found) {
    const [rootId = id, subId] = id.split('.')
    chains.set(rootId, subId ? (chains.get(rootId) ?? '') + writeObject(subId, value) : value)
  }
  const oversize = [...chains].find(([, value]) => value.length > 99)
  if (oversize) return err({ type: 'qris_value_invalid', id: oversize[0], position: null })
  return seal([...chains].map(([id, value]) => writeObject(id, value)).join(''))
}

interface PlannedField {
  readonly id: string
  readonly value: string
  readonly format: RegExp
}

const upTo = (length: number): RegExp => new RegExp(`^(?! )[\\x20-\\x7e]{1,${length}}(?<! )$`)
const plan = (id: string, value: string | null, format: RegExp): PlannedField[] =>
  value === null ? [] : [{ id, value, format }]

/** The objects a till writes, in their order, with the format each must have (EMVCo MPM and observed QRIS practice). */
const PLANS: readonly ((fields: QrisFields) => PlannedField[])[] = [
  () => plan('00', '01', /^01$/),
  ({ initiation }) => plan('01', initiation === 'dynamic' ? '12' : '11', /^1[12]$/),
  ({ acquirer }) => plan('26.00', acquirer?.domain ?? null, upTo(32)),
  ({ acquirer }) => plan('26.01', acquirer?.merchantPan ?? null, /^\d{18,19}$/),
  ({ acquirer }) => plan('26.02', acquirer?.merchantId ?? null, upTo(15)),
  ({ acquirer }) => plan('26.03', acquirer?.size ?? null, /^U[A-Z]{2}$/),
  ({ national }) => plan('51.00', national ? NATIONAL_DOMAIN : null, upTo(32)),
  ({ national }) => plan('51.02', national?.nmid ?? null, /^ID\d{13}$/),
  ({ national }) => plan('51.03', national?.size ?? null, /^U[A-Z]{2}$/),
  ({ categoryCode }) => plan('52', categoryCode, /^\d{4}$/),
  () => plan('53', RUPIAH, /^360$/),
  ({ amount }) => plan('54', amount === null ? null : String(amount), /^\d{1,13}$/),
  () => plan('58', 'ID', /^ID$/),
  ({ merchantName }) => plan('59', merchantName, upTo(25)),
  ({ city }) => plan('60', city, upTo(15)),
  ({ postalCode }) => plan('61', postalCode, upTo(10)),
  ({ billNumber }) => plan('62.01', billNumber, upTo(25)),
  ({ referenceLabel }) => plan('62.05', referenceLabel, upTo(25)),
  ({ terminalLabel }) => plan('62.07', terminalLabel, upTo(25)),
]

/**
 * Turns the merchant's own static code into one that carries `amount` (whole rupiah): 01 becomes 12, 54 to 57 make
 * room for one 54 before 58, everything else stays byte for byte. It is still not a provider's code: nothing reports
 * its payment.
 */
export function writeAmountIntoStatic(payload: string, amount: Amount): Result<string, QrisRefusal> {
  const parsed = parseQris(payload)
  if (!parsed.ok) return parsed
  if (parsed.value.initiation !== 'static') return err({ type: 'qris_not_static' })
  if (!isWritableAmount(amount)) return err(amountRefusal(amount))
  const pieces = parsed.value.objects
    .filter(({ id }) => !['01', '54', '55', '56', '57', '63'].includes(id))
    .map(({ id, value }) => {
      const piece = writeObject(id, value)
      if (id === '00') return piece + writeObject('01', '12')
      return id === '58' ? writeObject('54', String(amount)) + piece : piece
    })
  return seal(pieces.join(''))
}

const isWritableAmount = (amount: Amount): boolean => amount > 0 && amount <= 9_999_999_999_999
const amountRefusal = (amount: Amount): QrisRefusal => ({
  type: 'qris_amount_invalid',
  position: null,
  found: String(amount),
})

const writeObject = (id: string, value: string): string =>
  `${id}${String([...value].length).padStart(2, '0')}${value}`

function seal(body: string): Result<string, QrisRefusal> {
  const payload = `${body}6304${crc16(`${body}6304`)}`
  const length = [...payload].length
  return length > QRIS_MAX_LENGTH ? err(tooLong(length)) : ok(payload)
}

/**
 * CRC-16/CCITT-FALSE over the UTF-8 bytes of `text`, four upper-case hex digits. For a payload `text` runs through the
 * `6304` of its last object.
 */
export function crc16(text: string): string {
  let register = 0xffff
  for (const byte of utf8Bytes(text)) {
    register ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) {
      register = register & 0x8000 ? ((register << 1) ^ 0x1021) & 0xffff : (register << 1) & 0xffff
    }
  }
  return register.toString(16).toUpperCase().padStart(4, '0')
}

/** By hand, because the core has no TextEncoder. Half a surrogate pair becomes U+FFFD, as everywhere else. */
function* utf8Bytes(text: string): Generator<number> {
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (code < 0x80) yield code
    else if (code < 0x800) yield* [0xc0 | (code >> 6), continuation(code)]
    else if (code < 0x10000) yield* [0xe0 | (code >> 12), continuation(code >> 6), continuation(code)]
    else yield* [0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code)]
  }
}

const continuation = (bits: number): number => 0x80 | (bits & 0x3f)
