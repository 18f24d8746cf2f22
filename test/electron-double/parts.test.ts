import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'
import { afterAll, describe, expect, test } from 'vitest'
import { customerDisplay } from '../../src/main/hosts/electron/customer-window.ts'
import { displayArguments } from '../../src/main/hosts/electron/linux-display.ts'
import { closeBeforeQuit, FORCE_AFTER_MS } from '../../src/main/hosts/electron/shutdown.ts'
import { onceEnded, ownImage } from '../../src/main/hosts/electron/own-image.ts'
import { placeOnDisplays } from '../../src/main/hosts/electron/window-place.ts'
import { cleanUp, control, display, newFolder } from './running.ts'

afterAll(cleanUp)

const LEFT = display(1, 0, 'Built-in')
const RIGHT = display(2, 1280, 'HDMI')

describe('the double', () => {
  const types = readFileSync(
    join(import.meta.dirname, '..', '..', 'node_modules', 'electron', 'electron.d.ts'),
    'utf8',
  )
  /** The text of one class or interface of Electron's own types, with what it inherits. */
  function declarationOf(name: string): string {
    const found = new RegExp(`^  (?:class|interface) ${name}(?: extends ([\\w.]+))?.*\\{$`, 'm').exec(types)
    if (found === null) throw new Error(`Electron has no ${name}`)
    const text = types.slice(found.index, types.indexOf('\n  }\n', found.index))
    const parent = found[1]
    return parent === undefined || parent.startsWith('NodeJS') || parent === 'NodeEventEmitter'
      ? text
      : `${text}\n${declarationOf(parent)}`
  }
  /** What only the test reads or does; the app sees the rest. */
  const TEST_SIDE = ['webContents', 'constructor']

  test.each(Object.entries(control.surface()))('knows of %s only what Electron 45 has', (name, surface) => {
    const declared = declarationOf(name)
    for (const event of surface.events)
      expect([event, declared.includes(`on(event: '${event}'`)]).toEqual([event, true])
    for (const each of surface.names) {
      if (TEST_SIDE.includes(each)) continue
      expect([
        each,
        new RegExp(`^    (?:static |readonly |get )?(?:${each})[(:?]`, 'm').test(declared),
      ]).toEqual([each, true])
    }
  })

  test('stands for the Electron that is in the package', () => {
    expect(types).toContain('// Type definitions for Electron 45.')
  })
})

describe('the customer’s display', () => {
  test.each([
    ['the first free one', 'auto', null, 2],
    ['the one used last', 'auto', 3, 3],
    ['none, when it is switched off', 'off', 2, null],
    ['the chosen one', { id: 3, label: 'USB-C', width: 1280, height: 800 }, 2, 3],
    ['the chosen one by its name', { id: 99, label: 'USB-C', width: 1280, height: 800 }, 2, 3],
    [
      'none, when the name fits and the size does not',
      { id: 99, label: 'USB-C', width: 1, height: 8 },
      2,
      null,
    ],
    ['none, when it is the cashier’s', { id: 1, label: 'Built-in', width: 1280, height: 800 }, 2, null],
    ['none, when nothing is known of it', { id: 99, label: '', width: 1280, height: 800 }, 2, null],
  ] as const)('is %s', (_what, choice, usedLast, wanted) => {
    const displays = [LEFT, RIGHT, display(3, 2560, 'USB-C')]
    expect(customerDisplay(displays, 1, choice, usedLast)?.id ?? null).toBe(wanted)
  })

  test('is none of two that look alike', () => {
    const twins = [LEFT, display(7, 1280, 'HDMI'), display(8, 2560, 'HDMI')]
    const choice = { id: 99, label: 'HDMI', width: 1280, height: 800 }
    expect(customerDisplay(twins, 1, choice, null)).toBe(null)
  })
})

describe('the X server', () => {
  const wayland = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }
  const onX = ['--ozone-platform=x11']
  test.each([
    ['is used under Wayland', 'linux', wayland, [], onX],
    ['is used where only the display is named', 'linux', { ...wayland, XDG_SESSION_TYPE: '' }, [], onX],
    ['is there already', 'linux', { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' }, [], []],
    ['is not there', 'linux', { ...wayland, DISPLAY: '' }, [], []],
    ['was asked for: no second time', 'linux', wayland, onX, []],
    ['was refused by whoever starts the app', 'linux', wayland, ['--ozone-platform=wayland'], []],
    ['is nothing that Windows knows', 'win32', wayland, [], []],
  ] as const)('%s', (_what, platform, environment, given, wanted) => {
    expect(displayArguments(platform, environment, ['electron', ...given])).toEqual(wanted)
  })
})

describe('starting again', () => {
  const program = '/tmp/.mount_Gerai1/gerai'
  test.each([
    [
      'an AppImage by its file',
      { APPIMAGE: '/opt/g.AppImage', APPDIR: '/tmp/.mount_Gerai1' },
      '/opt/g.AppImage',
    ],
    ['an AppImage that does not say where it is', { APPIMAGE: '/opt/g.AppImage' }, '/opt/g.AppImage'],
    ['a deb that an AppImage started', { APPIMAGE: '/opt/other', APPDIR: '/tmp/.mount_Other2' }, null],
    ['every other', {}, null],
  ])('knows %s', (_what, environment, image) => {
    expect(ownImage(environment, program)).toBe(image)
  })

  test.runIf(process.platform === 'linux')(
    'from an AppImage waits until the old one is gone, outside of its folder',
    async () => {
      const file = join(newFolder(), 'started')
      const old = spawn('/bin/sleep', ['30'])
      const next = ['/bin/sh', '-c', 'echo "$@" > "$0"', file, 'a b', '--ozone-platform=x11']
      const [shell, ...command] = onceEnded(old.pid ?? 0, next)
      const waiting = spawn(shell, command, { cwd: '/' })
      const ended = once(waiting, 'exit')
      await new Promise((resolve) => setTimeout(resolve, 250))
      expect(existsSync(file)).toBe(false)
      old.kill('SIGKILL')
      await ended
      expect(readFileSync(file, 'utf8')).toBe('a b --ozone-platform=x11\n')
    },
  )
})

describe('the cashier’s window', () => {
  const place = { x: 100, y: 50, width: 1000, height: 700, maximized: false }
  test.each([
    ['where it was', place, { x: 100, y: 50, width: 1000, height: 700 }],
    [
      'smaller on a smaller display',
      { ...place, width: 3000, height: 2000 },
      { x: 100, y: 50, width: 1280, height: 760 },
    ],
    ['anywhere, when its display is gone', { ...place, x: 4000 }, null],
    ['anywhere, when its title is above the display', { ...place, y: -40 }, null],
    ['anywhere, when only a corner would be seen', { ...place, x: 2500 }, null],
    ['anywhere, when it would begin below', { ...place, y: 750 }, null],
    ['anywhere the first time', null, null],
  ])('opens %s', (_where, remembered, wanted) => {
    expect(placeOnDisplays(remembered, [LEFT, RIGHT])).toEqual(wanted)
  })
})

describe('quitting', () => {
  function openApp(close: () => Promise<void>) {
    const exits: number[] = []
    const lines: string[] = []
    const emitter = new EventEmitter()
    const app = Object.assign(emitter, { exit: (code: number) => exits.push(code) }) as unknown as App
    const world = { nowMs: 0, exits, lines }
    const note = (event: string): void => {
      lines.push(event)
    }
    const shutdown = closeBeforeQuit({
      app,
      log: { info: note, warn: note, error: note },
      upMs: () => world.nowMs,
      close,
    })
    const quit = (): boolean => {
      let isPrevented = false
      emitter.emit('before-quit', {
        preventDefault: () => {
          isPrevented = true
        },
      })
      return isPrevented
    }
    return { world, quit, shutdown }
  }

  test('waits for books that take their time; asking again at once changes nothing', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { world, quit } = openApp(() => promise)
    expect([quit(), quit()]).toEqual([true, true])
    world.nowMs = FORCE_AFTER_MS - 1
    quit()
    expect(world.exits).toEqual([])
    resolve()
    await new Promise((done) => setImmediate(done))
    expect(world.exits).toEqual([0])
  })

  test('is forced by a second request when closing hangs', () => {
    const { world, quit } = openApp(() => new Promise(() => {}))
    quit()
    world.nowMs = FORCE_AFTER_MS
    expect(quit()).toBe(true)
    expect([world.exits, world.lines]).toEqual([[1], ['quit_forced']])
  })

  test('ends also when closing fails, and writes down why', async () => {
    const { world, quit } = openApp(() => Promise.reject(new Error('a bug')))
    quit()
    await new Promise((done) => setImmediate(done))
    expect([world.exits, world.lines]).toEqual([[0], ['close_fault']])
  })

  test('for an update closes the books first and then lets the update quit', async () => {
    const order: string[] = []
    const { world, quit, shutdown } = openApp(async () => {
      order.push('closed')
    })
    shutdown.closeThen(() => {
      order.push(`quit was held back: ${String(quit())}`)
    })
    await new Promise((done) => setImmediate(done))
    expect(order).toEqual(['closed', 'quit was held back: false'])
    expect(world.exits).toEqual([])
  })
})
