import { firstBooks } from './0001-first-books.ts'
import { people } from './0002-people.ts'
import { refundsAndCustomers } from './0003-refunds-and-customers.ts'
import { printersTable } from './0004-printers.ts'
import { receipts } from './0005-receipts.ts'
import { evidenceKeysTable } from './0006-evidence-keys.ts'
import { finding } from './0007-finding.ts'
import { shifts } from './0008-shifts.ts'
import { findingText } from './0010-finding-text.ts'
import { catalog } from './0009-catalog.ts'
import { heldCarts } from './0011-held-carts.ts'
import { pairedDevices } from './0012-paired-devices.ts'
import { reports } from './0013-reports.ts'
import { refundWays } from './0014-refund-ways.ts'
import { confirmations } from './0015-confirmations.ts'
import { listIndexes } from './0016-list-indexes.ts'
import { slides } from './0017-slides.ts'
import { transferGuard } from './0018-transfer-guard.ts'
import { settlementsAgain } from './0019-settlements-again.ts'

/** In order; the number of each is its place, counted from 1, and is what `user_version` says. Never edit a landed one. */
export const MIGRATIONS: readonly string[] = [
  firstBooks,
  people,
  refundsAndCustomers,
  printersTable,
  receipts,
  evidenceKeysTable,
  finding,
  shifts,
  catalog,
  findingText,
  heldCarts,
  pairedDevices,
  reports,
  refundWays,
  confirmations,
  listIndexes,
  slides,
  transferGuard,
  settlementsAgain,
]
