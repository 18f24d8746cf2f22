import type { ReceiptBooksReader, ReceiptBooksWriter } from '../../../../core/ports/receipt-books.ts'
import type { SealKey } from '../../../../core/ports/receipt-seals.ts'
import type { Handle } from '../open.ts'

interface LogoSqlRow {
  width: number
  height: number
  rows: Buffer
}

/** Logos, the public halves of signing keys, and a sale by the number on its slip. */
export function receiptQueries(handle: Handle): ReceiptBooksReader & ReceiptBooksWriter {
  const logo = handle.prepare<[string], LogoSqlRow>('SELECT width, height, rows FROM logos WHERE id = ?')
  const addLogo = handle.prepare(
    'INSERT INTO logos (id, width, height, rows, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  )
  const keys = handle.prepare<[], SealKey>(
    'SELECT id, public_key AS publicKey FROM seal_keys ORDER BY rowid DESC',
  )
  const addKey = handle.prepare(
    'INSERT INTO seal_keys (id, public_key, created_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
  )
  const byNumber = handle.prepare<[string], { id: string }>('SELECT id FROM sales WHERE number = ?')

  return {
    logo: (id) => {
      const row = logo.get(id)
      return row === undefined
        ? null
        : { widthDots: row.width, heightDots: row.height, rows: new Uint8Array(row.rows) }
    },
    addLogo: (id, image, at) => {
      addLogo.run(id, image.widthDots, image.heightDots, Buffer.from(image.rows), at)
    },
    sealKeys: () => keys.all(),
    addSealKey: ({ id, publicKey }, at) => {
      addKey.run(id, publicKey, at)
    },
    saleByNumber: (number) => byNumber.get(number) ?? null,
  }
}
