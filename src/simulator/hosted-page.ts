import { amountOf, formatMoney } from '../core/domain/money.ts'
import type { ReceiptRow, SessionRow } from './books.ts'
import { framed, localTime, stateCard, type Brand, type EndKind } from './hosted-frame.ts'
import { ICONS } from './hosted-icons.ts'
import { html, type Html } from './html.ts'
import { wordsOf, type Language, type Words } from './hosted-words.ts'
import { methodBody } from './hosted-methods.ts'
import { labelOf, link, methodTile, moneyOf, type PageView } from './hosted-view.ts'
import type { CatalogueMethod, Family } from './methods.ts'

/** The page behind `hostedUrl`: what to pay and how, or how it ended. Waiting states ask again by themselves. */
export function sessionPage(view: PageView): Html {
  const words = wordsOf(view.language)
  const { session } = view
  const [only, ...more] = view.offered
  switch (session.status) {
    case 'open':
      return only !== undefined && more.length === 0
        ? methodPage(view, only, 'pay')
        : page(
            view,
            words.pay,
            html`${dueCard(view, words)}${methodList(view, words)}${cancelForm(view, words)}`,
          )
    case 'pending':
      return ended(view, words, ENDS.pending(words), 4)
    case 'pending_review':
      return ended(view, words, ENDS.review(words), 4)
    case 'completed':
      return ended(view, words, ENDS.paid(words), null)
    case 'expired':
      return ended(view, words, ENDS.expired(words), null)
    case 'canceled':
      return ended(view, words, ENDS.canceled(words), null)
    case 'failed':
      return ended(view, words, ENDS.failed(words), null)
  }
}

/** The page of one method: the code, the account, the card form, or a button that plays the buyer's app. */
export function methodPage(view: PageView, method: CatalogueMethod, step: 'pay' | '3ds'): Html {
  const words = wordsOf(view.language)
  const back = html`<a class="button plain" href="${link(view)}">${words.back}</a>`
  const body = html`${dueCard(view, words)}${methodBody(view, words, method, step)}
    <div class="steps">${view.offered.length > 1 ? back : null}${cancelForm(view, words)}</div>`
  const title = labelOf(method, words)
  return page(view, title, body, method.id === 'qris' ? 4 : null, step === '3ds' ? 'card-3ds' : method.id)
}

interface End {
  readonly kind: EndKind
  readonly icon: Html
  readonly title: string
  readonly note: string
}

const ENDS = {
  pending: (words: Words): End => ({
    kind: 'waiting',
    icon: ICONS.clock,
    title: words.processing,
    note: words.processingNote,
  }),
  review: (words: Words): End => ({
    kind: 'waiting',
    icon: ICONS.clock,
    title: words.review,
    note: words.reviewNote,
  }),
  paid: (words: Words): End => ({ kind: 'paid', icon: ICONS.check, title: words.paid, note: words.paidNote }),
  expired: (words: Words): End => ({
    kind: 'ended',
    icon: ICONS.clock,
    title: words.expired,
    note: words.expiredNote,
  }),
  canceled: (words: Words): End => ({
    kind: 'ended',
    icon: ICONS.cross,
    title: words.canceled,
    note: words.canceledNote,
  }),
  failed: (words: Words): End => ({
    kind: 'ended',
    icon: ICONS.alert,
    title: words.failed,
    note: words.failedNote,
  }),
} as const

function ended(view: PageView, words: Words, end: End, again: number | null): Html {
  const { session, language } = view
  const isOver = end.kind !== 'waiting'
  const target = end.kind === 'paid' ? session.success_url : session.cancel_url
  const receipt =
    end.kind === 'paid'
      ? html`<a class="button" href="/c/${session.id}/receipt?lang=${language}">${words.seeReceipt}</a>`
      : null
  const body = html`${stateCard(end.kind, end.icon, end.title, moneyOf(session, language), end.note)}
    <div class="steps">
      ${receipt}${
        isOver ? html`<a class="button plain" href="${target}" rel="noreferrer">${words.toShop}</a>` : null
      }
    </div>`
  return page(view, end.title, body, again)
}

function dueCard(view: PageView, words: Words): Html {
  const { session, language, complaint } = view
  const sale = saleNumber(session)
  return html`<section class="card due">
      <p class="quiet">${words.amountDue}</p>
      <p class="amount">${moneyOf(session, language)}</p>
      ${sale === null ? null : html`<p class="quiet">${words.sale} ${sale}</p>`}
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
    }`
}

/** In the order that the shop's settings give; a group stands where its first method does. */
function methodList(view: PageView, words: Words): Html {
  const families = [...new Set(view.offered.map(({ family }) => groupOf(family)))]
  const groups = families.map((group) => {
    const methods = view.offered.filter(({ family }) => groupOf(family) === group)
    return html`<section>
      <h2>${words[GROUP_WORDS[group]]}</h2>
      <ul class="list">
        ${methods.map((method) => methodRow(view, words, method))}
      </ul>
    </section>`
  })
  return html`<nav class="groups" aria-label="${words.choose}">${groups}</nav>`
}

type Group = 'scan' | 'ewallet' | 'bank' | 'card' | 'retail' | 'counter'

const groupOf = (family: Family): Group =>
  ({
    qris: 'scan',
    ewallet: 'ewallet',
    va: 'bank',
    card: 'card',
    paypal: 'card',
    retail: 'retail',
    offline: 'counter',
  })[family] as Group

const GROUP_WORDS = {
  scan: 'groupScan',
  ewallet: 'groupEwallet',
  bank: 'groupBank',
  card: 'groupCard',
  retail: 'groupRetail',
  counter: 'groupCounter',
} as const satisfies Record<Group, keyof Words>

function methodRow(view: PageView, words: Words, method: CatalogueMethod): Html {
  const hint = hintOf(method, words)
  return html`<li>
    <a href="${link(view, method.id)}"
      >${methodTile(method)}<span class="label"
        >${labelOf(method, words)}${hint === null ? null : html`<small>${hint}</small>`}</span
      >${ICONS.go}</a
    >
  </li>`
}

const hintOf = ({ id }: CatalogueMethod, words: Words): string | null =>
  ({ qris: words.qrHint, card: words.cardHint, transfer: words.transferHint, cash: words.counterHint })[id] ??
  null

/** The public proof of a payment. */
export function receiptPage(receipt: ReceiptRow, brand: Brand, language: Language): Html {
  const words = wordsOf(language)
  const money = formatMoney(amountOf(receipt.amount), receipt.currency === 'USD' ? 'USD' : 'IDR', language)
  const body = html`<section class="card state paid">
    <span class="badge">${ICONS.check}</span>
    <h1>${words.receipt}</h1>
    <p class="amount small">${money}</p>
    <dl>
      <dt>${words.number}</dt>
      <dd>${receipt.number}</dd>
      <dt>${words.method}</dt>
      <dd>${words.methodNames[receipt.method] ?? receipt.method}</dd>
      <dt>${words.date}</dt>
      <dd>${localTime(receipt.issued_at, language, 'moment')}</dd>
    </dl>
  </section>`
  return framed({ brand, language, words, title: words.receipt, body, again: null, other: null })
}

export function missingPage(brand: Brand, language: Language): Html {
  const words = wordsOf(language)
  const body = stateCard('ended', ICONS.alert, words.missing, null, words.missingNote)
  return framed({ brand, language, words, title: words.missing, body, again: null, other: null })
}

const cancelForm = (view: PageView, words: Words): Html =>
  html`<form method="post" action="${link(view, 'cancel')}">
    <button class="plain danger">${words.cancel}</button>
  </form>`

function page(view: PageView, title: string, body: Html, again: number | null = null, rest?: string): Html {
  const { brand, language } = view
  const other = link({ ...view, language: language === 'id' ? 'en' : 'id' }, rest)
  return framed({ brand, language, words: wordsOf(language), title, body, again, other })
}

function saleNumber({ metadata }: SessionRow): string | null {
  const pairs = metadata === null ? null : (JSON.parse(metadata) as Record<string, unknown>)
  const number = pairs?.['sale_number']
  return typeof number === 'string' && number !== '' ? number.slice(0, 40) : null
}
