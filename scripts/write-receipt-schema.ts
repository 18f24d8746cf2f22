import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { receiptSaleSchema } from '../src/cli/receipt-sale-schema.ts'

/** Writes docs/receipt-sale.schema.json from the schema that the command itself checks with. */
const schema = z.toJSONSchema(receiptSaleSchema, { io: 'input' })
await writeFile(
  new URL('../docs/receipt-sale.schema.json', import.meta.url),
  `${JSON.stringify(schema, null, 2)}\n`,
)
