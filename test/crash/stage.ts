import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '../../src/core/ports/store.ts'
import { openStore } from '../../src/main/adapters/sqlite/store.ts'
import { createIds, systemClock } from '../../src/main/adapters/system/system.ts'
import type { Life, Word } from './life.ts'
import { booksIn, copyBooks, putCopyBack } from './old-backup.ts'
import { openPrinter, type Paper, type PaperPrinter } from './paper.ts'
import type { LifePlan, Plan } from './plan.ts'
import { RANDOM_MOMENT } from './points.ts'
import { openStreet, type Street } from './street.ts'
import { startTill, type RunningTill } from './till-process.ts'

/** One till with its folder, its printer and its street; the tests decide what is played on it. */
export interface Stage {
  readonly folder: string
  readonly street: Street
  /** What was said and printed so far, in order, by all lives of the till. */
  readonly words: readonly Word[]
  readonly papers: readonly Paper[]
  /** What was said and printed in the time that a restored backup does not know of. */
  readonly lost: { readonly words: ReadonlySet<Word>; readonly papers: ReadonlySet<Paper> } | null
  /** Runs the till until it is killed; answers the crash point it died at, and what it had to complain of. */
  live(plan: LifePlan, index: number): Promise<{ readonly end: string; readonly complaint: string }>
  /** Lets the day end and the till come to rest; answers why it did not, or null. */
  settle(): Promise<string | null>
  /** The till's books, while no till runs on them. */
  look<T>(at: (store: Store) => T): Promise<T>
  close(keepFolder: boolean): Promise<void>
}

/** A till that needs longer than this to come to rest hangs. */
const SETTLE_LIMIT_MS = 60_000

export async function openStage(plan: Plan, planted: string | null = null): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-crash-'))
  const street = await openStreet(plan, folder)
  const printer = await openPrinter(plan.brokenPrints)
  return new PlayedStage(plan, planted, folder, street, printer)
}

class PlayedStage implements Stage {
  readonly folder: string
  readonly street: Street
  readonly words: Word[] = []
  readonly #plan: Plan
  readonly #planted: string | null
  readonly #printer: PaperPrinter
  #copiedAt: { readonly words: number; readonly papers: number } | null = null
  #lost: { readonly words: ReadonlySet<Word>; readonly papers: ReadonlySet<Paper> } | null = null

  constructor(plan: Plan, planted: string | null, folder: string, street: Street, printer: PaperPrinter) {
    this.#plan = plan
    this.#planted = planted
    this.folder = folder
    this.street = street
    this.#printer = printer
  }

  get papers(): readonly Paper[] {
    return this.#printer.papers
  }

  get lost(): Stage['lost'] {
    return this.#lost
  }

  async live(plan: LifePlan, index: number): Promise<{ readonly end: string; readonly complaint: string }> {
    if (plan.pauseBeforeSec > 0) {
      await this.street.passTime(plan.pauseBeforeSec)
      await this.street.payLate()
    }
    await this.#ownerBefore(plan)
    await this.#printer.switchOn(!plan.printerIsOff)
    const aheadMs = this.street.passedMs() + plan.skewMs
    const seed = this.#plan.seed * 100 + index
    const till = this.#start({ task: 'sell', point: plan.point, aheadMs, seed })
    await Promise.race([till.opened, till.ended])
    await Promise.all([
      till.ended,
      killAfter(till, plan.killAfterMs),
      plan.offline === null ? null : this.street.goOffline(plan.offline, till.over),
      plan.jump === null ? null : this.#jumpAfter(plan.jump, till.over),
    ])
    return { end: till.diedAt() ?? RANDOM_MOMENT, complaint: till.complaint() }
  }

  async settle(): Promise<string | null> {
    await this.#printer.switchOn(true)
    await this.street.calmDown()
    const aheadMs = this.street.passedMs()
    const till = this.#start({ task: 'settle', point: null, aheadMs, seed: this.#plan.seed * 100 + 99 })
    await Promise.all([till.ended, killAfter(till, SETTLE_LIMIT_MS)])
    return till.hasSettled() ? null : till.complaint()
  }

  async look<T>(at: (store: Store) => T): Promise<T> {
    const opened = await openStore(booksIn(this.folder), 'practice', {
      clock: systemClock,
      ids: createIds(systemClock),
      backupFolder: join(this.folder, 'backups'),
    })
    if (!opened.ok) throw new Error(`the books do not open: ${opened.error.type}`)
    try {
      return at(opened.value)
    } finally {
      opened.value.close()
    }
  }

  async close(keepFolder: boolean): Promise<void> {
    await this.street.close()
    await this.#printer.close()
    if (!keepFolder) rmSync(this.folder, { recursive: true, force: true })
  }

  /** Copies the books, or puts an older copy back in their place. */
  async #ownerBefore(plan: LifePlan): Promise<void> {
    if (plan.backup === 'copy') {
      copyBooks(this.folder)
      this.#copiedAt = { words: this.words.length, papers: this.papers.length }
    }
    if (plan.backup === 'put back' && this.#copiedAt !== null) {
      await putCopyBack(this.folder, Date.now() + this.street.passedMs())
      this.#lost = {
        words: new Set(this.words.slice(this.#copiedAt.words)),
        papers: new Set(this.papers.slice(this.#copiedAt.papers)),
      }
    }
  }

  async #jumpAfter(jump: { afterMs: number; seconds: number }, ended: AbortSignal): Promise<void> {
    await pause(jump.afterMs, undefined, { signal: ended }).catch(() => {})
    if (!ended.aborted) await this.street.passTime(jump.seconds)
  }

  #start(what: Pick<Life, 'task' | 'point' | 'aheadMs' | 'seed'>): RunningTill {
    const life: Life = {
      ...what,
      folder: this.folder,
      providerUrl: this.street.url,
      printerUri: this.#printer.uri,
      webhookSecret: this.street.webhookSecret,
      planted: this.#planted,
    }
    const till = startTill(life, (word) => {
      this.words.push(word)
      if (word.say === 'shown') this.street.showCode(word.sessionId)
    })
    this.street.connectTill((order) => {
      till.tell(order)
    })
    void till.ended.then(() => {
      this.street.connectTill(null)
    })
    return till
  }
}

/** The SIGKILL from outside, for a till that is still alive by then. */
async function killAfter({ child, over }: RunningTill, ms: number): Promise<void> {
  await pause(ms, undefined, { signal: over }).catch(() => {})
  child.kill('SIGKILL')
}
