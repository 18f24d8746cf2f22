import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cashierOf, ownerIn, showCode, type CounterClient } from './clients.ts'
import {
  cleanUp,
  control,
  display,
  newFolder,
  quitApp,
  startApp,
  until,
  type Window,
  type World,
} from './running.ts'

afterAll(cleanUp)

const LEFT = display(1, 0, 'Built-in')
const RIGHT = display(2, 1280, 'HDMI')
const FAR = display(3, 2560, 'USB-C')

/** The customer's window that is there now. */
const customerOf = (world: World): Window | undefined => world.windows.slice(1).find(({ gone }) => !gone)

const itemsOf = (world: World): MenuItemConstructorOptions[] =>
  (world.menu as MenuItemConstructorOptions[]).flatMap(({ submenu }) =>
    Array.isArray(submenu) ? submenu : [],
  )

describe('the customer’s display', () => {
  let world: World
  let counter: CounterClient
  let dataFolder: string
  beforeAll(async () => {
    ;({ world, dataFolder } = await startApp({ displays: [LEFT, RIGHT, FAR] }))
    counter = await ownerIn(await cashierOf(world))
  })

  test('is by itself the first that is not the cashier’s, and the settings say so', async () => {
    const { displays, customer, kiosk, keyStore } = valueOf(await counter.desktop.view())
    expect(displays.map(({ id, name, isCashiers }) => [id, name, isCashiers])).toEqual([
      [1, 'Built-in', true],
      [2, 'HDMI', false],
      [3, 'USB-C', false],
    ])
    expect([customer, kiosk, keyStore]).toEqual([
      { choice: 'auto', chosen: null, shownOn: 2, isLost: false },
      false,
      'none',
    ])
  })

  test('is the one that was chosen, and never another while that one is away', async () => {
    const answer = valueOf(await counter.desktop.chooseDisplay({ choice: 'chosen', displayId: 3 }))
    expect(answer.customer).toEqual({
      choice: 'chosen',
      chosen: { id: 3, name: 'USB-C' },
      shownOn: 3,
      isLost: false,
    })
    expect(customerOf(world)?.bounds.x).toBe(2560)
    control.setDisplays([LEFT, RIGHT], 'display-removed')
    expect(customerOf(world)).toBe(undefined)
    expect(valueOf(await counter.desktop.view()).customer).toMatchObject({ shownOn: null, isLost: true })
  })

  test('a code that was on it is closed with it, and comes back from the core when it is plugged in again', async () => {
    await showCode(counter)
    control.setDisplays([LEFT, RIGHT, FAR], 'display-added')
    const shown = customerOf(world)
    expect(shown?.bounds.x).toBe(2560)
    control.setDisplays([LEFT, RIGHT], 'display-removed')
    expect(shown?.gone).toBe(true)
    // the same display in another socket has another id
    control.setDisplays([LEFT, RIGHT, display(77, 2560, 'USB-C')], 'display-added')
    const back = customerOf(world)
    await until(() => back?.contents.url !== '')
    expect([back?.bounds.x, back?.contents.url, back === shown]).toEqual([
      2560,
      'gerai://app/display.html',
      false,
    ])
  })

  test('is not the cashier’s own, nor one that is not there', async () => {
    expect(await counter.desktop.chooseDisplay({ choice: 'chosen', displayId: 1 })).toEqual({
      ok: false,
      error: { type: 'display_is_cashiers' },
    })
    expect(await counter.desktop.chooseDisplay({ choice: 'chosen', displayId: 9 })).toEqual({
      ok: false,
      error: { type: 'display_unknown' },
    })
    expect(customerOf(world)?.bounds.x).toBe(2560)
  })

  test('can be done without', async () => {
    await counter.desktop.chooseDisplay({ choice: 'off' })
    expect(customerOf(world)).toBe(undefined)
    expect(valueOf(await counter.desktop.view()).customer.isLost).toBe(false)
    await counter.desktop.chooseDisplay({ choice: 'chosen', displayId: 2 })
    expect(customerOf(world)?.bounds.x).toBe(1280)
  })

  test('goes as well when the cashier’s display is unplugged and the cashier has to move over', async () => {
    expect(customerOf(world)?.bounds.x).toBe(1280)
    control.setDisplays([RIGHT], 'display-removed')
    expect(customerOf(world)).toBe(undefined)
    control.setDisplays([LEFT, RIGHT, FAR], 'display-added')
    expect(customerOf(world)?.bounds.x).toBe(1280)
  })

  test('makes room when the cashier’s window is carried onto it, and the cashier’s own becomes the customer’s', async () => {
    const [cashier] = world.windows
    await counter.desktop.chooseDisplay({ choice: 'auto' })
    cashier?.setBounds({ x: 1300, y: 0, width: 1000, height: 700 })
    cashier?.emit('move')
    expect(customerOf(world)?.bounds.x).toBe(0)
    // as Windows says of one that is minimized: that is no place
    if (cashier !== undefined) cashier.minimized = true
    cashier?.setBounds({ x: -32_000, y: -32_000, width: 160, height: 28 })
    cashier?.emit('move')
    expect(customerOf(world)?.bounds.x).toBe(0)
    if (cashier !== undefined) cashier.minimized = false
    cashier?.setBounds({ x: 0, y: 0, width: 1000, height: 700 })
    cashier?.emit('move')
    expect(customerOf(world)?.bounds.x).not.toBe(0)
    await counter.desktop.chooseDisplay({ choice: 'chosen', displayId: 2 })
    expect(customerOf(world)?.bounds.x).toBe(1280)
  })

  test('the choice and the cashier’s place are there after the next start', async () => {
    const [cashier] = world.windows
    cashier?.setBounds({ x: 40, y: 30, width: 1000, height: 700 })
    cashier?.maximize()
    cashier?.emit('close', { preventDefault: () => {} })
    await quitApp(world)
    const again = await startApp({ userData: dataFolder, displays: [LEFT, RIGHT, FAR] })
    const reopened = await cashierOf(again.world)
    expect(reopened.options).toMatchObject({ x: 40, y: 30, width: 1000, height: 700, minWidth: 800 })
    expect([reopened.maximized, customerOf(again.world)?.bounds.x]).toEqual([true, 1280])
    await quitApp(again.world)
  })

  test('a place on a display that is no longer there is forgotten, and so is a damaged file', async () => {
    const away = newFolder()
    const place = { x: 5000, y: 10, width: 900, height: 600, maximized: false }
    writeFileSync(join(away, 'desktop.json'), JSON.stringify({ window: place, customer: 'off', kiosk: true }))
    const first = await startApp({ userData: away, displays: [LEFT, RIGHT] })
    const cashier = await cashierOf(first.world)
    expect(cashier.options.x).toBe(undefined)
    expect([cashier.kiosk, customerOf(first.world)]).toEqual([true, undefined])
    await quitApp(first.world)
    writeFileSync(join(away, 'desktop.json'), '{"window":')
    const second = await startApp({ userData: away, displays: [LEFT] })
    expect((await cashierOf(second.world)).kiosk).toBe(false)
    await quitApp(second.world)
  })
})

describe('the app around the pages', () => {
  let world: World
  let cashier: Window
  let counter: CounterClient
  let dataFolder: string
  beforeAll(async () => {
    ;({ world, dataFolder } = await startApp({ displays: [LEFT, RIGHT] }))
    cashier = await cashierOf(world)
    counter = await ownerIn(cashier)
  })

  test('the menu names the cashier’s keys and takes none of them', () => {
    const items = itemsOf(world)
    const taken = items.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]))
    expect(taken).toEqual(['CmdOrCtrl+R', 'F11'])
    // undo and redo would take Ctrl+Z, and reload, minimize, close and quit have keys of their own
    const roles = items.flatMap(({ role }) => (role === undefined ? [] : [role]))
    expect(roles).toEqual(['cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom'])
    const named = items.flatMap(({ label }) => /\((F\d+)\)$/.exec(label ?? '')?.[1] ?? [])
    expect(named).toEqual(['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10'])
    expect(cashier.options.autoHideMenuBar).toBe(true)
  })

  test('an item of the menu presses its key in the page', () => {
    press(world, 'Bayar QRIS (F1)')
    press(world, 'Periksa pembayaran (F5)')
    expect(cashier.contents.pressed).toEqual(['F1', 'F5'])
    press(world, 'Muat ulang layar kasir')
    expect(cashier.contents.reloads).toBe(1)
    press(world, 'Buka folder catatan')
    expect(world.openedPaths).toEqual([join(dataFolder, 'logs')])
    // closed without a place: nothing is written and nothing is said
    press(world, 'Simpan catatan…')
  })

  test('the menu speaks the shop’s language as soon as that changes', async () => {
    await counter.settings.save({ language: 'en' })
    await until(() => itemsOf(world).some(({ label }) => label === 'Pay by QRIS (F1)'))
    await counter.settings.save({ language: 'id' })
    await until(() => itemsOf(world).some(({ label }) => label === 'Bayar QRIS (F1)'))
  })

  test.runIf(process.platform === 'linux')(
    'on a Mac the app’s own menu comes first, and no key quits',
    async () => {
      const platform = Object.getOwnPropertyDescriptor(process, 'platform') ?? {}
      Object.defineProperty(process, 'platform', { ...platform, value: 'darwin' })
      try {
        await counter.settings.save({ language: 'en' })
        await until(() => itemsOf(world).some(({ label }) => label === 'About Gerai'))
      } finally {
        Object.defineProperty(process, 'platform', platform)
      }
      const items = itemsOf(world)
      expect(items.filter(({ label }) => label === 'Quit')).toMatchObject([{ label: 'Quit' }])
      expect(items.flatMap(({ role }) => role ?? [])).not.toContain('quit')
      expect(items.flatMap(({ accelerator }) => accelerator ?? [])).toEqual(['CmdOrCtrl+R', 'Ctrl+Cmd+F'])
      await counter.settings.save({ language: 'id' })
      await until(() => itemsOf(world).some(({ label }) => label === 'Bayar QRIS (F1)'))
    },
  )

  test('kiosk mode takes the whole display and lets it go again', async () => {
    expect(valueOf(await counter.desktop.setKiosk({ on: true })).kiosk).toBe(true)
    expect(cashier.kiosk).toBe(true)
    // the key for the full screen leads out of it again, but not out of this
    press(world, 'Layar penuh')
    expect([cashier.kiosk, cashier.fullScreen]).toEqual([true, false])
    expect(valueOf(await counter.desktop.setKiosk({ on: false })).kiosk).toBe(false)
    expect(cashier.kiosk).toBe(false)
    press(world, 'Layar penuh')
    expect(cashier.fullScreen).toBe(true)
    press(world, 'Layar penuh')
    expect(cashier.fullScreen).toBe(false)
  })

  test('the logs open from the settings, and where they do not the folder is said', async () => {
    expect(await counter.desktop.openLogs()).toEqual({ ok: true, value: null })
    world.options = { ...world.options, openPathFault: 'no program' }
    expect(await counter.desktop.openLogs()).toEqual({
      ok: false,
      error: { type: 'logs_not_opened', folder: join(dataFolder, 'logs'), detail: 'no program' },
    })
  })

  test('an app that was not packed has no updates, and says why', async () => {
    expect(valueOf(await counter.desktop.view()).update).toEqual({ state: 'off', why: 'not_packaged' })
    expect(await counter.desktop.checkUpdate()).toEqual({
      ok: false,
      error: { type: 'updates_off', why: 'not_packaged' },
    })
  })

  test('the displays stay lit while a code is on them, and only then', async () => {
    expect(world.lit.size).toBe(0)
    const { tenderId } = await showCode(counter)
    await until(() => world.lit.size === 1)
    await counter.practice.act({ tenderId, action: 'pay' })
    await until(() => world.lit.size === 0)
    await counter.counter.next()
  })

  test('a sleep takes the customer’s screen away until the code on it was heard of again', async () => {
    const { tenderId } = await showCode(counter, '01K0000000000000000000000B')
    const before = customerOf(world)
    control.power.emit('suspend')
    expect([before?.gone, customerOf(world)]).toEqual([true, undefined])
    // paid while the machine slept: what comes back is no code any more
    await counter.practice.act({ tenderId, action: 'pay' })
    control.power.emit('resume')
    await until(() => customerOf(world) !== undefined)
    const stream = await counter.counter.watch()
    const first = await stream.next()
    await stream.return?.()
    const seen = first.done !== true && first.value.type === 'view' ? first.value.view.sale : null
    expect(seen?.tenders[0]?.state).toBe('settled')
    await counter.counter.next()
  })

  test('a wake-up that no sleep was said before covers as well', async () => {
    const before = customerOf(world)
    control.power.emit('resume')
    expect(before?.gone).toBe(true)
    await until(() => customerOf(world) !== undefined)
  })

  test('a page that hangs is asked about in words, and loaded again when that is chosen', async () => {
    cashier.emit('unresponsive')
    cashier.emit('unresponsive')
    expect(world.openBoxes).toHaveLength(1)
    const [box] = world.openBoxes
    expect(box?.options).toMatchObject({
      message: 'Layar kasir tidak menjawab.',
      buttons: ['Tunggu', 'Muat ulang'],
      cancelId: 0,
    })
    // a box of its own would stop the core on a Mac, and not go away by itself
    expect(box?.parent).toBe(cashier)
    const { reloads } = cashier.contents
    box?.press(1)
    await until(() => cashier.contents.reloads > reloads)
    expect(cashier.contents.crashes).toBe(1)
  })

  test('the question goes away by itself when the page answers again', async () => {
    cashier.emit('unresponsive')
    const box = world.openBoxes.at(-1)
    expect(box?.isOpen).toBe(true)
    cashier.emit('responsive')
    expect(box?.isOpen).toBe(false)
    await until(() => readLog(dataFolder).includes('page_hangs'))
    expect(cashier.contents.crashes).toBe(1)
  })

  test('the customer’s page that hangs is loaded again without asking anybody', async () => {
    const customer = customerOf(world)
    const asked = world.openBoxes.length
    customer?.emit('unresponsive')
    await until(() => customer?.contents.crashes === 1)
    expect([customer?.contents.reloads, world.openBoxes.length]).toEqual([1, asked])
  })

  test('a bug that nobody caught puts the restart screen up, with the logs to hand over and a new start', async () => {
    const asked = world.openBoxes.length
    raise(new Error('a bug of ours'))
    expect(world.openBoxes).toHaveLength(asked + 1)
    const box = world.openBoxes.at(-1)
    expect(box?.options).toMatchObject({
      message: 'Ada kesalahan di dalam Gerai.',
      buttons: ['Mulai ulang', 'Simpan catatan…', 'Keluar'],
      cancelId: 2,
    })
    expect(box?.parent).toBe(cashier)
    const reference = /Nomor kesalahan: ([0-9a-f]{8})$/.exec(box?.options.detail ?? '')?.[1] ?? ''
    await until(() => readLog(dataFolder).includes(reference))
    // nothing is sold on a core that nobody can vouch for
    expect(customerOf(world)).toBe(undefined)
    raise(new Error('another'))
    expect(world.openBoxes).toHaveLength(asked + 1)
    // nobody has said yet where to
    const boxes = world.saveBoxes.length
    box?.press(1)
    await until(() => world.openBoxes.length === asked + 2)
    expect(world.saveBoxes.slice(boxes)).toMatchObject([
      { title: 'Simpan catatan…', filters: [{ extensions: ['zip'] }] },
    ])
    expect(world.saveBoxes.at(-1)?.defaultPath).toMatch(/Dokumen[/\\]gerai-log-\d{12}\.zip$/)
    expect(world.openBoxes.at(-1)?.options.detail).not.toContain('Catatan tersimpan')
    // a place where nothing can be written
    world.options = { ...world.options, savePath: join(dataFolder, 'nowhere', 'a.zip') }
    world.openBoxes.at(-1)?.press(1)
    await until(() => world.openBoxes.length === asked + 3)
    expect(world.openBoxes.at(-1)?.options.detail).toContain(
      `Catatan tidak bisa disimpan di sana. Pilih tempat lain. Catatan aslinya tetap ada di ${join(dataFolder, 'logs')}`,
    )
    const file = join(dataFolder, 'a.zip')
    world.options = { ...world.options, savePath: file }
    world.openBoxes.at(-1)?.press(1)
    await until(() => world.openBoxes.length === asked + 4)
    expect(world.openBoxes.at(-1)?.options.detail).toContain(`Catatan tersimpan: ${file}`)
    const packed = unzipSync(readFileSync(file))
    expect(Object.keys(packed)).toEqual(['about.json', 'gerai.log'])
    expect(Buffer.from(packed['gerai.log'] ?? []).toString()).toContain(reference)
    expect(JSON.parse(Buffer.from(packed['about.json'] ?? []).toString())).toMatchObject({
      till: { mode: 'practice' },
    })
    world.openBoxes.at(-1)?.press(0)
    await until(() => world.exitCodes.length > 0)
    expect([world.exitCodes, world.relaunches]).toEqual([[1], [{}]])
    // the double does not end with it
    control.app.quit()
    await until(() => world.exitCodes.length > 1)
  })
})

describe('closing', () => {
  test.each(['session', 'power'])('the end of the system’s %s closes the books', async (what) => {
    const { world, dataFolder } = await startApp()
    const cashier = await cashierOf(world)
    if (what === 'session') cashier.emit('session-end', { reasons: ['shutdown'] })
    // Linux would not wait for the books otherwise
    else expect(control.shutDown()).toBe(true)
    await until(() => world.exitCodes.length > 0)
    expect(world.exitCodes).toEqual([0])
    expect(existsSync(join(dataFolder, 'practice', 'gerai.sqlite-wal'))).toBe(false)
    expect([world.lit.size, world.lateMessages]).toEqual([0, 0])
  })

  test('in the middle of a payment is asked about, whichever way somebody leaves', async () => {
    const { world } = await startApp({ displays: [LEFT, RIGHT] })
    const cashier = await cashierOf(world)
    const counter = await ownerIn(cashier)
    await showCode(counter)
    cashier.close()
    cashier.close()
    press(world, 'Keluar')
    expect(world.openBoxes).toHaveLength(1)
    const [box] = world.openBoxes
    expect(box?.parent).toBe(cashier)
    expect(box?.options).toMatchObject({
      message: 'Masih ada pembayaran yang berjalan.',
      buttons: ['Kembali', 'Keluar'],
      defaultId: 0,
      cancelId: 0,
    })
    box?.press(0)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([cashier.gone, world.exitCodes, customerOf(world)?.shown]).toEqual([
      false,
      [],
      'shown without focus',
    ])
    press(world, 'Keluar')
    expect(world.openBoxes).toHaveLength(2)
    world.openBoxes[1]?.press(1)
    await until(() => world.exitCodes.length > 0)
    expect([cashier.gone, world.exitCodes]).toEqual([true, [0]])
  })

  test('without a payment is done at once; a start meanwhile is not lost, and hits no window that is gone', async () => {
    const { world } = await startApp()
    const cashier = await cashierOf(world)
    cashier.close()
    expect([cashier.gone, world.openBoxes, world.exitCodes]).toEqual([true, [], []])
    for (const item of ['Muat ulang layar kasir', 'Bayar QRIS (F1)', 'Layar penuh', 'Keluar'])
      press(world, item)
    cashier.contents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 })
    control.app.emit('second-instance', new Event('second-instance'), ['gerai'], '/', null)
    control.app.emit('second-instance', new Event('second-instance'), ['gerai'], '/', null)
    expect(world.relaunches).toEqual([{}])
    await until(() => world.exitCodes.length > 0)
    expect(world.exitCodes).toEqual([0])
  })

  test('the displays are the system’s again when the app ends with a code on them', async () => {
    const { world } = await startApp({ displays: [LEFT, RIGHT] })
    const counter = await ownerIn(await cashierOf(world))
    await showCode(counter)
    await until(() => world.lit.size === 1)
    await quitApp(world)
    expect([world.lit.size, customerOf(world)]).toEqual([0, undefined])
  })
})

const readLog = (dataFolder: string): string => readFileSync(join(dataFolder, 'logs', 'gerai.log'), 'utf8')

function press(world: World, label: string): void {
  const item = itemsOf(world).find((each) => each.label === label)
  if (item?.click === undefined) throw new Error(`the menu has no ${label}`)
  ;(item.click as () => void)()
}

/** What Node does with an exception that nobody caught, without ending the test runner. */
function raise(fault: Error): void {
  const ours = process
    .listeners('uncaughtException')
    .filter((each) => String(each).includes('restart_offered'))
  for (const listener of ours) listener(fault, 'uncaughtException')
}

function valueOf<T>(answer: { ok: true; value: T } | { ok: false; error: { type: string } }): T {
  if (!answer.ok) throw new Error(answer.error.type)
  return answer.value
}
