import { createInterface } from 'node:readline'
import {
  codesAsDots,
  codesOfSize,
  columnsTyped,
  drawerStayedClosed,
  feedingMore,
  profileToStore,
  withColumns,
  withKnife,
  withoutDrawer,
} from '../core/domain/printer-setup.ts'
import {
  PRINTER_ROLES,
  sampleModuleDots,
  type PrinterFinding,
  type PrinterProfile,
  type PrinterRole,
  type TrialPage,
} from '../core/domain/printers.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import type { Result } from '../core/domain/result.ts'
import type { FoundPrinter } from '../core/ports/receipt-printers.ts'

/** What the questions lead to. */
export interface WizardAnswers {
  readonly uri: string
  readonly name: string
  readonly profile: string | PrinterProfile
  readonly roles: readonly PrinterRole[]
  readonly finding: PrinterFinding | null
}

/** What the wizard does besides asking. */
export interface WizardTools {
  readonly profiles: readonly PrinterProfile[]
  readonly find: () => Promise<readonly FoundPrinter[]>
  readonly guess: (label: string) => PrinterProfile
  readonly admit: (uri: string) => Result<null, Refusal>
  readonly probe: (
    uri: string,
    profile: PrinterProfile,
  ) => Promise<Result<{ finding: PrinterFinding }, Refusal>>
  readonly print: (uri: string, profile: PrinterProfile, page: TrialPage) => Promise<Result<unknown, Refusal>>
  readonly tell: (refusal: Refusal) => void
}

/** Asks one question after the other on a terminal, or of lines that a program writes. Both languages, as every command. */
export interface Terminal {
  /** The answer, or null when nobody answers any more. */
  ask(id: string, en: string, usual?: string): Promise<string | null>
  say(id: string, en: string): void
  close(): void
}

export function openTerminal(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Terminal {
  const lines = createInterface({ input })
  const waiting: string[] = []
  const asking: ((line: string | null) => void)[] = []
  let isOver = false
  lines.on('line', (line) => {
    const ask = asking.shift()
    if (ask === undefined) waiting.push(line)
    else ask(line)
  })
  lines.on('close', () => {
    isOver = true
    for (const ask of asking.splice(0)) ask(null)
  })
  const next = (): Promise<string | null> => {
    const line = waiting.shift()
    if (line !== undefined || isOver) return Promise.resolve(line ?? null)
    return new Promise((resolve) => asking.push(resolve))
  }
  return {
    ask: async (id, en, usual = '') => {
      output.write(`${id}\n${en}${usual === '' ? '' : ` [${usual}]`}\n> `)
      const line = await next()
      return line === null ? null : line.trim() === '' ? usual : line.trim()
    },
    say: (id, en) => void output.write(`${id}\n${en}\n`),
    close: () => lines.close(),
  }
}

/** Nobody answers any more: nothing is stored. */
class BrokenOff extends Error {}

/** The whole way from finding a printer to its name; null when it was broken off. */
export async function runWizard(
  terminal: Terminal,
  tools: WizardTools,
  given: { readonly uri?: string | undefined; readonly profile?: PrinterProfile | undefined },
): Promise<WizardAnswers | null> {
  const ask = async (id: string, en: string, usual?: string): Promise<string> => {
    const answer = await terminal.ask(id, en, usual)
    if (answer === null) throw new BrokenOff()
    return answer
  }
  const wizard = { terminal, tools, ask }
  try {
    const { uri, label } = await chooseAddress(wizard, given.uri)
    const base = given.profile ?? (await chooseProfile(wizard, tools.guess(label)))
    const probed = await tools.probe(uri, base)
    if (!probed.ok) tools.tell(probed.error)
    const finding = probed.ok ? probed.value.finding : null
    if (finding !== null) sayFinding(terminal, finding)
    let profile = await askWidth(wizard, uri, base)
    profile = await askCodes(wizard, uri, profile)
    profile = await askCut(wizard, uri, profile)
    profile = await askDrawer(wizard, uri, profile)
    const name = (
      await ask('Nama printer ini?', 'The name of this printer?', label === '' ? 'Printer' : label)
    ).slice(0, 40)
    const roles = await askRoles(wizard)
    return { uri, name, profile: profileToStore(base, profile), roles, finding }
  } catch (fault) {
    if (fault instanceof BrokenOff) return null
    throw fault
  }
}

interface Wizard {
  readonly terminal: Terminal
  readonly tools: WizardTools
  readonly ask: (id: string, en: string, usual?: string) => Promise<string>
}

async function chooseAddress(
  { terminal, tools, ask }: Wizard,
  given: string | undefined,
): Promise<{ readonly uri: string; readonly label: string }> {
  const found = given === undefined ? await tools.find() : []
  found.forEach(({ uri, label, locked }, index) => {
    const mark = locked ? ' (terkunci / locked)' : ''
    terminal.say(`${index + 1}. ${label}${mark}`, `   ${uri}`)
  })
  for (let answer = given; ; answer = undefined) {
    const typed =
      answer ??
      (await ask(
        'Nomor printer di atas, atau alamatnya (misalnya tcp://192.168.1.50:9100)?',
        'The number of a printer above, or its address (for example tcp://192.168.1.50:9100)?',
      ))
    const picked = found[Number(typed) - 1]
    const uri = picked?.uri ?? typed
    const admitted = tools.admit(uri)
    if (admitted.ok) return { uri, label: picked?.label ?? '' }
    tools.tell(admitted.error)
    if (given !== undefined) throw new BrokenOff()
  }
}

async function chooseProfile(
  { terminal, tools, ask }: Wizard,
  guess: PrinterProfile,
): Promise<PrinterProfile> {
  terminal.say('Jenis printer:', 'Kinds of printers:')
  for (const { id, name, columns } of tools.profiles)
    terminal.say(`  ${id}`, `    ${name}, ${columns} kolom/columns`)
  for (;;) {
    const typed = await ask('Jenis yang mana?', 'Which kind?', guess.id)
    const profile = tools.profiles.find(({ id }) => id === typed)
    if (profile !== undefined) return profile
    terminal.say(`Jenis ${typed} tidak ada.`, `There is no kind ${typed}.`)
  }
}

function sayFinding(terminal: Terminal, { channel }: PrinterFinding): void {
  if (channel === 'none') terminal.say('Printer ini tidak pernah menjawab.', 'This printer never answers.')
  else terminal.say('Printer ini bisa menjawab.', 'This printer can answer.')
}

/** Prints a page; false when it was not wanted or not taken. */
async function printed(
  { tools, ask }: Wizard,
  uri: string,
  profile: PrinterProfile,
  page: TrialPage,
): Promise<boolean> {
  const wanted = await ask(...PAGE_WORDS[page], 'y')
  if (!isYes(wanted)) return false
  const sent = await tools.print(uri, profile, page)
  if (!sent.ok) tools.tell(sent.error)
  return sent.ok
}

const PAGE_WORDS: Readonly<Record<TrialPage, readonly [id: string, en: string]>> = {
  ruler: ['Cetak penggaris? (y/n)', 'Print a ruler? (y/n)'],
  letters: ['Cetak semua huruf? (y/n)', 'Print all letters? (y/n)'],
  codes: ['Cetak tiga kode contoh? (y/n)', 'Print three sample codes? (y/n)'],
  cut: ['Coba potong kertas? (y/n)', 'Try the cut? (y/n)'],
  drawer: ['Coba buka laci? (y/n)', 'Try to open the drawer? (y/n)'],
}

const isYes = (answer: string): boolean => /^(?:y|ya|yes)$/i.test(answer)

async function askWidth(wizard: Wizard, uri: string, profile: PrinterProfile): Promise<PrinterProfile> {
  if (!(await printed(wizard, uri, profile, 'ruler'))) return profile
  for (;;) {
    const typed = await wizard.ask(
      'Angka terakhir di antara > dan < pada satu baris?',
      'The last number between > and < on one line?',
      String(profile.columns),
    )
    const columns = columnsTyped(typed, { least: 24, most: 64 })
    if (columns !== null) return withColumns(profile, columns)
    wizard.terminal.say('Tulis angka antara 24 dan 64.', 'Write a number between 24 and 64.')
  }
}

async function askCodes(wizard: Wizard, uri: string, profile: PrinterProfile): Promise<PrinterProfile> {
  if (!(await printed(wizard, uri, profile, 'codes'))) return profile
  const sizes = sampleModuleDots(profile)
  const list = sizes.join(', ')
  for (;;) {
    const typed = Number(
      await wizard.ask(
        `Titik terkecil yang terbaca HP (${list}), atau 0 kalau tidak ada?`,
        `The fewest dots that a phone reads (${list}), or 0 for none?`,
        String(sizes[1]),
      ),
    )
    if (sizes.includes(typed)) return codesOfSize(profile, typed)
    if (typed !== 0) continue
    const asDots = codesAsDots(profile)
    const isNew = profile.qr.mode === 'native'
    return isNew ? await askCodes(wizard, uri, asDots) : asDots
  }
}

async function askCut(wizard: Wizard, uri: string, profile: PrinterProfile): Promise<PrinterProfile> {
  if (!(await printed(wizard, uri, profile, 'cut'))) return profile
  const answer = await wizard.ask(
    'Terpotong di bawah garis? (y = ya, k = kurang, t = tidak ada pisau)',
    'Cut below the line? (y = yes, s = too short, n = it has no knife)',
    'y',
  )
  if (/^[ks]/i.test(answer)) return await askCut(wizard, uri, feedingMore(profile))
  return /^[tn]/i.test(answer) ? withKnife(profile, false) : profile
}

async function askDrawer(wizard: Wizard, uri: string, profile: PrinterProfile): Promise<PrinterProfile> {
  if (profile.drawer === null || !(await printed(wizard, uri, profile, 'drawer'))) return profile
  const answer = await wizard.ask(
    'Lacinya terbuka? (y = ya, t = tetap tertutup, x = tidak ada laci)',
    'Did the drawer open? (y = yes, n = it stayed closed, x = there is none)',
    'y',
  )
  if (/^x/i.test(answer)) return withoutDrawer(profile)
  return /^[tn]/i.test(answer) ? await askDrawer(wizard, uri, drawerStayedClosed(profile)) : profile
}

async function askRoles({ ask, terminal }: Wizard): Promise<readonly PrinterRole[]> {
  for (;;) {
    const typed = await ask(
      'Tugasnya: receipt (struk pelanggan), copy (salinan toko), keduanya, atau - (belum ada)?',
      "Its duties: receipt (customers' receipts), copy (the shop's copies), both, or - (none yet)?",
      'receipt,copy',
    )
    const words = typed === '-' ? [] : typed.split(/[\s,]+/)
    const roles = PRINTER_ROLES.filter((role) => words.includes(role))
    if (roles.length === words.length) return roles
    terminal.say('Pilih dari receipt dan copy.', 'Choose from receipt and copy.')
  }
}
