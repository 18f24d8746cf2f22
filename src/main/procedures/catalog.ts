import { setImmediate } from 'node:timers/promises'
import { catalogContract } from '../../core/contract/catalog-contract.ts'
import { ok } from '../../core/domain/result.ts'
import { areaOf, type Answers } from './answering.ts'
import { tables } from '../adapters/tables/tables.ts'
import { findProducts, priceHistory, productByCode } from '../usecases/catalog/catalog.ts'
import { exportBook, exportPart } from '../usecases/catalog/export.ts'
import { saveProduct, setProductActive } from '../usecases/catalog/change.ts'

/** The procedures of the catalog. */
export function catalogProcedures({ answer }: Answers) {
  const os = areaOf(catalogContract)
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
