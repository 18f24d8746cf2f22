import { unreachable } from '../domain/result.ts'
import type { Block, Layout, TextBlock } from './layout.ts'

/** The slip as plain lines, none longer than the columns; codes and images are named in brackets. */
export function layoutToText(layout: Layout): string[] {
  return layout.blocks.flatMap((block) => blockToText(block, layout.columns))
}

function blockToText(block: Block, columns: number): string[] {
  switch (block.kind) {
    case 'text':
      return [placeText(block, columns).trimEnd()]
    case 'rule':
      return [block.character.repeat(columns)]
    case 'feed':
      return Array.from({ length: block.lines }, () => '')
    case 'qr':
      return [centerText('[QR]', columns)]
    case 'image':
      return [centerText('[LOGO]', columns)]
    case 'cut':
      return []
    default:
      return unreachable(block)
  }
}

/** Free cells left of a text line, counted in its own characters: two columns each when double. */
export function marginCells({ text, size, align }: TextBlock, columns: number): number {
  if (align === 'left') return 0
  return Math.floor((Math.floor(columns / (size === 'double' ? 2 : 1)) - text.length) / 2)
}

function placeText(block: TextBlock, columns: number): string {
  return ' '.repeat(marginCells(block, columns) * (block.size === 'double' ? 2 : 1)) + block.text
}

const centerText = (text: string, columns: number): string =>
  ' '.repeat(Math.floor((columns - text.length) / 2)) + text
