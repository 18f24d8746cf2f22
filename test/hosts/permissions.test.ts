import {
  isContractProcedure,
  type ContractRouterClient,
  type InferContractRouterInputs,
} from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { counterContract, displayContract } from '../../src/core/contract/contract.ts'
import type { CounterContract } from '../../src/core/contract/contract.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { ROLES, type Actor, type Role } from '../../src/core/domain/people/people.ts'
import type { Refusal } from '../../src/core/domain/refusals.ts'
import type { Result } from '../../src/core/domain/result.ts'
import { createDuty } from '../../src/main/adapters/system/duty.ts'
import { systemClock } from '../../src/main/adapters/system/system.ts'
import { DEFAULT_TEMPLATE } from '../../src/core/domain/receipts/template.ts'
import { registerOwner } from '../fakes/duty.ts'
import { openTestTill } from '../till/bench.ts'
import { openServer, type RunningServer } from './running-server.ts'

type Inputs = InferContractRouterInputs<CounterContract>

/** From which role on a call is let in; `nobody` is a till that nobody has signed in to. */
type Least = 'nobody' | Role
/** Whom each call lets in, and an input the contract accepts, so that the answer is the guard's and not the edge's. */
type Table = {
  readonly [Group in keyof Inputs]: {
    readonly [Name in keyof Inputs[Group]]: readonly [least: Least, input: Inputs[Group][Name]]
  }
}

const ULID = '01JQ0000000000000000000000'
const X = 'nothing-has-this-id'
const NONE = undefined
const page = { cursor: null, limit: 1 }
const sale = { saleId: X }
const tender = { tenderId: X }
const item = { attentionId: X }
const person = { personId: X }
const paper = { uri: 'screen:', profile: 'generic-58' }
const money = { attemptId: ULID, amount: null }

/** Written by hand, and compared with nothing but what the till does. A new procedure does not compile without a line here. */
const TABLE: Table = {
  counter: {
    watch: ['nobody', NONE],
    setDraft: ['cashier', { lines: [], discount: null }],
    next: ['cashier', NONE],
    resume: ['cashier', sale],
    hold: ['cashier', { name: 'x' }],
    held: ['cashier', NONE],
    takeHeld: ['cashier', { id: X }],
    dropHeld: ['cashier', { id: X, dropped: true }],
  },
  catalog: {
    find: ['cashier', { text: '', category: null, favouritesOnly: false, cursor: null, limit: 10 }],
    byCode: ['cashier', { code: X }],
    categories: ['cashier', NONE],
    save: [
      'supervisor',
      {
        id: X,
        name: 'x',
        sku: '',
        barcodes: [],
        price: amountOf(1),
        unit: 'pcs',
        category: 'x',
        tax: 'none',
        favourite: false,
        picture: null,
      },
    ],
    setActive: ['supervisor', { productId: X, active: true }],
    prices: ['supervisor', { productId: X }],
    importPart: ['supervisor', { importId: ULID, index: 0, data: 'eA==' }],
    importPreview: ['supervisor', { importId: ULID }],
    importApply: ['supervisor', { importId: ULID }],
    importProgress: ['supervisor', { importId: ULID }],
    importCancel: ['supervisor', { importId: ULID }],
    exportPart: ['supervisor', { cursor: null }],
    exportBook: ['supervisor', NONE],
  },
  sale: {
    charge: ['cashier', { ...money, kind: 'qris' }],
    newCode: ['cashier', { tenderId: X, attemptId: ULID }],
    cancelCode: ['cashier', tender],
    supersede: ['supervisor', { tenderId: X, reason: 'x' }],
    customerProof: ['cashier', { tenderId: 'none', reference: '619512345678' }],
    checkNow: ['cashier', tender],
    payCash: ['cashier', { ...money, tendered: amountOf(1_000) }],
    recordEdc: [
      'cashier',
      {
        ...money,
        slip: {
          ...{ bank: 'BCA', tid: '1', mid: '1', batch: '1', trace: '1', rrn: '1' },
          ...{ approvalCode: '1', lastFour: '1234', entryMode: 'chip' },
        },
      },
    ],
    recordTransfer: ['cashier', { ...money, bank: 'BCA', reference: 'A1' }],
    recordStaticQris: ['cashier', { ...money, rrn: '123456789012' }],
    invite: ['cashier', { kind: 'transfer', amount: null }],
    endInvite: ['cashier', NONE],
    acceptTender: ['cashier', tender],
    rejectTender: ['cashier', { tenderId: X, reason: 'x' }],
    photo: ['cashier', tender],
    cancel: ['cashier', sale],
    get: ['cashier', sale],
    list: ['cashier', page],
    print: ['cashier', sale],
    printCode: ['cashier', tender],
  },
  shift: {
    current: ['cashier', NONE],
    open: ['cashier', { attemptId: ULID, float: amountOf(0), counts: [{ value: 3, pieces: 1 }] }],
    cashIn: ['cashier', { attemptId: ULID, shiftId: X, amount: amountOf(1), reason: 'x' }],
    cashOut: ['cashier', { attemptId: ULID, shiftId: X, amount: amountOf(1), reason: 'x' }],
    x: ['supervisor', { attemptId: ULID }],
    close: ['cashier', { attemptId: ULID, shiftId: X, counts: [] }],
    list: ['cashier', page],
    get: ['cashier', { shiftId: X }],
    reprint: ['cashier', { shiftId: X }],
    openToCount: ['cashier', { shiftId: X }],
    matchEdc: ['cashier', { attemptId: ULID, tid: '', batch: '', count: 0, amount: 0 }],
    settlementPhoto: ['cashier', { settlementId: X }],
  },
  reports: {
    summary: ['supervisor', { jobId: ULID, from: 'x', to: 'x' }],
    compare: ['supervisor', { jobId: ULID, from: 'x', to: 'x' }],
    progress: ['supervisor', { jobId: ULID }],
    cancel: ['supervisor', { jobId: ULID }],
    exportStart: ['supervisor', { jobId: ULID, from: 'x', to: 'x', kind: 'sales', format: 'csv' }],
    exportPart: ['supervisor', { jobId: ULID, offset: 0 }],
    exportEnd: ['supervisor', { jobId: ULID }],
    print: ['supervisor', { jobId: ULID, from: 'x', to: 'x' }],
  },
  confirmations: {
    list: ['cashier', NONE],
    refresh: ['cashier', NONE],
    proof: ['cashier', { sessionId: X }],
    confirm: ['supervisor', { sessionId: X, amount: amountOf(1) }],
    reject: ['supervisor', { sessionId: X, amount: amountOf(1), reason: 'x' }],
    acceptCash: ['cashier', { tenderIds: [X] }],
  },
  savedFilters: {
    list: ['cashier', NONE],
    keep: [
      'cashier',
      {
        ...{ list: 'sessions', name: X, find: '' },
        fields: { status: '', foreign: true, period: '', fromDay: '', toDay: '', least: '', most: '' },
      },
    ],
    remove: ['cashier', { filterId: X }],
  },
  sessions: { list: ['cashier', page] },
  attention: {
    list: ['cashier', page],
    get: ['cashier', item],
    resolve: ['supervisor', { ...item, note: 'x' }],
    escalate: ['cashier', { ...item, note: 'x' }],
    note: ['cashier', { ...item, note: 'x' }],
    attach: ['supervisor', { ...item, attemptId: ULID, target: { kind: 'cart' } }],
    check: ['cashier', item],
    reprint: ['cashier', item],
    print: ['cashier', item],
    wasPrinted: ['cashier', item],
    release: ['supervisor', item],
  },
  refunds: {
    start: [
      'supervisor',
      {
        ...sale,
        ...tender,
        amount: amountOf(1_000),
        reason: 'other',
        words: 'x',
        attemptId: ULID,
        lines: [],
      },
    ],
    cash: [
      'supervisor',
      {
        ...sale,
        ...tender,
        amount: amountOf(1_000),
        reason: 'other',
        words: 'x',
        attemptId: ULID,
        lines: [],
      },
    ],
    void: [
      'supervisor',
      {
        ...{ ...sale, ...tender, reason: 'other', words: 'x', attemptId: ULID },
        slip: { rrn: '', approvalCode: 'x' },
      },
    ],
    print: ['cashier', { refundId: X }],
    withdraw: ['supervisor', { refundId: X }],
    check: ['cashier', { refundId: X }],
  },
  providerReceipts: {
    get: ['cashier', tender],
    file: ['cashier', { ...tender, format: 'pdf' }],
    print: ['cashier', tender],
    email: ['cashier', { ...tender, to: 'a@example.com' }],
  },
  customers: {
    search: ['cashier', { text: 'x' }],
    ask: ['cashier', { text: 'x' }],
    create: ['cashier', { attemptId: ULID, name: 'x', phone: '', email: '' }],
    attach: ['cashier', { saleId: null, choice: null }],
  },
  people: {
    createOwner: ['nobody', { name: 'Orang', pin: '190354' }],
    signIn: ['nobody', { personId: X, pin: '190354' }],
    lock: ['cashier', NONE],
    stay: ['cashier', NONE],
    list: ['owner', NONE],
    add: ['owner', { name: 'Budi', role: 'cashier', pin: '1111' }],
    change: ['owner', { ...person, name: 'Budi', role: 'cashier' }],
    setPin: ['owner', { ...person, pin: '190354' }],
    changeOwnPin: ['cashier', { oldPin: '190354', newPin: '1111' }],
    remove: ['owner', person],
    eraseName: ['owner', person],
    lend: ['cashier', { ...person, pin: '190354', procedure: 'counter.next', input: null }],
  },
  audit: {
    list: ['supervisor', { ...page, group: null, personId: null, saleNumber: null, from: null, to: null }],
    verify: ['supervisor', NONE],
  },
  personal: {
    find: ['owner', { text: 'xx' }],
    erase: ['owner', { ref: `pd_${'0'.repeat(64)}` }],
  },
  slips: {
    ofSale: ['cashier', sale],
    ofJob: ['cashier', { jobId: X }],
    sample: ['cashier', { template: DEFAULT_TEMPLATE as never, footerLines: [], paidBy: 'cash' }],
    keepLogo: ['owner', { picture: 'AAAA' }],
    sealKey: ['cashier', NONE],
    checkSeal: ['cashier', { text: 'x' }],
  },
  reconciliation: {
    run: ['supervisor', { day: '2026-07-15' }],
    last: ['supervisor', { day: '2026-07-15' }],
  },
  settings: {
    save: ['owner', {}],
    provider: ['owner', NONE],
    saveProvider: [
      'owner',
      {
        ...{
          provider: 'none',
          origin: 'https://example.com',
          prefix: '',
          scheme: 'hmac',
          keyId: '',
          secret: '',
        },
        ...{ amountUnit: 'whole', successUrl: '', cancelUrl: '' },
      },
    ],
    checkProvider: ['owner', NONE],
    resumeBooking: ['owner', NONE],
    startUnitCheck: ['owner', NONE],
    confirmUnit: ['owner', { confirmed: true }],
    offeredAccounts: ['owner', NONE],
    readStaticQris: ['owner', { text: 'x' }],
    testPrint: ['cashier', NONE],
    switchMode: ['owner', { mode: 'practice' }],
  },
  backups: {
    list: ['owner', NONE],
    make: ['owner', NONE],
    giveUp: ['owner', NONE],
    restore: ['owner', { name: 'x', typed: 'PULIHKAN' }],
  },
  printers: {
    find: ['supervisor', NONE],
    profiles: ['supervisor', NONE],
    list: ['cashier', NONE],
    save: ['supervisor', { id: null, name: 'x', ...paper, roles: [], finding: null }],
    remove: ['supervisor', { printerId: X }],
    check: ['cashier', { printerId: X }],
    test: ['cashier', { printerId: X }],
    admit: ['supervisor', { uri: 'screen:' }],
    probe: ['supervisor', paper],
    trial: ['supervisor', { ...paper, page: 'drawer' }],
  },
  desktop: {
    view: ['cashier', NONE],
    chooseDisplay: ['owner', { choice: 'auto' }],
    setKiosk: ['owner', { on: false }],
    openLogs: ['owner', NONE],
    checkUpdate: ['owner', NONE],
    installUpdate: ['owner', NONE],
  },
  slides: {
    list: ['owner', NONE],
    picture: ['owner', { id: '0'.repeat(64) }],
    add: ['owner', { role: 'slide', picture: 'AAAA' }],
    order: ['owner', { ids: [] }],
    remove: ['owner', { role: 'slide', id: '0'.repeat(64) }],
  },
  screens: { list: ['owner', NONE], pair: ['owner', NONE], remove: ['owner', { screenId: X }] },
  help: { logs: ['owner', NONE] },
  practice: { act: ['cashier', { ...tender, action: 'pay' }] },
}

const CALLS = Object.entries(TABLE).flatMap(([group, calls]) =>
  Object.entries(calls as Record<string, readonly [Least, unknown]>).map(
    ([name, [least, input]]) => ({ procedure: `${group}.${name}`, least, input }) as const,
  ),
)

const proceduresOf = (contract: object): string[] =>
  Object.entries(contract).flatMap(([group, calls]) =>
    Object.entries(calls as object).flatMap(([name, each]) => {
      expect(isContractProcedure(each)).toBe(true)
      return `${group}.${name}`
    }),
  )

const duty = createDuty(systemClock)
const people = Object.fromEntries(
  ROLES.map((role, place) => [role, { id: `01JQ000000000000000000000${place}`, name: role, role }]),
) as Record<Role, Actor>

let server: RunningServer
let counter: ContractRouterClient<CounterContract>
beforeAll(async () => {
  const till = await openTestTill({ duty })
  for (const role of ROLES) registerOwner(till.core.till.store, systemClock, people[role])
  server = await openServer(till)
  counter = await server.client('/rpc')
})
afterAll(async () => {
  await server.close()
})

async function call(procedure: string, input: unknown): Promise<Result<unknown, Refusal>> {
  const [group = '', name = ''] = procedure.split('.')
  const client = counter as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  const answer = await client[group]?.[name]?.(input)
  return answer as Result<unknown, Refusal>
}

/** What the guard says; null when it let the call in, whatever became of it then. */
async function guardOn(procedure: string, input: unknown, who: Least): Promise<Refusal | null> {
  duty.end()
  if (who !== 'nobody') duty.begin(people[who])
  const answer = await call(procedure, input)
  const byGuard = ['till_locked', 'permission_needed', 'second_person_needed']
  return answer.ok || !byGuard.includes(answer.error.type) ? null : answer.error
}

describe('every procedure of the counter', () => {
  it('has a line in this table, and the table has no others', () => {
    expect(CALLS.map(({ procedure }) => procedure).toSorted()).toEqual(
      proceduresOf(counterContract).toSorted(),
    )
  })

  it.each(CALLS.filter(({ procedure }) => procedure !== 'counter.watch'))(
    '$procedure lets in $least and above, and nobody else',
    async ({ procedure, least, input }) => {
      const onNobody = await guardOn(procedure, input, 'nobody')
      expect(onNobody).toEqual(least === 'nobody' ? null : { type: 'till_locked' })
      for (const role of ROLES) {
        const isEnough = least === 'nobody' || ROLES.indexOf(role) >= ROLES.indexOf(least)
        const said = await guardOn(procedure, input, role)
        if (isEnough) expect(said).toBeNull()
        else expect(said).toMatchObject({ type: 'permission_needed', role: least })
      }
    },
  )

  it('counter.watch shows a till that nobody signed in to as locked, with nothing of the till in it', async () => {
    duty.end()
    for await (const message of await counter.counter.watch()) {
      expect(message.type).toBe('locked')
      expect(JSON.stringify(message)).not.toMatch(/settings|printer|draft|attention|rights|pin/i)
      break
    }
  })
})

const CALLS_OF_A_VISIT = 100

describe('surfaces that nobody signs in to', () => {
  it('the customer’s screen can look, and fetch the shop’s pictures, and nothing else', async () => {
    expect(proceduresOf(displayContract)).toEqual(['display.watch', 'display.picture'])
    duty.begin(people.owner)
    // a screen's socket ends after so many messages, so each visitor tries a part of them
    for (let from = 0; from < CALLS.length; from += CALLS_OF_A_VISIT) {
      const display = await server.client<ContractRouterClient<CounterContract>>('/rpc/display')
      const client = display as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >
      for (const { procedure, input } of CALLS.slice(from, from + CALLS_OF_A_VISIT)) {
        const [group = '', name = ''] = procedure.split('.')
        await expect(client[group]?.[name]?.(input)).rejects.toThrow('Not Found')
      }
    }
  })

  it('no other address of the server gives or takes anything, while the owner is signed in', async () => {
    duty.begin(people.owner)
    for (const path of ['/rpc', '/rpc/display', '/rpc/people/list', '/api', '/people', '/backups', '/logs'])
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        const { status, body } = await server.visit(path, { method })
        expect([403, 404, 405]).toContain(status)
        expect(body.length).toBeLessThan(20)
      }
  })
})

describe('a flood of wrong PINs over the socket', () => {
  it('is answered at once but for a few, and the till goes on selling meanwhile', async () => {
    duty.begin(people.cashier)
    let lookedAt = 0
    const { pins } = server.till.core.till
    Object.assign(server.till.core.till, {
      pins: {
        ...pins,
        verify: async (pin: string, hash: string | null) => {
          lookedAt += 1
          return await pins.verify(pin, hash)
        },
      },
    })
    const order: string[] = []
    const flood = Array.from({ length: 300 }, async () => {
      const answer = await counter.people.signIn({ personId: people.owner.id, pin: '9999' })
      order.push(answer.ok ? 'ok' : answer.error.type)
    })
    const selling = counter.counter.next().then((answer) => order.push(answer.ok ? 'sold' : 'refused'))
    await Promise.all([...flood, selling])
    expect(lookedAt).toBeLessThanOrEqual(5)
    expect(order.filter((said) => said === 'pin_busy').length).toBeGreaterThanOrEqual(294)
    // the sale did not wait for the PINs that were looked at one after the other
    expect(order.indexOf('sold')).toBeLessThan(order.lastIndexOf('pin_wrong'))
    expect(order).not.toContain('ok')
  })
})
