import { Component, useLayoutEffect, useSyncExternalStore, type ReactNode } from 'react'
import type { DisplayView } from '../../core/contract/views/display.ts'
import { unreachable } from '../../core/domain/result.ts'
import type { Mode } from '../../core/domain/provider/session.ts'
import { displayWords, useT } from '../i18n/display.words.ts'
import { useTheme } from '../ui/theme.ts'
import type { DisplayFeed, DisplayPicture } from './feed.ts'
import type { FetchPicture } from './pictures.ts'
import { AskingPayment, CodePayment, InvitedPayment, WaitingPayment } from './Payment.tsx'
import { CartScreen, Cover, Idle, PaidScreen } from './screens.tsx'
import type { VoiceDesk } from './voice-desk.ts'

/** The customer's screen: exactly what the feed says may be seen. */
export function DisplayApp({
  feed,
  voice,
  pictures,
}: {
  readonly feed: DisplayFeed
  readonly voice?: VoiceDesk
  /** Fetches the shop's own pictures; without it there are none. */
  readonly pictures?: FetchPicture
}) {
  const picture = useSyncExternalStore(feed.subscribe, feed.picture)
  const shop = picture.type === 'view' ? picture.view.shop : picture.shop
  const language = shop?.language ?? 'id'
  useLayoutEffect(() => displayWords.setLanguage(language), [language])
  useTheme(shop?.contrast === true ? 'contrast' : 'system', shop?.accent, false)
  return (
    <CoverWhenBroken key={pictureKey(picture)}>
      <div className="display" data-screen={pictureKey(picture)}>
        <ModeStrip mode={shop?.mode ?? 'live'} />
        {picture.type === 'cover' ? (
          <Cover picture={picture} />
        ) : (
          <Screen view={picture.view} feed={feed} pictures={pictures} />
        )}
        {voice !== undefined && isCalm(picture) && <SoundButton voice={voice} />}
      </div>
    </CoverWhenBroken>
  )
}

function Screen({
  view,
  feed,
  pictures,
}: {
  readonly view: DisplayView
  readonly feed: DisplayFeed
  readonly pictures: FetchPicture | undefined
}) {
  switch (view.screen) {
    case 'idle':
      return <Idle view={view} feed={feed} pictures={pictures} />
    case 'cart':
      return <CartScreen view={view} />
    case 'asking':
      return <AskingPayment view={view} />
    case 'code':
      return <CodePayment view={view} feed={feed} />
    case 'invite':
      return <InvitedPayment view={view} />
    case 'waiting':
      return <WaitingPayment view={view} />
    case 'paid':
      return <PaidScreen view={view} feed={feed} />
    default:
      return unreachable(view)
  }
}

/** Practice and test are said on every screen, in ink: worth knowing, nothing to worry about. */
function ModeStrip({ mode }: { readonly mode: Mode }) {
  const t = useT()
  if (mode === 'live') return null
  return (
    <header className="mode" data-testid="display-mode">
      {t(mode)}
    </header>
  )
}

/** Asks for the touch only while nothing is to be paid. */
const isCalm = (picture: DisplayPicture): boolean =>
  picture.type === 'view' && (picture.view.screen === 'idle' || picture.view.screen === 'cart')

function SoundButton({ voice }: { readonly voice: VoiceDesk }) {
  const t = useT()
  const needsTap = useSyncExternalStore(voice.subscribe, voice.needsTap)
  if (!needsTap) return null
  return (
    <button type="button" className="sound" data-testid="display-sound" onClick={voice.arm}>
      {t('tapForSound')}
    </button>
  )
}

const pictureKey = (picture: DisplayPicture): string =>
  picture.type === 'cover' ? 'cover' : picture.view.screen

/** A bug while drawing must not leave an old code behind: the cover takes over until the next screen. */
class CoverWhenBroken extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError = () => ({ broken: true })
  override render() {
    return this.state.broken ? (
      <Cover picture={{ type: 'cover', reason: 'lost', shop: null }} />
    ) : (
      this.props.children
    )
  }
}
