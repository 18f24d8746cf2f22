import type { Amount, Currency } from '../money.ts'
import type { SaleSlip, SlipFrame } from './frame.ts'
import type { EdcPayment, ReceiptPayment } from './payments.ts'
import type { Totals } from '../reports/report.ts'
import type { TaxTotal } from '../sale.ts'

/** A slip with the code to pay by. It must not look like a receipt: no lines, no sums but the one asked for. */
export interface PaymentBill extends SaleSlip {
  readonly kind: 'bill'
  readonly amount: Amount
  readonly payBy: 'qris' | 'link'
  /** The QRIS text, or the address of the hosted page. */
  readonly qrPayload: string
  /** As the payer's app will show it (object 59 of the code), for the customer to compare. */
  readonly merchantName: string | null
  readonly nmid: string | null
  /** UTC, ISO 8601; null when the provider gave none. */
  readonly validUntil: string | null
}

/** The shop's copy of a card slip. */
export interface EdcCopy extends SaleSlip {
  readonly kind: 'edc_copy'
  readonly payment: EdcPayment
}

/** Money that goes back to a customer. `saleNumber` names the sale it is taken out of; amounts are printed negative. */
export interface RefundSlip extends SaleSlip {
  readonly kind: 'refund'
  /** A void takes a sale back before its money is settled, a refund after. */
  readonly what: 'void' | 'refund'
  /** Its own number, apart from the sale's. */
  readonly number: string
  /** When the sale was paid; UTC, ISO 8601. */
  readonly soldAt: string
  /** What came back; empty when only money is given back. */
  readonly lines: readonly { readonly name: string; readonly quantity: number; readonly amount: Amount }[]
  readonly amount: Amount
  /** What coins made of it: `amount` less what was to go back. None on slips of money that has no coins. */
  readonly rounding?: Amount
  readonly way: ReceiptPayment['tender']
  readonly reference: string | null
  /** Only `done` says that the money is back; a provider may take days and need not tell. */
  readonly status: 'done' | 'pending' | 'unknown'
  readonly reason: string
  readonly approvedBy: string | null
}

/** Notes and coins of one value, as they were counted. */
export interface CashCount {
  readonly value: Amount
  readonly pieces: number
}

/** The beginning of a shift: who takes the till over, and with how much change in the drawer. */
export interface ShiftOpenSlip extends SlipFrame {
  readonly kind: 'shift_open'
  readonly shiftNumber: string
  readonly float: Amount
  /** Empty when the float was not counted note by note. */
  readonly counted: readonly CashCount[]
}

export interface CountedAmount {
  readonly count: number
  readonly amount: Amount
}

/**
 * What went over this till. An X report looks and changes nothing; a Z report closes, once, and has a number of its own.
 * Money whose fate is not known is told apart from what was sold.
 */
export interface TillReport extends SlipFrame {
  readonly kind: 'x_report' | 'z_report'
  readonly number: string
  readonly shiftNumber: string
  /** UTC, ISO 8601. */
  readonly from: string
  readonly until: string
  /** First and last number of the sales counted here; null when nothing was sold. */
  readonly numbers: { readonly first: string; readonly last: string } | null
  readonly sales: ReportSales
  readonly taxes: readonly TaxTotal[]
  readonly tenders: readonly ({ readonly tender: ReceiptPayment['tender'] } & CountedAmount)[]
  readonly voids: CountedAmount
  readonly refunds: CountedAmount
  /** Money that may have come: asked for, and not answered for certain. */
  readonly unsure: CountedAmount
  readonly cash: ReportCash
  readonly counted: readonly CashCount[]
  readonly reprints: number
  readonly drawerOpenings: number
  /** What only a Z needs; reports from before there were shifts have none of it. */
  readonly closing?: ReportClosing
}

/** What a Z says beside the sums, for whoever reads it later. */
export interface ReportClosing {
  readonly businessDate: string
  readonly openedBy: string
  readonly varianceReason: string | null
  /** How often the drawer was counted; above 1 an earlier count did not fit. */
  readonly counts: number
  /** Money accepted before this shift and after the one before it, when none was open. In no sum above. */
  readonly outside: readonly ({
    readonly tender: ReceiptPayment['tender']
    readonly currency: Currency
  } & CountedAmount)[]
  /** Payments nobody knows the end of yet; the next shift gets them. */
  readonly carried: readonly {
    readonly saleNumber: string
    readonly tender: ReceiptPayment['tender']
    readonly state: string
    readonly amount: Amount
    readonly currency: Currency
  }[]
  /** Card slips that no settlement covers. */
  readonly unsettled: readonly ({ readonly tid: string; readonly batch: string } & CountedAmount)[]
  readonly people: readonly ReportPerson[]
  /** The books were put back from a copy while the shift was open. */
  readonly restored: boolean
  /** The end of the log when this was written: written down here, it cannot be written anew unseen. */
  readonly logEnd: string
}

/** What an owner looks at, by person. None of it is wrong in itself. */
export interface ReportPerson {
  readonly name: string
  readonly reprints: number
  /** The drawer without a sale and without cash put in or taken out. */
  readonly drawerOpenings: number
  readonly canceledSales: number
  /** Sales whose code was taken down and that were rung up as cash then. */
  readonly cashAfterCode: number
  /** Transfers and notices that were taken as paid by hand after the sale's code had expired; older reports lack it. */
  readonly afterExpiry?: number
  /** Rights that somebody lent, slips recorded twice, codes covered. */
  readonly overrides: number
}

/** What was sold and paid on some business days, as one piece of paper for the owner. Not a shift's X or Z. */
export interface SalesReport extends SlipFrame {
  readonly kind: 'sales_report'
  /** Business days, both counted. */
  readonly from: string
  readonly to: string
  readonly totals: Totals
  readonly tenders: readonly ({ readonly tender: ReceiptPayment['tender'] } & CountedAmount)[]
  readonly taxes: readonly TaxTotal[]
  readonly untaxed: Amount
  readonly cashiers: readonly ({ readonly name: string } & CountedAmount)[]
  readonly categories: readonly { readonly name: string; readonly amount: Amount }[]
}

export interface ReportSales {
  readonly count: number
  /** Prices times quantities, before every discount. */
  readonly gross: Amount
  readonly discounts: Amount
  /** Taxes on top of the prices; taxes inside them are in `gross` already. */
  readonly addedTaxes: Amount
  readonly rounding: Amount
  readonly total: Amount
}

export interface ReportCash {
  readonly float: Amount
  readonly sales: Amount
  readonly in: Amount
  readonly out: Amount
  readonly refunds: Amount
  readonly expected: Amount
  /** Null while nobody has counted: an X report, a shift closed blind. */
  readonly counted: Amount | null
  /** Counted less expected; below zero there is too little in the drawer. */
  readonly variance: Amount | null
}

/** Cash put into the drawer or taken out of it without a sale. */
export interface CashMovementSlip extends SlipFrame {
  readonly kind: 'cash_movement'
  readonly direction: 'in' | 'out'
  readonly number: string
  readonly amount: Amount
  readonly reason: string
  readonly approvedBy: string | null
}

/** The end of a card terminal's batch: what its own slip says, beside what this till knows. */
export interface BatchSettlement extends SlipFrame {
  readonly kind: 'batch_settlement'
  readonly bank: string
  readonly tid: string
  readonly mid: string | null
  readonly batch: string | null
  readonly rows: readonly ({ readonly cardType: string } & CountedAmount)[]
  /** As the till counted them. */
  readonly byTill: CountedAmount
  /** As the terminal printed them; null until somebody typed them. */
  readonly byTerminal: CountedAmount | null
}

/** Something a person has to look at, on paper, for whoever takes over. */
export interface AttentionSlip extends SlipFrame {
  readonly kind: 'attention'
  readonly title: string
  /** What happened, what is safe, what to do. */
  readonly sentences: readonly string[]
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly saleNumber: string | null
  readonly amount: Amount | null
}

/** Proves a printer: a ruler for the columns, every letter, codes in three sizes, and the cut. */
export interface TestPage extends SlipFrame {
  readonly kind: 'test_page'
  readonly printerName: string
  readonly printerAddress: string
  readonly profileName: string
  /** A text of a real code's length, so that "which one scans?" is an honest question. */
  readonly qrSample: string
}
