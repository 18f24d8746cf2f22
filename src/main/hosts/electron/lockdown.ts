import type { App, DownloadItem, Session, WebContents, WebPreferences } from 'electron'
import { WHATSAPP_ORIGIN } from '../../../core/domain/receipts/link.ts'
import { SCHEME, seatOfUrl, type Seat } from './pages.ts'

/** How every page of ours runs: in the operating system's sandbox, apart from the preload, without Node. */
export function webPreferences(preload: string, devTools: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    // the spell checker would fetch dictionaries, and a till has no prose
    spellcheck: false,
    devTools,
    // a till behind another window still has to ring when money comes
    backgroundThrottling: false,
    autoplayPolicy: 'no-user-gesture-required',
  }
}

/**
 * Refuses every way out of a page, for every web contents this app will ever have. Only a message that a cashier wants to
 * send by WhatsApp is handed to the system's browser.
 */
export function lockDownContents(app: App, openOutside: (url: string) => Promise<void>): void {
  app.on('web-contents-created', (_event, contents) => {
    const stayHome = (details: { url: string; preventDefault(): void }): void => {
      if (!isReload(contents, details.url)) details.preventDefault()
    }
    contents.on('will-navigate', stayHome)
    contents.on('will-frame-navigate', stayHome)
    contents.on('will-redirect', (details) => {
      details.preventDefault()
    })
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    contents.setWindowOpenHandler(({ url }) => {
      // where the system has nothing to open it with, nothing opens
      if (mayOpenOutside(contents, url)) openOutside(url).catch(() => {})
      return { action: 'deny' }
    })
  })
}

/** What the system's browser may be asked to open, by its origin: all of it is https. */
const OUTSIDE: readonly string[] = [WHATSAPP_ORIGIN]

function mayOpenOutside(contents: WebContents, url: string): boolean {
  const address = URL.parse(url)
  return (
    address !== null &&
    seatOfUrl(contents.getURL()) === 'cashier' &&
    address.protocol === 'https:' &&
    // a name before the host is there to be mistaken for it
    address.username === '' &&
    address.password === '' &&
    OUTSIDE.includes(address.origin)
  )
}

/** A page may load itself again (its own restart button does), but it never becomes another page. */
function isReload(contents: WebContents, url: string): boolean {
  const seat = seatOfUrl(url)
  return seat !== null && seat === seatOfUrl(contents.getURL())
}

/** What a page may ask Chromium for, by its name there. No microphone, location, notification or device. */
const ALLOWED: Readonly<Record<Seat, readonly string[]>> = {
  // the button that copies the link of a receipt
  cashier: ['clipboard-sanitized-write'],
  customer: [],
}

function mayUse(contents: WebContents | null, permission: string, { isMainFrame, kinds }: Media): boolean {
  const seat = contents === null ? null : seatOfUrl(contents.getURL())
  if (seat === null) return false
  // the camera, for photos of slips and proofs; a till hears nothing
  const isCamera = permission === 'media' && kinds.length > 0 && kinds.every((kind) => kind === 'video')
  return isCamera ? seat === 'cashier' && isMainFrame : ALLOWED[seat].includes(permission)
}

/** What of `media` is asked for; nothing for every other permission. */
interface Media {
  readonly isMainFrame: boolean
  readonly kinds: readonly string[]
}

/** Refuses what the pages do not use. Of downloads only slips are kept. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    answer(mayUse(contents, permission, { isMainFrame: details.isMainFrame, kinds }))
  })
  session.setPermissionCheckHandler((contents, permission, _origin, { isMainFrame, mediaType }) =>
    mayUse(contents, permission, { isMainFrame, kinds: mediaType === undefined ? [] : [mediaType] }),
  )
  session.setDevicePermissionHandler(() => false)
  // the policy of the pages allows nothing remote; this holds also for what no policy covers
  session.webRequest.onBeforeRequest({ urls: REMOTE }, (_request, answer) => {
    answer({ cancel: true })
  })
  session.on('will-download', (event, item, contents) => {
    if (!isSlip(item, contents)) event.preventDefault()
  })
}

const REMOTE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*']

const SLIP_KINDS: readonly string[] = ['image/png', 'text/plain', 'application/pdf', 'text/html']

/**
 * A slip that the cashier's page hands over: ours as a picture or text, the payment service's as it came. The system asks
 * the person where to keep it, and nothing of it is opened here.
 */
function isSlip(item: DownloadItem, contents: WebContents): boolean {
  const [kind = ''] = item.getMimeType().split(';')
  return (
    item.getURL().startsWith(`blob:${SCHEME}://`) &&
    SLIP_KINDS.includes(kind) &&
    seatOfUrl(contents.getURL()) === 'cashier'
  )
}
