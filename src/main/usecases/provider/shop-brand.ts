import { readableOnWhite, type DisplayBrand } from '../../../core/domain/brand.ts'
import type { ShopBrand } from '../../../core/ports/gateway-desks.ts'
import type { BooksReader } from '../../../core/ports/store.ts'
import type { Till } from '../till.ts'

/**
 * The shop's look, read from the provider at the start and once a day, and kept in the books: the customer's screen looks
 * the same without a network. Nothing waits for it.
 */
export interface BrandKeeper {
  start(): void
  stop(): void
}

const BRAND = 'shop_brand'
const DAY_MS = 86_400_000
/** After a failure; nothing here is urgent. */
const AGAIN_MS = 3_600_000
/** Sent with every idle view, so it has to stay small; a logo of usual size has a tenth of it. */
const MOST_LOGO_BYTES = 96 * 1024

export function createBrandKeeper(till: Till): BrandKeeper {
  let cancel: () => void = () => {}
  let stopped = false
  const round = (): void => {
    readBrand(till)
      .catch((fault: unknown) => {
        till.log.error('brand_fault', { fault: String(fault) })
        return false
      })
      .then((isRead) => {
        if (!stopped) cancel = till.clock.after(isRead ? DAY_MS : AGAIN_MS, round)
      })
      .catch(() => {})
  }
  return {
    start: round,
    stop: () => {
      stopped = true
      cancel()
    },
  }
}

/** One reading; false when there was no answer. What the provider no longer names is gone here too. */
async function readBrand(till: Till): Promise<boolean> {
  const answer = await till.background.desks.shop.brand()
  if (!answer.ok) {
    if (answer.error.type !== 'unsupported') till.log.info('brand_not_read', { failure: answer.error.type })
    return answer.error.type === 'unsupported'
  }
  const brand = await shownBrand(till, answer.value)
  const text = JSON.stringify(brand)
  if (text === till.store.read.value(BRAND)) return true
  const stored = till.store.write((books) => {
    books.setValue(BRAND, text)
  }, 'request')
  if (stored.ok) till.changed.ring()
  return true
}

async function shownBrand(till: Till, brand: ShopBrand): Promise<DisplayBrand> {
  const { name, tagline, accent, logoUrl } = brand
  const logo = logoUrl === null ? null : await drawLogo(till, logoUrl)
  return { name, tagline, tint: accent, accent: readableOnWhite(accent), logo }
}

/**
 * The logo as a picture of ours: fetched from the profile's hosts only, decoded, made small and encoded anew, so that
 * nothing of the foreign file reaches a screen. Without one the name stands alone.
 */
async function drawLogo(till: Till, url: string): Promise<string | null> {
  const fetched = await till.background.fetchImage(url)
  if (!fetched.ok) {
    till.log.info('logo_not_fetched', { failure: fetched.error.type })
    return null
  }
  const drawn = till.pictures.toScreenLogo(fetched.value)
  return drawn === null || drawn.byteLength > MOST_LOGO_BYTES ? null : Buffer.from(drawn).toString('base64')
}

/** What was last read; null where there is no provider, or it has not been read yet. */
export function brandIn(books: BooksReader): DisplayBrand | null {
  const text = books.value(BRAND)
  return text === null ? null : (JSON.parse(text) as DisplayBrand)
}
