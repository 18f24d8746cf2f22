import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import type { Life, Order, Word } from './life.ts'

/** A till in a process of its own, and what was heard of it. */
export interface RunningTill {
  readonly child: ChildProcess
  readonly opened: Promise<void>
  readonly ended: Promise<void>
  /** Aborts when the process has ended. */
  readonly over: AbortSignal
  tell(order: Order): void
  /** The name of the crash point it died at; null when it did not come to one. */
  diedAt(): string | null
  hasSettled(): boolean
  /** What it said on standard error, or that it went without being killed; empty when there is nothing to complain of. */
  complaint(): string
}

const LOADER = pathToFileURL(join(import.meta.dirname, 'inside', 'loader.ts')).href
const SHOPKEEPER = join(import.meta.dirname, 'shopkeeper.ts')

/** Starts a till on its folder; every word it says is handed to `hear` at once. */
export function startTill(life: Life, hear: (word: Word) => void): RunningTill {
  const child = spawn(process.execPath, ['--import', LOADER, SHOPKEEPER, JSON.stringify(life)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // a schedule starts the same program four times: what the first start compiled, the others find
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'gerai-crash-compiled') },
  })
  const words: Word[] = []
  let errors = ''
  let isOpen = (): void => {}
  const opened = new Promise<void>((resolve) => {
    isOpen = resolve
  })
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    const word = JSON.parse(line) as Word
    words.push(word)
    if (word.say === 'open') isOpen()
    hear(word)
  })
  child.stderr.on('data', (data) => {
    errors += String(data)
  })
  // a dead till takes no orders
  child.stdin.on('error', () => {})
  const over = new AbortController()
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(() => {
    over.abort()
  })
  return {
    child,
    opened,
    ended,
    over: over.signal,
    tell: (order) => {
      if (child.exitCode === null && child.signalCode === null)
        child.stdin.write(`${JSON.stringify(order)}\n`)
    },
    diedAt: () => words.flatMap((word) => (word.say === 'dies' ? [word.at] : []))[0] ?? null,
    hasSettled: () => words.some((word) => word.say === 'settled'),
    complaint: () => {
      if (errors !== '') return errors
      return child.signalCode === 'SIGKILL' || life.task === 'settle' ? '' : `exit ${child.exitCode}`
    },
  }
}
