import type { CSSProperties } from 'react'

/** From teal over blue to plum: nothing near the amber of waiting, the green of paid and the red of broken. */
const FIRST_HUE = 190
const HUES = 130

/**
 * The hue of a group of products, the same on every till and after every start, for the tints of the style sheet. What is
 * in no group has none.
 */
export function shelfOf(category: string): CSSProperties | undefined {
  if (category === '') return undefined
  let sum = 7
  for (let at = 0; at < category.length; at += 1) sum = (sum * 31 + category.charCodeAt(at)) % 100_003
  return { '--shelf': FIRST_HUE + ((sum * 73) % HUES) } as CSSProperties
}

/** `Es Teh Manis` is `ET`: what an eye that knows the shelf looks for. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((word) => /[\p{L}\p{N}]/u.exec(word) ?? [])
    .slice(0, 2)
    .join('')
    .toUpperCase()
