import type { ProviderReceiptView, ReceiptFileView } from '../../../core/contract/views/after-sale.ts'
import { isEmail } from '../../../core/domain/customer.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { whatsappLink } from '../../../core/domain/receipts/link.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import type { SaleRecord } from '../../../core/ports/store.ts'
import { customerOf } from '../after-sale/customers.ts'
import { receiptPrinter } from '../printing/printers.ts'
import { callProvider, toProviderRefusal } from './calls.ts'
import { actorId, actorName, saleOf, settingsOf, writeOrRefuse, type Till } from '../till.ts'

/** A real slip as dots for 58 mm paper is some 120 KB; more is no receipt, and would hold the printer for minutes. */
const MOST_SLIP_BYTES = 256 * 1024

/** What the provider's own receipt of a payment says, and where the customer can see it. */
export async function providerReceipt(
  till: Till,
  tenderId: string,
): Promise<Result<ProviderReceiptView, Refusal>> {
  const payment = paymentOf(till, tenderId)
  if (!payment.ok) return payment
  const { record, sessionId } = payment.value
  const { receipts } = till.gateway.desks
  const facts = await callProvider(till, receipts.read(sessionId))
  if (!facts.ok) return err(toReceiptRefusal(facts.error))
  const link = await callProvider(till, receipts.link(sessionId))
  // a receipt without a page of its own can still be printed, saved and mailed
  const url = link.ok ? link.value : null
  const { receiptId, number, amount, currency, method, issuedAt } = facts.value
  const customer = customerOf(till, till.store.read.customerOfSale(record.sale.id))
  const { shopName: shop, language } = settingsOf(till)
  const about = {
    shop,
    saleNumber: record.number,
    amount,
    currency,
    language,
    phone: customer?.phone ?? null,
  }
  return ok({
    tenderId,
    receiptId,
    number,
    amount,
    currency,
    method,
    issuedAt,
    url,
    matrix: url === null ? null : till.qr.draw(url),
    whatsapp: url === null ? null : whatsappLink(url, about),
    email: customer?.email ?? null,
  })
}

/** The receipt as a file for the cashier to keep. It is foreign: a page never shows it as its own. */
export async function providerReceiptFile(
  till: Till,
  { tenderId, format }: { readonly tenderId: string; readonly format: 'pdf' | 'html' },
): Promise<Result<ReceiptFileView, Refusal>> {
  const payment = paymentOf(till, tenderId)
  if (!payment.ok) return payment
  const { record, sessionId } = payment.value
  const file = await callProvider(till, till.gateway.desks.receipts.fetch(sessionId, format))
  if (!file.ok) return err(toReceiptRefusal(file.error))
  return ok({
    name: `bukti-${record.number}.${format}`,
    contentType: format === 'pdf' ? 'application/pdf' : 'text/html',
    base64: Buffer.from(file.value.bytes).toString('base64'),
  })
}

/**
 * Puts the provider's own printer bytes in our printer's queue, unchanged. They are foreign: what they make the printer do
 * (a cut, a drawer pulse) is the provider's doing, so this happens only when a person asks.
 */
export async function printProviderReceipt(till: Till, tenderId: string): Promise<Result<null, Refusal>> {
  const payment = paymentOf(till, tenderId)
  if (!payment.ok) return payment
  const { uri: printerUri, profile } = receiptPrinter(till)
  if (printerUri === 'screen:') return err({ type: 'receipt_needs_paper' })
  const { record, sessionId } = payment.value
  const format = till.printers.profile(profile).columns >= 40 ? 'escpos-80' : 'escpos-58'
  const file = await callProvider(till, till.gateway.desks.receipts.fetch(sessionId, format))
  if (!file.ok) return err(toReceiptRefusal(file.error))
  const { bytes } = file.value
  if (bytes.byteLength > MOST_SLIP_BYTES)
    return err({ type: 'receipt_too_large', bytes: bytes.byteLength, limit: MOST_SLIP_BYTES })
  const saleId = record.sale.id
  const stored = writeOrRefuse(till, (books) => {
    const at = till.clock.now()
    const jobId = till.ids.next()
    books.addPrintJob({
      id: jobId,
      documentId: null,
      saleId,
      what: 'foreign',
      copy: null,
      printerUri,
      state: 'queued',
      reason: 'provider_receipt',
      askedBy: actorName(till),
      createdAt: at,
    })
    books.addForeignSlip(jobId, bytes)
    const actor = actorId(till)
    const facts = { by: actor, bytes: bytes.byteLength }
    books.appendEvent({ at, actor, kind: 'provider_slip_asked', saleId, tenderId, facts })
    return ok(null)
  })
  till.changed.ring()
  return stored
}

/**
 * Has the provider mail its receipt. Its key is made of the address and of how often it went there, so that pressing again
 * after a lost answer mails nothing twice, and a second mail on purpose is one.
 */
export async function emailProviderReceipt(
  till: Till,
  { tenderId, to }: { readonly tenderId: string; readonly to: string },
): Promise<Result<null, Refusal>> {
  const address = to.trim()
  if (!isEmail(address)) return err({ type: 'email_invalid' })
  const payment = paymentOf(till, tenderId)
  if (!payment.ok) return payment
  const { record, sessionId } = payment.value
  const saleId = record.sale.id
  // who it went to is personal: the log holds a hash that means nothing outside of these books
  const mark = till.ids.sha256(`${till.store.terminalId} ${address.toLowerCase()}`).slice(0, 16)
  const before = till.store.read
    .events(saleId, 1_000)
    .filter((event) => event.kind === 'receipt_emailed' && event.tenderId === tenderId)
    .filter((event) => event.facts['address'] === mark).length
  const key = `${till.store.terminalId}:${saleId}:${tenderId}:email:${mark}:${before}`
  const sent = await callProvider(till, till.gateway.desks.receipts.email(sessionId, address, key))
  if (!sent.ok) return err(toReceiptRefusal(sent.error))
  const noted = writeOrRefuse(till, (books) => {
    const actor = actorId(till)
    const facts = { by: actor, address: mark }
    books.appendEvent({ at: till.clock.now(), actor, kind: 'receipt_emailed', saleId, tenderId, facts })
    return ok(null)
  })
  till.changed.ring()
  return noted
}

function paymentOf(
  till: Till,
  tenderId: string,
): Result<{ readonly record: SaleRecord; readonly sessionId: string }, Refusal> {
  const record = saleOf(till, tenderId)
  if (!record.ok) return record
  const tender = record.value.sale.tenders.find((each) => each.id === tenderId)
  const sessionId =
    tender?.type === 'provider'
      ? 'sessionId' in tender.state
        ? tender.state.sessionId
        : null
      : tender !== undefined && 'sessionId' in tender.booking
        ? tender.booking.sessionId
        : null
  return sessionId === null ? err({ type: 'receipt_not_ready' }) : ok({ record: record.value, sessionId })
}

const toReceiptRefusal = (failure: GatewayFailure): Refusal =>
  failure.type === 'not_found' ? { type: 'receipt_not_ready' } : toProviderRefusal(failure)
