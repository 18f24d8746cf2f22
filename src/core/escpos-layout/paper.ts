import type { Language } from '../domain/language.ts'
import { decimalMark, formatAmount, formatMoney, type Amount, type Currency } from '../domain/money.ts'
import type { ReceiptDocument, ReceiptField } from '../domain/receipts/receipt.ts'
import { QUANTITY_UNIT } from '../domain/sale.ts'
import { receiptWords, type ReceiptWords } from '../domain/receipts/words.ts'
import {
  MAX_COLUMNS,
  MIN_COLUMNS,
  WIDE_FROM_COLUMNS,
  type Block,
  type Layout,
  type LayoutWarning,
  type RasterImage,
  type TextBlock,
} from './layout.ts'
import { toPrintable, wrapText } from './printable.ts'

/** A single text that takes more lines than this is told to whoever typed it. */
const MANY_LINES = 4

type TextStyle = Partial<Pick<TextBlock, 'size' | 'bold' | 'align'>>

/** A slip being written, top to bottom. Whatever is put on it fits: texts wrap, amounts stay whole. */
export class Paper {
  readonly columns: number
  readonly words: ReceiptWords
  readonly isWide: boolean
  readonly logo: RasterImage | null
  readonly #hidden: readonly ReceiptField[]
  readonly #currency: Currency
  readonly #language: Language
  readonly #blocks: Block[] = []
  readonly #warnings: LayoutWarning[] = []

  constructor(
    columns: number,
    document: Pick<ReceiptDocument, 'currency' | 'language' | 'hidden'>,
    logo: RasterImage | null = null,
  ) {
    if (!Number.isSafeInteger(columns) || columns < MIN_COLUMNS || columns > MAX_COLUMNS) {
      throw new RangeError(`columns must be ${MIN_COLUMNS} to ${MAX_COLUMNS}, not ${columns}`)
    }
    this.columns = columns
    this.isWide = columns >= WIDE_FROM_COLUMNS
    this.words = receiptWords(document.language)
    this.logo = logo
    this.#hidden = document.hidden ?? []
    this.#currency = document.currency
    this.#language = document.language
  }

  finish(): Layout {
    return { columns: this.columns, blocks: this.#blocks, warnings: this.#warnings }
  }

  add(block: Block): void {
    this.#blocks.push(block)
  }

  /** Does the owner want this on slips? */
  shows(field: ReceiptField): boolean {
    return !this.#hidden.includes(field)
  }

  rule(character: '-' | '=' = '-'): void {
    this.add({ kind: 'rule', character })
  }

  /** A paragraph; `indent` columns stay free at the left of every line. */
  text(text: string, style: TextStyle = {}, indent = 0): void {
    const width = this.#room(style) - indent
    const lines = this.#wrap(text, width)
    for (const line of lines) this.#line(' '.repeat(indent) + line, style)
  }

  centered(text: string, style: TextStyle = {}): void {
    this.text(text, { ...style, align: 'center' })
  }

  /** A name at the left and an amount at the right edge; a long name wraps, the amount never does. */
  pair(left: string, amount: string, style: TextStyle = {}, indent = 0): void {
    const lines = this.#wrap(left, this.columns - indent).map((line) => ' '.repeat(indent) + line)
    const last = lines.at(-1) ?? ''
    const fits = last.length + 1 + amount.length <= this.columns
    const closing = fits ? last.padEnd(this.columns - amount.length) + amount : amount.padStart(this.columns)
    for (const line of [...(fits ? lines.slice(0, -1) : lines), closing]) this.#line(line, style)
  }

  /** `Label : value`, the value hanging; one that would be broken by the label goes under it whole. */
  field(label: string, value: string, labelWidth: number, separator = ': '): void {
    const head = this.printable(label).padEnd(labelWidth) + separator
    const shown = this.printable(value)
    const room = this.columns - head.length
    const longestWord = Math.max(0, ...shown.split(' ').map((word) => word.length))
    if (longestWord > room) {
      this.#line(head.trimEnd())
      // the indent is given up before a number is broken that somebody has to type off
      this.text(shown, {}, longestWord > this.columns - 2 && longestWord <= this.columns ? 0 : 2)
      return
    }
    const [first = '', ...rest] = wrapText(shown, room)
    this.#line((head + first).trimEnd())
    for (const line of rest) this.#line(' '.repeat(head.length) + line)
  }

  /** A line built by the caller from printable parts that are known to fit. */
  line(text: string): void {
    this.#line(text)
  }

  amount(amount: Amount): string {
    return formatAmount(amount, this.#currency, this.#language)
  }

  /** With the currency's sign, unless the line is too short for both: the digits come first. */
  money(amount: Amount, room = this.columns): string {
    const text = formatMoney(amount, this.#currency, this.#language)
    return text.length <= room ? text : this.amount(amount)
  }

  /** `2`, or `0,350` for weights: thousandths, with the mark that amounts beside it have. */
  quantity(quantity: number): string {
    const whole = Math.trunc(quantity / QUANTITY_UNIT)
    const rest = Math.abs(quantity % QUANTITY_UNIT)
    if (rest === 0) return String(whole)
    const mark = decimalMark(this.#currency, this.#language) ?? ','
    // 0,350 kg is written with its three places, as the scale shows it
    return `${quantity < 0 && whole === 0 ? '-' : ''}${whole}${mark}${String(rest).padStart(3, '0')}`
  }

  printable(text: string): string {
    const { text: shown, replaced, removed } = toPrintable(text)
    if (replaced.length > 0) {
      this.#warn({ type: 'characters_replaced', characters: [...new Set(replaced)], text })
    }
    if (removed) this.#warn({ type: 'characters_removed', text })
    return shown
  }

  #wrap(text: string, width: number): string[] {
    const lines = wrapText(this.printable(text), width)
    if (lines.length > MANY_LINES) this.#warn({ type: 'text_long', lines: lines.length, text })
    return lines
  }

  #warn(warning: LayoutWarning): void {
    const known = this.#warnings.some((each) => each.type === warning.type && each.text === warning.text)
    if (!known) this.#warnings.push(warning)
  }

  /** Characters of a line; a centred one keeps a column free at either side, or it would not look centred. */
  #room({ size = 'normal', align = 'left' }: TextStyle): number {
    if (size === 'double') return Math.floor(this.columns / 2)
    return align === 'center' ? this.columns - 2 : this.columns
  }

  #line(text: string, { size = 'normal', bold = false, align = 'left' }: TextStyle = {}): void {
    const room = size === 'double' ? Math.floor(this.columns / 2) : this.columns
    if (text.length > room) throw new Error(`a line of ${text.length} does not fit ${room} columns: ${text}`)
    this.#blocks.push({ kind: 'text', text, size, bold, align })
  }
}
