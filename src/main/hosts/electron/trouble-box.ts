import { dialog } from 'electron'
import type { Language } from '../../../core/domain/refusals.ts'
import { hostWords } from './host-words.ts'

/** Asks whether to wait for a page that hangs. None of these boxes stops the core: payments are watched behind them. */
export async function askAboutHang(language: Language, answersAgain: AbortSignal): Promise<boolean> {
  const words = hostWords(language)
  const { response } = await dialog.showMessageBox({
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

export interface RestartBox {
  readonly language: Language
  readonly why: 'crashed' | 'unloadable' | 'fault'
  /** Finds the fault in the log; null where there is none. */
  readonly reference: string | null
  /** Saves the logs where the person wants them, also without a core; says what became of it, null when they changed their mind. */
  saveLogs(): Promise<string | null>
}

/** The restart screen. True when Gerai shall start again, false when it shall end. */
export async function askToRestart({ language, why, reference, saveLogs }: RestartBox): Promise<boolean> {
  const words = hostWords(language)
  const [message, text] = sayWhy(why, language)
  const known = reference === null ? [text] : [text, `${words.reference}: ${reference}`]
  let saved: string | null = null
  for (;;) {
    const { response } = await dialog.showMessageBox({
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
