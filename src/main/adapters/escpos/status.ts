import { isUnableToPrint, type PrinterCondition, type PrinterFinding } from '../../../core/domain/printers.ts'
import type { PrinterConnection, StopSignal } from '../../../core/ports/printer.ts'

/** How long a printer may think about a question it answers at once, whatever it is doing. */
const ANSWER_MS = 600
/** How long it may take until the last line is on paper and the question behind it is answered. */
const CONFIRM_MS = 15_000
/** The same for each line of a long slip, which a printer takes in at once: 3,75 mm at 50 mm a second. */
const CONFIRM_LINE_MS = 75
const LF = 0x0a

/** Asked while nothing is being printed: does it answer the question that is put behind a slip? */
const CONFIRM_PROBE_MS = 2_000

/** What a printer says about itself, asked in every way there is; `none` when it stays silent. */
export async function probePrinter(
  connection: PrinterConnection,
  signal: StopSignal,
): Promise<{ readonly finding: PrinterFinding; readonly condition: PrinterCondition }> {
  for (const channel of ['dle', 'asb', 'port'] as const) {
    const condition = await readCondition(connection, channel, signal)
    // one that takes no byte says nothing about what it would answer
    if (condition === DEAF) return { finding: SILENT, condition: 'offline' }
    // a port that reports faults while all is well would stop every slip
    if (condition === null || (channel === 'port' && condition !== 'unknown')) continue
    // a question that waits for paper is not put to a printer that has none
    const canConfirm = channel !== 'port' && (condition === 'ready' || condition === 'paper_low')
    const confirms = canConfirm && (await askAfterPaper(connection, CONFIRM_PROBE_MS, signal)) !== null
    return { finding: { channel, confirms }, condition }
  }
  return { finding: SILENT, condition: 'unknown' }
}

const SILENT: PrinterFinding = { channel: 'none', confirms: false }
/** The question itself could not be handed over: the printer takes nothing. */
const DEAF = 'deaf'

/** How the printer stands now. Silence, also of one that answered before, is `unknown`; taking no byte is `offline`. */
export async function askCondition(
  connection: PrinterConnection,
  { channel }: PrinterFinding,
  signal: StopSignal,
): Promise<PrinterCondition> {
  if (channel === 'none') return 'unknown'
  const condition = await readCondition(connection, channel, signal)
  return condition === DEAF ? 'offline' : (condition ?? 'unknown')
}

/**
 * Waits until everything sent before has been worked off, as the printer itself says (`GS r 1`). While it is not, a
 * printer that answers in real time is asked what holds it up. Null when nobody knows what is on the paper.
 */
export async function confirmPrinted(
  connection: PrinterConnection,
  { channel }: PrinterFinding,
  sent: Uint8Array,
  signal: StopSignal,
): Promise<PrinterCondition | null> {
  const { read } = connection
  if (read === undefined) return null
  let answer: number | undefined
  /** Listens to every byte, whichever question it comes after. */
  const ear: Talk = {
    write: (bytes, stop) => connection.write(bytes, stop),
    read: async (timeoutMs, stop) => {
      const said = await read.call(connection, timeoutMs, stop)
      answer ??= said.find(isSensorByte)
      return said
    },
  }
  await ear.read?.(0, signal)
  answer = undefined
  if (!(await ear.write(AFTER_PAPER, signal)).ok) return null
  const lines = sent.reduce((count, byte) => (byte === LF ? count + 1 : count), 0)
  const endsAt = performance.now() + CONFIRM_MS + lines * CONFIRM_LINE_MS
  while (performance.now() < endsAt && !signal.aborted) {
    const askedAt = performance.now()
    await ear.read?.(LOOK_EVERY_MS, signal)
    if (answer !== undefined) return conditionOfSensor(answer)
    // nothing came, and much too soon: the line is dead
    if (performance.now() - askedAt < LOOK_EVERY_MS / 2) return null
    const now = channel === 'dle' ? await askRealTime(ear, signal) : 'unknown'
    if (answer !== undefined) return conditionOfSensor(answer)
    if (now === null || now === DEAF) return null
    if (isUnableToPrint(now)) return now
  }
  return null
}

/** How long the answer is waited for before the printer is asked what holds it up. */
const LOOK_EVERY_MS = 1_000

/** What talking with a printer takes. */
type Talk = Pick<PrinterConnection, 'write' | 'read'>

async function readCondition(
  connection: PrinterConnection,
  channel: 'dle' | 'asb' | 'port',
  signal: StopSignal,
): Promise<PrinterCondition | typeof DEAF | null> {
  switch (channel) {
    case 'dle':
      return await askRealTime(connection, signal)
    case 'asb':
      return await askAutomatic(connection, signal)
    case 'port': {
      const status = connection.portStatus === undefined ? null : await connection.portStatus()
      return status === null ? null : conditionOfPort(status)
    }
  }
}

/** `DLE EOT n`: answered at once, even by a printer that cannot print. One byte for each of four questions. */
async function askRealTime(
  connection: Talk,
  signal: StopSignal,
): Promise<PrinterCondition | typeof DEAF | null> {
  const answers: number[] = []
  for (const question of [1, 2, 3, 4]) {
    const bytes = Uint8Array.of(0x10, 0x04, question)
    const answer = await ask(connection, bytes, isRealTimeByte, 1, ANSWER_MS, signal)
    if (answer === DEAF) return DEAF
    if (answer === null) break
    answers.push(...answer)
  }
  const [printer, offline = 0, error = 0, paper = 0] = answers
  return printer === undefined ? null : conditionOfRealTime(printer, offline, error, paper)
}

/** Automatic status is switched on for a moment: the printer answers with four bytes, and would go on doing so. */
async function askAutomatic(
  connection: Talk,
  signal: StopSignal,
): Promise<PrinterCondition | typeof DEAF | null> {
  const on = Uint8Array.of(0x1d, 0x61, 0x0f)
  const answer = await ask(connection, on, isAutomaticStart, 4, ANSWER_MS, signal)
  if (answer === DEAF) return DEAF
  if (connection.read !== undefined) await connection.write(Uint8Array.of(0x1d, 0x61, 0), signal)
  return answer === null ? null : conditionOfAutomatic(answer)
}

/** `GS r 1` stands in the line like a line of text: it is answered when what came before it has been printed. */
async function askAfterPaper(
  connection: Talk,
  timeoutMs: number,
  signal: StopSignal,
): Promise<PrinterCondition | null> {
  const heard = await ask(connection, AFTER_PAPER, isSensorByte, 1, timeoutMs, signal)
  return heard === null || heard === DEAF ? null : conditionOfSensor(heard[0] ?? 0)
}

/** `GS r 1` */
const AFTER_PAPER = Uint8Array.of(0x1d, 0x72, 1)

function conditionOfSensor(answer: number): PrinterCondition {
  if ((answer & 0x0c) !== 0) return 'paper_out'
  return (answer & 0x03) === 0 ? 'ready' : 'paper_low'
}

/** The fixed bits of the manual: they tell one kind of answer from another, and both from flow control. */
const isRealTimeByte = (byte: number): boolean => (byte & 0x93) === 0x12
const isAutomaticStart = (byte: number): boolean => (byte & 0x93) === 0x10
const isSensorByte = (byte: number): boolean => (byte & 0x90) === 0

/** Puts a question and waits for `count` bytes that begin with one of the right kind; null when they do not come. */
async function ask(
  connection: Talk,
  question: Uint8Array,
  isFirst: (byte: number) => boolean,
  count: number,
  timeoutMs: number,
  signal: StopSignal,
): Promise<readonly number[] | typeof DEAF | null> {
  if (connection.read === undefined) return null
  // what was said before the question is no answer to it
  await connection.read(0, signal)
  const written = await connection.write(question, signal)
  if (!written.ok) return DEAF
  const endsAt = performance.now() + timeoutMs
  let heard: number[] = []
  for (let left = timeoutMs; left > 0 && !signal.aborted; left = endsAt - performance.now()) {
    const said = await connection.read(Math.ceil(left), signal)
    // most of the time passes in there; an empty answer means that it is over
    if (said.length === 0) return null
    heard = [...heard, ...said]
    const start = heard.findIndex(isFirst)
    if (start !== -1 && heard.length - start >= count) return heard.slice(start, start + count)
  }
  return null
}

/** The four bytes of `DLE EOT 1` to `4`. */
export function conditionOfRealTime(
  printer: number,
  offline: number,
  error: number,
  paper: number,
): PrinterCondition {
  if ((offline & 0x04) !== 0) return 'cover_open'
  if ((paper & 0x60) !== 0 || (offline & 0x20) !== 0) return 'paper_out'
  if ((offline & 0x40) !== 0 || (error & 0x68) !== 0) return 'error'
  if ((printer & 0x08) !== 0) return 'offline'
  return (paper & 0x0c) === 0 ? 'ready' : 'paper_low'
}

/** The four bytes of automatic status. */
export function conditionOfAutomatic([
  printer = 0,
  error = 0,
  paper = 0,
]: readonly number[]): PrinterCondition {
  if ((printer & 0x20) !== 0) return 'cover_open'
  if ((paper & 0x0c) !== 0) return 'paper_out'
  if ((error & 0x68) !== 0) return 'error'
  if ((printer & 0x08) !== 0) return 'offline'
  return (paper & 0x03) === 0 ? 'ready' : 'paper_low'
}

/** USB's port status. Its good news is worth nothing: many printers always say that all is well. */
export function conditionOfPort(status: number): PrinterCondition {
  if ((status & 0x20) !== 0) return 'paper_out'
  if ((status & 0x08) === 0) return 'error'
  return (status & 0x10) === 0 ? 'offline' : 'unknown'
}
