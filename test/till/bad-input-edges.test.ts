import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as input from '../../src/core/contract/inputs/sale.ts'
import type { EdcSlip } from '../../src/core/domain/tenders/evidence.ts'
import { amountOf, MAX_SALE_AMOUNT } from '../../src/core/domain/money.ts'
import { ok } from '../../src/core/domain/result.ts'
import { createLog } from '../../src/main/adapters/system/log.ts'
import { counterProcedures } from '../../src/main/procedures/counter.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { settingsOf } from '../../src/main/usecases/till.ts'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { printTestPage } from '../../src/main/usecases/printing/print.ts'
import { cartOf, eventually, fillCart, openTestTill, type TestTill } from './bench.ts'
import { expectRefused, expectSentence, watchTill, type SeenRequest } from './bad-input-bench.ts'
import { THE_OWNER } from '../fakes/duty.ts'
import { usePrinter } from '../fakes/use-printer.ts'
import { quickClock } from '../fakes/quick-clock.ts'

let till: TestTill
let logs: string
beforeEach(async () => {
  logs = mkdtempSync(join(tmpdir(), 'gerai-logs-'))
  till = await openTestTill({ clock: quickClock(), log: createLog(logs) })
})
afterEach(async () => {
  await till.close()
  rmSync(logs, { recursive: true, force: true })
})
const at = watchTill(() => till)

/** The counter's procedures with their checks at the edge, as a screen calls them. */
const counter = () =>
  createRouterClient(
    counterProcedures({
      core: () => till.core,
      switchMode: async () => ok(null),
      restart: async () => ok(null),
      restoreBackup: async () => ok(null),
    }),
  )
const payCash = (tendered: number, amount: number | null = null) =>
  till.core.manual.payCash({ attemptId: till.ids.next(), amount, tendered: amountOf(tendered) })
const bookkeeping = () => [
  till.core.till.store.read.sales({ cursor: null, limit: 50 }),
  till.core.till.store.read.draft(),
]

describe('an amount that is none', () => {
  const ODD: readonly unknown[] = [
    0,
    -1,
    -50_000,
    0.5,
    1_000.01,
    MAX_SALE_AMOUNT + 1,
    Number.MAX_SAFE_INTEGER + 2,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    '5000',
    '5.000',
    'lima ribu',
    true,
    [5000],
    { amount: 5000 },
    5000n,
    undefined,
  ]

  it.each(ODD.map((value) => [typeof value === 'bigint' ? `${value}n` : JSON.stringify(value), value]))(
    'is refused at the edge: %s',
    async (_name, amount) => {
      const attemptId = till.ids.next()
      const press = { attemptId, kind: 'qris', amount }
      expect(input.charge.safeParse(press).success).toBe(false)
      expect(input.cash.safeParse({ attemptId, amount: null, tendered: amount }).success).toBe(false)
      if (amount !== undefined)
        expect(input.cash.safeParse({ attemptId, amount, tendered: 1 }).success).toBe(false)
      const before = bookkeeping()
      await expect(counter().sale.charge(press as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
      expect(bookkeeping()).toEqual(before)
    },
  )

  it('of any other kind neither: only whole numbers from 1 to the limit pass', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.anything(), fc.integer()), (amount) => {
        const isGood =
          Number.isSafeInteger(amount) && Number(amount) >= 1 && Number(amount) <= MAX_SALE_AMOUNT
        const parsed = input.cash.safeParse({
          attemptId: '01J0000000000000000000000A',
          amount: null,
          tendered: amount,
        })
        expect(parsed.success).toBe(isGood)
      }),
    )
  })

  it.each([
    '',
    'x',
    '01J000000000000000000000',
    '01j0000000000000000000000a',
    '01J0000000000000000000000I',
    "' OR 1=1 --",
  ])('and a key press that is none is refused too: "%s"', (attemptId) => {
    expect(input.charge.safeParse({ attemptId, kind: 'qris', amount: null }).success).toBe(false)
  })

  it('and a cart no till could sell is refused in words, and the screens live on', async () => {
    const [line] = cartOf(1).lines
    const carts = [
      { ...line, unitPrice: Number.MAX_SAFE_INTEGER },
      { ...line, unitPrice: MAX_SALE_AMOUNT, quantity: 100_000_000 },
      { ...line, unitPrice: 0 },
      { ...line, discount: { kind: 'amount', amount: MAX_SALE_AMOUNT } },
    ]
    for (const odd of carts) {
      await counter().counter.setDraft({ lines: [odd, odd], discount: null } as never)
      expect(displayView(till.core.till).screen).toBeTypeOf('string')
      expect(counterView(till.core.till, THE_OWNER, 1).draft.lines.length).toBeGreaterThan(0)
      for (const answer of [await at.charge(), await payCash(1_000)]) {
        expect(answer.ok).toBe(false)
        if (!answer.ok) expectSentence(answer.error, answer.error.type)
      }
    }
    expect(till.core.till.store.read.sales({ cursor: null, limit: 5 }).rows).toEqual([])
  })

  it('and nothing in the cart, cash that is too little, a part that is too large are refused in words', async () => {
    expectRefused(await at.charge(), 'cart_empty')
    expectRefused(await payCash(1_000), 'cart_empty')
    fillCart(till, 50_000)
    expectRefused(await payCash(49_999), 'cash_too_little')
    expectRefused(await payCash(60_000, 50_001), 'tender_exceeds_remaining')
    expect(till.core.till.store.read.sales({ cursor: null, limit: 5 }).rows).toEqual([])
    expect((await payCash(50_000)).ok).toBe(true)
    expect(at.sale()?.number).toMatch(/-00001$/)
    expectRefused(await payCash(50_000), 'sale_already_paid')
    expectRefused(await at.charge(), 'sale_already_paid')
  })
})

describe('more than QRIS may take', () => {
  const requests = async (): Promise<SeenRequest[]> => {
    const seen = (await till.hand('requests', undefined, 'GET')) as { requests: SeenRequest[] }
    return seen.requests.filter((each) => each.method === 'POST')
  }

  it('is refused before anything is made: no sale, no number, no session', async () => {
    fillCart(till, 10_000_001)
    expectRefused(await at.charge(), 'qris_over_limit')
    expect(at.sale()).toBeNull()
    expect(till.core.till.store.read.draft()?.lines).toHaveLength(1)
    expect(await requests()).toEqual([])
    // a part of it may go by QRIS, and the number is the first one
    const part = { attemptId: till.ids.next(), kind: 'qris', amount: 10_000_000 } as const
    expect((await till.core.payments.charge(part)).ok).toBe(true)
    expect(at.sale()?.number).toMatch(/-00001$/)
  })

  it('counts by the limit the shop has set', async () => {
    expect(saveSettings(till.core.till, { qrisLimit: amountOf(500_000) }).ok).toBe(true)
    fillCart(till, 500_001)
    expectRefused(await at.charge(), 'qris_over_limit')
    expect((await at.charge('link')).ok).toBe(true)
  })
})

describe('a card number typed into a slip', () => {
  const CARD = '4111111111111111'
  const slip: EdcSlip = {
    bank: 'BCA',
    tid: '12345678',
    mid: '',
    batch: '000012',
    trace: '000345',
    rrn: '000012345678',
    approvalCode: 'A1B2C3',
    lastFour: '1234',
    entryMode: 'chip',
  }
  const everywhere = (folder: string): string =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n')

  it('is refused in words, whatever field it is in and however it is grouped, and stands nowhere afterwards', async () => {
    fillCart(till, 90_000)
    for (const field of [
      'bank',
      'tid',
      'mid',
      'batch',
      'trace',
      'rrn',
      'approvalCode',
      'lastFour',
    ] as const) {
      for (const typed of [CARD, '4111 1111 1111 1111', '4111-1111-1111-1111', `  ${CARD}  `]) {
        const answer = await counter().sale.recordEdc({
          attemptId: till.ids.next(),
          amount: null,
          slip: { ...slip, [field]: typed },
        })
        expectRefused(answer, 'card_number_typed')
        expect(JSON.stringify(answer)).not.toMatch(/4111/)
      }
    }
    expect(at.sale()).toBeNull()
    // a procedure that breaks with a slip in its hand writes no slip into the log either
    till.core.till.log.error('procedure_fault', {
      slip: { ...slip, rrn: CARD },
      input: { slip: { rrn: CARD } },
    })
    expect((await counter().sale.recordEdc({ attemptId: till.ids.next(), amount: null, slip })).ok).toBe(true)
    await till.core.stop()
    const written = everywhere(till.folder) + everywhere(logs)
    expect(written).toContain('000012345678') // what may be kept is there, so the search does find what is written
    expect(written).toContain('procedure_fault')
    expect(written).not.toMatch(/4111[ -]?1111/)
  })

  it.each([
    [{ bank: '' }, 'edc_field_missing'],
    [{ approvalCode: '   ' }, 'edc_field_missing'],
    [{ trace: '12a' }, 'edc_field_invalid'],
    [{ lastFour: '12' }, 'edc_field_invalid'],
    [{ bank: '<script>' }, 'edc_field_invalid'],
    [{ tid: 'x'.repeat(17) }, 'edc_field_invalid'],
  ] as const)('and other faults of a slip are told too: %j', async (change, type) => {
    fillCart(till, 90_000)
    const press = { attemptId: till.ids.next(), amount: null, slip: { ...slip, ...change } }
    expectRefused(await counter().sale.recordEdc(press), type)
    expect(at.sale()).toBeNull()
  })
})

describe('a printer that is not there', () => {
  const jobs = () => till.core.till.store.read.lastPrintJobs(10)

  it.each([
    ['tcp://127.0.0.1:1', 'printer_refused'],
    ['device:/dev/usb/lp99', 'printer_not_found'],
    ['serial:/dev/ttyNOWHERE?baud=9600', 'printer_not_found'],
    ['file:nowhere/at/all/out.bin', 'printer_not_found'],
  ] as const)('fails its slip with the reason, and the sale is paid all the same: %s', async (uri, type) => {
    expect(usePrinter(till.core.till, uri).ok).toBe(true)
    fillCart(till, 20_000)
    expect((await payCash(20_000)).ok).toBe(true)
    expect(at.sale()).toMatchObject({ status: 'paid' })
    await eventually(() => jobs()[0]?.state === 'failed', jobs)
    const { printer } = counterView(till.core.till, THE_OWNER, 1)
    expect(printer).toMatchObject({ uri, state: 'failed' })
    expectSentence(printer.reason, type)
    expect(at.sale()?.timeline.map((each) => each.kind)).toContain('slip_failed')
    // the next printer prints, and the slip that never came out is no copy
    expect(usePrinter(till.core.till, 'screen:').ok).toBe(true)
    expect((await counter().sale.print({ saleId: at.sale()?.id ?? '' })).ok).toBe(true)
    await eventually(() => jobs()[0]?.state === 'sent', jobs)
    expect(jobs()[0]).toMatchObject({ copy: null, reason: 'asked' })
  })

  it('holds nobody up: another printer prints and another sale is paid while it is tried', async () => {
    // an address that never answers: packets to it go nowhere
    expect(usePrinter(till.core.till, 'tcp://192.0.2.1:9100').ok).toBe(true)
    expect(printTestPage(till.core.till).ok).toBe(true)
    till.core.prints.wake()
    expect(usePrinter(till.core.till, 'screen:').ok).toBe(true)
    fillCart(till, 20_000)
    expect((await payCash(20_000)).ok).toBe(true)
    await eventually(() => jobs().some((job) => job.printerUri === 'screen:' && job.state === 'sent'), jobs)
  })

  it.each([
    '',
    'printer',
    'tpc://192.168.1.50:9100',
    'tcp://',
    'tcp://192.168.1.50:99999',
    'tcp://a b:9100',
    'usb:zz:1',
    'serial:',
    'http://192.168.1.50',
    'javascript:alert(1)',
    'screen:x',
  ])('is not taken with an address that is none, and the old one is kept: "%s"', async (uri) => {
    const first = usePrinter(till.core.till, 'tcp://192.0.2.9:9100')
    if (!first.ok || first.value === null) throw new Error('no printer')
    const { id, name, profile, roles, finding } = first.value
    const answer = await counter().printers.save({ id, name, uri, profile, roles: [...roles], finding })
    expectRefused(answer, 'printer_address_invalid')
    expect(till.core.till.store.read.printers()).toEqual([first.value])
  })
})

describe('settings that do not fit', () => {
  it.each([
    { shopName: '' },
    { shopName: 'x'.repeat(61) },
    { npwp: '123' },
    { tillCode: 'a1' },
    { utcOffsetMinutes: 900 },
    { codeLifetimeSec: 10 },
    { cashRoundingStep: 7 },
    { qrisLimit: 0 },
    { approvedNmid: 'ID1' },
    { language: 'fr' },
    { taxRules: { ppnBasisPoints: -1, ppnLabel: '', pbjtBasisPoints: 0, pbjtLabel: '' } },
  ])('are refused at the edge and change nothing: %j', async (odd) => {
    const before = settingsOf(till.core.till)
    await expect(counter().settings.save(odd as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(settingsOf(till.core.till)).toEqual(before)
  })
})

describe('an input that is none', () => {
  it('is told so before anybody’s rights are looked at, in every area', async () => {
    const { confirmations, shift, catalog } = counter()
    const edge = { code: 'BAD_REQUEST' }
    await expect(confirmations.acceptCash({} as never)).rejects.toMatchObject(edge)
    await expect(confirmations.confirm({ amount: 'banyak' } as never)).rejects.toMatchObject(edge)
    await expect(shift.close(null as never)).rejects.toMatchObject(edge)
    await expect(catalog.setActive({ productId: 7 } as never)).rejects.toMatchObject(edge)
  })
})

describe('names that nobody has', () => {
  it('are told in words', async () => {
    const odd = 'nobody'
    expectRefused(await counter().sale.get({ saleId: odd }), 'sale_unknown')
    expectRefused(await counter().sale.cancel({ saleId: odd }), 'sale_unknown')
    expectRefused(await counter().counter.resume({ saleId: odd }), 'sale_unknown')
    expectRefused(await counter().sale.checkNow({ tenderId: odd }), 'tender_unknown')
    expectRefused(await counter().sale.cancelCode({ tenderId: odd }), 'tender_unknown')
    expectRefused(
      await counter().sale.newCode({ tenderId: odd, attemptId: till.ids.next() }),
      'tender_unknown',
    )
    expectRefused(await counter().sale.acceptTender({ tenderId: odd }), 'tender_unknown')
    expectRefused(await counter().sale.printCode({ tenderId: odd }), 'tender_unknown')
    expectRefused(await counter().sale.print({ saleId: odd }), 'nothing_to_print')
    expectRefused(await counter().attention.resolve({ attentionId: odd, note: 'x' }), 'attention_unknown')
    expectRefused(await counter().attention.resolve({ attentionId: odd, note: '   ' }), 'reason_missing')
    expectRefused(await counter().practice.act({ tenderId: odd, action: 'pay' }), 'tender_unknown')
  })
})
