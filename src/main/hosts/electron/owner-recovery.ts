import { existsSync } from 'node:fs'
import { app, dialog } from 'electron'
import type { Language } from '../../../core/domain/language.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import { modeLabel } from '../../../core/domain/sentences/labels.ts'
import { cleanText } from '../../../core/domain/shown-text.ts'
import type { StoredPerson } from '../../../core/ports/people-books.ts'
import { booksFile } from '../../adapters/sqlite/backup-restore.ts'
import { toStoreRefusal } from '../../adapters/sqlite/open.ts'
import { scryptPins } from '../../adapters/system/pins.ts'
import { createIds, systemClock } from '../../adapters/system/system.ts'
import { languageAtStart } from '../../gerai.ts'
import { makeUpPin, openRecovery, type Recovery } from '../../recover-owner.ts'
import { hostWords } from './host-words.ts'
import { showRefusal } from './refusal-box.ts'

type HostWords = ReturnType<typeof hostWords>

/** As long a name as a button of a box takes. */
const NAME_LIMIT = 40

/**
 * `--recover-owner`: an installed till has no terminal, so boxes ask who forgot the PIN and show a new one that opens the till
 * once. No till is open meanwhile, and the log says that it was done, as with the command.
 */
export async function recoverOwner(dataFolder: string, mode: Mode): Promise<void> {
  await app.whenReady()
  const language = languageAtStart(dataFolder)
  const words = hostWords(language)
  try {
    // opening books that are not there would make them
    if (existsSync(booksFile(dataFolder, mode))) await openAndRecover(dataFolder, mode, language)
    else tell(words.recoverNobody, words.recoverNobodyDetail, words)
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    showRefusal(refusal)
  }
  app.exit(0)
}

async function openAndRecover(dataFolder: string, mode: Mode, language: Language): Promise<void> {
  const clock = systemClock
  const opened = await openRecovery({ dataFolder, mode, clock, ids: createIds(clock), pins: scryptPins })
  if (!opened.ok) return showRefusal(opened.error)
  try {
    await recover(opened.value, mode, language)
  } finally {
    opened.value.close()
  }
}

async function recover(recovery: Recovery, mode: Mode, language: Language): Promise<void> {
  const words = hostWords(language)
  const { owners } = recovery
  if (owners.length === 0) return tell(words.recoverNobody, words.recoverNobodyDetail, words)
  const owner = chooseOwner(owners, `Mode: ${modeLabel(mode, language)}`, words)
  if (owner === undefined) return
  const pin = makeUpPin()
  const set = await recovery.setPin(owner, pin, 'made_up')
  if (!set.ok) return showRefusal(set.error)
  tell(`${words.recoveredPin} ${cleanText(owner.name, NAME_LIMIT)}: ${pin}`, words.recoveredDetail, words)
}

/** Undefined when nobody is meant after all; so is whoever closes the box or presses Enter without reading. */
function chooseOwner(
  owners: readonly StoredPerson[],
  whichBooks: string,
  words: HostWords,
): StoredPerson | undefined {
  const chosen = dialog.showMessageBoxSync({
    type: 'question',
    title: 'Gerai',
    message: words.recoverTitle,
    // each mode has PINs of its own
    detail: `${whichBooks}\n\n${words.recoverDetail}`,
    buttons: [...owners.map(({ name }) => cleanText(name, NAME_LIMIT)), words.cancel],
    defaultId: owners.length,
    cancelId: owners.length,
    noLink: true,
  })
  return owners[chosen]
}

function tell(message: string, detail: string, words: HostWords): void {
  dialog.showMessageBoxSync({ type: 'info', title: 'Gerai', message, detail, buttons: [words.read] })
}
