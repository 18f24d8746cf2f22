/** The shop's look, as the customer's screen shows it while nobody is served. */
export interface DisplayBrand {
  /** As the shop calls itself at the provider; null keeps the name of the settings. */
  readonly name: string | null
  readonly tagline: string | null
  /** The shop's colour as it is, `#rrggbb`: a breath of it is the ground behind the words. */
  readonly tint: string | null
  /** The same, dark enough to be read on white. */
  readonly accent: string | null
  /** A picture of ours (PNG, base64), drawn from what the provider names. */
  readonly logo: string | null
}

/** Small letters on white must reach this against it, as every word on that screen does. */
const LEAST_CONTRAST = 7

/**
 * A colour that can be read on white: the given one, or a darker one of the same hue. Null for what is no `#rrggbb`. Near
 * white becomes grey, which is honest: no shade of it could be seen.
 */
export function readableOnWhite(accent: string | null): string | null {
  if (accent === null || !/^#[0-9a-f]{6}$/i.test(accent)) return null
  const channels = [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16))
  for (let share = 100; share > 0; share -= 1) {
    const darker = channels.map((value) => Math.round((value * share) / 100))
    if (contrastWithWhite(darker) >= LEAST_CONTRAST) return hex(darker)
  }
  return '#000000'
}

/** WCAG 2 contrast of a colour (0 to 255 each) against white, 1 to 21. */
export const contrastWithWhite = (channels: readonly number[]): number => 1.05 / (luminance(channels) + 0.05)

function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const hex = (channels: readonly number[]): string =>
  `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`
