import type { InferContractRouterInputs } from '@orpc/contract'
import type { CounterContract } from '../core/contract/contract.ts'
import type { Actor, PeopleRefusal } from '../core/domain/people/people.ts'
import { objection, type Demand, type Right } from '../core/domain/people/permissions.ts'
import type { SavedFilter } from '../core/domain/saved-filters.ts'
import { priceCart } from '../core/domain/sale.ts'
import { rightToRead } from '../core/domain/receipts/slip-rights.ts'
import { printJobOf } from './usecases/attention/detail.ts'
import { demandOfTender, demandsOfTenders } from './usecases/confirmations/confirming.ts'
import { savedFilters } from './usecases/saved-filters.ts'
import { saleOnCounter, settingsOf, type Till } from './usecases/till.ts'

type Inputs = InferContractRouterInputs<CounterContract>

/**
 * What a call takes: `nobody` needs to be signed in, `anyone` who is signed in may, a right, or what the call itself
 * says it takes once its input is looked at (several demands: each of them must be met).
 */
type Needs<Input> =
  | 'nobody'
  | 'anyone'
  | Right
  | ((till: Till, input: Input) => Demand | readonly Demand[] | 'anyone')

/** Every procedure of the contract. A new one that is missing here does not compile. */
type NeedsOf = {
  readonly [Group in keyof Inputs]: {
    readonly [Name in keyof Inputs[Group]]: Needs<Inputs[Group][Name]>
  }
}

export const NEEDS: NeedsOf = {
  counter: {
    watch: 'nobody',
    setDraft: 'sell',
    next: 'sell',
    resume: 'sell',
    hold: 'sell',
    held: 'sell',
    takeHeld: 'sell',
    dropHeld: 'sell',
  },
  catalog: {
    find: 'sell',
    byCode: 'sell',
    categories: 'sell',
    save: 'change_catalog',
    setActive: 'change_catalog',
    prices: 'change_catalog',
    importPart: 'change_catalog',
    importPreview: 'change_catalog',
    importApply: 'change_catalog',
    importProgress: 'change_catalog',
    importCancel: 'change_catalog',
    exportPart: 'change_catalog',
    exportBook: 'change_catalog',
  },
  people: {
    createOwner: 'nobody',
    signIn: 'nobody',
    lock: 'anyone',
    stay: 'anyone',
    list: 'manage_people',
    add: 'manage_people',
    change: 'manage_people',
    setPin: 'manage_people',
    changeOwnPin: 'anyone',
    remove: 'manage_people',
    eraseName: 'erase_personal_data',
    lend: 'anyone',
  },
  audit: { list: 'read_log', verify: 'read_log' },
  personal: { find: 'erase_personal_data', erase: 'erase_personal_data' },
  sale: {
    charge: (till) => takingMoney(till),
    newCode: 'sell',
    cancelCode: 'sell',
    supersede: 'supersede_code',
    customerProof: 'sell',
    checkNow: 'sell',
    payCash: (till) => takingMoney(till),
    recordEdc: (till, { override }) => recording(till, override),
    recordTransfer: (till, { override }) => recording(till, override),
    recordStaticQris: (till, { override }) => recording(till, override),
    invite: 'sell',
    endInvite: 'sell',
    acceptTender: (till, { tenderId }) => demandOfTender(till, tenderId),
    rejectTender: 'confirm_by_rule',
    photo: 'look_up',
    cancel: 'cancel_sale',
    get: 'look_up',
    list: 'look_up',
    print: 'print',
    printCode: 'print',
  },
  shift: {
    current: 'run_shift',
    open: 'run_shift',
    cashIn: 'run_shift',
    cashOut: 'run_shift',
    x: 'see_till_sums',
    close: (till, { shiftId }) => closing(till, shiftId),
    openToCount: (till, { shiftId }) => closing(till, shiftId),
    list: 'look_up',
    get: 'look_up',
    reprint: 'print',
    matchEdc: 'run_shift',
    settlementPhoto: 'look_up',
  },
  reports: {
    summary: 'see_reports',
    compare: 'see_reports',
    progress: 'see_reports',
    cancel: 'see_reports',
    exportStart: 'see_reports',
    exportPart: 'see_reports',
    exportEnd: 'see_reports',
    print: 'see_reports',
  },
  confirmations: {
    list: 'look_up',
    refresh: 'look_up',
    proof: 'look_up',
    confirm: (_till, { amount }) => ({ right: 'confirm_money', amount }),
    reject: (_till, { amount }) => ({ right: 'confirm_money', amount }),
    acceptCash: (till, { tenderIds }) => demandsOfTenders(till, tenderIds),
  },
  savedFilters: {
    list: 'look_up',
    keep: 'look_up',
    remove: (till, { filterId }) =>
      changingFilter(
        till,
        savedFilters(till.store.read).find((each) => each.id === filterId),
      ),
  },
  sessions: { list: 'look_up' },
  reconciliation: { run: 'reconcile', last: 'reconcile' },
  attention: {
    list: 'look_up',
    get: 'look_up',
    resolve: 'settle_attention',
    escalate: 'look_up',
    note: 'look_up',
    attach: 'settle_attention',
    check: 'sell',
    reprint: (till, { attentionId }) => reprinting(till, attentionId),
    print: 'print',
    wasPrinted: 'print',
    release: 'refund',
  },
  refunds: {
    start: (_till, { amount }) => ({ right: 'refund', amount }),
    cash: (_till, { amount }) => ({ right: 'refund', amount }),
    void: (till, { tenderId }) => voiding(till, tenderId),
    print: 'print',
    withdraw: 'refund',
    check: 'look_up',
  },
  providerReceipts: { get: 'look_up', file: 'look_up', print: 'print', email: 'sell' },
  customers: { search: 'sell', ask: 'sell', create: 'sell', attach: 'sell' },
  slips: {
    ofSale: 'look_up',
    ofJob: (till, { jobId }) => ({ right: rightToReadJob(till, jobId) }),
    sample: 'look_up',
    keepLogo: 'change_settings',
    sealKey: 'look_up',
    checkSeal: 'look_up',
  },
  settings: {
    save: 'change_settings',
    provider: 'change_provider',
    saveProvider: 'change_provider',
    checkProvider: 'change_provider',
    resumeBooking: 'change_provider',
    startUnitCheck: 'change_provider',
    confirmUnit: 'change_provider',
    offeredAccounts: 'change_settings',
    readStaticQris: 'change_settings',
    testPrint: 'print',
    switchMode: 'switch_mode',
  },
  backups: {
    list: 'manage_backups',
    make: 'manage_backups',
    giveUp: 'manage_backups',
    restore: 'manage_backups',
  },
  printers: {
    find: 'change_printers',
    profiles: 'change_printers',
    list: 'print',
    save: 'change_printers',
    remove: 'change_printers',
    check: 'print',
    test: 'print',
    admit: 'change_printers',
    probe: 'change_printers',
    trial: (_till, { page }) =>
      page === 'drawer'
        ? [{ right: 'change_printers' }, { right: 'open_drawer' }]
        : { right: 'change_printers' },
  },
  desktop: {
    view: 'look_up',
    chooseDisplay: 'change_settings',
    setKiosk: 'change_settings',
    openLogs: 'change_settings',
    checkUpdate: 'change_settings',
    installUpdate: 'change_settings',
  },
  slides: {
    list: 'change_settings',
    picture: 'change_settings',
    add: 'change_settings',
    order: 'change_settings',
    remove: 'change_settings',
  },
  screens: { list: 'change_settings', pair: 'change_settings', remove: 'change_settings' },
  help: { logs: 'change_settings' },
  practice: { act: 'sell' },
}

/** The first money of an order freezes its discounts: whoever takes it answers for them. */
function takingMoney(till: Till): readonly Demand[] {
  const sell: Demand = { right: 'sell' }
  const draft = saleOnCounter(till) === null ? till.store.read.draft() : null
  const priced = draft === null ? null : priceCart(draft, settingsOf(till).taxRules)
  if (priced === null || !priced.ok) return [sell]
  const { lines, orderDiscount } = priced.value
  const full = lines.reduce((sum, line) => sum + line.gross, 0)
  const given = lines.reduce((sum, line) => sum + (line.gross - line.net), 0) + orderDiscount
  if (given <= 0 || full <= 0) return [sell]
  return [sell, { right: 'give_discount', discountBasisPoints: Math.round((given / full) * 10_000) }]
}

/** A slip or notice whose number stands on another sale takes a supervisor on top. */
const recording = (till: Till, override: { readonly reason: string } | null | undefined): readonly Demand[] =>
  override == null ? takingMoney(till) : [...takingMoney(till), { right: 'override_evidence' }]

/** Everybody keeps filters and throws their own away; another's are the till's settings. */
function changingFilter(till: Till, before: SavedFilter | undefined): Demand {
  const isOther = before !== undefined && before.by !== till.duty.actor()?.id
  return { right: isOther ? 'change_settings' : 'look_up' }
}

/** A void takes back the whole slip, so its amount is the payment's. */
function voiding(till: Till, tenderId: string): Demand {
  const tender = till.store.read.saleOfTender(tenderId)?.sale.tenders.find((each) => each.id === tenderId)
  return tender === undefined ? { right: 'refund' } : { right: 'refund', amount: tender.amount }
}

/** What was printed is read again by whoever may know what stands on it. */
function rightToReadJob(till: Till, jobId: string | null): Right {
  const documentId = (jobId === null ? null : till.store.read.printJob(jobId))?.documentId ?? null
  const document = documentId === null ? null : till.store.read.document(documentId)
  return document === null ? 'look_up' : rightToRead(document.kind)
}

function reprinting(till: Till, attentionId: string): readonly Demand[] {
  const item = till.store.read.attention(attentionId)
  const jobId = item === null ? null : (printJobOf(till, item)?.id ?? null)
  return [{ right: 'print' }, { right: rightToReadJob(till, jobId) }]
}

/** Everybody closes their own shift; one that somebody else forgot takes a supervisor. */
function closing(till: Till, shiftId: string): Demand {
  const shift = till.store.read.shift(shiftId)
  const isOther = shift !== null && shift.openedBy !== till.duty.actor()?.id
  return { right: isOther ? 'close_other_shift' : 'run_shift' }
}

/** What a call demands of whoever makes it: each of these, or only that somebody is signed in. */
export type Demands = readonly Demand[] | 'anyone'

/** Nobody has to be signed in for it. */
export const isForNobody = (procedure: string): boolean => needsOf(procedure) === 'nobody'

export function demandsOf(till: Till, procedure: string, input: unknown): Demands {
  const needs = needsOf(procedure)
  if (needs === 'nobody' || needs === 'anyone') return 'anyone'
  if (typeof needs === 'string') return [{ right: needs }]
  const found = needs(till, input)
  return found === 'anyone' || !('right' in found) ? found : [found]
}

/** Why this person may not make a call with these demands, or null. */
export function objectionTo(till: Till, actor: Actor | null, demands: Demands): PeopleRefusal | null {
  if (actor === null) return { type: 'till_locked' }
  if (demands === 'anyone') return null
  const { permissionLimits } = settingsOf(till)
  for (const demand of demands) {
    const refusal = objection(actor, demand, permissionLimits)
    if (refusal !== null) return refusal
  }
  return null
}

/**
 * What a loan for this call is for, as one text: the call with exactly this input. Closing somebody's shift takes several
 * presses (the drawer opened, the count, the reason of a difference) and succeeds once, so that one PIN is for all of them.
 */
export function loanFor(
  procedure: string,
  input: unknown,
  demands: Demands,
): { readonly call: string; readonly lasts: boolean } {
  const shiftId = CLOSING_PRESSES.has(procedure) ? shiftIn(input) : null
  return shiftId === null
    ? { call: callText(procedure, input, demands), lasts: false }
    : { call: callText('shift.close', { shiftId }, demands), lasts: true }
}

const CLOSING_PRESSES: ReadonlySet<string> = new Set(['shift.openToCount', 'shift.close'])

const shiftIn = (input: unknown): string | null =>
  typeof input === 'object' && input !== null && 'shiftId' in input && typeof input.shiftId === 'string'
    ? input.shiftId
    : null

/** One text for a call, its input and its demands, whatever order the input's names came in. */
const callText = (procedure: string, input: unknown, demands: Demands): string =>
  `${procedure}:${sortedJson(input)}:${sortedJson(demands)}`

const sortedJson = (given: unknown): string =>
  JSON.stringify(given, (_name, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) ?? ''

type AnyNeeds =
  | 'nobody'
  | 'anyone'
  | Right
  | ((till: Till, input: unknown) => Demand | readonly Demand[] | 'anyone')

/** The table by text: the input was checked by the contract's schema before, so each entry gets its own input. */
function needsOf(procedure: string): AnyNeeds {
  const table = NEEDS as unknown as Readonly<Record<string, Readonly<Record<string, AnyNeeds>>>>
  const [group = '', name = ''] = procedure.split('.')
  const found = Object.hasOwn(table, group) ? table[group] : undefined
  const needs = found !== undefined && Object.hasOwn(found, name) ? found[name] : undefined
  if (needs === undefined) throw new Error(`the permissions know no procedure ${procedure}`)
  return needs
}
