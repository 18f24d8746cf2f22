import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import type { Amount, Currency } from '../domain/money.ts'
import type { Printer, PrinterFinding, PrinterProfile, PrinterStanding } from '../domain/printers.ts'
import type { BankAccount } from '../domain/tenders/invite.ts'
import type {
  AttentionDetail,
  CustomerRow,
  CustomerView,
  ProviderReceiptView,
  ReceiptFileView,
  AttentionRow,
} from './views/after-sale.ts'
import type { AuditCheck, AuditRow, DayReportView } from './views/audit.ts'
import type { BackupsView } from './views/books.ts'
import type { CounterMessage, DraftMark, SettingsView } from './views/counter.ts'
import type { DisplayMessage } from './views/display.ts'
import type { PersonalRow, PersonView } from './views/people.ts'
import type { PrinterSearchView } from './views/printers.ts'
import type { ProviderCheckView, ProviderView } from './views/provider.ts'
import type { SaleSummary, SaleView, SessionRow, StaticQrisView } from './views/sale.ts'
import type { LogoView, SealCheckView, SealKeyView, SlipSheet } from './views/slips.ts'
import { catalogContract } from './catalog-contract.ts'
import type { ProofView } from './views/confirmation.ts'
import { confirmationContract } from './confirmation-contract.ts'
import { findSessions, savedFiltersContract } from './finding-contract.ts'
import { desktopContract } from './desktop-contract.ts'
import { heldContract } from './held-contract.ts'
import * as afterSaleInput from './inputs/after-sale.ts'
import * as peopleInput from './inputs/people.ts'
import * as printingInput from './inputs/printing.ts'
import * as saleInput from './inputs/sale.ts'
import * as settingsInput from './inputs/settings.ts'
import { helpContract, screensContract } from './screens-contract.ts'
import { reportsContract } from './reports-contract.ts'
import { shiftContract } from './shift-contract.ts'
import { byPicture, slidesContract, type PictureFile } from './slides-contract.ts'
import { answer } from './answer.ts'

const stream = <T>() => eventIterator(z.custom<T>())

/**
 * The one API between the screens and the core. Inputs are checked here, at the edge; answers are either the value or a
 * refusal out of one closed union, which the screen turns into a sentence.
 */
export const counterContract = {
  counter: {
    /** The whole view first, then again after every change; a beat every second. */
    watch: oc.output(stream<CounterMessage>()),
    /** Replaces the cart being built, and says which views know of it. What the customer's screen shows follows. */
    setDraft: oc.input(saleInput.draft).output(answer<DraftMark>()),
    /** Clears the counter for the next customer; an unfinished sale is parked, never dropped. */
    next: oc.output(answer<null>()),
    resume: oc.input(saleInput.bySale).output(answer<null>()),
    ...heldContract,
  },
  catalog: catalogContract,
  sale: {
    /** Starts a provider payment for what remains (or `amount` of it). The same attempt id twice is one attempt. */
    charge: oc.input(saleInput.charge).output(answer<SaleView>()),
    /** Takes the shown code down, reads it again, and makes a new one only when that is safe. */
    newCode: oc.input(saleInput.newCode).output(answer<SaleView>()),
    cancelCode: oc.input(saleInput.byTender).output(answer<SaleView>()),
    supersede: oc.input(saleInput.supersede).output(answer<SaleView>()),
    /** The customer shows proof for a code that is over: asks the provider, and keeps what they showed. */
    customerProof: oc.input(saleInput.customerProof).output(answer<SaleView>()),
    checkNow: oc.input(saleInput.byTender).output(answer<SaleView>()),
    payCash: oc.input(saleInput.cash).output(answer<SaleView>()),
    recordEdc: oc.input(saleInput.edc).output(answer<SaleView>()),
    recordTransfer: oc.input(saleInput.transfer).output(answer<SaleView>()),
    recordStaticQris: oc.input(saleInput.staticQris).output(answer<SaleView>()),
    /** Shows the customer the shop's own code or account for what remains (or `amount` of it); collects nothing. */
    invite: oc.input(saleInput.invite).output(answer<null>()),
    endInvite: oc.output(answer<null>()),
    acceptTender: oc.input(saleInput.byTender).output(answer<SaleView>()),
    rejectTender: oc.input(saleInput.reject).output(answer<SaleView>()),
    /** The photo that was kept with a slip, a notice or a transfer. */
    photo: oc.input(saleInput.byTender).output(answer<ProofView>()),
    /** Gives the sale up; refused while money or a live code is on it. */
    cancel: oc.input(saleInput.bySale).output(answer<null>()),
    get: oc.input(saleInput.bySale).output(answer<SaleView>()),
    list: oc
      .input(saleInput.findSales)
      .output(answer<{ rows: readonly SaleSummary[]; nextCursor: string | null }>()),
    /** Prints the receipt: the first time the original, later a marked copy. */
    print: oc.input(saleInput.bySale).output(answer<null>()),
    printCode: oc.input(saleInput.byTender).output(answer<null>()),
  },
  shift: shiftContract,
  confirmations: confirmationContract,
  reports: reportsContract,
  savedFilters: savedFiltersContract,
  sessions: {
    list: oc.input(findSessions).output(answer<{ rows: readonly SessionRow[]; nextCursor: string | null }>()),
  },
  attention: {
    list: oc
      .input(afterSaleInput.attentionPage)
      .output(answer<{ rows: readonly AttentionRow[]; nextCursor: string | null }>()),
    /** What was done about an item, and what can be done; the screen offers these actions and no others. */
    get: oc.input(afterSaleInput.byAttention).output(answer<AttentionDetail>()),
    resolve: oc.input(afterSaleInput.resolve).output(answer<null>()),
    /** Marks it for the owner; it stays open. */
    escalate: oc.input(afterSaleInput.resolve).output(answer<null>()),
    note: oc.input(afterSaleInput.resolve).output(answer<null>()),
    /** Puts late money to an open sale, or to the order in the cart. */
    attach: oc.input(afterSaleInput.attachMoney).output(answer<AttentionDetail>()),
    /** Asks the provider now; what turns out to be known settles the item. */
    check: oc.input(afterSaleInput.byAttention).output(answer<AttentionDetail>()),
    reprint: oc.input(afterSaleInput.byAttention).output(answer<AttentionDetail>()),
    /** The item itself on paper, for whoever takes over. */
    print: oc.input(afterSaleInput.byAttention).output(answer<null>()),
    wasPrinted: oc.input(afterSaleInput.byAttention).output(answer<AttentionDetail>()),
    /** An unknown refund did not happen: its amount is free again. */
    release: oc.input(afterSaleInput.byAttention).output(answer<AttentionDetail>()),
  },
  refunds: {
    /** Gives money of a payment back through the provider. The same attempt id twice is one refund. */
    start: oc.input(afterSaleInput.refund).output(answer<SaleView>()),
    /** Gives cash out of the drawer, for a payment of any kind. */
    cash: oc.input(afterSaleInput.refund).output(answer<SaleView>()),
    /** Notes that a card slip was voided on its terminal, before its batch was settled. */
    void: oc.input(afterSaleInput.voidSlip).output(answer<SaleView>()),
    /** Prints the newest slip of a refund: the first time the original, later a marked copy. */
    print: oc.input(afterSaleInput.byRefund).output(answer<null>()),
    /** Takes one back that has not been sent. */
    withdraw: oc.input(afterSaleInput.byRefund).output(answer<SaleView>()),
    check: oc.input(afterSaleInput.byRefund).output(answer<SaleView>()),
  },
  /** The provider's own receipt of a payment: foreign, and only there once the payment is completed. */
  providerReceipts: {
    get: oc.input(saleInput.byTender).output(answer<ProviderReceiptView>()),
    file: oc.input(afterSaleInput.receiptFile).output(answer<ReceiptFileView>()),
    print: oc.input(saleInput.byTender).output(answer<null>()),
    email: oc.input(afterSaleInput.receiptEmail).output(answer<null>()),
  },
  customers: {
    /** Those this till knows: at once, without a network. */
    search: oc.input(afterSaleInput.customerText).output(answer<readonly CustomerRow[]>()),
    /** Those only the provider knows. */
    ask: oc.input(afterSaleInput.customerText).output(answer<readonly CustomerRow[]>()),
    create: oc.input(afterSaleInput.newCustomer).output(answer<CustomerView>()),
    /** Puts a customer on a sale, or (`saleId` null) on what stands on the counter; null takes them off. */
    attach: oc.input(afterSaleInput.attachCustomer).output(answer<null>()),
  },
  people: {
    /** Only while nobody exists: makes the owner and signs in. */
    createOwner: oc.input(peopleInput.createOwner).output(answer<null>()),
    signIn: oc.input(peopleInput.signIn).output(answer<null>()),
    /** Asks for a PIN again; the sale on the counter stays. */
    lock: oc.output(answer<null>()),
    /** Somebody types or touches the screen without calling anything: the idle time starts again. */
    stay: oc.output(answer<null>()),
    list: oc.output(answer<readonly PersonView[]>()),
    add: oc.input(peopleInput.addPerson).output(answer<PersonView>()),
    change: oc.input(peopleInput.changePerson).output(answer<PersonView>()),
    setPin: oc.input(peopleInput.setPin).output(answer<null>()),
    changeOwnPin: oc.input(peopleInput.changeOwnPin).output(answer<null>()),
    remove: oc.input(peopleInput.byPerson).output(answer<null>()),
    /** Replaces the name of somebody who was removed; the log keeps the id. */
    eraseName: oc.input(peopleInput.byPerson).output(answer<null>()),
    /** Lends the right for one call with exactly this input, by somebody who holds it. */
    lend: oc.input(peopleInput.lend).output(answer<null>()),
  },
  audit: {
    list: oc
      .input(peopleInput.auditQuery)
      .output(answer<{ rows: readonly AuditRow[]; nextCursor: string | null }>()),
    verify: oc.output(answer<AuditCheck>()),
  },
  personal: {
    /** What is kept about a customer, by a piece of a name, a number or a note; at most 50. */
    find: oc.input(peopleInput.findPersonal).output(answer<readonly PersonalRow[]>()),
    /** For good; what held the ref stays, and leads nowhere from then on. */
    erase: oc.input(peopleInput.byRef).output(answer<null>()),
  },
  slips: {
    /** The stored receipt of a sale, as it was or would be printed. */
    ofSale: oc.input(saleInput.bySale).output(answer<SlipSheet>()),
    /** What one print job put out, with its copy mark. */
    ofJob: oc.input(printingInput.byJob).output(answer<SlipSheet>()),
    /** A made-up receipt with a template that need not be saved yet. */
    sample: oc.input(printingInput.sample).output(answer<SlipSheet>()),
    /** Keeps a picture's dots; nothing is printed with it before the settings name it. */
    keepLogo: oc.input(printingInput.logo).output(answer<LogoView>()),
    /** The key receipts are signed with; null before there is one. */
    sealKey: oc.output(answer<SealKeyView | null>()),
    checkSeal: oc.input(printingInput.sealText).output(answer<SealCheckView>()),
  },
  reconciliation: {
    /** Compares one day with the provider now; what differs becomes items in the inbox. */
    run: oc.input(afterSaleInput.byDay).output(answer<DayReportView>()),
    /** The last report of a day; null while there is none. */
    last: oc.input(afterSaleInput.byDay).output(answer<DayReportView | null>()),
  },
  settings: {
    save: oc.input(settingsInput.settings).output(answer<SettingsView>()),
    provider: oc.output(answer<ProviderView>()),
    /** Stores the profile of test or live; an empty key id or secret keeps the stored one. */
    saveProvider: oc.input(settingsInput.provider).output(answer<ProviderView>()),
    checkProvider: oc.output(answer<ProviderCheckView>()),
    /** Lets the provider be asked again to book manual money, after it refused once. */
    resumeBooking: oc.output(answer<ProviderView>()),
    /** Makes a session of 10.000 units of the currency and gives its page, for the owner to read the amount there. */
    startUnitCheck: oc.output(answer<{ url: string; amount: Amount; currency: Currency }>()),
    confirmUnit: oc.input(settingsInput.confirmUnit).output(answer<ProviderView>()),
    /** Accounts that the provider tells customers to transfer to, for the owner to compare and save. */
    offeredAccounts: oc.output(answer<readonly BankAccount[]>()),
    /** Reads the shop's printed code for the owner to compare; `settings.save` stores its payload. */
    readStaticQris: oc.input(settingsInput.readStaticQris).output(answer<StaticQrisView>()),
    /** A test page on the receipt printer. */
    testPrint: oc.output(answer<null>()),
    /** Goes to another mode: the core restarts on that mode's own books. */
    switchMode: oc.input(settingsInput.mode).output(answer<null>()),
  },
  backups: {
    list: oc.output(answer<BackupsView>()),
    /** Makes a copy now and answers when it has passed its checks; `list` tells how far it is. */
    make: oc.output(answer<BackupsView>()),
    /** Gives up the copy that is being made. */
    giveUp: oc.output(answer<BackupsView>()),
    /** Sets the books of this mode aside and starts again on the named copy. */
    restore: oc.input(settingsInput.restore).output(answer<null>()),
  },
  printers: {
    /** Printers this machine can see; network printers are typed. */
    find: oc.output(answer<PrinterSearchView>()),
    /** The printer profiles that come with the app. */
    profiles: oc.output(answer<readonly PrinterProfile[]>()),
    /** The printers of this till with all that is set about them. */
    list: oc.output(answer<readonly Printer[]>()),
    save: oc.input(printingInput.printer).output(answer<Printer>()),
    remove: oc.input(printingInput.byPrinter).output(answer<null>()),
    /** Asks a printer of this till how it stands. */
    check: oc.input(printingInput.byPrinter).output(answer<Printer>()),
    test: oc.input(printingInput.byPrinter).output(answer<null>()),
    /** Whether an address can be read and may be printed to. Nothing is opened. */
    admit: oc.input(printingInput.printerAddress).output(answer<null>()),
    /** For a printer that is being set up: what it answers, and one page for each question. Nothing is stored. */
    probe: oc
      .input(printingInput.printerProbe)
      .output(answer<{ finding: PrinterFinding; standing: PrinterStanding }>()),
    trial: oc.input(printingInput.printerTrial).output(answer<{ sentBytes: number }>()),
  },
  desktop: desktopContract,
  screens: screensContract,
  slides: slidesContract,
  help: helpContract,
  practice: {
    /** Plays the customer on the built-in simulator. Practice mode only. */
    act: oc.input(saleInput.practice).output(answer<null>()),
  },
}

export const displayContract = {
  display: {
    watch: oc.output(stream<DisplayMessage>()),
    /** A slide or the logo that the idle view names. */
    picture: oc.input(byPicture).output(answer<PictureFile>()),
  },
}

export type CounterContract = typeof counterContract
export type DisplayContract = typeof displayContract
