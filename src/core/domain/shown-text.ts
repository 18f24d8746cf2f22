/** The longest piece of somebody else's text that stands inside a sentence, in characters. */
const QUOTE_LIMIT = 80

/**
 * Somebody else's text on one line: no control characters, no direction overrides and no invisible ones (they can make a
 * name read differently from what it is), at most `limit` characters, never cut inside one.
 */
export function cleanText(text: string, limit: number): string {
  // the cut before the replacements keeps a megabyte of hostile text cheap
  const line = text
    .slice(0, limit * 8)
    .replace(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  const characters = [...line]
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`
}

/** A name or message inside quotation marks, so that it cannot pass for the app's own words. */
export function quoted(text: string): string {
  return `“${cleanText(text.replace(/[“”"]/g, "'"), QUOTE_LIMIT)}”`
}
