/** A slip as a grid of characters: what the encoder turns into bytes and the preview draws as paper. */
export interface Layout {
  readonly columns: number
  readonly blocks: readonly Block[]
  /** What reads differently on paper than it was typed; shown in the preview. */
  readonly warnings: readonly LayoutWarning[]
}

export type Block = TextBlock | RuleBlock | FeedBlock | QrBlock | ImageBlock | CutBlock

export interface TextBlock {
  readonly kind: 'text'
  /** Printable ASCII only, no longer than the columns (half of them when double). */
  readonly text: string
  readonly size: 'normal' | 'double'
  readonly bold: boolean
  readonly align: 'left' | 'center'
}

export interface RuleBlock {
  readonly kind: 'rule'
  readonly character: '-' | '='
}

export interface FeedBlock {
  readonly kind: 'feed'
  readonly lines: number
}

export interface QrBlock {
  readonly kind: 'qr'
  readonly payload: string
  /** Long QRIS texts take smaller modules than short links; the printer's profile knows how many dots. */
  readonly moduleHint: 'qris' | 'link'
  /** Asks for this many dots per module, whatever the profile says (test pages). */
  readonly moduleDots?: number
  /** What the code is, for a preview and for screen readers; never printed. */
  readonly caption?: string
}

export interface ImageBlock {
  readonly kind: 'image'
  readonly image: RasterImage
}

export interface CutBlock {
  readonly kind: 'cut'
}

/** Black dots on white: rows of `ceil(width / 8)` bytes, the leftmost dot in the highest bit. */
export interface RasterImage {
  readonly widthDots: number
  readonly heightDots: number
  readonly rows: Uint8Array
}

/** Something that reads differently on paper than it was typed, or costs paper. `text` is what was typed. */
export type LayoutWarning =
  /** Characters without any counterpart among the printer's letters, each printed as `?`. */
  | { readonly type: 'characters_replaced'; readonly characters: readonly string[]; readonly text: string }
  /** Control characters or turns of the writing direction, left out: a name must not command a printer. */
  | { readonly type: 'characters_removed'; readonly text: string }
  | { readonly type: 'text_long'; readonly lines: number; readonly text: string }

export const MIN_COLUMNS = 24
export const MAX_COLUMNS = 64

/** From here a line has room for name, quantity, price and amount side by side. */
export const WIDE_FROM_COLUMNS = 42

/** A QRIS text has at most 512 characters; what is far longer cannot be scanned from paper. */
export const LONGEST_CODE = 700
