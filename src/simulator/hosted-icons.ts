import { html, type Html } from './html.ts'

/** Line icons, 24 px, in the colour of the text around them; words stand beside each of them. */
const icon = (paths: Html, name = ''): Html =>
  html`<svg
    class="${name}"
    width="24"
    height="24"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths}
  </svg>`

export const ICONS = {
  qris: icon(
    html`<rect x="3" y="3" width="7" height="7" rx="1" /><rect x="14" y="3" width="7" height="7" rx="1" />
      <rect x="3" y="14" width="7" height="7" rx="1" /><path d="M14 14h3v3M21 14v7h-7M17 21v-1" />`,
  ),
  ewallet: icon(
    html`<path
        d="M19 7V5a1 1 0 0 0-1-1H5a2 2 0 0 0 0 4h15a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H5a2 2 0 0 1-2-2V6"
      />
      <path d="M17 14h.01" />`,
  ),
  bank: icon(html`<path d="M3 21h18M5 21V10M19 21V10M9 21V10M15 21V10M3 10l9-6 9 6z" />`),
  card: icon(html`<rect x="2" y="5" width="20" height="14" rx="2" /><path d="M2 10h20M6 15h4" />`),
  shop: icon(
    html`<path
      d="M3 9l1.5-5h15L21 9M4 9v11h16V9M3 9a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0M10 20v-6h4v6"
    />`,
  ),
  counter: icon(
    html`<rect x="2" y="6" width="20" height="12" rx="2" /><circle cx="12" cy="12" r="2.5" /><path
        d="M6 12h.01M18 12h.01"
      />`,
  ),
  clock: icon(html`<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3 2" />`),
  check: icon(html`<path d="M5 12.5l4.5 4.5L19 7.5" />`),
  cross: icon(html`<path d="M6 6l12 12M18 6L6 18" />`),
  alert: icon(html`<path d="M12 8v5M12 16.5h.01" /><circle cx="12" cy="12" r="9" />`),
  go: icon(html`<path d="M9 6l6 6-6 6" />`, 'go'),
  bankConfirm: icon(html`<path d="M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z" /><path d="M9 12l2 2 4-4" />`),
} as const
