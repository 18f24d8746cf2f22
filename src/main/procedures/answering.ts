import type { AnyContractRouter } from '@orpc/contract'
import { implement } from '@orpc/server'
import type { DesktopView } from '../../core/contract/views/desktop.ts'
import type { SaleView } from '../../core/contract/views/sale.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type { Desktop } from '../../core/ports/desktop.ts'
import type { SaleRecord } from '../../core/ports/store.ts'
import type { Core } from '../core.ts'
import { saleView } from '../usecases/views/sale.ts'

/** What a host can do for the procedures: hand out the core of the current mode, and change modes. */
export interface Gerai {
  core(): Core
  switchMode(mode: 'practice' | 'test' | 'live'): Promise<Result<null, Refusal>>
  /** Takes up a changed provider profile: the core of this mode starts again on the same books. */
  restart(): Promise<Result<null, Refusal>>
  /** Sets the books of this mode aside and starts again on a copy of them. */
  restoreBackup(name: string): Promise<Result<null, Refusal>>
  /** Windows, displays and updates of the app; not there where a browser shows the pages. */
  readonly desktop?: Desktop<DesktopView>
  /** Where customer screens of the shop's network knock; null while that door is shut. */
  readonly screensAddress?: () => string | null
}

/** Does the work on the core of the current mode. A bug in it becomes a refusal with a reference. */
export type Answer = <T>(
  work: (core: Core) => Result<T, Refusal> | Promise<Result<T, Refusal>>,
) => Promise<Result<T, Refusal>>

/** The ways in which procedures answer. */
export interface Answers {
  readonly answer: Answer
  /** With the sale as it is afterwards. */
  sale(
    work: (core: Core) => Result<SaleRecord, Refusal> | Promise<Result<SaleRecord, Refusal>>,
  ): Promise<Result<SaleView, Refusal>>
  /** Wakes the printers after something was put in their queue. */
  readonly printing: Answer
}

export function answersOf(gerai: Pick<Gerai, 'core'>): Answers {
  const answer: Answer = (work) => guarded(gerai.core(), work)
  return {
    answer,
    sale: (work) =>
      answer(async (core) => {
        const done = await work(core)
        return done.ok ? ok(saleView(core.till, done.value)) : done
      }),
    printing: (work) =>
      answer(async (core) => {
        const done = await work(core)
        core.prints.wake()
        return done
      }),
  }
}

/** One area of the contract to write procedures for. Its inputs are checked before the guard looks at them. */
export const areaOf = <Area extends AnyContractRouter>(area: Area) =>
  implement(area).$config({ initialInputValidationIndex: Number.NEGATIVE_INFINITY })

/** A bug of ours becomes a sentence with a reference, the details go to the log: nothing inside leaks out. */
export async function guarded<T>(
  core: Core,
  work: (core: Core) => Result<T, Refusal> | Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  try {
    return await work(core)
  } catch (fault) {
    const reference = core.till.ids.token(4)
    core.till.log.error('procedure_fault', {
      reference,
      fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
    })
    return err({ type: 'internal', reference })
  }
}
