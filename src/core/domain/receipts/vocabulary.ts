import type { ReceiptMode } from './frame.ts'
import type { EdcEntryMode } from './payments.ts'
import type { RefundSlip } from './slips.ts'

/** The words on slips. Short forms are for paper of 58 mm, where a line has 32 characters. */
export interface ReceiptWords {
  readonly number: { readonly short: string; readonly long: string }
  readonly date: { readonly short: string; readonly long: string }
  readonly cashier: string
  readonly terminal: string
  readonly discount: string
  readonly subtotal: string
  readonly items: (count: number) => string
  readonly total: string
  readonly taxBase: string
  readonly includesTax: (label: string) => string
  readonly rounding: string
  readonly cash: string
  readonly change: string
  readonly qris: string
  readonly staticQris: string
  readonly link: string
  readonly edc: string
  readonly transfer: string
  readonly status: string
  readonly paid: string
  readonly unpaid: string
  readonly partlyPaid: string
  readonly unknown: string
  readonly paidSoFar: string
  readonly stillDue: string
  readonly issuer: string
  readonly method: string
  readonly reference: string
  readonly providerReference: string
  readonly sender: string
  readonly bank: string
  readonly batch: string
  readonly trace: string
  readonly approvalCode: string
  readonly card: string
  readonly cardType: string
  readonly entryMode: string
  readonly entryModes: Readonly<Record<EdcEntryMode, string>>
  readonly sale: string
  readonly merchantCopy: string
  readonly bill: string
  readonly payByLink: string
  readonly validUntil: (moment: string) => string
  readonly compareName: string
  readonly notAReceipt: string
  readonly copy: (number: number) => string
  readonly askedBy: (name: string) => string
  readonly modeBanner: Readonly<Record<ReceiptMode, string | null>>
  readonly testPage: string
  readonly profile: string
  readonly whichCodeScans: string
  readonly dotsPerModule: (dots: number) => string
  readonly lastNumberSeen: string
  readonly seal: string
  readonly otherTaxBase: string
  readonly notTaxInvoice: string
  readonly void: string
  readonly refund: string
  readonly originalSale: { readonly short: string; readonly long: string }
  readonly soldAt: { readonly short: string; readonly long: string }
  readonly refundTotal: string
  readonly refundWay: string
  readonly refundStatus: Readonly<Record<RefundSlip['status'], string>>
  readonly reason: string
  readonly approvedBy: string
  readonly customerSignature: string
  readonly receivedBy: string
  readonly shift: string
  readonly shiftOpen: string
  readonly float: string
  readonly pieces: (pieces: number, value: string) => string
  readonly xReport: string
  readonly zReport: string
  readonly xReportNote: string
  readonly from: string
  readonly until: string
  readonly firstSale: string
  readonly lastSale: string
  readonly nothingSold: string
  readonly sales: string
  readonly count: (count: number) => string
  readonly gross: string
  readonly discounts: string
  readonly addedTaxes: string
  readonly taxes: string
  readonly tenders: string
  readonly voids: string
  readonly refunds: string
  readonly unsure: string
  readonly cashDrawer: string
  readonly cashSales: string
  readonly cashIn: string
  readonly cashOut: string
  readonly cashRefunds: string
  readonly expected: string
  readonly counted: string
  readonly notCounted: string
  readonly over: string
  readonly short: string
  readonly noVariance: string
  readonly reprints: string
  readonly drawerOpenings: string
  readonly salesReport: string
  readonly period: string
  readonly untaxed: string
  readonly unfinished: string
  /** The same on the paper of a shift. */
  readonly otherShifts: string
  readonly average: string
  readonly byCashier: string
  readonly byCategory: string
  readonly noCategory: string
  readonly received: string
  readonly businessDate: string
  readonly openedBy: string
  readonly countedTimes: string
  readonly varianceReason: string
  /** In place of words that were erased. */
  readonly erased: string
  readonly outside: string
  readonly outsideNote: string
  readonly carried: string
  readonly carriedState: (state: string) => string
  readonly unsettled: string
  readonly unsettledNote: string
  readonly watched: string
  readonly canceledSales: string
  readonly cashAfterCode: string
  readonly afterExpiry: string
  readonly overrides: string
  readonly restoredNote: string
  readonly logEnd: string
  readonly cashInTitle: string
  readonly cashOutTitle: string
  readonly settlement: string
  readonly byTill: string
  readonly byTerminal: string
  readonly difference: string
  readonly matches: string
  readonly attention: string
  readonly amount: string
}
