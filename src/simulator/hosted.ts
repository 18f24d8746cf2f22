import type { Incoming } from './api.ts'
import type { Answer } from './answers.ts'
import type { ReceiptRow, SessionRow } from './books.ts'
import { chooseMethod, methodsOf, qrImage, recordClaim } from './charge.ts'
import { paidBy } from './hand.ts'
import {
  COMPLAINTS,
  methodPage,
  missingPage,
  receiptPage,
  sessionPage,
  type Complaint,
} from './hosted-page.ts'
import { HOSTED_STYLE } from './hosted-style.ts'
import type { Language } from './hosted-words.ts'
import type { Html } from './html.ts'
import type { CatalogueMethod } from './methods.ts'
import { showProof } from './proofs.ts'
import { receiptOfSession } from './receipts.ts'
import { endSession, expireOverdue, sessionById, settleSession } from './settle.ts'
import type { World } from './world.ts'

export type HostedDoor = (incoming: Incoming) => Promise<Answer>

/** The pages a buyer's phone opens. They use forms only: no script runs, so none can be smuggled in. */
export function hostedDoor(world: World): HostedDoor {
  return async function answer(incoming) {
    expireOverdue(world)
    const language = languageOf(incoming)
    if (incoming.path === '/assets/hosted.css') {
      return { kind: 'raw', status: 200, contentType: 'text/css; charset=utf-8', body: HOSTED_STYLE }
    }
    const publicReceipt = /^\/r\/([A-Za-z0-9_-]{1,64})$/.exec(incoming.path)
    if (publicReceipt) return showReceipt(findReceipt(world, publicReceipt[1] ?? ''), language)
    const proof = /^\/proofs\/([A-Za-z0-9_-]{1,64})$/.exec(incoming.path)
    if (proof) return showProof(world, proof[1] ?? '')
    const match = /^\/c\/([A-Za-z0-9_-]{1,64})(?:\/([a-z_0-9.-]{1,32}))?$/.exec(incoming.path)
    const session = match ? sessionById(world, match[1] ?? '') : undefined
    if (!session) return page(404, missingPage(language))
    const rest = match?.[2] ?? ''
    if (incoming.method === 'POST') return act(world, incoming, session, rest, language)
    if (incoming.method !== 'GET') return page(404, missingPage(language))
    if (rest === 'qris.png') return qrImage(session, incoming.qrVariant)
    if (rest === 'receipt') return showReceipt(receiptOfSession(world, session.id), language)
    return show(incoming, session, rest, language)
  }
}

function show(incoming: Incoming, session: SessionRow, rest: string, language: Language): Answer {
  const why = incoming.query.get('why')
  const complaint = COMPLAINTS.find((each) => each === why) ?? null
  const offered = methodsOf(session)
  const view = { session, offered, language, complaint }
  const isLive = session.status === 'open' || session.status === 'pending'
  if (rest === '' || !isLive) return page(200, sessionPage(view))
  const is3ds = rest === 'card-3ds'
  const method = offered.find(({ id }) => id === (is3ds ? 'card' : rest))
  return method
    ? page(200, methodPage(view, method, is3ds ? '3ds' : 'pay'))
    : page(404, missingPage(language))
}

/** What the buyer does with a form. Afterwards the browser is sent on, so that a reload repeats nothing. */
function act(
  world: World,
  incoming: Incoming,
  session: SessionRow,
  action: string,
  language: Language,
): Answer {
  if (!isOwnForm(incoming)) return page(403, missingPage(language))
  const form = new URLSearchParams(incoming.body.toString('utf8'))
  const next = (rest: string, why?: Complaint): Answer =>
    redirect(`/c/${session.id}${rest}?lang=${language}${why === undefined ? '' : `&why=${why}`}`)
  const isLive = session.status === 'open' || session.status === 'pending'
  if (!isLive) return next('')
  const method = methodsOf(session).find(({ id }) => id === form.get('method'))
  switch (action) {
    case 'cancel':
      world.books.together(() => endSession(world, session, 'canceled', world.clock.now()))
      return next('')
    case 'claim':
      recordClaim(world, session, null)
      return next('')
    case 'choose':
    case 'pay': {
      const fault = method ? chooseMethod(world, session, method) : null
      if (!method || fault) return next('', 'not_possible')
      return action === 'choose' || method.adapter === 'manual'
        ? next('')
        : payBy(world, session, method, form, next)
    }
    default:
      return page(404, missingPage(language))
  }
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
    method.id === 'card' && form.get('step') !== '3ds' ? judgeCard(form.get('card') ?? '') : 'paid'
  if (verdict === '3ds') return next('/card-3ds')
  if (verdict !== 'paid') return next('/card', verdict)
  settleSession(world, session, paidBy(session, { method: method.id }))
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
function isOwnForm({ headers }: Incoming): boolean {
  if (headers.origin === undefined) return true
  return headers.origin === `http://${headers.host ?? ''}`
}

function languageOf({ query, headers }: Incoming): Language {
  const asked = query.get('lang')
  if (asked === 'id' || asked === 'en') return asked
  return /^en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'id'
}

const findReceipt = (world: World, id: string): ReceiptRow | undefined =>
  world.books.get<ReceiptRow>('SELECT * FROM receipts WHERE id = ?', id)

const showReceipt = (receipt: ReceiptRow | undefined, language: Language): Answer =>
  receipt ? page(200, receiptPage(receipt, language)) : page(404, missingPage(language))

const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
}

const page = (status: number, { markup }: Html): Answer => ({
  kind: 'raw',
  status,
  contentType: 'text/html; charset=utf-8',
  body: markup,
  headers: PAGE_HEADERS,
})

const redirect = (location: string): Answer => ({
  kind: 'raw',
  status: 303,
  contentType: 'text/plain; charset=utf-8',
  body: '',
  headers: { ...PAGE_HEADERS, location },
})
