import type { MessagePort } from 'node:worker_threads'
import { createORPCClient, type ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { CounterContract } from '../../src/core/contract/contract.ts'
import { control, openPage, until, type Window, type World } from './running.ts'

export type CounterClient = ContractRouterClient<CounterContract>

/** The cashier's window, once it can be seen. */
export async function cashierOf(world: World): Promise<Window> {
  await until(() => world.windows.some(({ shown }) => shown === 'shown') || world.exitCodes.length > 0)
  const [window] = world.windows
  if (window === undefined) throw new Error(`no window: ${JSON.stringify(world.boxes)}`)
  return window
}

/** The counter's procedures over a port that the built preload handed to the page in this window. */
export async function counterIn(window: Window): Promise<CounterClient> {
  const page = openPage((channel, _message, ports) => {
    control.post(window, channel, ports)
  })
  const port: MessagePort | null = await page.askForPort()
  if (port === null) throw new Error('no port came')
  port.start()
  const link: ClientLink<Record<never, never>> = new RPCLink({ port })
  return createORPCClient<CounterClient>(link)
}

/** Becomes the owner of a shop that has nobody yet. */
export async function ownerIn(window: Window): Promise<CounterClient> {
  const counter = await counterIn(window)
  const made = await counter.people.createOwner({ name: 'Sari', pin: '2580' })
  if (!made.ok) throw new Error(made.error.type)
  return counter
}

export const ALL_PRODUCTS = {
  text: '',
  category: null,
  favouritesOnly: false,
  cursor: null,
  limit: 100,
} as const

/** Asks for a QRIS payment of the first thing the practice shop sells, and returns when its code is on the screens. */
export async function showCode(
  counter: CounterClient,
  attemptId = '01K0000000000000000000000A',
): Promise<{ readonly tenderId: string }> {
  const products = await counter.catalog.find(ALL_PRODUCTS)
  const [product] = products.ok ? products.value.rows : []
  if (product === undefined) throw new Error('the practice shop sells nothing')
  const { id: productId, name, price: unitPrice, tax } = product
  const line = { id: '1', productId, name, quantity: 1000, unitPrice, tax, discount: null, note: null }
  await counter.counter.setDraft({ lines: [line], discount: null })
  const charged = await counter.sale.charge({ attemptId, kind: 'qris', amount: null })
  if (!charged.ok) throw new Error(charged.error.type)
  for await (const message of await counter.counter.watch()) {
    const tender = message.type === 'view' ? message.view.sale?.tenders[0] : undefined
    if (tender?.code) return { tenderId: tender.id }
  }
  throw new Error('the stream ended before the code came')
}
