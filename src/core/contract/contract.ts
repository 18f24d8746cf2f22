import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import type { Refusal } from '../domain/refusals.ts'
import type { Result } from '../domain/result.ts'
import type { ReceiptDocument } from '../domain/receipt.ts'
import type {
  AttentionRow,
  CounterMessage,
  DisplayMessage,
  Product,
  ProviderView,
  SaleSummary,
  SaleView,
  SessionRow,
  SettingsView,
} from './views.ts'
import * as input from './inputs.ts'

/**
 * The one API between the screens and the core. Inputs are checked here, at the edge; answers are either the value or a
 * refusal out of one closed union, which the screen turns into a sentence.
 */
const answer = <T>() => z.custom<Result<T, Refusal>>()
const stream = <T>() => eventIterator(z.custom<T>())

export const counterContract = {
  counter: {
    /** The whole view first, then again after every change; a beat every second. */
    watch: oc.output(stream<CounterMessage>()),
    /** Replaces the cart being built. What the customer's screen shows follows. */
    setDraft: oc.input(input.draft).output(answer<null>()),
    /** Clears the counter for the next customer; an unfinished sale is parked, never dropped. */
    next: oc.output(answer<null>()),
    resume: oc.input(input.bySale).output(answer<null>()),
  },
  catalog: {
    list: oc.output(answer<readonly Product[]>()),
  },
  sale: {
    /** Starts a provider payment for what remains (or `amount` of it). The same attempt id twice is one attempt. */
    charge: oc.input(input.charge).output(answer<SaleView>()),
    /** Takes the shown code down, reads it again, and makes a new one only when that is safe. */
    newCode: oc.input(input.newCode).output(answer<SaleView>()),
    cancelCode: oc.input(input.byTender).output(answer<SaleView>()),
    supersede: oc.input(input.supersede).output(answer<SaleView>()),
    checkNow: oc.input(input.byTender).output(answer<SaleView>()),
    payCash: oc.input(input.cash).output(answer<SaleView>()),
    recordEdc: oc.input(input.edc).output(answer<SaleView>()),
    acceptTender: oc.input(input.byTender).output(answer<SaleView>()),
    rejectTender: oc.input(input.reject).output(answer<SaleView>()),
    /** Gives the sale up; refused while money or a live code is on it. */
    cancel: oc.input(input.bySale).output(answer<null>()),
    get: oc.input(input.bySale).output(answer<SaleView>()),
    list: oc.input(input.page).output(answer<{ rows: readonly SaleSummary[]; nextCursor: string | null }>()),
    document: oc.input(input.bySale).output(answer<ReceiptDocument>()),
    /** Prints the receipt: the first time the original, later a marked copy. */
    print: oc.input(input.bySale).output(answer<null>()),
    printCode: oc.input(input.byTender).output(answer<null>()),
  },
  sessions: {
    list: oc.input(input.page).output(answer<{ rows: readonly SessionRow[]; nextCursor: string | null }>()),
  },
  attention: {
    list: oc.input(input.page).output(answer<{ rows: readonly AttentionRow[]; nextCursor: string | null }>()),
    resolve: oc.input(input.resolve).output(answer<null>()),
  },
  settings: {
    save: oc.input(input.settings).output(answer<SettingsView>()),
    provider: oc.output(answer<ProviderView>()),
    /** Stores the profile of test or live; an empty secret keeps the stored one. */
    saveProvider: oc.input(input.provider).output(answer<ProviderView>()),
    checkProvider: oc.output(answer<{ mode: 'test' | 'live' | null; clockOffsetMs: number | null }>()),
    /** Makes a session of 10.000 units of the currency and gives its page, for the owner to read the amount there. */
    startUnitCheck: oc.output(answer<{ url: string; amount: number; currency: string }>()),
    confirmUnit: oc.input(input.confirmUnit).output(answer<ProviderView>()),
    testPrint: oc.output(answer<null>()),
    printers: oc.output(answer<readonly { uri: string; name: string }[]>()),
    profiles: oc.output(answer<readonly { id: string; name: string; columns: number }[]>()),
    /** Goes to another mode: the core restarts on that mode's own books. */
    switchMode: oc.input(input.mode).output(answer<null>()),
  },
  practice: {
    /** Plays the customer on the built-in simulator. Practice mode only. */
    act: oc.input(input.practice).output(answer<null>()),
  },
}

export const displayContract = {
  display: {
    watch: oc.output(stream<DisplayMessage>()),
  },
}

export type CounterContract = typeof counterContract
export type DisplayContract = typeof displayContract
export type { SettingsView }
