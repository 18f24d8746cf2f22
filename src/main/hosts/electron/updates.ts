import type { Language } from '../../../core/domain/language.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { UpdateView } from '../../../core/contract/views/desktop.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Clock, Log } from '../../../core/ports/system.ts'
import { notesIn, type ReleaseNotes } from './release-notes.ts'

/** The part of electron-updater that is used, with its own names. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  allowDowngrade: boolean
  requestHeaders: Record<string, string | string[] | undefined | number> | null
  logger: unknown
  on(event: 'update-available' | 'update-not-available', listener: (info: UpdateNews) => void): unknown
  on(event: 'update-downloaded', listener: (info: UpdateNews) => void): unknown
  on(event: 'download-progress', listener: (progress: { readonly percent: number }) => void): unknown
  on(event: 'error', listener: (fault: Error) => void): unknown
  checkForUpdates(): Promise<unknown>
  downloadUpdate(): Promise<unknown>
  quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean): void
}

export interface UpdateNews {
  readonly version: string
  readonly releaseNotes?: ReleaseNotes
}

export type UpdatesOff = Extract<UpdateView, { state: 'off' }>['why']

export interface Updates {
  view(): UpdateView
  /** Looks now; what is found is downloaded at once, unless money is under way: then with the next look. */
  check(): Promise<Result<null, Refusal>>
  /** Replaces the program when nothing is under way; `closeThen` closes the books before. */
  install(closeThen: (last: () => void) => void): Promise<Result<null, Refusal>>
  stop(): void
}

export interface UpdatesOptions {
  readonly off: UpdatesOff | null
  /** Imports the library: it reads the packed app's own address of updates and must not be touched elsewhere. */
  readonly load: () => Promise<Updater>
  /** The books are closed and the program could not be replaced: the old one has to start again. */
  readonly onNotInstalled: () => void
  /** What forbids it now. */
  readonly busy: () => 'payment' | 'order' | 'shift' | null
  readonly language: () => Language
  readonly clock: Clock
  readonly log: Log
  /** Without it nothing is looked for until a person asks. */
  readonly firstCheckMs?: number
}

/** A packed app may be updated by itself, unless the system's package manager does that, or no address was packed. */
export function whyUpdatesAreOff(app: {
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
  readonly resources: string
  readonly environment: NodeJS.ProcessEnv
}): UpdatesOff | null {
  if (!app.isPackaged) return 'not_packaged'
  // on Linux only an AppImage is one file that can replace itself; a deb belongs to the system. A deb carries its own mark,
  // because APPIMAGE is also inherited from an AppImage that started this one
  const isDeb = existsSync(join(app.resources, 'package-type'))
  if (app.platform === 'linux' && (isDeb || (app.environment['APPIMAGE'] ?? '') === ''))
    return 'package_manager'
  return existsSync(join(app.resources, 'app-update.yml')) ? null : 'no_feed'
}

const CHECK_EVERY_MS = 6 * 3_600_000

export function createUpdates(options: UpdatesOptions): Updates {
  const { off, busy, clock, log } = options
  let state: UpdateView = off === null ? { state: 'none', checkedAt: null } : { state: 'off', why: off }
  let news: UpdateNews | null = null
  let updater: Promise<Updater> | null = null
  let cancel = (): void => {}
  let isInstalling = false

  const loaded = (): Promise<Updater> => {
    updater ??= load()
    return updater
  }
  const load = async (): Promise<Updater> => {
    const made = await options.load()
    // each step is ours to allow, and never by itself when the app ends: it may end in the middle of a payment
    made.autoDownload = false
    made.autoInstallOnAppQuit = false
    made.allowDowngrade = false
    made.logger = null
    // the number that the library draws for a staged release stays here: who asks for updates is nobody's business
    made.requestHeaders = { 'x-user-staging-id': '' }
    made.on('update-available', (info) => {
      news = info
      state = { state: 'downloading', version: info.version, percent: 0 }
    })
    made.on('update-not-available', () => {
      state = { state: 'none', checkedAt: clock.now() }
    })
    made.on('download-progress', ({ percent }) => {
      if (state.state === 'downloading') state = { ...state, percent: Math.floor(percent) }
    })
    made.on('update-downloaded', (info) => {
      news = info
      log.info('update_ready', { version: info.version })
      state = { state: 'ready', version: info.version, notes: null, waitsFor: null }
    })
    made.on('error', (fault) => {
      fail(fault)
      if (isInstalling) options.onNotInstalled()
    })
    return made
  }
  const fail = (fault: unknown): void => {
    // the library says it twice: by its event, and to whoever waits
    if (state.state === 'failed') return
    const detail = fault instanceof Error ? fault.message : String(fault)
    log.warn('update_failed', { detail })
    state = { state: 'failed', detail: detail.slice(0, 300) }
  }

  const check = async (): Promise<Result<null, Refusal>> => {
    if (off !== null) return err({ type: 'updates_off', why: off })
    // already on its way, or here
    if (state.state === 'checking' || state.state === 'downloading' || state.state === 'ready')
      return ok(null)
    state = { state: 'checking' }
    news = null
    try {
      const from = await loaded()
      await from.checkForUpdates()
      if (isChecking(state)) state = { state: 'none', checkedAt: clock.now() }
      if (news !== null) await download(from)
    } catch (fault) {
      fail(fault)
    }
    const failure = failureIn(state)
    return failure === null ? ok(null) : err({ type: 'update_not_found', detail: failure })
  }
  /** Not waited for: it takes minutes. A line that carries a payment is not shared with it. */
  const download = async (from: Updater): Promise<void> => {
    if (busy() === 'payment') {
      state = { state: 'none', checkedAt: clock.now() }
      lookIn(RETRY_MS)
      return
    }
    from.downloadUpdate().catch(fail)
    await Promise.resolve()
  }
  const lookIn = (ms: number): void => {
    cancel()
    cancel = clock.after(ms, () => {
      lookIn(CHECK_EVERY_MS)
      void check()
    })
  }
  if (off === null && options.firstCheckMs !== undefined) lookIn(options.firstCheckMs)

  return {
    view: () =>
      state.state === 'ready'
        ? { ...state, notes: notesIn(options.language(), news?.releaseNotes), waitsFor: busy() }
        : state,
    check,
    install: async (closeThen) => {
      if (off !== null) return err({ type: 'updates_off', why: off })
      if (state.state !== 'ready') return err({ type: 'update_not_ready' })
      const from = await loaded()
      const waitsFor = busy()
      if (waitsFor !== null) return err({ type: 'update_waits', for: waitsFor })
      log.info('update_installing', { version: state.version })
      closeThen(() => {
        isInstalling = true
        from.quitAndInstall(false, true)
      })
      return ok(null)
    },
    stop: () => {
      cancel()
    },
  }
}

/** A download that had to wait for a payment is tried again after this long. */
const RETRY_MS = 10 * 60_000

/** These are asked through functions, because the compiler cannot know that listeners change the state meanwhile. */
const failureIn = (view: UpdateView): string | null => (view.state === 'failed' ? view.detail : null)
const isChecking = (view: UpdateView): boolean => view.state === 'checking'
