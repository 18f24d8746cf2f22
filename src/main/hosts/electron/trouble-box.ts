import type { Language } from '../../../core/domain/language.ts'
import { dialog, type BrowserWindow, type MessageBoxOptions, type MessageBoxReturnValue } from 'electron'
import { hostWords } from './host-words.ts'

/**
 * Asks whether to wait for a page that hangs. None of these boxes stops the core, because each belongs to a window: on a Mac
 * one without a window holds everything up until it is answered, the watching of payments with it.
 */
export async function askAboutHang(
  language: Language,
  window: BrowserWindow,
  answersAgain: AbortSignal,
): Promise<boolean> {
  const words = hostWords(language)
  const { response } = await ask(window, {
    type: 'warning',
    title: 'Gerai',
    message: words.hungTitle,
    detail: words.hungDetail,
    buttons: [words.wait, words.reloadNow],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    signal: answersAgain,
  })
  return response === 1
}

/** A box of its own only where there is no window that a person can see. */
async function ask(window: BrowserWindow | null, options: MessageBoxOptions): Promise<MessageBoxReturnValue> {
  if (window !== null && canHoldBox(window)) return await dialog.showMessageBox(window, options)
  const { signal: _unheard, ...rest } = options
  return await dialog.showMessageBox(rest)
}

/** On a window that is not shown a box could not be answered. */
export const canHoldBox = (window: BrowserWindow): boolean => !window.isDestroyed() && window.isVisible()

/** Asks whoever closes Gerai in the middle of a payment whether they mean it. True when they do. */
export async function askToLeave(language: Language, window: BrowserWindow): Promise<boolean> {
  const words = hostWords(language)
  const { response } = await ask(window, {
    type: 'warning',
    title: 'Gerai',
    message: words.leaveTitle,
    detail: words.leaveDetail,
    buttons: [words.stay, words.quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

export interface RestartBox {
  readonly language: Language
  /** The cashier's, where there is one. */
  readonly window: BrowserWindow | null
  readonly why: 'crashed' | 'unloadable' | 'fault'
  /** Finds the fault in the log; null where there is none. */
  readonly reference: string | null
  /** Saves the logs where the person wants them, also without a core; says what became of it, null when they changed their mind. */
  saveLogs(): Promise<string | null>
}

/** The restart screen. True when Gerai shall start again, false when it shall end. */
export async function askToRestart(box: RestartBox): Promise<boolean> {
  const { language, window, why, reference, saveLogs } = box
  const words = hostWords(language)
  const [message, text] = sayWhy(why, language)
  const known = reference === null ? [text] : [text, `${words.reference}: ${reference}`]
  let saved: string | null = null
  for (;;) {
    const { response } = await ask(window, {
      type: 'error',
      title: 'Gerai',
      message,
      detail: [...known, ...(saved === null ? [] : [saved])].join('\n\n'),
      buttons: [words.restart, words.saveLogs, words.quit],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    })
    if (response !== 1) return response === 0
    saved = await saveLogs()
  }
}

function sayWhy(why: RestartBox['why'], language: Language): readonly [title: string, detail: string] {
  const words = hostWords(language)
  if (why === 'crashed') return [words.crashedTitle, words.crashedDetail]
  if (why === 'unloadable') return [words.unloadableTitle, words.unloadableDetail]
  return [words.faultTitle, words.faultDetail]
}
