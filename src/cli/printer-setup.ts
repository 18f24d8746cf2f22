import type { PrinterProfile } from '../core/domain/printers.ts'
import { PRINTER_ROLES } from '../core/domain/printers.ts'
import { probePrinter as probeLine } from '../main/adapters/escpos/index.ts'
import { toStoreRefusal } from '../main/adapters/sqlite/open.ts'
import { createIds, silentLog, systemClock } from '../main/adapters/system/system.ts'
import { ANYWHERE, openTransport, parsePrinterUri } from '../main/adapters/transports/index.ts'
import { openPrinterDesk } from '../main/printer-desk.ts'
import { createPrinterLanes } from '../main/usecases/printing/printer-line.ts'
import {
  admitPrinter,
  printTrial,
  probePrinter,
  savePrinter,
  type PrinterDesk,
} from '../main/usecases/printing/printers.ts'
import { findBooks } from './books-of-mode.ts'
import { refuse } from './command.ts'
import { openTerminal, runWizard, type WizardAnswers } from './printer-wizard.ts'
import { sayJson, sayRefusal } from './say.ts'

type End = 'done' | 'failed'

/** Asks a printer how it stands, whether or not a till knows it. */
export async function askPrinter(uri: string, { chunkBytes, chunkDelayMs }: PrinterProfile): Promise<End> {
  const address = parsePrinterUri(uri)
  if (!address.ok)
    return refuse(
      `Alamat printer ${uri} tidak terbaca (${address.error.detail}).`,
      `The printer address ${uri} cannot be read (${address.error.detail}).`,
    )
  const signal = AbortSignal.timeout(STATUS_MS)
  const opened = await openTransport(address.value, { chunkBytes, chunkDelayMs, places: ANYWHERE }).open(
    signal,
  )
  if (!opened.ok) {
    sayRefusal(opened.error)
    return 'failed'
  }
  try {
    const { finding, condition } = await probeLine(opened.value, signal)
    sayJson({ printer: uri, condition, ...finding })
    return 'done'
  } finally {
    await opened.value.close()
  }
}
const STATUS_MS = 30_000

export interface SetUpOptions {
  readonly uri?: string | undefined
  readonly profile?: PrinterProfile | undefined
  readonly name?: string | undefined
  readonly data?: string | undefined
  readonly mode?: string | undefined
}

/** Stores a printer in the books: by asking step by step, or as its profile has it when a name is given. */
export async function setUpPrinter(options: SetUpOptions): Promise<End> {
  const { data, mode: asked } = options
  const { dataFolder, mode } = findBooks({
    ...(data === undefined ? {} : { data }),
    ...(asked === undefined ? {} : { mode: asked }),
  })
  const answersGiven = options.name === undefined ? null : unasked(options)
  try {
    const ids = createIds(systemClock)
    const opened = await openPrinterDesk({ dataFolder, mode, clock: systemClock, ids, log: silentLog })
    if (!opened.ok) {
      sayRefusal(opened.error)
      return 'failed'
    }
    try {
      const answers = answersGiven ?? (await askAtTerminal(opened.value, options))
      return answers === null ? brokenOff() : store(opened.value, answers)
    } finally {
      opened.value.close()
    }
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    sayRefusal(refusal)
    return 'failed'
  }
}

function unasked({ uri, profile, name = '' }: SetUpOptions): WizardAnswers {
  if (uri === undefined || profile === undefined)
    return refuse(
      'Dengan --name, sebut juga alamat printer dan --profile.',
      'With --name, name the address of the printer and --profile too.',
    )
  if (name.trim() === '' || name.length > 40)
    return refuse('Nama printer 1 sampai 40 huruf.', 'A printer name has 1 to 40 letters.')
  return { uri, name: name.trim(), profile: profile.id, roles: PRINTER_ROLES, finding: null }
}

async function askAtTerminal(
  desk: PrinterDesk,
  { uri, profile }: SetUpOptions,
): Promise<WizardAnswers | null> {
  const terminal = openTerminal(process.stdin, process.stderr)
  const lanes = createPrinterLanes()
  try {
    return await runWizard(
      terminal,
      {
        profiles: desk.printers.profiles(),
        find: async () => (await desk.printers.find()).printers,
        guess: desk.printers.guessProfile,
        admit: (address) => admitPrinter(desk, { uri: address }),
        probe: async (address, chosen) => await probePrinter(desk, lanes, { uri: address, profile: chosen }),
        print: async (address, chosen, page) =>
          await printTrial(desk, lanes, { uri: address, profile: chosen, page }),
        tell: sayRefusal,
      },
      { uri, profile },
    )
  } finally {
    terminal.close()
  }
}

function store(desk: PrinterDesk, answers: WizardAnswers): End {
  const saved = savePrinter(desk, { id: null, ...answers })
  if (!saved.ok) {
    sayRefusal(saved.error)
    return 'failed'
  }
  const { name, uri, roles, profile } = saved.value
  sayJson({ printer: uri, name, roles, profile: typeof profile === 'string' ? profile : profile.id })
  return 'done'
}

function brokenOff(): End {
  process.stderr.write('Dibatalkan. Tidak ada yang diubah.\nBroken off. Nothing was changed.\n')
  return 'failed'
}
