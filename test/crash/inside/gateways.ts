import diagnostics from 'node:diagnostics_channel'
import type { PaymentGateway } from '../../../src/core/ports/gateway.ts'
import * as real from '../../../src/main/gateways.ts'
import type { ProviderCall } from '../points.ts'
import { pass } from './die.ts'

// oxlint-disable-next-line import/export -- one function of the real module is replaced, the rest is handed on
export * from '../../../src/main/gateways.ts'

/** Sessions the till has read, and calls that are under way: how a settling till knows that it has come to rest. */
export const traffic = { underWay: 0, read: new Set<string>() }

/** The real gateway, with the crash points around each of its calls. */
export async function createGateway(
  ...args: Parameters<typeof real.createGateway>
): ReturnType<typeof real.createGateway> {
  const choice = await real.createGateway(...args)
  return { ...choice, gateway: mortal(choice.gateway) }
}

function mortal(gateway: PaymentGateway): PaymentGateway {
  return {
    ...gateway,
    create: (call) => around('create', () => gateway.create(call)),
    charge: (id, method) => around('charge', () => gateway.charge(id, method)),
    read: async (id) => {
      const answer = await around('read', () => gateway.read(id))
      if (answer.ok) traffic.read.add(id)
      return answer
    },
    find: (query) => around('find', () => gateway.find(query)),
    cancel: (id, key) => around('cancel', () => gateway.cancel(id, key)),
    confirm: (id) => around('confirm', () => gateway.confirm(id)),
    fetchImage: (url) => around('picture', () => gateway.fetchImage(url)),
    desks: {
      ...gateway.desks,
      refunds: {
        ...gateway.desks.refunds,
        send: (call, mayHaveLeft) => around('refund', () => gateway.desks.refunds.send(call, mayHaveLeft)),
      },
    },
  }
}

async function around<T>(call: ProviderCall, send: () => Promise<T>): Promise<T> {
  pass(`before sending ${call}`)
  traffic.underWay += 1
  try {
    return await send()
  } finally {
    traffic.underWay -= 1
    pass(`after the answer to ${call}`)
  }
}

/** The runtime's own HTTP client says when the last byte of a request has gone to the system. */
diagnostics.subscribe('undici:request:bodySent', (message) => {
  const { request } = message as { readonly request: { readonly method: string; readonly path: string } }
  const call = callOf(request.method, request.path.split('?')[0] ?? '')
  if (call !== null) pass(`after sending ${call}`)
})

function callOf(method: string, path: string): ProviderCall | null {
  if (path.endsWith('.png')) return 'picture'
  if (method === 'GET' && path.endsWith('/checkout-sessions')) return 'find'
  if (method === 'GET' && /\/checkout-sessions\/[^/]+$/.test(path)) return 'read'
  if (method !== 'POST') return null
  if (path.endsWith('/checkout-sessions')) return 'create'
  if (path.endsWith('/charge')) return 'charge'
  if (path.endsWith('/refunds')) return 'refund'
  if (path.endsWith('/cancel')) return 'cancel'
  return path.endsWith('/confirm') ? 'confirm' : null
}
