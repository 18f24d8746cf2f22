import type { Incoming } from './api.ts'
import type { Answer } from './answers.ts'
import type { ReceiptRow, SessionRow } from './books.ts'
import { chooseMethod, methodsOf, qrImage, recordClaim } from './charge.ts'
import { paidBy } from './hand.ts'
import { methodPage, missingPage, receiptPage, sessionPage } from './hosted-page.ts'
import { COMPLAINTS, type Complaint } from './hosted-view.ts'
import type { Brand } from './hosted-frame.ts'
import { DEFAULT_ACCENT, HOSTED_FONT, hostedIcon, hostedStyle } from './hosted-style.ts'
import type { Language } from './hosted-words.ts'
import type { Html } from './html.ts'
import type { CatalogueMethod } from './methods.ts'
import { MERCHANT, type Mode } from './options.ts'
import { checkoutSettings } from './checkout-settings.ts'
import { keepProof, showProof } from './proofs.ts'
import { receiptOfSession } from './receipts.ts'
import { endSession, expireOverdue, sessionById, settleSession } from './settle.ts'
import type { World } from './world.ts'

export type HostedDoor = (incoming: Incoming) => Promise<Answer>

/** The pages a buyer's phone opens. They use forms only: no script runs, so none can be smuggled in. */
export function hostedDoor(world: World): HostedDoor {
  return async function answer(incoming) {
    expireOverdue(world)
    const asset = showAsset(incoming)
    if (asset) return asset
    const visit: Visit = { world, incoming, language: languageOf(incoming) }
    const publicReceipt = /^\/r\/([A-Za-z0-9_-]{1,64})$/.exec(incoming.path)
    if (publicReceipt) return showReceipt(visit, findReceipt(world, publicReceipt[1] ?? ''))
    const proof = /^\/proofs\/([A-Za-z0-9_-]{1,64})$/.exec(incoming.path)
    if (proof) return showProof(world, proof[1] ?? '')
    const match = /^\/c\/([A-Za-z0-9_-]{1,64})(?:\/([a-z0-9_.-]{1,32}))?$/.exec(incoming.path)
    const session = match ? sessionById(world, match[1] ?? '') : undefined
    return session ? visitSession(visit, session, match?.[2] ?? '') : missing(visit)
  }
}

interface Visit {
  readonly world: World
  readonly incoming: Incoming
  readonly language: Language
}

function showAsset({ path, query }: Incoming): Answer | null {
  const asked = query.get('accent') ?? ''
  const accent = /^[0-9a-f]{6}$/.test(asked) ? asked : DEFAULT_ACCENT
  switch (path) {
    case '/assets/hosted.css':
      return asset('text/css; charset=utf-8', hostedStyle(accent))
    case '/assets/hosted.svg':
      return asset('image/svg+xml', hostedIcon(accent))
    case '/assets/hosted.woff2':
      return HOSTED_FONT ? asset('font/woff2', HOSTED_FONT) : null
    default:
      return null
  }
}

const asset = (contentType: string, body: string | Buffer): Answer => ({
  kind: 'raw',
  status: 200,
  contentType,
  body,
  headers: ASSET_HEADERS,
})

async function visitSession(visit: Visit, session: SessionRow, rest: string): Promise<Answer> {
  const { world, incoming } = visit
  if (incoming.method === 'POST') return act(visit, session, rest)
  if (incoming.method !== 'GET') return missing(visit)
  if (rest === 'qris.png') return qrImage(world, session, incoming.qrVariant)
  if (rest === 'receipt') return showReceipt(visit, receiptOfSession(world, session.id))
  return show(visit, session, rest)
}

function brandOf(world: World, mode: Mode): Brand {
  const { brandName, brandTagline, brandAccentColor } = checkoutSettings(world, mode)
  return { name: brandName ?? MERCHANT.brandName, tagline: brandTagline, accent: brandAccentColor }
}

function show(visit: Visit, session: SessionRow, rest: string): Answer {
  const { world, incoming, language } = visit
  const why = incoming.query.get('why')
  const complaint = COMPLAINTS.find((each) => each === why) ?? null
  const offered = methodsOf(world, session)
  const view = { session, brand: brandOf(world, session.mode), offered, language, complaint }
  if (rest === '' || !isPayable(session)) return page(200, sessionPage(view))
  const is3ds = rest === 'card-3ds'
  const method = offered.find(({ id }) => id === (is3ds ? 'card' : rest))
  return method ? page(200, methodPage(view, method, is3ds ? '3ds' : 'pay')) : missing(visit)
}

const isPayable = ({ status }: SessionRow): boolean => status === 'open' || status === 'pending'

/** What the buyer does with a form. Afterwards the browser is sent on, so that a reload repeats nothing. */
function act(visit: Visit, session: SessionRow, action: string): Answer {
  const { world, incoming, language } = visit
  if (!isOwnForm(incoming)) return page(403, missingPage(brandOf(world, session.mode), language))
  const next = (rest: string, why?: Complaint): Answer =>
    redirect(`/c/${session.id}${rest}?lang=${language}${why === undefined ? '' : `&why=${why}`}`)
  if (!isPayable(session)) return next('')
  const isUpload = /^multipart\//i.test(incoming.headers['content-type'] ?? '')
  const form = new URLSearchParams(isUpload ? '' : incoming.body.toString('utf8'))
  const method = methodsOf(world, session).find(({ id }) => id === form.get('method'))
  switch (action) {
    case 'cancel':
      world.books.together(() => endSession(world, session, 'canceled', world.clock.now()))
      return next('')
    case 'claim':
      return claim(visit, session, next)
    case 'choose':
    case 'pay': {
      const fault = method ? chooseMethod(world, session, method) : null
      if (!method || fault) return next('', 'not_possible')
      return action === 'choose' || method.adapter === 'manual'
        ? next('')
        : payBy(world, session, method, form, next)
    }
    default:
      return missing(visit)
  }
}

/** "I have transferred", with or without a photo of the slip. */
function claim({ world, incoming }: Visit, session: SessionRow, next: Next): Answer {
  const contentType = incoming.headers['content-type'] ?? ''
  const proof = keepProof(world, session, { body: incoming.body, contentType })
  if (proof === 'unreadable') return next('/transfer', 'proof_unreadable')
  recordClaim(world, session, proof)
  return next('')
}

type Next = (rest: string, why?: Complaint) => Answer

function payBy(
  world: World,
  session: SessionRow,
  method: CatalogueMethod,
  form: URLSearchParams,
  next: Next,
): Answer {
  const verdict =
    method.id === 'card' && form.get('step') !== '3ds'
      ? judgeCard(form.get('test_card') ?? form.get('card') ?? '')
      : 'paid'
  if (verdict === '3ds') return next('/card-3ds')
  if (verdict !== 'paid') return next('/card', verdict)
  settleSession(world, session, paidBy(world, session, { method: method.id }))
  return next('')
}

/** The test cards of the provider's dashboard page; a real number is never accepted. */
function judgeCard(typed: string): 'paid' | '3ds' | Complaint {
  const known: Readonly<Record<string, 'paid' | '3ds' | Complaint>> = {
    '4242424242424242': 'paid',
    '4000000000000002': 'declined',
    '4000000000009995': 'insufficient',
    '4000002760003184': '3ds',
  }
  return known[typed.replace(/[ -]/g, '')] ?? 'card_invalid'
}

/** A form on somebody else's page may not pay or cancel. */
export function isOwnForm({ headers }: Incoming): boolean {
  if (headers.origin === undefined) return true
  return headers.origin === `http://${headers.host ?? ''}`
}

export function languageOf({ query, headers }: Incoming): Language {
  const asked = query.get('lang')
  if (asked === 'id' || asked === 'en') return asked
  return /^en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'id'
}

const findReceipt = (world: World, id: string): ReceiptRow | undefined =>
  world.books.get<ReceiptRow>('SELECT * FROM receipts WHERE id = ?', id)

const showReceipt = (visit: Visit, receipt: ReceiptRow | undefined): Answer =>
  receipt
    ? page(200, receiptPage(receipt, brandOf(visit.world, receipt.mode), visit.language))
    : missing(visit)

const missing = ({ world, language }: Visit): Answer =>
  page(404, missingPage(brandOf(world, 'test'), language))

const ASSET_HEADERS = { 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=3600' }

const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
}

export const page = (status: number, { markup }: Html): Answer => ({
  kind: 'raw',
  status,
  contentType: 'text/html; charset=utf-8',
  body: markup,
  headers: PAGE_HEADERS,
})

export const redirect = (location: string): Answer => ({
  kind: 'raw',
  status: 303,
  contentType: 'text/plain; charset=utf-8',
  body: '',
  headers: { ...PAGE_HEADERS, location },
})
