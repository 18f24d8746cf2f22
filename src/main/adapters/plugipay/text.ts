/** A foreign text as one line for people: no control or direction characters, at most `max` characters. */
export const oneLine = (text: string, max = 200): string =>
  text
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, max)

/** The same, or null when nothing is left or it was no text. */
export function lineOrNull(value: unknown, max = 200): string | null {
  const line = typeof value === 'string' ? oneLine(value.slice(0, max * 4), max) : ''
  return line === '' ? null : line
}
