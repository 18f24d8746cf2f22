import { firstBooks } from './0001-first-books.ts'
import { people } from './0002-people.ts'
import { refundsAndCustomers } from './0003-refunds-and-customers.ts'
import { printersTable } from './0004-printers.ts'
import { receipts } from './0005-receipts.ts'
import { evidenceKeysTable } from './0006-evidence-keys.ts'
import { finding } from './0007-finding.ts'

/** In order; the number of each is its place, counted from 1, and is what `user_version` says. Never edit a landed one. */
export const MIGRATIONS: readonly string[] = [
  firstBooks,
  people,
  refundsAndCustomers,
  printersTable,
  receipts,
  evidenceKeysTable,
  finding,
]
