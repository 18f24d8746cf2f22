import { addAmounts, subtractAmount, ZERO } from '../../core/domain/money.ts'
import {
  RECEIPT_VERSION,
  type PaymentBill,
  type ReceiptPayment,
  type SaleReceipt,
  type TestPage,
} from '../../core/domain/receipt.ts'
import { unreachable } from '../../core/domain/result.ts'
import { coveredAmount, isCounted, type Tender } from '../../core/domain/sale-tenders.ts'
import type { BooksReader, SaleRecord, StoredCode } from '../../core/ports/store.ts'
import { settingsOf, type Till } from './till.ts'

/** The receipt of a sale as it stands in the books now. LUNAS is printed only for a covered sale. */
export function receiptOf(till: Till, books: BooksReader, record: SaleRecord, at: string): SaleReceipt {
  const counted = record.sale.tenders.filter(isCounted)
  const rounding = addAmounts(ZERO, ...counted.map((tender) => subtractAmount(tender.amount, tender.covers)))
  const covered = coveredAmount(record.sale)
  return {
    ...frame(till, at),
    kind: 'receipt',
    cashier: record.cashier,
    saleNumber: record.number,
    saleId: record.sale.id,
    lines: record.totals.lines,
    subtotal: record.totals.subtotal,
    orderDiscount: record.totals.orderDiscount,
    taxes: record.totals.taxes,
    rounding,
    total: addAmounts(record.sale.total, rounding),
    payments: counted.map((tender) => paymentOf(books, tender)),
    status: record.sale.phase === 'paid' ? 'paid' : covered > 0 ? 'partly_paid' : 'unpaid',
  }
}

function paymentOf(books: BooksReader, tender: Tender): ReceiptPayment {
  const { amount } = tender
  if (tender.type === 'provider') {
    const sessionId = tender.state.name === 'settled' ? tender.state.sessionId : null
    // issuer and RRN are not in this provider's answers: what was not delivered is left out
    return tender.kind === 'qris'
      ? {
          tender: 'qris',
          amount,
          issuer: null,
          rrn: null,
          nmid: books.code(tender.id)?.nmid ?? null,
          reference: sessionId,
        }
      : {
          tender: 'link',
          amount,
          method: sessionId === null ? null : (books.session(sessionId)?.facts.method ?? null),
          reference: sessionId,
        }
  }
  const evidence = books.evidence(tender.id)
  switch (evidence?.kind) {
    case 'cash':
      return { tender: 'cash', amount, tendered: evidence.tendered, change: evidence.change }
    case 'edc': {
      const { kind: _kind, entryMode, ...slip } = evidence
      const given = Object.fromEntries(
        Object.entries(slip).map(([field, text]) => [field, text === '' ? null : text]),
      )
      return {
        tender: 'edc',
        amount,
        cardType: null,
        entryMode,
        ...(given as Record<
          'bank' | 'tid' | 'mid' | 'batch' | 'trace' | 'rrn' | 'approvalCode' | 'lastFour',
          string | null
        >),
      }
    }
    case 'transfer':
      return { tender: 'transfer', amount, bank: evidence.bank, sender: null, reference: evidence.reference }
    case 'static_qris':
      return { tender: 'static_qris', amount, issuer: null, rrn: evidence.rrn, nmid: null }
    case undefined:
      throw new Error(`manual tender ${tender.id} has no evidence`)
    default:
      return unreachable(evidence)
  }
}

/** The unpaid bill with the code, for a customer without a screen in front of them. */
export function billOf(
  till: Till,
  record: SaleRecord,
  tender: Tender,
  code: StoredCode,
  validUntil: string | null,
): PaymentBill {
  return {
    ...frame(till, till.clock.now()),
    kind: 'bill',
    saleNumber: record.number,
    saleId: record.sale.id,
    amount: tender.amount,
    payBy: code.kind === 'emv' ? 'qris' : 'link',
    qrPayload: code.payload,
    merchantName: code.merchantName,
    nmid: code.nmid,
    validUntil,
  }
}

export function testPageOf(till: Till): TestPage {
  const { printerUri, printerProfile } = settingsOf(till)
  return {
    ...frame(till, till.clock.now()),
    kind: 'test_page',
    printerName: printerUri,
    printerAddress: printerUri,
    profileName: printerProfile,
    // as long as a real dynamic code, so that what scans here scans at the counter
    qrSample: `GERAI UJI CETAK ${'0123456789ABCDEF'.repeat(14)}`,
  }
}

function frame(till: Till, at: string) {
  const settings = settingsOf(till)
  return {
    version: RECEIPT_VERSION,
    mode: till.mode,
    language: settings.language,
    shop: {
      name: settings.shopName,
      addressLines: settings.addressLines,
      npwp: settings.npwp,
      footerLines: settings.footerLines,
    },
    terminal: settings.terminalName,
    cashier: settings.cashier,
    occurredAt: at,
    utcOffsetMinutes: settings.utcOffsetMinutes,
    zoneLabel: settings.zoneLabel,
    currency: settings.currency,
    copy: null,
  } as const
}
