import type { App, Session, WebContents, WebPreferences } from 'electron'
import { seatOfUrl } from './pages.ts'

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

/** Refuses every way out of a page, for every web contents this app will ever have. */
export function lockDownContents(app: App): void {
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
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** A page may load itself again (its own restart button does), but it never becomes another page. */
function isReload(contents: WebContents, url: string): boolean {
  const seat = seatOfUrl(url)
  return seat !== null && seat === seatOfUrl(contents.getURL())
}

/** No camera, location, notification, device or download: the pages use none of them. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => {
    event.preventDefault()
  })
}
