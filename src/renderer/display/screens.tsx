import { lazy, Suspense, type CSSProperties } from 'react'
import type { DisplayView } from '../../core/contract/views/display.ts'
import { formatMoney } from '../../core/domain/money.ts'
import { displayCatalogs, useT } from '../i18n/display.words.ts'
import { QrPicture } from '../ui/QrPicture.tsx'
import { formatClock } from '../ui/time.ts'
import { Amount } from './Amount.tsx'
import type { CoverReason, DisplayFeed, DisplayPicture } from './feed.ts'
import { CheckIcon, HandIcon } from './icons.tsx'
import { Lines } from './Lines.tsx'
import type { FetchPicture } from './pictures.ts'
import type * as SlidesModule from './Slides.tsx'
import { shortNumber, shownName } from './text.ts'
import { useServerSecond } from './use-now.ts'
import { Watermark } from './Watermark.tsx'

/** The edge of the receipt's code, in CSS px: 4 px a module for the usual sealed address, more on a large screen. */
const receiptCodeRoom = (): number => Math.max(260, Math.min(window.innerWidth, window.innerHeight) * 0.36)

type ScreenOf<Name extends DisplayView['screen']> = Extract<DisplayView, { screen: Name }>

/** From this many characters on a name gets smaller letters instead of dots at its end. */
const LONG_NAME = 28

// only a shop that has pictures of its own fetches what shows them
const Slides = lazy(async () => ({ default: (await slidesOrNone()).Slides }))
const OwnLogo = lazy(async () => ({ default: (await slidesOrNone()).OwnLogo }))
/** A piece of the page that cannot be fetched costs the pictures, not the shop's name. */
const slidesOrNone = (): Promise<Pick<typeof SlidesModule, 'Slides' | 'OwnLogo'>> =>
  import('./Slides.tsx').catch(() => ({ Slides: () => null, OwnLogo: () => null }))

/** Nobody is being served: the shop's name, and a clock that shows the screen is alive. */
export function Idle({
  view,
  feed,
  pictures,
}: {
  readonly view: ScreenOf<'idle'>
  readonly feed: DisplayFeed
  readonly pictures?: FetchPicture | undefined
}) {
  const t = useT()
  const second = useServerSecond(feed)
  const { brand, slides = [], logo } = view
  const name = shownName(brand?.name ?? view.shop.name)
  const time = second === null ? '' : formatClock(new Date(second * 1000).toISOString(), view.shop, false)
  return (
    <main
      className={slides.length > 0 && pictures !== undefined ? 'idle idle-slides' : 'idle'}
      data-testid="display-idle"
      style={brand?.accent ? ({ '--brand': brand.accent, '--tint': brand.tint } as CSSProperties) : undefined}
    >
      <div className="arch" aria-hidden="true" />
      {slides.length > 0 && pictures !== undefined && (
        <Suspense fallback={null}>
          <Slides ids={slides} pictures={pictures} />
        </Suspense>
      )}
      <div className="idle-words">
        {logo !== undefined && pictures !== undefined ? (
          <Suspense fallback={null}>
            <OwnLogo id={logo} pictures={pictures} />
          </Suspense>
        ) : brand?.logo ? (
          <img className="idle-logo" src={`data:image/png;base64,${brand.logo}`} alt="" />
        ) : (
          <p className="idle-welcome">{t('welcome')}</p>
        )}
        <h1 className={name.length > LONG_NAME ? 'idle-name idle-name-long' : 'idle-name'}>
          <bdi>{name}</bdi>
        </h1>
        {brand?.tagline && <p className="idle-tagline">{shownName(brand.tagline)}</p>}
        <p className="idle-clock">{time}</p>
      </div>
    </main>
  )
}

/** The cart as it grows, newest line at the bottom; the other half is kept calm for the code that comes next. */
export function CartScreen({ view }: { readonly view: ScreenOf<'cart'> }) {
  const t = useT()
  const { shop, currency } = view
  return (
    <main className="halves" data-testid="display-cart">
      <section className="half">
        <p className="shop">
          <bdi>{shownName(shop.name)}</bdi>
        </p>
        <Lines
          lines={view.lines}
          orderDiscount={view.orderDiscount}
          currency={currency}
          language={shop.language}
          keep="newest"
        />
        <div className="sum">
          <p className="sum-label">{t('totalSoFar')}</p>
          <Amount amount={view.total} currency={currency} language={shop.language} />
        </div>
      </section>
      <section className="half half-calm">
        <div className="arch" aria-hidden="true" />
        <p className="calm-words">{t('checkCart')}</p>
      </section>
    </main>
  )
}

/** LUNAS: one word, one amount, and a watermark no photograph can keep up with. */
export function PaidScreen({ view, feed }: { readonly view: ScreenOf<'paid'>; readonly feed: DisplayFeed }) {
  const t = useT()
  const { shop, order, change, receiptQr } = view
  const kinds = [...new Set(view.kinds.map((kind) => t(`kind_${kind}`)))].join(' + ')
  const facts = [
    kinds,
    t('saleNumber', { number: shownName(order.saleNumber) }),
    formatClock(view.paidAt, shop),
  ]
  return (
    <main className={receiptQr ? 'paid paid-with-code' : 'paid'} data-testid="display-paid">
      <Watermark feed={feed} shop={shop} number={shortNumber(order.saleNumber)} />
      <div className="paid-words" role="status">
        <CheckIcon />
        <h1 className="paid-state" data-testid="display-state">
          {t('paid')}
        </h1>
        <Amount amount={order.total} currency={order.currency} language={shop.language} />
        {change > 0 && (
          <p className="paid-change" data-testid="display-change">
            {t('change')} <strong>{formatMoney(change, order.currency, shop.language)}</strong>
          </p>
        )}
        <p className="paid-facts">
          {facts.filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <p className="paid-thanks">{t('thanks')}</p>
      </div>
      {receiptQr && (
        <div className="receipt-code" data-testid="display-receipt-qr">
          <QrPicture matrix={receiptQr} room={receiptCodeRoom()} label={t('receiptLabel')} />
          <p>{t('receiptOnPhone')}</p>
        </div>
      )}
    </main>
  )
}

const COVER_TITLE = {
  connecting: 'coverConnecting',
  lost: 'coverLost',
  expired: 'coverExpired',
} as const satisfies Readonly<Record<CoverReason, string>>

/** Stands where a code may have been, in both languages: a guest must understand it too. */
export function Cover({ picture }: { readonly picture: Extract<DisplayPicture, { type: 'cover' }> }) {
  const title = COVER_TITLE[picture.reason]
  const [first, second] = picture.shop?.language === 'en' ? (['en', 'id'] as const) : (['id', 'en'] as const)
  return (
    <main className="cover" data-testid="display-cover" data-reason={picture.reason}>
      <HandIcon />
      <div className="cover-words" role="alert">
        <h1 className="cover-title" lang={first}>
          {displayCatalogs[first][title]} <strong>{displayCatalogs[first].coverNext}</strong>
        </h1>
        <p className="cover-second" lang={second}>
          {displayCatalogs[second][title].replace('…', '')}, {displayCatalogs[second].coverNext}
        </p>
      </div>
    </main>
  )
}
