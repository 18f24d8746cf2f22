import { reportsContract } from '../../core/contract/reports-contract.ts'
import { ok } from '../../core/domain/result.ts'
import { areaOf, type Answers } from './answering.ts'

/** The procedures of reports. */
export function reportProcedures({ answer, printing }: Answers) {
  const os = areaOf(reportsContract)
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
    print: os.print.handler(({ input }) => printing(({ reports }) => reports.print(input))),
  }
}
