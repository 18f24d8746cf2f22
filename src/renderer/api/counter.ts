import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { CounterContract } from '../../core/contract/contract.ts'
import { lendingLink, type AskForRight } from './lending.ts'
import { openTransport } from './link.ts'

export type CounterClient = ContractRouterClient<CounterContract>

export interface Connection<Client> {
  readonly client: Client
  readonly reconnect: () => void
}

/** The cashier's connection to the core; `ask` brings the right that the person at the counter lacks. */
export function connectCounter(ask: AskForRight): Connection<CounterClient> {
  const { link, reconnect } = openTransport('/rpc')
  return { client: createORPCClient<CounterClient>(lendingLink(link, ask)), reconnect }
}
