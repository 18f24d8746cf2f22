import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import type { Printer, PrinterFinding } from '../../src/core/domain/printers.ts'
import { sentenceFor } from '../../src/core/domain/sentences/sentence-for.ts'
import { printReceipt, printTestPage } from '../../src/main/usecases/printing/print.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { saleOnCounter, settingsOf } from '../../src/main/usecases/till.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import {
  checkPrinter,
  printTrial,
  probePrinter,
  removePrinter,
  savePrinter,
  type PrinterDraft,
} from '../../src/main/usecases/printing/printers.ts'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { movableClock } from '../fakes/clock.ts'
import { THE_OWNER } from '../fakes/duty.ts'
import { interpret, printedLines } from '../fakes/printer-interpreter.ts'
import { keptPort } from '../fakes/kept-port.ts'
import { openStatusPrinter, type StatusPrinterOptions } from '../fakes/status-printer.ts'
import { usePrinter } from '../fakes/use-printer.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
const clock = movableClock()
beforeEach(async () => void (till = await openTestTill({ clock })))
afterEach(async () => await till.close())

const books = () => till.core.till.store.read
const jobs = () => books().lastPrintJobs(20)
const questions = () =>
  books()
    .attentions({ cursor: null, limit: 50 })
    .rows.filter((row) => row.kind === 'print_unknown')
const view = () => counterView(till.core.till, THE_OWNER, 1)
const DLE: PrinterFinding = { channel: 'dle', confirms: false }
const CONFIRMS: PrinterFinding = { channel: 'dle', confirms: true }

/** A network printer that answers, set up as the till's only one. */
async function answeringPrinter(finding: PrinterFinding, options: StatusPrinterOptions = {}) {
  const printer = await openStatusPrinter({ answers: 'dle', confirms: finding.confirms, ...options })
  onTestFinished(printer.close)
  expect(usePrinter(till.core.till, printer.uri, { finding }).ok).toBe(true)
  return printer
}

/** A network printer that keeps each connection's bytes; `behave` plays what goes wrong. */
async function mutePrinter(behave: (socket: Socket, job: number) => void = () => {}) {
  const received: Buffer[][] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    const chunks: Buffer[] = []
    const job = received.push(chunks) - 1
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('end', () => socket.end())
    behave(socket, job)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    uri: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    jobs: () => received.map((chunks) => Buffer.concat(chunks)),
  }
}

/** Sells for cash: the drawer and the receipt are queued in the same transaction. */
async function sellForCash(price = 20_000): Promise<string> {
  fillCart(till, price)
  const paid = await till.core.manual.payCash({
    attemptId: till.ids.next(),
    amount: null,
    tendered: amountOf(price),
  })
  if (!paid.ok) throw new Error(JSON.stringify(paid.error))
  return paid.value.sale.id
}

const draft = (uri: string, change: Partial<PrinterDraft> = {}): PrinterDraft => ({
  ...{ id: null, name: `Printer ${uri.slice(-5)}`, uri, profile: 'generic-58', roles: [], finding: null },
  ...change,
})
function add(uri: string, change: Partial<PrinterDraft> = {}): Printer {
  const saved = savePrinter(till.core.till, draft(uri, change))
  if (!saved.ok) throw new Error(JSON.stringify(saved.error))
  return saved.value
}

const linesOf = (bytes: Uint8Array): string[] => printedLines(interpret(bytes))
const isDrawer = (bytes: Uint8Array): boolean => bytes[0] === 0x1b && bytes[1] === 0x70

describe('a slip', () => {
  it('is taken by a printer that says nothing, and nobody claims that it was printed', async () => {
    const printer = await mutePrinter()
    usePrinter(till.core.till, printer.uri)
    await sellForCash()
    await eventually(() => jobs()[0]?.state === 'sent', jobs)
    expect(view().printer).toMatchObject({ state: 'printed', condition: 'unknown', checkedAt: null })
    // the cashier needs the coins first
    const [drawer, slip] = printer.jobs()
    expect(isDrawer(drawer ?? Buffer.alloc(0))).toBe(true)
    expect(linesOf(slip ?? Buffer.alloc(0)).some((line) => line.includes('Kopi Susu'))).toBe(true)
  })

  it('is confirmed by a printer that says so when it is on paper', async () => {
    const printer = await answeringPrinter(CONFIRMS)
    printer.device.sensors = { paperLow: true }
    await sellForCash()
    await eventually(() => jobs()[0]?.state === 'confirmed', jobs)
    expect(view().printer).toMatchObject({ state: 'confirmed', condition: 'paper_low' })
    expect(view().printer.checkedAt).not.toBeNull()
    expect(
      books()
        .events(saleOnCounter(till.core.till)?.sale.id ?? '', 60)
        .map(({ kind }) => kind),
    ).toEqual(expect.arrayContaining(['drawer_sent', 'slip_confirmed']))
  })

  it.each([
    [{ paperOut: true }, 'printer_paper_out'],
    [{ coverOpen: true }, 'printer_cover_open'],
    [{ error: true }, 'printer_offline'],
    [{ offline: true }, 'printer_offline'],
  ] as const)('is not sent to a printer that says %j, and the sale is paid', async (sensors, type) => {
    const printer = await answeringPrinter(DLE)
    printer.device.sensors = sensors
    const saleId = await sellForCash()
    await eventually(() => jobs()[0]?.state === 'failed', jobs)
    expect(printer.device.paper).toEqual([])
    expect(books().sale(saleId)?.sale.phase).toBe('paid')
    const { reason } = view().printer
    expect(reason?.type).toBe(type)
    for (const language of ['id', 'en'] as const)
      expect(
        Object.values(sentenceFor(reason ?? { type: 'printer_none' }, language)).slice(0, 3),
      ).not.toContain('')
    expect(questions()).toEqual([])
    // what was not printed is no copy, once the printer can print again
    printer.device.sensors = {}
    expect(printReceipt(till.core.till, saleId).ok).toBe(true)
    till.core.prints.wake()
    await eventually(() => jobs()[0]?.state === 'sent', jobs)
    expect(jobs()[0]).toMatchObject({ copy: null, reason: 'asked' })
    expect(linesOf(Uint8Array.from(printer.device.paper)).join('\n')).not.toContain('CETAK ULANG')
  })

  it('on which the paper ran out in the middle is asked about, once, and never repeated by itself', async () => {
    const printer = await answeringPrinter(CONFIRMS, { paperBytes: 60 })
    const saleId = await sellForCash()
    await eventually(() => jobs()[0]?.state === 'unknown', jobs)
    expect(view().printer).toMatchObject({ state: 'failed', condition: 'paper_out' })
    expect(view().printer.reason?.type).toBe('printer_paper_out')
    expect(questions()).toHaveLength(1)
    expect(questions()[0]).toMatchObject({ saleId, facts: { what: 'slip', reason: 'printer_paper_out' } })
    const printed = printer.device.paper.length
    await till.restart()
    expect(questions()).toHaveLength(1)
    expect(printer.device.paper).toHaveLength(printed)
  })

  it('that a printer which confirms otherwise does not confirm is asked about', async () => {
    const printer = await answeringPrinter(CONFIRMS, { answers: 'nothing', confirms: false })
    await sellForCash()
    await eventually(() => jobs()[0]?.state === 'unknown', jobs)
    expect(view().printer).toMatchObject({ condition: 'unknown', reason: { type: 'printer_silent' } })
    expect(questions()).toHaveLength(1)
    expect(printer.device.paper.length).toBeGreaterThan(0)
  })

  it('whose printer was switched off just after the last byte is asked about', async () => {
    const printer = await openStatusPrinter({ confirms: false }, (socket) => {
      socket.on('data', (bytes: Buffer) => {
        if (bytes.includes(Buffer.from([0x1d, 0x72, 1]))) setImmediate(() => socket.resetAndDestroy())
      })
    })
    onTestFinished(printer.close)
    usePrinter(till.core.till, printer.uri, { finding: CONFIRMS })
    await sellForCash()
    await eventually(() => jobs()[0]?.state === 'unknown', jobs)
    expect(view().printer.reason?.type).toBe('printer_gone')
    expect(questions()).toHaveLength(1)
    expect(printer.device.paper.length).toBeGreaterThan(0)
  })

  it('whose printer was unplugged in the middle is asked about, and the copy is printed when it did not come out', async () => {
    const printer = await mutePrinter((socket, job) => {
      // the first connection is the drawer's
      if (job === 1) socket.once('data', () => socket.resetAndDestroy())
    })
    usePrinter(till.core.till, printer.uri)
    const saleId = await sellForCash()
    await eventually(() => jobs()[0]?.state === 'unknown', jobs)
    expect(view().printer.reason?.type).toBe('printer_gone')
    expect(printer.jobs()).toHaveLength(2)
    const attentionId = questions()[0]?.id ?? ''
    const { attention } = till.core.afterSale
    expect(attention.reprint(attentionId).ok).toBe(true)
    till.core.prints.wake()
    await eventually(() => printer.jobs().length === 3, printer.jobs)
    await eventually(() => jobs()[0]?.state === 'sent', jobs)
    expect(linesOf(printer.jobs()[2] ?? Buffer.alloc(0)).join('\n')).toContain('CETAK ULANG')
    expect(questions()[0]).toMatchObject({ resolvedBy: THE_OWNER.id })
    // the question is settled: a second press does nothing
    expect(attention.reprint(attentionId).ok).toBe(false)
    expect(books().printsOf(books().receiptOf(saleId)?.id ?? '')).toBe(2)
  })

  it('that did come out after all is left alone', async () => {
    const printer = await mutePrinter((socket, job) => {
      if (job === 1) socket.once('data', () => socket.resetAndDestroy())
    })
    usePrinter(till.core.till, printer.uri)
    await sellForCash()
    await eventually(() => jobs()[0]?.state === 'unknown', jobs)
    expect(till.core.afterSale.attention.wasPrinted(questions()[0]?.id ?? '').ok).toBe(true)
    expect(jobs()).toHaveLength(1)
    expect(view().attentionCount).toBe(0)
  })
})

describe('what follows a slip that broke off in the middle of a picture', () => {
  /** A printer that stays on while its cable is pulled: it goes on where the last byte left it. */
  async function tornPrinter() {
    let left = 2_000
    const printer = await mutePrinter((socket, job) => {
      if (job > 0) return
      socket.on('data', (chunk: Buffer) => {
        left -= chunk.length
        if (left < 0) socket.resetAndDestroy()
      })
    })
    usePrinter(till.core.till, printer.uri)
    expect(printTestPage(till.core.till).ok).toBe(true)
    till.core.prints.wake()
    await eventually(() => jobs()[0]?.state === 'unknown', jobs)
    return printer
  }
  const expectWhole = (bytes: readonly Buffer[]): void => {
    const events = interpret(Buffer.concat(bytes))
    expect(events.filter((event) => event.type === 'drawer')).toHaveLength(1)
    expect(printedLines(events).filter((line) => /Kopi Susu|^Kembalian/.test(line))).toHaveLength(2)
  }

  it('is neither swallowed as dots nor mixed with it: the drawer opens, the receipt is whole', async () => {
    const printer = await tornPrinter()
    await sellForCash()
    await eventually(() => printer.jobs().length === 3 && jobs()[0]?.state === 'sent', jobs)
    const [, drawer = Buffer.alloc(0), slip = Buffer.alloc(0)] = printer.jobs()
    expectWhole(printer.jobs())
    // once: the next one finds a printer that listens
    expect(drawer.length).toBeGreaterThan(5_000)
    expect(slip[0]).toBe(0x1b)
  })

  it('is so after a restart as well', async () => {
    const printer = await tornPrinter()
    await till.restart()
    await sellForCash()
    await eventually(() => printer.jobs().length === 3 && jobs()[0]?.state === 'sent', jobs)
    expectWhole(printer.jobs())
  })
})

describe('two sales at once', () => {
  it('come out of one printer whole, one after the other', async () => {
    const printer = await mutePrinter((socket) => {
      socket.on('data', () => {
        socket.pause()
        setTimeout(() => socket.resume(), 1)
      })
    })
    usePrinter(till.core.till, printer.uri)
    await sellForCash(11_000)
    nextCustomer(till.core.till)
    await sellForCash(22_000)
    await eventually(() => jobs().filter(({ state }) => state === 'sent').length === 2, jobs)
    const slips = printer.jobs().filter((bytes) => !isDrawer(bytes))
    expect(slips).toHaveLength(2)
    expect(linesOf(slips[0] ?? Buffer.alloc(0)).join('\n')).toMatch(/11\.000/)
    expect(linesOf(slips[1] ?? Buffer.alloc(0)).join('\n')).toMatch(/22\.000/)
  })

  it('a printer that hangs holds up neither the sale nor another printer', async () => {
    const hanging = await mutePrinter((socket) => socket.pause())
    const copies = await mutePrinter()
    add(hanging.uri)
    const second = add(copies.uri, { roles: ['copy'] })
    const began = sellForCash()
    await expect(began).resolves.toBeTypeOf('string')
    expect(printTestPage(till.core.till, second.id).ok).toBe(true)
    till.core.prints.wake()
    await eventually(() => copies.jobs().length === 1, copies.jobs)
  })
})

describe('the drawer', () => {
  it('that was told to open before a crash stays closed at the next start', async () => {
    const printer = await mutePrinter()
    usePrinter(till.core.till, printer.uri)
    await till.core.prints.stop()
    await sellForCash()
    expect(books().nextPrintJob(printer.uri)).toMatchObject({ what: 'drawer', state: 'queued' })
    await till.restart()
    await eventually(() => jobs()[0]?.state === 'sent', jobs)
    // the slip that never left is printed, and the drawer is not opened
    expect(printer.jobs().filter(isDrawer)).toEqual([])
    expect(printer.jobs()).toHaveLength(1)
    expect(books().printJobs(['failed'])).toMatchObject([
      { what: 'drawer', failure: JSON.stringify({ type: 'drawer_too_late' }) },
    ])
  })

  it('does not open when its printer had no time for it for half a minute', async () => {
    let release = (): void => {}
    const printer = await mutePrinter((socket, job) => {
      if (job !== 0) return
      socket.pause()
      release = () => socket.destroy()
    })
    usePrinter(till.core.till, printer.uri)
    // another slip is stuck in front
    expect(printTestPage(till.core.till).ok).toBe(true)
    till.core.prints.wake()
    await eventually(() => printer.jobs().length === 1, printer.jobs)
    await sellForCash()
    clock.advance(31_000)
    release()
    await eventually(() => books().printJobs(['queued', 'sending']).length === 0, jobs)
    expect(printer.jobs().filter(isDrawer)).toEqual([])
  })

  it('is not opened by a reprint, nor where the profile knows of none', async () => {
    const printer = await mutePrinter()
    usePrinter(till.core.till, printer.uri, { profile: 'sunmi' })
    const saleId = await sellForCash()
    await eventually(() => jobs()[0]?.state === 'sent', jobs)
    usePrinter(till.core.till, printer.uri)
    expect(printReceipt(till.core.till, saleId).ok).toBe(true)
    till.core.prints.wake()
    await eventually(() => jobs()[0]?.reason === 'reprint' && jobs()[0]?.state === 'sent', jobs)
    expect(printer.jobs().filter(isDrawer)).toEqual([])
  })
})

describe('several printers', () => {
  it('each print what their role says, and the owner may say otherwise', async () => {
    const [front, back] = [await mutePrinter(), await mutePrinter()]
    const first = add(front.uri)
    expect(first.roles).toEqual(['receipt', 'copy'])
    const second = add(back.uri, { roles: ['copy'] })
    // a role is held by one printer
    expect(
      books()
        .printers()
        .map(({ roles }) => roles),
    ).toEqual([['receipt'], ['copy']])
    await sellForCash()
    await eventually(() => front.jobs().length === 2, front.jobs)
    expect(back.jobs()).toEqual([])
    till.core.till.store.write((writer) =>
      writer.saveSettings({ slipRoles: { receipt: 'copy' } }, clock.now()),
    )
    nextCustomer(till.core.till)
    await sellForCash()
    await eventually(() => jobs().every(({ state }) => state === 'sent'), jobs)
    expect(back.jobs()).toHaveLength(1)
    expect(view().printers.map(({ id, state }) => [id, state])).toEqual([
      [first.id, 'printed'],
      [second.id, 'printed'],
    ])
  })

  it('of which the first was off: the customer gets the original, also when the shop has its copy already', async () => {
    const port = await keptPort()
    const copies = await mutePrinter()
    add(`tcp://127.0.0.1:${port}`, { roles: ['receipt'] })
    add(copies.uri, { roles: ['copy'] })
    const { receipt } = settingsOf(till.core.till)
    expect(saveSettings(till.core.till, { receipt: { ...receipt, shopCopy: 'always' } }).ok).toBe(true)
    const saleId = await sellForCash()
    const slips = () => jobs().filter((job) => job.what === 'slip' && job.saleId === saleId)
    await eventually(
      () =>
        slips()
          .map(({ state }) => state)
          .toSorted()
          .join() === 'failed,sent',
      slips,
    )
    expect(printReceipt(till.core.till, saleId).ok).toBe(true)
    expect(slips()[0]).toMatchObject({ copy: null, reason: 'asked' })
    await eventually(() => slips()[0]?.state === 'failed', slips)
    expect(printReceipt(till.core.till, saleId).ok).toBe(true)
    expect(slips()[0]).toMatchObject({ copy: null })
  })

  it('go over to the one that is left, and slips on the screen are the last resort', async () => {
    const [front, back] = [await mutePrinter(), await mutePrinter()]
    const first = add(front.uri)
    const second = add(back.uri)
    expect(removePrinter(till.core.till, { printerId: first.id }).ok).toBe(true)
    await sellForCash()
    await eventually(() => back.jobs().length === 2, back.jobs)
    expect(removePrinter(till.core.till, { printerId: second.id }).ok).toBe(true)
    nextCustomer(till.core.till)
    await sellForCash()
    await eventually(() => view().slips.length === 1, jobs)
    expect(view().printer).toMatchObject({ uri: 'screen:' })
  })

  it('a slip that waits for a printer which was removed is not printed anywhere else by itself', async () => {
    const printer = await mutePrinter()
    const added = add(printer.uri)
    await till.core.prints.stop()
    await sellForCash()
    removePrinter(till.core.till, { printerId: added.id })
    await till.restart()
    await eventually(() => jobs()[0]?.state === 'failed', jobs)
    expect(jobs()[0]?.failure).toBe(JSON.stringify({ type: 'printer_unknown' }))
    expect(printer.jobs()).toEqual([])
  })
})

describe('setting up', () => {
  it('asks a printer once what it answers, keeps it, and shows how it stands', async () => {
    const printer = await openStatusPrinter({ answers: 'dle', confirms: true })
    onTestFinished(printer.close)
    const { lanes } = till.core.prints
    const probed = await probePrinter(till.core.till, lanes, { uri: printer.uri, profile: 'generic-58' })
    expect(probed).toMatchObject({ ok: true, value: { finding: CONFIRMS, standing: { condition: 'ready' } } })
    const added = add(printer.uri, { finding: CONFIRMS })
    printer.device.sensors = { paperOut: true }
    expect(await checkPrinter(till.core.till, lanes, { printerId: added.id })).toMatchObject({
      ok: true,
      value: { standing: { condition: 'paper_out' } },
    })
    await till.restart()
    expect(view().printer).toMatchObject({ condition: 'paper_out' })
    expect(books().printers()[0]?.finding).toEqual({ channel: 'dle', confirms: false })
  })

  it('sees by itself when a printer that could not print can again, and asks no other', async () => {
    const printer = await answeringPrinter(DLE)
    const other = await openStatusPrinter()
    onTestFinished(other.close)
    add(other.uri, { finding: DLE })
    printer.device.sensors = { paperOut: true }
    await sellForCash()
    await eventually(() => jobs()[0]?.state === 'failed', jobs)
    expect(view().printer.condition).toBe('paper_out')
    printer.device.sensors = {}
    clock.advance(10_000)
    await eventually(
      () => view().printer.condition === 'ready',
      () => view().printer,
    )
    const calls = printer.calls()
    clock.advance(60_000)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect([printer.calls(), other.calls()]).toEqual([calls, 0])
    // the slip that failed is not printed by itself
    expect(printer.device.paper).toEqual([])
  })

  it('says unknown of a printer that never answers, and goes on saying so', async () => {
    const printer = await mutePrinter()
    const added = add(printer.uri)
    expect(await checkPrinter(till.core.till, till.core.prints.lanes, { printerId: added.id })).toMatchObject(
      {
        ok: true,
        value: { finding: { channel: 'none', confirms: false }, standing: { condition: 'unknown' } },
      },
    )
    await sellForCash()
    await eventually(() => jobs()[0]?.state === 'sent', jobs)
    expect(view().printer.condition).toBe('unknown')
  })

  it.each([
    ['ruler', />\.{20,}32</],
    ['letters', /ABCDEFGHIJ/],
    ['codes', /titik/],
    ['cut', /^Dipotong/],
  ] as const)(
    'prints its page about the %s and says at once whether the printer took it',
    async (page, words) => {
      const printer = await mutePrinter()
      const { lanes } = till.core.prints
      const sent = await printTrial(till.core.till, lanes, { uri: printer.uri, profile: 'generic-58', page })
      expect(sent).toMatchObject({ ok: true })
      expect(linesOf(printer.jobs()[0] ?? Buffer.alloc(0)).join('\n')).toMatch(words)
      expect(jobs()).toEqual([])
    },
  )

  it('opens the drawer when it is tried, writes that down, and says where there is none', async () => {
    const printer = await mutePrinter()
    const { lanes } = till.core.prints
    const uri = printer.uri
    expect(
      await printTrial(till.core.till, lanes, { uri, profile: 'generic-58', page: 'drawer' }),
    ).toMatchObject({
      ok: true,
      value: { sentBytes: 5 },
    })
    expect(await printTrial(till.core.till, lanes, { uri, profile: 'sunmi', page: 'drawer' })).toMatchObject({
      error: { type: 'drawer_none' },
    })
    expect(printer.jobs()).toHaveLength(1)
  })

  it('waits for the slip that is being printed: pages never get into each other', async () => {
    let resume = (): void => {}
    const printer = await mutePrinter((socket, job) => {
      if (job !== 0) return
      socket.pause()
      resume = () => socket.resume()
    })
    usePrinter(till.core.till, printer.uri)
    expect(printTestPage(till.core.till).ok).toBe(true)
    till.core.prints.wake()
    await eventually(() => printer.jobs().length === 1, printer.jobs)
    const { lanes } = till.core.prints
    const trial = printTrial(till.core.till, lanes, { uri: printer.uri, profile: 'generic-58', page: 'cut' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(printer.jobs()).toHaveLength(1)
    resume()
    expect(await trial).toMatchObject({ ok: true })
    expect(printer.jobs()).toHaveLength(2)
  })

  it.each([
    ['tpc://192.168.1.50:9100', 'printer_address_invalid'],
    ['usb:04b8', 'printer_address_invalid'],
    ['file:/etc/cron.d/gerai', 'printer_address_forbidden'],
    ['file:../gerai.sqlite', 'printer_address_forbidden'],
    ['device:/proc/sysrq-trigger', 'printer_address_forbidden'],
  ] as const)('does not take the address %s', async (uri, type) => {
    const refused = savePrinter(till.core.till, draft(uri))
    expect(refused).toMatchObject({ ok: false, error: { type } })
    const { lanes } = till.core.prints
    expect(await probePrinter(till.core.till, lanes, { uri, profile: 'generic-58' })).toMatchObject({
      error: { type },
    })
    expect(
      await printTrial(till.core.till, lanes, { uri, profile: 'generic-58', page: 'cut' }),
    ).toMatchObject({ error: { type } })
    expect(books().printers()).toEqual([])
  })

  it('does not take two printers at one address, nor changes one that is not there', () => {
    add('tcp://192.0.2.9:9100', { name: 'Kasir' })
    expect(savePrinter(till.core.till, draft(' tcp://192.0.2.9:9100 '))).toMatchObject({
      error: { type: 'printer_address_taken', name: 'Kasir' },
    })
    expect(savePrinter(till.core.till, draft('tcp://192.0.2.8', { id: 'nobody' }))).toMatchObject({
      error: { type: 'printer_unknown' },
    })
  })

  it.each([
    ['laser-9000', 'id'],
    [null, ''],
    [['generic-58'], ''],
    [{}, 'id'],
    [{ columns: 9 }, 'columns'],
    [{ drawer: { pin: 3, onMs: 100, offMs: 100 } }, 'drawer.pin'],
    [{ chunkBytes: 1_000_000 }, 'chunkBytes'],
    [{ qr: { mode: 'laser', qrisModuleDots: 5, linkModuleDots: 8 } }, 'qr.mode'],
    [{ command: '\u001b@' }, ''],
  ])('does not take the profile %j, and names what is wrong', (change, field) => {
    const whole = till.core.till.printers.profile('generic-58')
    const isChange = typeof change === 'object' && change !== null && !Array.isArray(change)
    const profile = isChange && Object.keys(change).length > 0 ? { ...whole, ...change } : change
    const refused = savePrinter(till.core.till, draft('tcp://192.0.2.9:9100', { profile }))
    expect(refused).toMatchObject({ ok: false, error: { type: 'printer_profile_invalid', field } })
    expect(books().printers()).toEqual([])
  })

  it("prints by the shop's own profile", async () => {
    const printer = await mutePrinter()
    const own = {
      ...till.core.till.printers.profile('generic-58'),
      id: 'toko',
      name: 'Punya toko',
      columns: 30,
    }
    add(printer.uri, { profile: JSON.parse(JSON.stringify(own)) })
    await sellForCash()
    await eventually(() => jobs()[0]?.state === 'sent', jobs)
    const lines = linesOf(printer.jobs()[1] ?? Buffer.alloc(0))
    expect(lines).toContain('='.repeat(30))
  })
})
