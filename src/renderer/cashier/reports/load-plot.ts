/**
 * The library that paints charts. As it loads it asks for numbers in the browser's language, and on a machine without
 * one (LANG=C) that is `en-US@posix`, which no browser can format in: the page would break for the sake of a picture.
 */
export async function loadPlot() {
  if (!isLanguage(navigator.language))
    Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true })
  return (await import('uplot')).default
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
