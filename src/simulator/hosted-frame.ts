import { DEFAULT_ACCENT } from './hosted-style.ts'
import { ICONS } from './hosted-icons.ts'
import type { Language, Words } from './hosted-words.ts'
import { html, type Html } from './html.ts'

/** Whose page it is. */
export interface Brand {
  readonly name: string
  readonly tagline: string | null
  /** `#rrggbb`, or null for the default. */
  readonly accent: string | null
}

export interface Frame {
  readonly brand: Brand
  readonly language: Language
  readonly words: Words
  readonly title: string
  readonly body: Html
  /** Seconds after which the page asks again by itself. */
  readonly again: number | null
  /** Where the same page is in the other language; null leaves the link out. */
  readonly other: string | null
}

/** The page around every screen. It runs no script. */
export function framed({ brand, language, words, title, body, again, other }: Frame): Html {
  const accent = (brand.accent ?? `#${DEFAULT_ACCENT}`).slice(1).toLowerCase()
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#f5f6f8" />
        <title>${title} - ${brand.name}</title>
        <link rel="stylesheet" href="/assets/hosted.css?accent=${accent}" />
        <link rel="icon" type="image/svg+xml" href="/assets/hosted.svg?accent=${accent}" />
        ${again === null ? null : html`<meta http-equiv="refresh" content="${again}" />`}
      </head>
      <body>
        <main>
          <header>
            <span class="avatar" aria-hidden="true">${initials(brand.name)}</span>
            <span class="shop"
              ><strong>${brand.name}</strong>${
                brand.tagline === null ? null : html`<span>${brand.tagline}</span>`
              }</span
            >
            ${other === null ? null : html`<a class="lang" href="${other}">${words.otherLanguage}</a>`}
          </header>
          ${body}
          <footer><span class="row">${ICONS.bankConfirm}</span>${words.practice}</footer>
        </main>
      </body>
    </html> `
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

export type EndKind = 'paid' | 'ended' | 'waiting'

/** A screen that says how it stands, in one word, with an icon and what to do next. */
export function stateCard(
  kind: EndKind,
  icon: Html,
  title: string,
  amount: string | null,
  note: string,
): Html {
  return html`<section class="card state ${kind}" role="status">
    <span class="badge">${icon}</span>
    <h1>${title}</h1>
    ${amount === null ? null : html`<p class="amount small">${amount}</p>`}
    <p class="quiet">${note}</p>
  </section>`
}

/** Minutes matter here, so the zone of the examples is named: a buyer's phone may stand elsewhere. */
export function localTime(at: number, language: Language, style: 'time' | 'moment'): string {
  const format = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    ...(style === 'moment' ? { dateStyle: 'medium' as const } : {}),
    timeStyle: 'short',
    timeZone: 'Asia/Jakarta',
  })
  return `${format.format(at)} WIB`
}
