import type { ImportColumn } from '../catalog/import.ts'

/** What the catalog says no to. */
export type CatalogRefusal =
  | { readonly type: 'product_code_unknown'; readonly code: string }
  /** The last digit does not fit the others: the scanner misread, or somebody mistyped. */
  | { readonly type: 'product_code_misread'; readonly code: string }
  | { readonly type: 'product_unknown' }
  | { readonly type: 'product_not_sold'; readonly name: string }
  | { readonly type: 'barcode_taken'; readonly code: string; readonly name: string }
  | { readonly type: 'sku_taken'; readonly sku: string; readonly name: string }
  /** No such list is at hand: another one took its place, or Gerai was restarted. */
  | { readonly type: 'import_unknown' }
  | { readonly type: 'import_too_large'; readonly of: 'bytes' | 'rows'; readonly limit: number }
  | { readonly type: 'import_unreadable'; readonly line: number }
  /** A workbook that is damaged, of the old kind or locked, or that unpacks to far more than its size. */
  | { readonly type: 'import_workbook'; readonly why: 'broken' | 'old_or_locked' | 'swells' }
  | { readonly type: 'import_column'; readonly column: ImportColumn; readonly problem: 'missing' | 'twice' }
  /** Stopped by a person (`name` null), or by a product that is no longer as it was previewed. */
  | {
      readonly type: 'import_stopped'
      readonly done: number
      readonly total: number
      readonly name: string | null
    }
