import type { ReceiptDocument } from '../domain/receipts/receipt.ts'
import type { Paper } from './paper.ts'

/** Banner of the mode, mark of a copy, and who sells. */
export function layoutHead(paper: Paper, document: ReceiptDocument): void {
  layoutModeBanner(paper, document)
  layoutCopyMark(paper, document)
  if (paper.logo !== null) paper.add({ kind: 'image', image: paper.logo })
  paper.centered(document.shop.name, { bold: true })
  if (paper.shows('address')) for (const line of document.shop.addressLines) paper.centered(line)
  for (const line of document.shop.headerLines ?? []) paper.centered(line)
  if (document.shop.npwp !== null) paper.centered(`NPWP ${document.shop.npwp}`)
  paper.rule('=')
}

/** The head of a slip that stays in the shop: no address, no logo. */
export function layoutShopHead(paper: Paper, document: ReceiptDocument, title: string): void {
  layoutModeBanner(paper, document)
  layoutCopyMark(paper, document)
  paper.centered(document.shop.name, { bold: true })
  paper.rule('=')
  paper.centered(title, { bold: true })
}

/** Practice and test slips say so at the top and at the bottom, so that neither half passes for a receipt. */
function layoutModeBanner(paper: Paper, document: ReceiptDocument): void {
  const banner = paper.words.modeBanner[document.mode]
  if (banner !== null) paper.centered(banner, { bold: true })
}

function layoutCopyMark(paper: Paper, document: ReceiptDocument): void {
  const { copy } = document
  if (copy === null) return
  if (copy.holder === 'shop') return paper.centered(paper.words.merchantCopy, { bold: true })
  paper.centered(paper.words.copy(copy.number), { bold: true })
  const when = momentText(copy.printedAt, document)
  const who = paper.words.askedBy(paper.printable(copy.askedBy))
  const fits = when.length + 1 + who.length <= paper.columns - 2
  for (const line of fits ? [`${when} ${who}`] : [when, who]) paper.centered(line)
}

/** Number, date, cashier and till. */
export function layoutMeta(paper: Paper, document: ReceiptDocument & { readonly saleNumber: string }): void {
  const length = paper.isWide ? 'long' : 'short'
  layoutNumberAndPeople(paper, document, { label: paper.words.number[length], value: document.saleNumber })
}

/** The same for a slip with a number that is not a sale's; `more` fields stand between the date and the cashier. */
export function layoutNumberAndPeople(
  paper: Paper,
  document: ReceiptDocument,
  number: { readonly label: string; readonly value: string },
  more: readonly (readonly [label: string, value: string])[] = [],
): void {
  const { words } = paper
  const date = words.date[paper.isWide ? 'long' : 'short']
  const separator = paper.isWide ? ' : ' : ': '
  const widest = (labels: readonly string[]): number => Math.max(...labels.map((label) => label.length))
  const labels = [number.label, date, words.cashier, ...more.map(([label]) => label)]
  const sideBySide = cashierAndTill(paper, document, widest(labels), separator)
  // the till on a line of its own is one of the labels, and their colons stand in one column
  const ownLine = sideBySide === null && paper.shows('terminal')
  const width = widest(ownLine ? [...labels, words.terminal] : labels)
  paper.field(number.label, number.value, width, separator)
  paper.field(date, momentText(document.occurredAt, document, { seconds: paper.isWide }), width, separator)
  for (const [label, value] of more) paper.field(label, value, width, separator)
  if (sideBySide !== null) return paper.line(sideBySide)
  if (paper.shows('cashier')) paper.field(words.cashier, document.cashier, width, separator)
  if (paper.shows('terminal')) paper.field(words.terminal, document.terminal, width, separator)
}

/** Both on one line; null when they do not fit it, or one of them is not wanted. */
function cashierAndTill(
  paper: Paper,
  document: ReceiptDocument,
  width: number,
  separator: string,
): string | null {
  if (!paper.shows('terminal') || !paper.shows('cashier')) return null
  const cashier = `${paper.words.cashier.padEnd(width)}${separator}${paper.printable(document.cashier)}`
  const till = `${paper.words.terminal}: ${paper.printable(document.terminal)}`
  // narrow paper: the till stands right of the middle; wide paper: at the right edge
  const tillStart = paper.isWide ? paper.columns - till.length : Math.floor(paper.columns / 2) + 1
  const fits = cashier.length < tillStart && tillStart + till.length <= paper.columns
  return fits ? cashier.padEnd(tillStart) + till : null
}

/** The shop's rules flush left, its closing words in the middle. */
export function layoutFoot(paper: Paper, document: ReceiptDocument): void {
  // "kecuali dengan struk ini" on a bill that nobody has paid would make a receipt of it
  const terms = document.kind === 'bill' ? [] : (document.shop.termsLines ?? [])
  if (terms.length + document.shop.footerLines.length > 0) paper.rule()
  for (const line of terms) paper.text(line)
  for (const line of document.shop.footerLines) paper.centered(line)
}

/** Room for a hand: the line, and below it whose name belongs there. */
export function layoutSignature(paper: Paper, label: string): void {
  paper.add({ kind: 'feed', lines: 2 })
  paper.line('_'.repeat(Math.min(24, paper.columns)))
  paper.text(label)
}

export function layoutEnd(paper: Paper, document: ReceiptDocument): void {
  layoutModeBanner(paper, document)
  paper.add({ kind: 'cut' })
}

type Zone = Pick<ReceiptDocument, 'utcOffsetMinutes' | 'zoneLabel'>

/** `15/07/2026 14:05 WITA` in the outlet's zone; tills write the hour with a colon. */
export function momentText(utc: string, zone: Zone, { seconds = false } = {}): string {
  return `${dateText(utc, zone)} ${timeText(utc, zone, { seconds })}`
}

export function dateText(utc: string, zone: Zone): string {
  const [year, month, day] = localIso(utc, zone).slice(0, 10).split('-')
  return `${day}/${month}/${year}`
}

export function timeText(utc: string, zone: Zone, { seconds = false } = {}): string {
  const time = localIso(utc, zone).slice(11, seconds ? 19 : 16)
  return zone.zoneLabel === '' ? time : `${time} ${zone.zoneLabel}`
}

function localIso(utc: string, { utcOffsetMinutes }: Zone): string {
  return new Date(Date.parse(utc) + utcOffsetMinutes * 60_000).toISOString()
}
