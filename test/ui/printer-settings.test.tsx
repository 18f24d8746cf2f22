// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CounterView } from '../../src/core/contract/views/counter.ts'
import type { PrinterSearchView, PrinterView } from '../../src/core/contract/views/printers.ts'
import type { Printer } from '../../src/core/domain/printers.ts'
import { GENERIC_58, PRINTER_PROFILES } from '../../src/main/adapters/escpos/index.ts'
import { PrinterSettings } from '../../src/renderer/cashier/settings/PrinterSettings.tsx'
import { useCounter } from '../../src/renderer/cashier/state/counter.ts'
import { printerLook } from '../../src/renderer/cashier/status/PrinterPill.tsx'
import { setLanguage } from '../../src/renderer/cashier/words.ts'
import { fakeClient, renderWith, resetScreens, settings, view } from './fixtures.tsx'

const PRINTER: Printer = {
  ...{ id: 'p1', name: 'Front', uri: 'tcp://192.0.2.7', profile: 'epson-tm-t20', roles: ['receipt', 'copy'] },
  ...{ finding: { channel: 'dle', confirms: true }, standing: null },
}
const NOW: PrinterView = {
  ...{ id: 'p1', name: 'Front', uri: 'tcp://192.0.2.7', roles: ['receipt', 'copy'] },
  ...{ state: 'confirmed', reason: null, condition: 'ready', checkedAt: '2026-07-15T07:04:00.000Z' },
}
const FOUND: PrinterSearchView = {
  printers: [
    { uri: 'usb:04b8:0e15:X1', label: 'EPSON TM-T20', locked: false, profileId: 'epson-tm-t20' },
    { uri: 'usb:0483:5740', label: 'POS58', locked: true, profileId: 'xprinter-xp-58' },
  ],
  notSearched: [{ way: 'queue', detail: 'spawn lpstat ENOENT' }],
}

let calls: [name: string, input: unknown][]
beforeEach(() => {
  calls = []
  resetScreens()
  setLanguage('en')
})
afterEach(() => {
  cleanup()
  setLanguage('id')
})

type Answers = Readonly<Record<string, (input: never) => unknown>>
const ok = async (value: unknown = null) => ({ ok: true, value })

function open(printers: readonly Printer[], views: readonly PrinterView[] = [], answers: Answers = {}): void {
  const all: Answers = {
    'printers.find': () => ok(FOUND),
    'printers.admit': () => ok(),
    'printers.trial': () => ok({ sentBytes: 10 }),
    'printers.probe': () =>
      ok({
        finding: { channel: 'dle', confirms: true },
        standing: { condition: 'paper_low', at: view.now },
      }),
    'printers.save': () => ok(PRINTER),
    'printers.remove': () => ok(),
    'printers.check': () => ok(PRINTER),
    'printers.test': () => ok(),
    'settings.save': () => ok(settings),
    ...answers,
  }
  const noted = Object.fromEntries(
    Object.entries(all).map(([name, answer]) => [
      name,
      (input: never) => {
        calls.push([name, input])
        return answer(input)
      },
    ]),
  )
  const client = fakeClient({
    ...noted,
    'printers.list': () => ok(printers),
    'printers.profiles': () => ok(PRINTER_PROFILES),
  })
  const shown: CounterView = { ...view, printers: views, settings: { ...settings, language: 'en' } }
  renderWith(
    client,
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <PrinterSettings view={shown} />
    </QueryClientProvider>,
  )
  useCounter.setState({ view: shown })
}

const press = (testId: string): void => void fireEvent.click(screen.getByTestId(testId))
const type = (testId: string, value: string): void =>
  void fireEvent.change(screen.getByTestId(testId), { target: { value } })
/** Submits the step, as the button or Enter does; happy-dom knows no `form` attribute. */
const next = (): void => {
  const form = document.getElementById('printer-step')
  if (form !== null) fireEvent.submit(form)
}
const step = async (number: number): Promise<void> =>
  void (await screen.findByText(new RegExp(`^Step ${number} of 8`)))
const sent = (name: string): unknown[] => calls.filter(([each]) => each === name).map(([, input]) => input)

async function openWizard(printers: readonly Printer[] = [], answers: Answers = {}): Promise<void> {
  open(printers, [], answers)
  await waitFor(() => expect(screen.getByTestId('printer-add')).toHaveProperty('disabled', false))
  press('printer-add')
  await screen.findByText('EPSON TM-T20')
}

describe('setting up a printer', () => {
  it('goes from the found printer to a stored one, and what the paper showed is in its profile', async () => {
    await openWizard()
    fireEvent.click(screen.getByText('EPSON TM-T20'))
    next()
    await step(2)
    press('printer-probe')
    expect((await screen.findByTestId('printer-finding')).textContent).toContain('Paper low')
    next()
    await step(3)
    press('trial-ruler')
    await screen.findByText('Sent. Look at the paper.')
    type('printer-columns', '42')
    next()
    await step(4)
    next()
    await step(5)
    press('codes-none')
    press('trial-codes')
    await screen.findByText('Sent. Look at the paper.')
    press('codes-6')
    await step(6)
    press('cut-short')
    next()
    await step(7)
    press('drawer-closed')
    press('trial-drawer')
    await screen.findByText('Told to open. Look at the drawer.')
    next()
    await step(8)
    type('printer-name', 'Front')
    next()
    await waitFor(() => expect(sent('printers.save')).toHaveLength(1))
    expect(sent('printers.save')[0]).toMatchObject({
      ...{ id: null, name: 'Front', uri: 'usb:04b8:0e15:X1', roles: [] },
      finding: { channel: 'dle', confirms: true },
      profile: {
        ...{ id: 'epson-tm-t20-toko', columns: 42, feedLines: 3 },
        qr: { mode: 'raster', qrisModuleDots: 6 },
        drawer: { pin: 5 },
      },
    })
    // each page was printed with what was known by then
    expect(sent('printers.trial')).toMatchObject([
      { page: 'ruler', profile: 'epson-tm-t20' },
      { page: 'codes', profile: { columns: 42, qr: { mode: 'raster' } } },
      { page: 'drawer', profile: { drawer: { pin: 5 } } },
    ])
  })

  it('sends a profile by its name when nothing of it was changed', async () => {
    await openWizard()
    type('setting-printerUri', 'tcp://192.168.1.50')
    next()
    for (const number of [2, 3, 4, 5, 6, 7]) {
      await step(number)
      next()
    }
    await step(8)
    next()
    expect(await screen.findByText('Give it a name first.')).toBeDefined()
    expect(sent('printers.save')).toEqual([])
    type('printer-name', 'Counter')
    next()
    await waitFor(() => expect(sent('printers.save')).toHaveLength(1))
    expect(sent('printers.save')[0]).toMatchObject({ profile: GENERIC_58.id, uri: 'tcp://192.168.1.50' })
  })

  it('does not go on with an address that cannot be read, and keeps what was typed', async () => {
    const error = { type: 'printer_address_invalid', address: 'tpc://x', detail: 'it must begin with usb:' }
    await openWizard([], { 'printers.admit': async () => ({ ok: false, error }) })
    next()
    expect(await screen.findByText('Choose a printer from the list, or write its address.')).toBeDefined()
    type('setting-printerUri', 'tpc://x')
    next()
    const refusal = await screen.findByTestId('refusal')
    expect(refusal.dataset['type']).toBe('printer_address_invalid')
    expect(screen.getByTestId<HTMLInputElement>('setting-printerUri').value).toBe('tpc://x')
    await step(1)
  })

  it('says what could not be searched, and what this account may not use', async () => {
    await openWizard()
    expect(screen.getByText(/This computer account may not use it yet/)).toBeDefined()
    expect(screen.getByText('spawn lpstat ENOENT')).toBeDefined()
  })

  it.each(['0', '23', '65', 'abc', ''])('does not take %j for the width of the paper', async (typed) => {
    await openWizard()
    type('setting-printerUri', 'tcp://192.0.2.9')
    next()
    await step(2)
    next()
    await step(3)
    type('printer-columns', typed)
    next()
    expect(await screen.findByText('Write a number between 24 and 64.')).toBeDefined()
  })

  it("takes the shop's own profile as JSON, and shows the core's word for what is wrong with it", async () => {
    const error = { type: 'printer_profile_invalid', field: 'qr.mode', detail: 'Invalid option' }
    await openWizard([], { 'printers.probe': async () => ({ ok: false, error }) })
    type('setting-printerUri', 'tcp://192.0.2.9')
    next()
    await step(2)
    type('printer-own', '{ "columns": ')
    press('printer-own-take')
    expect(await screen.findByText('This is not JSON. Check its brackets and commas.')).toBeDefined()
    type('printer-own', '{ "columns": 40 }')
    press('printer-own-take')
    press('printer-probe')
    expect((await screen.findByTestId('refusal')).textContent).toContain('qr.mode')
    expect(sent('printers.probe')).toEqual([{ uri: 'tcp://192.0.2.9', profile: { columns: 40 } }])
  })

  it('tells of a printer that did not take its page, and lets it be tried again', async () => {
    const error = { type: 'printer_paper_out', address: 'tcp://192.0.2.9', detail: 'paper_out' }
    await openWizard([], { 'printers.trial': async () => ({ ok: false, error }) })
    type('setting-printerUri', 'tcp://192.0.2.9')
    next()
    await step(2)
    next()
    await step(3)
    press('trial-ruler')
    expect((await screen.findByTestId('refusal')).dataset['type']).toBe('printer_paper_out')
    expect(screen.getByTestId('trial-ruler').textContent).toContain('Print this page')
  })
})

describe('the printers of a till', () => {
  it('are shown with what they print and how they stand, by their own word only', async () => {
    open([PRINTER], [NOW])
    const card = within(await screen.findByTestId('printer-card'))
    expect(card.getByText('Ready')).toBeDefined()
    expect(card.getByText("Customers' receipts")).toBeDefined()
    cleanup()
    open([PRINTER], [{ ...NOW, condition: 'unknown', checkedAt: null, state: 'printed' }])
    const silent = within(await screen.findByTestId('printer-card'))
    expect(silent.getByText('Status unknown')).toBeDefined()
    expect(silent.queryByText('Ready')).toBeNull()
  })

  it('are removed only after a second press', async () => {
    open([PRINTER], [NOW])
    await screen.findByTestId('printer-card')
    press('printer-remove')
    expect(sent('printers.remove')).toEqual([])
    press('printer-remove-go')
    await waitFor(() => expect(sent('printers.remove')).toEqual([{ printerId: 'p1' }]))
  })

  it('of more than one, each kind of slip can go to another', async () => {
    const second = { ...PRINTER, id: 'p2', name: 'Back', uri: 'queue:Back' }
    open(
      [PRINTER, second],
      [
        { ...NOW, roles: ['receipt'] },
        { ...NOW, id: 'p2', name: 'Back', roles: ['copy'] },
      ],
    )
    const select = await screen.findByTestId<HTMLSelectElement>('routing-reports')
    expect(Array.from(select.options, ({ text }) => text)).toEqual([
      "Customers' receipts · Front",
      "The shop's copies · Back",
    ])
    fireEvent.change(select, { target: { value: 'copy' } })
    const form = select.closest('form')
    if (form !== null) fireEvent.submit(form)
    await waitFor(() => expect(sent('settings.save')).toHaveLength(1))
    expect(sent('settings.save')[0]).toMatchObject({ slipRoles: { z_report: 'copy', x_report: 'copy' } })
  })
})

describe('the status bar', () => {
  it.each([
    [{ state: 'printed', condition: 'unknown' }, 'printer.sentLook', 'grey'],
    [{ state: 'confirmed', condition: 'ready' }, 'printer.condition.ready', 'pandan'],
    [{ state: 'unknown', condition: 'unknown' }, 'printer.unknown', 'grey'],
    [{ state: 'confirmed', condition: 'paper_low' }, 'printer.condition.paper_low', 'kunyit'],
    [{ state: 'printed', condition: 'paper_out' }, 'printer.condition.paper_out', 'cabai'],
    [{ state: 'failed', condition: 'cover_open' }, 'printer.condition.cover_open', 'cabai'],
    [{ state: 'failed', condition: 'unknown' }, 'printer.failed', 'cabai'],
    [{ state: 'printing', condition: 'paper_out' }, 'printer.printing', 'nila'],
    [{ uri: 'screen:', state: 'printed' }, 'printer.screen', 'grey'],
  ] as const)('says of a printer that is %j: %s', (now, label, tone) => {
    expect(printerLook({ ...NOW, ...now })).toMatchObject({ label, tone })
  })
})
