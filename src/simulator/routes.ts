import { chargeSession, claimSession, publicSession } from './charge.ts'
import { getCheckoutSettings, updateCheckoutSettings } from './checkout-settings.ts'
import { createCustomer, deleteCustomer, getCustomer, listCustomers, updateCustomer } from './customers.ts'
import { getEvent, listEvents, listEventTypes, replayEvents, triggerEvent } from './events.ts'
import { ledgerBalances, listLedger } from './ledger.ts'
import { uploadProof } from './proofs.ts'
import {
  byReceipt,
  bySession,
  emailReceipt,
  receiptEscPos,
  receiptHtml,
  receiptPdf,
} from './receipt-files.ts'
import { getReceipt, getReceiptLink, getSessionReceipt, listReceipts } from './receipts.ts'
import { createRefund, getRefund, listRefunds } from './refunds.ts'
import {
  cancelSession,
  confirmSession,
  createSession,
  deleteSession,
  getSession,
  listSessions,
} from './sessions.ts'
import { getConfig, listWorkspaces, personOnly } from './workspace.ts'
import { getDelivery, listDeliveries, retryDelivery } from './webhooks/deliveries.ts'
import {
  createEndpoint,
  deleteEndpoint,
  getEndpoint,
  hasPagePaths,
  listEndpoints,
  rotateSecret,
  updateEndpoint,
} from './webhooks/endpoints.ts'
import type { Handler, World } from './world.ts'

export interface Route {
  readonly method: string
  readonly pattern: RegExp
  /** Null for a public route, which takes no key. */
  readonly scope: string | null
  readonly handler: Handler
}

function route(method: string, path: string, scope: string | null, handler: Handler): Route {
  return {
    method,
    pattern: new RegExp(
      `^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[A-Za-z0-9_-]{1,64})')}$`,
    ),
    scope,
    handler,
  }
}

const READ = 'plugipay:checkout:read'
const WRITE = 'plugipay:checkout:write'

const HOOK_READ = 'plugipay:webhook:read'
const HOOK_WRITE = 'plugipay:webhook:write'

const endpointRoutes = (root: '/webhooks' | '/webhook-endpoints'): readonly Route[] => [
  route('POST', root, HOOK_WRITE, createEndpoint),
  route('GET', root, HOOK_READ, listEndpoints),
  route('GET', `${root}/{id}`, HOOK_READ, getEndpoint),
  route('PATCH', `${root}/{id}`, HOOK_WRITE, updateEndpoint),
  route('DELETE', `${root}/{id}`, HOOK_WRITE, deleteEndpoint),
  route('POST', `${root}/{id}/rotate-secret`, HOOK_WRITE, rotateSecret),
  route('GET', `${root}/{id}/deliveries`, HOOK_READ, listDeliveries),
]

const PAGE_ROUTES: readonly Route[] = endpointRoutes('/webhook-endpoints')

/** What a key may do names the thing and read or write; only some of these scopes are in the documents. */
const API_ROUTES: readonly Route[] = [
  route('POST', '/checkout-sessions', WRITE, createSession),
  route('GET', '/checkout-sessions', READ, listSessions),
  route('GET', '/checkout-sessions/{id}', READ, getSession),
  route('DELETE', '/checkout-sessions/{id}', WRITE, deleteSession),
  route('POST', '/checkout-sessions/{id}/cancel', WRITE, cancelSession),
  route('POST', '/checkout-sessions/{id}/confirm', WRITE, confirmSession),
  route('GET', '/checkout-sessions/{id}/receipt', READ, getSessionReceipt),
  route('GET', '/checkout-sessions/{id}/receipt-link', READ, getReceiptLink),
  route('GET', '/checkout-sessions/{id}/receipt.html', READ, receiptHtml(bySession)),
  route('GET', '/checkout-sessions/{id}/receipt.pdf', READ, receiptPdf(bySession)),
  route('GET', '/checkout-sessions/{id}/receipt.escpos', READ, receiptEscPos(bySession)),
  route('POST', '/checkout-sessions/{id}/receipt/email', WRITE, emailReceipt(bySession)),
  route('GET', '/receipts', READ, listReceipts),
  route('GET', '/receipts/{id}', READ, getReceipt),
  route('GET', '/receipts/{id}/receipt.html', READ, receiptHtml(byReceipt)),
  route('GET', '/receipts/{id}/receipt.pdf', READ, receiptPdf(byReceipt)),
  route('GET', '/receipts/{id}/receipt.escpos', READ, receiptEscPos(byReceipt)),
  route('POST', '/receipts/{id}/email', WRITE, emailReceipt(byReceipt)),
  route('GET', '/events', 'plugipay:event:read', listEvents),
  route('GET', '/events/types', 'plugipay:event:read', listEventTypes),
  route('GET', '/events/{id}', 'plugipay:event:read', getEvent),
  route('POST', '/events/replay', 'plugipay:event:write', replayEvents),
  route('POST', '/events/trigger', 'plugipay:event:trigger', triggerEvent),
  route('POST', '/refunds', 'plugipay:refund:write', createRefund),
  route('GET', '/refunds', 'plugipay:refund:read', listRefunds),
  route('GET', '/refunds/{id}', 'plugipay:refund:read', getRefund),
  route('POST', '/customers', 'plugipay:customer:write', createCustomer),
  route('GET', '/customers', 'plugipay:customer:read', listCustomers),
  route('GET', '/customers/{id}', 'plugipay:customer:read', getCustomer),
  route('PATCH', '/customers/{id}', 'plugipay:customer:write', updateCustomer),
  route('DELETE', '/customers/{id}', 'plugipay:customer:write', deleteCustomer),
  route('GET', '/checkout/settings', READ, getCheckoutSettings),
  route('PATCH', '/checkout/settings', WRITE, updateCheckoutSettings),
  route('GET', '/webhooks/deliveries', HOOK_READ, listDeliveries),
  route('GET', '/webhooks/deliveries/{delivery}', HOOK_READ, getDelivery),
  route('POST', '/webhooks/deliveries/{delivery}/retry', HOOK_WRITE, retryDelivery),
  ...endpointRoutes('/webhooks'),
  route('GET', '/ledger', 'plugipay:ledger:read', listLedger),
  route('GET', '/ledger/balances', 'plugipay:ledger:read', ledgerBalances),
  route('GET', '/workspaces', READ, listWorkspaces),
  route('POST', '/workspaces', WRITE, personOnly),
  route('GET', '/api-keys', READ, personOnly),
  route('POST', '/api-keys', WRITE, personOnly),
  route('GET', '/account', READ, personOnly),
  route('GET', '/config', null, getConfig),
  route('GET', '/public/checkout/sessions/{id}', null, publicSession),
  route('POST', '/public/checkout/sessions/{id}/charge', null, chargeSession),
  route('POST', '/public/checkout/sessions/{id}/buyer-claim', null, claimSession),
  route('POST', '/public/checkout/sessions/{id}/proof-image', null, uploadProof),
  route('GET', '/public/checkout/sessions/{id}/receipt', null, getSessionReceipt),
  route('GET', '/public/checkout/receipts/{id}', null, getReceipt),
]

export interface FoundRoute {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** The API below either prefix, as the dialect has it. */
export function findRoute(world: World, method: string, path: string): FoundRoute | null {
  for (const each of hasPagePaths(world) ? [...API_ROUTES, ...PAGE_ROUTES] : API_ROUTES) {
    const match = each.method === method ? each.pattern.exec(path) : null
    if (match) return { route: each, params: { ...match.groups } }
  }
  return null
}
