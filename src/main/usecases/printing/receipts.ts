import { addAmounts, subtractAmount, ZERO, type Amount } from '../../../core/domain/money.ts'
import {
  RECEIPT_VERSION,
  type PaymentBill,
  type ReceiptPayment,
  type SaleReceipt,
  type TestPage,
} from '../../../core/domain/receipts/receipt.ts'
import {
  hiddenFields,
  receiptQrOf,
  taxesOnPaper,
  templateOf,
} from '../../../core/domain/receipts/template.ts'
import type { Printer } from '../../../core/domain/printers.ts'
import { unreachable } from '../../../core/domain/result.ts'
import { coveredAmount, coveredBy, type Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import { checkStaticQris } from '../../../core/domain/tenders/invite.ts'
import type { Settings } from '../../../core/domain/settings.ts'
import type { BooksReader, SaleRecord, StoredCode } from '../../../core/ports/store.ts'
import { sealed } from './receipt-seals.ts'
import { actorName, settingsOf, type Till } from '../till.ts'

/** The receipt of a sale as it stands in the books now. LUNAS is printed only for a covered sale. */
export function receiptOf(till: Till, books: BooksReader, record: SaleRecord, at: string): SaleReceipt {
  // what was given back before the sale was paid is no payment of it
  const counted = record.sale.tenders.filter((tender) => coveredBy(record.sale, tender) > 0)
  const rounding = addAmounts(ZERO, ...counted.map((tender) => subtractAmount(tender.amount, tender.covers)))
  const covered = coveredAmount(record.sale)
  const { totals, number } = record
  const total = addAmounts(record.sale.total, rounding)
  const settings = settingsOf(till)
  const template = templateOf(settings.receipt)
  const frame = customerFrame(till, settings, at)
  const { terminal, currency } = frame
  return {
    ...frame,
    kind: 'receipt',
    cashier: record.cashier,
    saleNumber: number,
    saleId: record.sale.id,
    lines: totals.lines,
    subtotal: totals.subtotal,
    orderDiscount: totals.orderDiscount,
    taxes: taxesOnPaper(totals.taxes, template.taxWording, settings.taxRules),
    rounding,
    total,
    payments: counted.map((tender) => paymentOf(books, tender, record.sale.back?.amounts[tender.id] ?? ZERO)),
    status: record.sale.phase === 'paid' ? 'paid' : covered > 0 ? 'partly_paid' : 'unpaid',
    notTaxInvoice: template.notTaxInvoice,
    qr: receiptQrOf(
      template,
      template.qr === 'signed'
        ? sealed(till, { number, currency, total, paidAt: at, terminal, copy: 0 })
        : null,
    ),
  }
}

function paymentOf(books: BooksReader, tender: Tender, back: Amount): ReceiptPayment {
  const amount = subtractAmount(tender.amount, back)
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
      return {
        ...{ tender: 'cash', amount, tendered: evidence.tendered, change: evidence.change },
        ...(back === 0 ? {} : { back }),
      }
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
      return { tender: 'static_qris', amount, issuer: null, rrn: evidence.rrn, nmid: staticNmid(books) }
    case undefined:
      throw new Error(`manual tender ${tender.id} has no evidence`)
    default:
      return unreachable(evidence)
  }
}

/** The merchant id of the shop's own printed code, for the customer to compare with their app. */
function staticNmid(books: BooksReader): string | null {
  const { staticQris = null } = books.settings()
  const code = staticQris === null ? null : checkStaticQris(staticQris)
  return code !== null && code.ok ? code.value.nmid : null
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
    ...customerFrame(till, settingsOf(till), till.clock.now()),
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

export function testPageOf(till: Till, { name, uri, profile }: Printer): TestPage {
  return {
    ...slipFrame(till, settingsOf(till), till.clock.now()),
    kind: 'test_page',
    printerName: name,
    printerAddress: uri,
    profileName: till.printers.profile(profile).name,
    // as long as a real dynamic code, so that what scans here scans at the counter
    qrSample: `GERAI UJI CETAK ${'0123456789ABCDEF'.repeat(14)}`,
  }
}

/** What every slip of this till begins with; a slip that stays in the shop needs no more. */
export function slipFrame(till: Till, settings: Settings, at: string) {
  const { language } = templateOf(settings.receipt)
  return {
    version: RECEIPT_VERSION,
    mode: till.mode,
    language: language === 'screen' ? settings.language : language,
    shop: {
      name: settings.shopName,
      addressLines: settings.addressLines,
      npwp: settings.npwp,
      footerLines: settings.footerLines,
    },
    terminal: settings.terminalName,
    cashier: actorName(till),
    occurredAt: at,
    utcOffsetMinutes: settings.utcOffsetMinutes,
    zoneLabel: settings.zoneLabel,
    currency: settings.currency,
    copy: null,
  } as const
}

/** The same for what customers take along, as the owner wants it to look. */
export function customerFrame(till: Till, settings: Settings, at: string) {
  const frame = slipFrame(till, settings, at)
  const template = templateOf(settings.receipt)
  const { headerLines, termsLines, logo } = template
  return {
    ...frame,
    shop: { ...frame.shop, headerLines, termsLines },
    logo,
    hidden: hiddenFields(template, settings.npwp),
  } as const
}
