import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * The app's own letters, when their file can be found: beside the source it lies in the font's package, beside the
 * bundle among the app's pages. Without it the page uses the letters of the phone.
 */
export const HOSTED_FONT: Buffer | null = readFont()

function readFont(): Buffer | null {
  const file = 'plus-jakarta-sans-latin-wght-normal'
  try {
    const { resolve } = createRequire(import.meta.url)
    return readFileSync(resolve(`@fontsource-variable/plus-jakarta-sans/files/${file}.woff2`))
  } catch {
    return readBundledFont(file)
  }
}

function readBundledFont(file: string): Buffer | null {
  try {
    const folder = join(import.meta.dirname, '../renderer/assets')
    const name = readdirSync(folder).find((each) => each.startsWith(file) && each.endsWith('.woff2'))
    return name === undefined ? null : readFileSync(join(folder, name))
  } catch {
    return null
  }
}

export const DEFAULT_ACCENT = '3b3fd8'

/** The style of the hosted pages, a file of its own so that no page needs an inline style. `accent` is six hex digits. */
export const hostedStyle = (accent: string): string => `${HOSTED_FONT ? FONT_FACE : ''}
:root { color-scheme: light; --ink: #171a21; --quiet: #525866; --line: #e4e6eb; --ground: #f5f6f8;
  --accent: #${accent}; --on-accent: ${isDark(accent) ? '#fff' : '#171a21'};
  --link: ${isDark(accent) ? `#${accent}` : '#171a21'}; }
${RULES}`

const FONT_FACE = `@font-face { font-family: 'Plus Jakarta Sans'; src: url(/assets/hosted.woff2) format('woff2');
  font-weight: 200 800; font-display: swap; }
`

/** A coin, for the browser's tab. */
export const hostedIcon = (accent: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#${accent}"/>` +
  `<circle cx="16" cy="16" r="9" fill="none" stroke="#fff" stroke-width="3"/></svg>`

/** By relative luminance: white letters stand on dark colours only. */
function isDark(accent: string): boolean {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(accent.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18
}

const RULES = `
/* the letters' own word space looks tight, and buttons would not inherit another */
* { box-sizing: border-box; word-spacing: .16em; }
body { margin: 0; background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%;
  font: 16px/1.5 'Plus Jakarta Sans', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 430px; min-height: 100vh; min-height: 100dvh; margin: 0 auto; padding: 12px 16px 20px;
  display: flex; flex-direction: column; gap: 16px; }
main > * { margin: 0; }
header { display: flex; align-items: center; gap: 12px; min-height: 44px; }
.avatar { flex: none; width: 40px; height: 40px; border-radius: 12px; display: grid; place-items: center;
  background: var(--accent); color: var(--on-accent); font-weight: 700; font-size: 15px; }
.shop { flex: 1; min-width: 0; line-height: 1.3; }
.shop strong { display: block; overflow-wrap: anywhere; }
.shop span { color: var(--quiet); font-size: 13px; }
.lang { flex: none; padding: 11px 0 11px 12px; font-size: 14px; font-weight: 600; text-decoration: none; }
.card { background: #fff; border: 1px solid var(--line); border-radius: 24px; padding: 20px; }
.due { text-align: center; }
h1 { font-size: 20px; line-height: 1.3; margin: 0; }
h2 { font-size: 14px; font-weight: 600; color: var(--quiet); margin: 0 0 8px 4px; }
.amount { font-size: 40px; font-weight: 700; line-height: 1.2; margin: 2px 0 0; letter-spacing: -.01em;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.amount.small { font-size: 32px; }
.quiet { color: var(--quiet); margin: 4px 0 0; font-size: 14px; }
.row { display: inline-flex; align-items: center; gap: 6px; }
.row svg { width: 16px; height: 16px; }
.notice { display: flex; gap: 10px; align-items: center; background: #fff1db; color: #7a3d00; border-radius: 14px;
  padding: 12px 14px; font-size: 15px; font-weight: 600; text-align: left; }
.notice svg { flex: none; }
ul { list-style: none; margin: 0; padding: 0; }
.list { background: #fff; border: 1px solid var(--line); border-radius: 20px; overflow: hidden; }
.list li + li { border-top: 1px solid var(--line); }
.list a { display: flex; align-items: center; gap: 14px; min-height: 64px; padding: 10px 16px 10px 12px;
  color: var(--ink); text-decoration: none; font-weight: 600; }
.list a:active { background: var(--ground); }
.list small { display: block; color: var(--quiet); font-size: 13px; font-weight: 400; }
.list .label { flex: 1; min-width: 0; line-height: 1.35; }
.list .go { color: #8d93a1; width: 20px; height: 20px; }
.tile { flex: none; width: 44px; height: 44px; border-radius: 12px; display: grid; place-items: center;
  background: #ececfd; color: #3b3fd8; }
.tile.ewallet { background: #e2f5eb; color: #0b7a4b; }
.tile.va, .tile.paypal { background: #e3f0fb; color: #0b5a91; }
.tile.card-tile { background: #fff1db; color: #8a4600; }
.tile.retail { background: #fbe9e9; color: #a62020; }
.tile.offline { background: #eceef2; color: #3b414e; }
.groups { display: grid; gap: 16px; }
.state { text-align: center; padding: 32px 20px 28px; }
.badge { width: 76px; height: 76px; border-radius: 50%; display: grid; place-items: center; margin: 0 auto 16px; }
.badge svg { width: 38px; height: 38px; }
.paid .badge { background: #e2f5eb; color: #0b7a4b; } .paid h1 { color: #0b7a4b; }
.ended .badge { background: #fbe9e9; color: #c22727; } .ended h1 { color: #c22727; }
.waiting .badge { background: #fff1db; color: #b45a00; } .waiting h1 { color: #a34f00; }
.state h1 { font-size: 24px; }
.state .amount { margin: 8px 0 4px; }
.state p.quiet { font-size: 16px; }
.steps { display: grid; gap: 8px; }
button, .button { display: flex; align-items: center; justify-content: center; width: 100%; min-height: 56px;
  padding: 12px 16px; border-radius: 14px; border: 1px solid var(--line); background: #fff; color: var(--ink);
  font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 700; font-size: 17px; }
.plain { border: 0; background: none; color: var(--quiet); min-height: 44px; padding: 8px; }
.danger { color: #b01f1f; }
form { margin: 0; }
.card form { margin-top: 16px; }
.card .quiet + .quiet { margin-top: 12px; }
.due .quiet + .quiet, .qr .quiet + .quiet { margin-top: 4px; }
button:focus-visible, a:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid #9ea0f2; outline-offset: 2px; }
.code { display: block; width: min(100%, 300px); height: auto; margin: 0 auto; background: #fff; image-rendering: pixelated; }
.qr { text-align: center; padding: 16px 20px 20px; }
.qr strong { display: block; overflow-wrap: anywhere; }
.head { display: flex; align-items: center; gap: 14px; }
.head + * { margin-top: 16px; }
label { display: block; font-size: 14px; font-weight: 600; color: var(--quiet); }
.fields { display: grid; gap: 12px; margin-bottom: 16px; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; align-items: end; }
input { display: block; width: 100%; min-height: 52px; margin-top: 4px; padding: 12px 14px; border: 1px solid #c3c8d2;
  border-radius: 14px; font: inherit; font-variant-numeric: tabular-nums; color: var(--ink); background: #fff; }
input[type=file] { padding: 13px 14px; font-size: 14px; }
.number { margin: 2px 0 0; font-size: 24px; font-weight: 700; letter-spacing: .02em; font-variant-numeric: tabular-nums; user-select: all;
  overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 16px; margin: 16px 0 0; text-align: left; }
dt { color: var(--quiet); }
dd { margin: 0; text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
details { border-top: 1px solid var(--line); margin-top: 16px; padding-top: 4px; }
summary { min-height: 44px; display: flex; align-items: center; font-weight: 600; cursor: pointer; color: var(--quiet); font-size: 14px; }
summary { list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ''; width: 8px; height: 8px; margin: -4px 0 0 10px; border: solid currentColor; border-width: 0 2px 2px 0;
  transform: rotate(45deg); }
details[open] summary::after { transform: rotate(225deg); margin-top: 4px; }
.tests { display: grid; gap: 8px; }
.tests button { justify-content: space-between; gap: 12px; font-size: 14px; min-height: 52px; text-align: left; }
.tests span { color: var(--quiet); font-weight: 400; text-align: right; }
footer { margin-top: auto; display: flex; justify-content: center; align-items: center; gap: 8px; color: var(--quiet); font-size: 13px; }
a { color: var(--link); }
`
