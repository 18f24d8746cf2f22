import type { Answer } from '../answers.ts'
import type { Incoming } from '../api.ts'
import { amountOf, formatMoney } from '../../core/domain/money.ts'
import { isOwnForm, languageOf, page, redirect } from '../hosted.ts'
import { framed, localTime, stateCard, type Brand } from '../hosted-frame.ts'
import { ICONS } from '../hosted-icons.ts'
import { cardFields, testCards } from '../hosted-methods.ts'
import { wordsOf, type Language, type Words } from '../hosted-words.ts'
import { html, type Html } from '../html.ts'
import type { World } from '../world.ts'
import { PLEXO_MERCHANT_NAME, SESSION_STATUS, TEST_CARDS } from './assumptions.ts'
import { attemptPayment } from './payments.ts'
import type { SessionSettings } from './request.ts'
import type { PlexoSessionRow } from './rows.ts'
import { expirePlexoOverdue, plexoSessionBy } from './sessions.ts'
import { toHundredths } from './wire.ts'

const BRAND: Brand = { name: PLEXO_MERCHANT_NAME, tagline: 'Plexo', accent: '#0b5a91' }
const COMPLAINTS = ['declined', 'insufficient', 'card_invalid', 'amount_invalid'] as const
type Complaint = (typeof COMPLAINTS)[number]

/** The page behind a session's REDIRECT action. Its address holds a token; without it there is no page. */
export function plexoPages(world: World): (incoming: Incoming) => Answer {
  return function answer(incoming) {
    expirePlexoOverdue(world)
    const language = languageOf(incoming)
    const match = /^\/plexo\/checkout\/([0-9a-f]{32})(?:\/(pay|cancel))?$/.exec(incoming.path)
    const session = match ? plexoSessionBy(world, match[1] ?? '') : undefined
    if (!session || incoming.query.get('t') !== session.token) return page(404, missing(language))
    if (incoming.method === 'POST' && match?.[2] !== undefined) {
      return isOwnForm(incoming)
        ? act(world, incoming, session, match[2], language)
        : page(403, missing(language))
    }
    if (incoming.method !== 'GET' || match?.[2] !== undefined) return page(404, missing(language))
    const why = incoming.query.get('why')
    const complaint = COMPLAINTS.find((each) => each === why) ?? null
    return page(200, sessionScreen({ session, language, complaint, isCanceled: incoming.query.has('left') }))
  }
}

interface Screen {
  readonly session: PlexoSessionRow
  readonly language: Language
  readonly complaint: Complaint | null
  /** The buyer turned away; the session itself stays, as it cannot be cancelled. */
  readonly isCanceled: boolean
}

function act(
  world: World,
  incoming: Incoming,
  session: PlexoSessionRow,
  action: string,
  language: Language,
): Answer {
  const next = (rest: string): Answer => redirect(`${address(session, language)}${rest}`)
  if (session.status !== SESSION_STATUS.open) return next('')
  if (action === 'cancel') return next('&left=1')
  const form = new URLSearchParams(incoming.body.toString('utf8'))
  const hundredths = isFlexible(session) ? chosenAmount(session, form.get('amount')) : session.hundredths
  if (hundredths === null) return next('&why=amount_invalid')
  const number = (form.get('test_card') ?? form.get('card') ?? '').replace(/[ -]/g, '')
  const verdict = TEST_CARDS[number]
  if (verdict === undefined) return next('&why=card_invalid')
  const isPaid = verdict === 'approved'
  attemptPayment(world, session, {
    status: isPaid ? 'approved' : 'denied',
    last4: number.slice(-4),
    declineCode: isPaid ? null : verdict,
    hundredths,
  })
  return next(isPaid ? '' : `&why=${verdict === 'card_declined' ? 'declined' : 'insufficient'}`)
}

const settingsOf = ({ settings }: PlexoSessionRow): SessionSettings => JSON.parse(settings) as SessionSettings
const isFlexible = (session: PlexoSessionRow): boolean =>
  settingsOf(session).checkout?.amountMode === 'flexible'

/** What the buyer typed, within the limits that the session gives. */
function chosenAmount(session: PlexoSessionRow, typed: string | null): number | null {
  const hundredths = toHundredths((typed ?? '').replace(',', '.'))
  const { minAmount = 0, maxAmount = Infinity } = settingsOf(session).checkout?.flexibleAmount ?? {}
  return hundredths !== null && hundredths >= minAmount * 100 && hundredths <= maxAmount * 100
    ? hundredths
    : null
}

function sessionScreen(screen: Screen): Html {
  const { session, language, isCanceled } = screen
  const words = wordsOf(language)
  const money = moneyOf(session, language)
  const toShop = (href: string | undefined): Html | null =>
    href === undefined
      ? null
      : html`<a class="button plain" href="${href}" rel="noreferrer">${words.toShop}</a>`
  const { redirects } = settingsOf(session)
  if (session.status === SESSION_STATUS.paid) {
    const body = html`${stateCard('paid', ICONS.check, words.paid, money, words.paidNote)}${toShop(redirects?.defaultUrl)}`
    return frame(screen, words, words.paid, body)
  }
  if (session.status === SESSION_STATUS.over) {
    const body = html`${stateCard('ended', ICONS.clock, words.expired, money, words.expiredNote)}${toShop(redirects?.cancelUrl)}`
    return frame(screen, words, words.expired, body)
  }
  if (isCanceled) {
    const body = html`${stateCard('ended', ICONS.cross, words.canceled, money, words.canceledNote)}
      <a class="button plain" href="${address(session, language)}">${words.back}</a>
      ${toShop(redirects?.cancelUrl)}`
    return frame(screen, words, words.canceled, body)
  }
  return frame(screen, words, words.pay, payBody(screen, words, money))
}

function payBody({ session, language, complaint }: Screen, words: Words, money: string): Html {
  const samples = [
    ['4444 3333 2222 1111', words.testPaid],
    ['4000 0000 0000 0002', words.testDeclined],
    ['4000 0000 0000 0010', words.testPoor],
  ] as const
  return html`<section class="card due">
      <p class="quiet">${words.amountDue}</p>
      <p class="amount">${money}</p>
      <p class="quiet">
        <span class="row"
          >${ICONS.clock}${words.until} ${localTime(session.expires_at, language, 'time')}</span
        >
      </p>
    </section>
    ${
      complaint === null
        ? null
        : html`<p class="notice" role="alert">${ICONS.alert}<span>${words[complaint]}</span></p>`
    }
    <section class="card">
      <div class="head">
        <span class="tile card-tile">${ICONS.card}</span>
        <h1>${words.labelCard}</h1>
      </div>
      <form method="post" action="${address(session, language, '/pay')}">
        ${
          isFlexible(session)
            ? html`<div class="fields">
                <label>${words.yourAmount}<input name="amount" inputmode="decimal" required /></label>
              </div>`
            : null
        }
        ${cardFields(words)}
        <button class="main">${words.payNow}</button>
        ${testCards(words, samples)}
      </form>
    </section>
    <form method="post" action="${address(session, language, '/cancel')}">
      <button class="plain danger">${words.cancel}</button>
    </form>`
}

const address = ({ id, token }: PlexoSessionRow, language: Language, rest = ''): string =>
  `/plexo/checkout/${id}${rest}?t=${token}&lang=${language}`

const moneyOf = ({ hundredths, currency }: PlexoSessionRow, language: Language): string =>
  formatMoney(amountOf(hundredths), currency === 'USD' ? 'USD' : 'UYU', language)

function frame({ session, language }: Screen, words: Words, title: string, body: Html): Html {
  const other = address(session, language === 'id' ? 'en' : 'id')
  return framed({ brand: BRAND, language, words, title, body, again: null, other })
}

function missing(language: Language): Html {
  const words = wordsOf(language)
  const body = stateCard('ended', ICONS.alert, words.missing, null, words.missingNote)
  return framed({ brand: BRAND, language, words, title: words.missing, body, again: null, other: null })
}
