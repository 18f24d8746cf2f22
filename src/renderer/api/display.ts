import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { DisplayContract } from '../../core/contract/contract.ts'
import type { Connection } from './counter.ts'
import { openTransport } from './link.ts'

export type DisplayClient = ContractRouterClient<DisplayContract>

/** The customer screen's connection: one stream of what to show now. */
export function connectDisplay(): Connection<DisplayClient> {
  const { link, reconnect } = openTransport('/rpc/display')
  return { client: createORPCClient<DisplayClient>(link), reconnect }
}
