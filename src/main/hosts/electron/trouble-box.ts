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
  readonly why: 'crashed' | 'fault'
  /** Finds the fault in the log; null where there is none. */
  readonly reference: string | null
  /** Hands the logs to whoever helps; the box comes back after it. */
  exportLogs(): Promise<unknown>
}

/** The restart screen. True when Gerai shall start again, false when it shall end. */
export async function askToRestart({ language, why, reference, exportLogs }: RestartBox): Promise<boolean> {
  const words = hostWords(language)
  const [message, text] =
    why === 'crashed' ? [words.crashedTitle, words.crashedDetail] : [words.faultTitle, words.faultDetail]
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Gerai',
      message,
      detail: reference === null ? text : `${text}\n\n${words.reference}: ${reference}`,
      buttons: [words.restart, words.openLogs, words.quit],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    })
    if (response !== 1) return response === 0
    await exportLogs()
  }
}
