import type { z } from 'zod'
import type { CartRefusal } from '../core/domain/sale.ts'
import type { ReceiptSale } from './receipt-sale-schema.ts'

/** Why a sale file cannot be printed: where in the file, and what is wrong in two languages. */
export interface SaleFileRefusal {
  /** `lines[1].unitPrice`; empty for the whole file. */
  readonly field: string
  readonly id: string
  readonly en: string
}

export function refusalOfCart(refusal: CartRefusal, sale: ReceiptSale): SaleFileRefusal {
  const at = 'name' in refusal ? sale.lines.findIndex((each) => each.name === refusal.name) : -1
  const where = at === -1 ? '' : `lines[${at}].`
  switch (refusal.type) {
    case 'discount_too_large':
      return {
        field: `${where}discount`,
        id: 'diskonnya lebih besar dari harganya',
        en: 'is larger than the price',
      }
    case 'line_quantity_invalid':
      return { field: `${where}quantity`, id: 'jumlahnya terlalu besar', en: 'is too large' }
    case 'line_price_invalid':
      return { field: `${where}unitPrice`, id: 'harganya tidak bisa dipakai', en: 'cannot be used' }
    case 'sale_not_positive':
      return { field: 'lines', id: 'totalnya nol', en: 'come to nothing' }
    case 'sale_too_large':
      return {
        field: 'lines',
        id: `totalnya lebih dari ${refusal.limit}`,
        en: `come to more than ${refusal.limit}`,
      }
    case 'cart_empty':
      return { field: 'lines', id: 'belum ada barang', en: 'is empty' }
  }
}

export function refusalOfIssue(issue: z.core.$ZodIssue | undefined, json: unknown): SaleFileRefusal {
  if (issue === undefined) return { field: '', id: 'isinya tidak benar', en: 'is not a sale' }
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
  const field = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
  return { field, ...wordsOfIssue(issue, valueAt(json, issue.path) === undefined) }
}

function wordsOfIssue(
  issue: z.core.$ZodIssue,
  isMissing: boolean,
): { readonly id: string; readonly en: string } {
  if (issue.code === 'unrecognized_keys') return { id: 'tidak dikenal', en: 'is not a known field' }
  if (isMissing) return { id: 'belum diisi', en: 'is missing' }
  switch (issue.code) {
    case 'invalid_type':
      return {
        id: `harus ${TYPE_WORDS[issue.expected] ?? issue.expected}`,
        en: `must be of type ${issue.expected}`,
      }
    case 'too_small':
      return { id: `paling sedikit ${issue.minimum}`, en: `must be at least ${issue.minimum}` }
    case 'too_big':
      return { id: `paling banyak ${issue.maximum}`, en: `must be at most ${issue.maximum}` }
    case 'invalid_value':
      return {
        id: `harus salah satu dari ${issue.values.join(', ')}`,
        en: `must be one of ${issue.values.join(', ')}`,
      }
    case 'custom':
      return { id: 'terlihat seperti nomor kartu utuh, yang tidak boleh disimpan', en: issue.message }
    default:
      return { id: 'bentuknya tidak benar', en: `has the wrong form (${issue.message})` }
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'teks',
  number: 'angka',
  int: 'bilangan bulat',
  array: 'daftar',
  object: 'objek',
  boolean: 'true atau false',
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  )
}
