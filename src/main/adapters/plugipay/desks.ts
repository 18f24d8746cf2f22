import type { GatewayDesks } from '../../../core/ports/gateway-desks.ts'
import type { Log } from '../../../core/ports/system.ts'
import { createChangeFeed } from './changes.ts'
import { createCustomerDesk } from './customers.ts'
import { createLedgerDesk } from './ledger.ts'
import type { CheckedProfile } from './profile.ts'
import { createProofDesk } from './proofs.ts'
import { createReceiptDesk } from './receipts.ts'
import { createRefundDesk } from './refunds.ts'
import { createShopDesk } from './shop.ts'
import type { Transport } from './transport.ts'

export const createDesks = (transport: Transport, profile: CheckedProfile, log: Log): GatewayDesks => ({
  changes: createChangeFeed(transport, log),
  receipts: createReceiptDesk(transport, profile, log),
  refunds: createRefundDesk(transport, profile),
  customers: createCustomerDesk(transport),
  proofs: createProofDesk(transport, profile),
  shop: createShopDesk(transport, profile),
  ledger: createLedgerDesk(transport, profile, log),
})
