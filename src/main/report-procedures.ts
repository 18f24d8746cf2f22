import { implement } from '@orpc/server'
import { reportsContract } from '../core/contract/reports-contract.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { ok, type Result } from '../core/domain/result.ts'
import type { Core } from './core.ts'

type Answer = <T>(
  work: (core: Core) => Result<T, Refusal> | Promise<Result<T, Refusal>>,
) => Promise<Result<T, Refusal>>

/** The procedures of reports. */
export function reportProcedures(answer: Answer) {
  const os = implement(reportsContract)
  return {
    summary: os.summary.handler(({ input }) => answer(({ reports }) => reports.summary(input))),
    compare: os.compare.handler(({ input }) => answer(({ reports }) => reports.compare(input))),
    progress: os.progress.handler(({ input }) => answer(({ reports }) => ok(reports.progress(input.jobId)))),
    cancel: os.cancel.handler(({ input }) =>
      answer(({ reports }) => {
        reports.cancel(input.jobId)
        return ok(null)
      }),
    ),
    exportStart: os.exportStart.handler(({ input }) => answer(({ reports }) => reports.exportStart(input))),
    exportPart: os.exportPart.handler(({ input }) =>
      answer(({ reports }) => reports.exportPart(input.jobId, input.offset)),
    ),
    exportEnd: os.exportEnd.handler(({ input }) =>
      answer(({ reports }) => {
        reports.exportEnd(input.jobId)
        return ok(null)
      }),
    ),
    print: os.print.handler(({ input }) =>
      answer(async (core) => {
        const done = await core.reports.print(input)
        core.prints.wake()
        return done
      }),
    ),
  }
}
