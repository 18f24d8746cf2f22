import { writeSync } from 'node:fs'
import type { CrashPoint } from './points.ts'

/** What one run of the till's process is told on its command line. */
export interface Life {
  readonly folder: string
  readonly providerUrl: string
  readonly printerUri: string
  readonly webhookSecret: string
  readonly seed: number
  /** `sell` sells until the process is killed; `settle` ends by itself when nothing is open any more. */
  readonly task: 'sell' | 'settle'
  readonly point: CrashPoint | null
  /** How far this run's time is ahead of the machine's, the error of its clock included. */
  readonly aheadMs: number
  /** The name of a planted bug, see `planted-bugs.ts`. */
  readonly planted: string | null
}

/** What the process says, one JSON line each: the only witness of what people saw when it is dead. */
export type Word =
  | { readonly say: 'open' }
  /** A code that can be paid stands on the customer's screen. */
  | { readonly say: 'shown'; readonly tenderId: string; readonly sessionId: string }
  /** LUNAS stands on the customer's screen. */
  | { readonly say: 'lunas'; readonly number: string }
  /** The till has told the cashier that this money is taken. */
  | { readonly say: 'taken'; readonly tenderId: string; readonly kind: string }
  | { readonly say: 'dies'; readonly at: string }
  | { readonly say: 'settled' }

/** What it is told while it runs, one JSON line each. */
export type Order =
  | { readonly tell: 'time passed'; readonly ms: number }
  | {
      readonly tell: 'webhook'
      readonly headers: Readonly<Record<string, string | string[] | undefined>>
      readonly body: string
    }

export function readLife(): Life {
  const text = process.argv[2]
  if (text === undefined) throw new Error('a life is told as JSON')
  return JSON.parse(text) as Life
}

/** Written at once and without a buffer: a word that was said is heard, however the process ends. */
export function say(word: Word): void {
  const line = Buffer.from(`${JSON.stringify(word)}\n`)
  for (let written = 0; written < line.length;) {
    try {
      written += writeSync(1, line, written)
    } catch (fault) {
      if (!(fault instanceof Error && 'code' in fault && fault.code === 'EAGAIN')) throw fault
    }
  }
}
