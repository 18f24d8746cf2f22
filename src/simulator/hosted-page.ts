import { amountOf, formatMoney } from '../core/domain/money.ts'
import type { ReceiptRow, SessionRow } from './books.ts'
import { bankAccounts } from './charge.ts'
import { html, type Html } from './html.ts'
import { wordsOf, type Language, type Words } from './hosted-words.ts'
import type { CatalogueMethod } from './methods.ts'
import { MERCHANT } from './options.ts'

export interface PageView {
  readonly session: SessionRow
  readonly offered: readonly CatalogueMethod[]
  readonly language: Language
  /** One of the words of a failed attempt, shown above the choice. */
  readonly complaint: Complaint | null
}

export const COMPLAINTS = ['declined', 'insufficient', 'card_invalid', 'not_possible'] as const
export type Complaint = (typeof COMPLAINTS)[number]

/** The page behind `hostedUrl`: what to pay and how, or how it ended. Waiting states ask again by themselves. */
export function sessionPage(view: PageView): Html {
  const words = wordsOf(view.language)
  const { session } = view
  switch (session.status) {
    case 'open':
    case 'pending':
      return shell(
        view,
        words.pay,
        html`${dueCard(view)}${methodList(view, words)}${cancelForm(view, words)}`,
        null,
      )
    case 'pending_review':
      return ended(view, 'waiting', words.review, words.reviewNote, 4)
    case 'completed':
      return ended(view, 'paid', words.paid, words.paidNote, null)
    case 'expired':
      return ended(view, 'ended', words.expired, words.expiredNote, null)
    case 'canceled':
      return ended(view, 'ended', words.canceled, words.canceledNote, null)
    case 'failed':
      return ended(view, 'ended', words.failed, words.failedNote, null)
  }
}

/** The page of one method: the code, the account, the card form, or a button that plays the buyer's app. */
export function methodPage(view: PageView, method: CatalogueMethod, step: 'pay' | '3ds'): Html {
  const words = wordsOf(view.language)
  const isScan = method.id === 'qris'
  const body = html`${dueCard(view)}
    <section class="card">
      <h1>${method.label}</h1>
      ${methodBody(view, words, method, step)}
    </section>
    <p class="quiet"><a href="${link(view)}">${words.back}</a></p>
    ${cancelForm(view, words)}`
  return shell(view, method.label, body, isScan ? 4 : null)
}

function methodBody(view: PageView, words: Words, method: CatalogueMethod, step: 'pay' | '3ds'): Html {
  const { session } = view
  if (method.id === 'qris') {
    return html`<p class="quiet">${words.scan}</p>
      <img class="code" src="/c/${session.id}/qris.png" alt="QRIS ${MERCHANT.merchantName}" />
      <p class="quiet">${MERCHANT.merchantName}, NMID ${MERCHANT.nmid}</p>
      ${actionForm(view, 'pay', words.payNow, html`${hidden('method', method.id)}`)}`
  }
  if (method.id === 'card') return cardForm(view, words, step)
  const accounts = bankAccounts(session, method).map(
    ({ bankName, accountNumber, accountHolder }) =>
      html`<dl>
        <dt>${bankName}</dt>
        <dd></dd>
        <dt>${words.account}</dt>
        <dd>${accountNumber}</dd>
        <dt>${words.holder}</dt>
        <dd>${accountHolder}</dd>
      </dl>`,
  )
  if (method.id === 'transfer') return html`${accounts}${actionForm(view, 'claim', words.havePaid, null)}`
  if (method.adapter === 'manual') {
    return html`<p class="quiet">${words.counterNote}</p>
      ${actionForm(view, 'choose', words.counter, hidden('method', method.id))}`
  }
  return html`${accounts}${actionForm(view, 'pay', words.payNow, hidden('method', method.id))}`
}

function cardForm(view: PageView, words: Words, step: 'pay' | '3ds'): Html {
  if (step === '3ds') {
    const fields = html`${hidden('method', 'card')}${hidden('step', '3ds')}`
    return html`<p class="quiet">${words.threeDs}</p>
      ${actionForm(view, 'pay', words.confirmPayment, fields)}`
  }
  const fields = html`${hidden('method', 'card')}
    <label
      >${words.cardNumber}<input name="card" inputmode="numeric" autocomplete="off" maxlength="23" required
    /></label>
    <label
      >${words.expiry}<input name="expiry" inputmode="numeric" autocomplete="off" maxlength="5" required
    /></label>
    <label
      >${words.cvc}<input name="cvc" inputmode="numeric" autocomplete="off" maxlength="3" required
    /></label>`
  return html`<p class="quiet">4242 4242 4242 4242</p>
    ${actionForm(view, 'pay', words.payNow, fields)}`
}

/** The public proof of a payment. */
export function receiptPage(receipt: ReceiptRow, language: Language): Html {
  const words = wordsOf(language)
  const money = formatMoney(amountOf(receipt.amount), receipt.currency === 'USD' ? 'USD' : 'IDR', language)
  const body = html`<section class="card">
    <h1>${words.receipt}</h1>
    <p class="amount">${money}</p>
    <dl>
      <dt>${words.number}</dt>
      <dd>${receipt.number}</dd>
      <dt>${words.method}</dt>
      <dd>${receipt.method}</dd>
      <dt>${words.date}</dt>
      <dd>${localTime(receipt.issued_at, language)}</dd>
    </dl>
  </section>`
  return document(language, words.receipt, body, null, '')
}

export function missingPage(language: Language): Html {
  const words = wordsOf(language)
  const body = html`<section class="card state ended"><h1>${words.missing}</h1></section>`
  return document(language, words.missing, body, null, '')
}

function dueCard({ session, language, complaint }: PageView): Html {
  const words = wordsOf(language)
  return html`<section class="card">
    <p class="quiet">${words.amountDue}</p>
    <p class="amount">${money(session, language)}</p>
    <p class="quiet">${words.until} ${localTime(session.expires_at, language)}</p>
    ${complaint === null ? null : html`<p class="notice" role="alert">${words[complaint]}</p>`}
  </section>`
}

function methodList(view: PageView, words: Words): Html {
  const items = view.offered.map(
    ({ id, label }) => html`<li><a class="button" href="${link(view, id)}">${label}</a></li>`,
  )
  return html`<nav aria-label="${words.choose}">
    <ul>
      ${items}
    </ul>
  </nav>`
}

function ended(
  view: PageView,
  kind: 'paid' | 'ended' | 'waiting',
  title: string,
  note: string,
  again: number | null,
): Html {
  const { session, language } = view
  const words = wordsOf(language)
  const target = kind === 'paid' ? session.success_url : session.cancel_url
  const body = html`<section class="card state ${kind}">
    <h1>${title}</h1>
    <p class="amount">${money(session, language)}</p>
    <p class="quiet">${note}</p>
    ${kind === 'waiting' ? null : html`<p><a href="${target}" rel="noreferrer">${words.toShop}</a></p>`}
  </section>`
  return shell(view, title, body, again)
}

const cancelForm = (view: PageView, words: Words): Html =>
  html`<form method="post" action="${link(view, 'cancel')}">
    <button class="plain">${words.cancel}</button>
  </form>`

const actionForm = (view: PageView, action: string, label: string, fields: Html | null): Html =>
  html`<form method="post" action="${link(view, action)}">
    ${fields}<button class="main">${label}</button>
  </form>`

const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" />`

const link = ({ session, language }: PageView, rest?: string): string =>
  `/c/${session.id}${rest === undefined ? '' : `/${rest}`}?lang=${language}`

function shell(view: PageView, title: string, body: Html, again: number | null): Html {
  const other = view.language === 'id' ? 'en' : 'id'
  return document(view.language, title, body, again, `/c/${view.session.id}?lang=${other}`)
}

function document(language: Language, title: string, body: Html, again: number | null, other: string): Html {
  const words = wordsOf(language)
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - ${MERCHANT.brandName}</title>
        <link rel="stylesheet" href="/assets/hosted.css" />
        ${again === null ? null : html`<meta http-equiv="refresh" content="${again}" />`}
      </head>
      <body>
        <main>
          <header>
            <strong>${MERCHANT.brandName}</strong>
            ${other === '' ? null : html`<a href="${other}">${words.otherLanguage}</a>`}
          </header>
          ${body}
          <footer>${words.practice}</footer>
        </main>
      </body>
    </html> `
}

const money = ({ amount, currency }: SessionRow, language: Language): string =>
  formatMoney(amountOf(amount), currency === 'USD' ? 'USD' : 'IDR', language)

/** In the shop's time zone of the examples, named, since a buyer's phone may stand elsewhere. */
function localTime(at: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Jakarta',
  })
  return `${format.format(at)} WIB`
}
