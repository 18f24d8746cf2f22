import { setImmediate } from 'node:timers/promises'
import { implement } from '@orpc/server'
import { catalogContract } from '../core/contract/catalog-contract.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { ok, type Result } from '../core/domain/result.ts'
import type { Core } from './core.ts'
import { tables } from './adapters/tables/tables.ts'
import { findProducts, priceHistory, productByCode } from './usecases/catalog.ts'
import { exportBook, exportPart } from './usecases/export-catalog.ts'
import { saveProduct, setProductActive } from './usecases/change-catalog.ts'

type Answer = <T>(
  work: (core: Core) => Result<T, Refusal> | Promise<Result<T, Refusal>>,
) => Promise<Result<T, Refusal>>

/** The procedures of the catalog. */
export function catalogProcedures(answer: Answer) {
  const os = implement(catalogContract)
  return {
    find: os.find.handler(({ input }) => answer(({ till }) => ok(findProducts(till, input)))),
    byCode: os.byCode.handler(({ input }) => answer(({ till }) => productByCode(till, input.code))),
    categories: os.categories.handler(() => answer(({ till }) => ok(till.store.read.categories()))),
    save: os.save.handler(({ input }) => answer(({ till }) => saveProduct(till, input))),
    setActive: os.setActive.handler(({ input }) =>
      answer(({ till }) => setProductActive(till, input.productId, input.active)),
    ),
    importPart: os.importPart.handler(({ input }) =>
      answer(({ imports }) => imports.part(input.importId, input.index, Buffer.from(input.data, 'base64'))),
    ),
    importPreview: os.importPreview.handler(({ input }) =>
      answer(({ imports }) => imports.preview(input.importId)),
    ),
    importApply: os.importApply.handler(({ input }) =>
      answer(({ imports }) => imports.apply(input.importId)),
    ),
    importProgress: os.importProgress.handler(({ input }) =>
      answer(({ imports }) => ok(imports.progress(input.importId))),
    ),
    importCancel: os.importCancel.handler(({ input }) =>
      answer(({ imports }) => {
        imports.cancel(input.importId)
        return ok(null)
      }),
    ),
    exportPart: os.exportPart.handler(({ input }) =>
      answer(({ till }) => ok(exportPart(till, tables, input.cursor))),
    ),
    exportBook: os.exportBook.handler(() =>
      answer(async ({ till }) => ok(await exportBook(till, tables, setImmediate))),
    ),
    prices: os.prices.handler(({ input }) => answer(({ till }) => priceHistory(till, input.productId))),
  }
}
