import { oc } from '@orpc/contract'
import type { Product } from '../domain/catalog/catalog.ts'
import * as input from './inputs/catalog.ts'
import type {
  CategoryView,
  CodeView,
  ExportBookView,
  ExportPartView,
  ImportedView,
  ImportPreviewView,
  ImportProgressView,
  PriceChangeView,
  ProductPage,
  SavedProductView,
} from './views/catalog.ts'
import { answer } from './answer.ts'

/** What the shop sells: found by text or code, and kept by who may. */
export const catalogContract = {
  /** By the beginnings of words first, then by any piece of name, SKU or barcode; without text in the shop's order. */
  find: oc.input(input.findProducts).output(answer<ProductPage>()),
  byCode: oc.input(input.byCode).output(answer<CodeView>()),
  categories: oc.output(answer<readonly CategoryView[]>()),
  save: oc.input(input.saveProduct).output(answer<SavedProductView>()),
  /** Stops selling a product, or sells it again. None is ever deleted: sales have it. */
  setActive: oc.input(input.setProductActive).output(answer<Product>()),
  /** Newest first, at most 100. */
  prices: oc.input(input.byProduct).output(answer<readonly PriceChangeView[]>()),
  /** A list of products as CSV or a workbook (`.xlsx`), piece by piece from 0 on; a new id puts the list before out of mind. */
  importPart: oc.input(input.importPart).output(answer<null>()),
  /** Says what the list would do; nothing is changed. */
  importPreview: oc.input(input.byImport).output(answer<ImportPreviewView>()),
  /** Does what was previewed. Rows already taken stay when it stops on the way. */
  importApply: oc.input(input.byImport).output(answer<ImportedView>()),
  /** How far the list is that is being read or taken; null once nothing of it is going on. */
  importProgress: oc.input(input.byImport).output(answer<ImportProgressView | null>()),
  importCancel: oc.input(input.byImport).output(answer<null>()),
  /** What is sold, as CSV, piece by piece; the pieces put together are the file. */
  exportPart: oc.input(input.exportPart).output(answer<ExportPartView>()),
  /** The same as one workbook (`.xlsx`), in base64. */
  exportBook: oc.output(answer<ExportBookView>()),
}
