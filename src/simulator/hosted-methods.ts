import type { SessionRow } from './books.ts'
import { bankAccounts } from './charge.ts'
import { ICONS } from './hosted-icons.ts'
import { labelOf, link, methodTile, moneyOf, type PageView } from './hosted-view.ts'
import type { Words } from './hosted-words.ts'
import { html, type Html } from './html.ts'
import type { CatalogueMethod } from './methods.ts'
import { MERCHANT } from './options.ts'

/** What a buyer does for one method, below the amount. */
export function methodBody(view: PageView, words: Words, method: CatalogueMethod, step: 'pay' | '3ds'): Html {
  if (method.id === 'qris') return qrBody(view, words, method)
  if (method.id === 'card') return step === '3ds' ? confirmBody(view, words) : cardBody(view, words, method)
  if (method.id === 'transfer') return transferBody(view, words, method)
  if (method.adapter === 'manual') return counterBody(view, words, method)
  if (method.family === 'va') return accountBody(view, words, method)
  return method.family === 'retail' ? storeBody(view, words, method) : appBody(view, words, method)
}

const qrBody = (view: PageView, words: Words, method: CatalogueMethod): Html =>
  html`<section class="card qr">
      <img
        class="code"
        src="/c/${view.session.id}/qris.png"
        alt="QRIS ${MERCHANT.merchantName}"
        width="300"
        height="300"
      />
      <strong>${MERCHANT.merchantName}</strong>
      <p class="quiet">NMID ${MERCHANT.nmid}</p>
      <p class="quiet">${words.scan}</p>
    </section>
    ${actionForm(view, 'pay', words.payNow, hidden('method', method.id))}`

const appBody = (view: PageView, words: Words, method: CatalogueMethod): Html =>
  html`<section class="card">
      ${head(method, words)}
      <p class="quiet">${words.appNote}</p>
    </section>
    ${actionForm(view, 'pay', `${words.payWith} ${labelOf(method, words)}`, hidden('method', method.id))}`

function accountBody(view: PageView, words: Words, method: CatalogueMethod): Html {
  return html`<section class="card">
      ${head(method, words)}
      <p class="quiet">${words.vaNote}</p>
      ${accounts(view, words, method)}
    </section>
    ${actionForm(view, 'pay', words.payNow, hidden('method', method.id))}`
}

const storeBody = (view: PageView, words: Words, method: CatalogueMethod): Html =>
  html`<section class="card">
      ${head(method, words)}
      <p class="quiet">${words.retailNote}</p>
      <p class="quiet">${words.payCode}</p>
      <p class="number">${storeCode(view.session)}</p>
    </section>
    ${actionForm(view, 'pay', words.payNow, hidden('method', method.id))}`

const storeCode = ({ id }: SessionRow): string => `GRI ${id.slice(-8, -4)} ${id.slice(-4)}`

const counterBody = (view: PageView, words: Words, method: CatalogueMethod): Html =>
  html`<section class="card">
      ${head(method, words)}
      <p class="quiet">${words.counterNote}</p>
    </section>
    ${actionForm(view, 'choose', words.counter, hidden('method', method.id))}`

const transferBody = (view: PageView, words: Words, method: CatalogueMethod): Html =>
  html`<section class="card">
    ${head(method, words)}
    <p class="quiet">${words.transferNote}</p>
    ${accounts(view, words, method)}
    <form method="post" action="${link(view, 'claim')}" enctype="multipart/form-data">
      <div class="fields">
        <label
          >${words.proof}<input type="file" name="file" accept="image/png,image/jpeg,image/webp"
        /></label>
      </div>
      <button class="main">${words.havePaid}</button>
    </form>
  </section>`

const accounts = ({ session, language }: PageView, words: Words, method: CatalogueMethod): Html =>
  html`${bankAccounts(session, method).map(
    ({ bankName, accountNumber, accountHolder }) =>
      html`<p class="quiet">${bankName}</p>
        <p class="number">${accountNumber}</p>
        <dl>
          <dt>${words.holder}</dt>
          <dd>${accountHolder}</dd>
          <dt>${words.yourAmount}</dt>
          <dd>${moneyOf(session, language)}</dd>
        </dl>`,
  )}`

const confirmBody = (view: PageView, words: Words): Html =>
  html`<section class="card">
      <div class="head">
        <span class="tile">${ICONS.bankConfirm}</span>
        <h1>${words.threeDsTitle}</h1>
      </div>
      <p class="quiet">${words.threeDs}</p>
    </section>
    ${actionForm(view, 'pay', words.confirmPayment, html`${hidden('method', 'card')}${hidden('step', '3ds')}`)}`

function cardBody(view: PageView, words: Words, method: CatalogueMethod): Html {
  const samples: readonly (readonly [string, string])[] = [
    ['4242 4242 4242 4242', words.testPaid],
    ['4000 0000 0000 0002', words.testDeclined],
    ['4000 0000 0000 9995', words.testPoor],
    ['4000 0027 6000 3184', words.test3ds],
  ]
  return html`<section class="card">
    ${head(method, words)}
    <form method="post" action="${link(view, 'pay')}">
      ${hidden('method', 'card')}${cardFields(words)}
      <button class="main">${words.payNow}</button>
      ${testCards(words, samples)}
    </form>
  </section>`
}

export const cardFields = (words: Words): Html =>
  html`<div class="fields">
    <label
      >${words.cardNumber}<input
        name="card"
        inputmode="numeric"
        autocomplete="off"
        maxlength="23"
        placeholder="0000 0000 0000 0000"
        required
    /></label>
    <div class="two">
      <label
        >${words.expiry}<input
          name="expiry"
          inputmode="numeric"
          autocomplete="off"
          maxlength="5"
          placeholder="12/30"
          required
      /></label>
      <label
        >${words.cvc}<input
          name="cvc"
          inputmode="numeric"
          autocomplete="off"
          maxlength="4"
          placeholder="123"
          required
      /></label>
    </div>
  </div>`

/** Each fills nothing in but sends itself: the page has no script that could. */
export const testCards = (words: Words, samples: readonly (readonly [string, string])[]): Html =>
  html`<details>
    <summary>${words.testCards}</summary>
    <div class="tests">
      ${samples.map(
        ([number, meaning]) =>
          html`<button name="test_card" value="${number}" formnovalidate>
            ${number}<span>${meaning}</span>
          </button>`,
      )}
    </div>
  </details>`

const head = (method: CatalogueMethod, words: Words): Html =>
  html`<div class="head">
    ${methodTile(method)}
    <h1>${labelOf(method, words)}</h1>
  </div>`

const actionForm = (view: PageView, action: string, label: string, fields: Html | null): Html =>
  html`<form method="post" action="${link(view, action)}">
    ${fields}<button class="main">${label}</button>
  </form>`

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" />`
