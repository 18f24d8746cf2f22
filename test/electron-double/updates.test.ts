import { EventEmitter } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Clock } from '../../src/core/ports/system.ts'
import { notesIn } from '../../src/main/hosts/electron/release-notes.ts'
import { createUpdates, whyUpdatesAreOff, type Updater } from '../../src/main/hosts/electron/updates.ts'
import { cleanUp, OUT } from './running.ts'

const LIBRARY = join(import.meta.dirname, '..', '..', 'node_modules', 'electron-updater', 'out')
const folders: string[] = []
afterAll(() => {
  cleanUp()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const NOTES = '## Bahasa Indonesia\nCetak lebih cepat.\n\n## English\nPrints faster.'

/** The library's object, with its own names of events and nothing else. */
class FakeUpdater extends EventEmitter implements Updater {
  static readonly events = [
    'update-available',
    'update-not-available',
    'update-downloaded',
    'download-progress',
    'error',
  ]
  autoDownload = true
  autoInstallOnAppQuit = true
  allowDowngrade = true
  requestHeaders: Updater['requestHeaders'] = null
  logger: unknown = console
  calls: string[] = []
  found: string | null = '0.2.0'
  override on(event: string, listener: (...args: never[]) => void): this {
    if (!FakeUpdater.events.includes(event)) throw new Error(`electron-updater has no event ${event}`)
    return super.on(event, listener as (...args: unknown[]) => void)
  }
  checkForUpdates = async (): Promise<unknown> => {
    this.calls.push('check')
    if (this.found === null) this.emit('update-not-available', { version: '0.1.0' })
    else this.emit('update-available', { version: this.found, releaseNotes: NOTES })
    return null
  }
  downloadUpdate = async (): Promise<unknown> => {
    this.calls.push('download')
    this.emit('download-progress', { percent: 41.7 })
    return []
  }
  quitAndInstall = (isSilent?: boolean, isForceRunAfter?: boolean): void => {
    this.calls.push(`install ${String(isSilent)} ${String(isForceRunAfter)}`)
  }
  finish(): void {
    this.emit('update-downloaded', { version: '0.2.0', releaseNotes: NOTES })
  }
}

type Busy = 'payment' | 'order' | 'shift' | null

function openUpdates(options: { off?: 'package_manager'; firstCheckMs?: number } = {}) {
  const fake = new FakeUpdater()
  const waiting: { ms: number; run: () => void }[] = []
  const lines: string[] = []
  const note = (event: string): void => {
    lines.push(event)
  }
  const clock: Clock = {
    now: () => '2026-11-21T08:00:00.000Z',
    epochMs: () => 0,
    after: (ms, run) => {
      const entry = { ms, run }
      waiting.push(entry)
      return () => {
        if (waiting.includes(entry)) waiting.splice(waiting.indexOf(entry), 1)
      }
    },
  }
  const world = {
    fake,
    waiting,
    lines,
    busy: null as Busy,
    loads: 0,
    startedAgain: 0,
    language: 'id' as 'id' | 'en',
  }
  const updates = createUpdates({
    off: options.off ?? null,
    load: async () => {
      world.loads += 1
      return fake
    },
    onNotInstalled: () => {
      world.startedAgain += 1
    },
    busy: () => world.busy,
    language: () => world.language,
    clock,
    log: { info: note, warn: note, error: note },
    ...(options.firstCheckMs === undefined ? {} : { firstCheckMs: options.firstCheckMs }),
  })
  return { world, updates }
}

describe('an update', () => {
  test('goes step by step: looked for, downloaded, ready, and installed when a person says so', async () => {
    const { world, updates } = openUpdates()
    expect([updates.view(), world.loads]).toEqual([{ state: 'none', checkedAt: null }, 0])
    expect(await updates.check()).toEqual({ ok: true, value: null })
    expect(updates.view()).toEqual({ state: 'downloading', version: '0.2.0', percent: 41 })
    expect(await updates.install(() => {})).toEqual({ ok: false, error: { type: 'update_not_ready' } })
    world.fake.finish()
    expect(updates.view()).toEqual({
      state: 'ready',
      version: '0.2.0',
      notes: 'Cetak lebih cepat.',
      waitsFor: null,
    })
    const order: string[] = []
    await updates.install((last) => {
      order.push('books closed')
      last()
      order.push(...world.fake.calls)
    })
    expect(order).toEqual(['books closed', 'check', 'download', 'install false true'])
  })

  test('that could not be put in place starts the old program again: its books are closed', async () => {
    const { world, updates } = openUpdates()
    await updates.check()
    world.fake.emit('error', new Error('ECONNRESET'))
    expect(world.startedAgain).toBe(0)
    await updates.check()
    world.fake.finish()
    await updates.install((last) => {
      last()
      world.fake.emit('error', new Error('EACCES: permission denied, unlink'))
    })
    expect([world.startedAgain, updates.view()]).toEqual([
      1,
      { state: 'failed', detail: 'EACCES: permission denied, unlink' },
    ])
  })

  test('does nothing by itself that the till has not allowed', async () => {
    const { world, updates } = openUpdates()
    await updates.check()
    const { autoDownload, autoInstallOnAppQuit, allowDowngrade, logger } = world.fake
    expect([autoDownload, autoInstallOnAppQuit, allowDowngrade, logger]).toEqual([false, false, false, null])
  })

  test.each(['payment', 'order', 'shift'] as const)(
    'is never installed while there is a %s',
    async (busy) => {
      const { world, updates } = openUpdates()
      await updates.check()
      world.fake.finish()
      world.busy = busy
      expect(updates.view()).toMatchObject({ state: 'ready', waitsFor: busy })
      const refused = await updates.install(() => {
        throw new Error('the books were closed')
      })
      expect(refused).toEqual({ ok: false, error: { type: 'update_waits', for: busy } })
      expect(world.fake.calls).toEqual(['check', 'download'])
    },
  )

  test('is not downloaded over the line that a payment needs; ten minutes later it is', async () => {
    const { world, updates } = openUpdates()
    world.busy = 'payment'
    await updates.check()
    expect([world.fake.calls, world.waiting.map(({ ms }) => ms)]).toEqual([['check'], [600_000]])
    world.busy = null
    world.waiting.pop()?.run()
    await Promise.resolve()
    await new Promise((resolve) => setImmediate(resolve))
    expect(world.fake.calls).toEqual(['check', 'check', 'download'])
  })

  test('that is not there says when it was looked for', async () => {
    const { world, updates } = openUpdates()
    world.fake.found = null
    await updates.check()
    expect(updates.view()).toEqual({ state: 'none', checkedAt: '2026-11-21T08:00:00.000Z' })
  })

  test('that cannot be had is said in words, and looked for again', async () => {
    const { world, updates } = openUpdates()
    const check = world.fake.checkForUpdates
    world.fake.checkForUpdates = async () => {
      throw new Error('net::ERR_NAME_NOT_RESOLVED')
    }
    expect(await updates.check()).toEqual({
      ok: false,
      error: { type: 'update_not_found', detail: 'net::ERR_NAME_NOT_RESOLVED' },
    })
    expect(world.lines).toEqual(['update_failed'])
    world.fake.checkForUpdates = check
    expect(await updates.check()).toEqual({ ok: true, value: null })
    // a download that breaks off is an event
    world.fake.emit('error', new Error('ECONNRESET'))
    expect(updates.view()).toEqual({ state: 'failed', detail: 'ECONNRESET' })
  })

  test('is looked for a minute after the start, and every six hours', async () => {
    const { world, updates } = openUpdates({ firstCheckMs: 60_000 })
    world.fake.found = null
    expect([world.waiting.map(({ ms }) => ms), world.loads]).toEqual([[60_000], 0])
    world.waiting.pop()?.run()
    await new Promise((resolve) => setImmediate(resolve))
    expect([world.fake.calls, world.waiting.map(({ ms }) => ms)]).toEqual([['check'], [21_600_000]])
    updates.stop()
    expect(world.waiting).toEqual([])
  })

  test('is off in a deb: the library is not even loaded', async () => {
    const { world, updates } = openUpdates({ off: 'package_manager', firstCheckMs: 60_000 })
    expect(updates.view()).toEqual({ state: 'off', why: 'package_manager' })
    const refused = { ok: false, error: { type: 'updates_off', why: 'package_manager' } }
    expect([await updates.check(), await updates.install(() => {})]).toEqual([refused, refused])
    expect([world.loads, world.waiting]).toEqual([0, []])
  })
})

describe('where updates come from', () => {
  const withFeed = mkdtempSync(join(tmpdir(), 'gerai-feed-'))
  const without = mkdtempSync(join(tmpdir(), 'gerai-feed-'))
  folders.push(withFeed, without)
  writeFileSync(join(withFeed, 'app-update.yml'), 'provider: generic\nurl: http://127.0.0.1:9/\n')
  const deb = mkdtempSync(join(tmpdir(), 'gerai-feed-'))
  folders.push(deb)
  writeFileSync(join(deb, 'package-type'), 'deb')
  const inDeb = { isPackaged: true, platform: 'linux' as const, resources: deb }
  const packed = { isPackaged: true, platform: 'win32' as const, resources: withFeed, environment: {} }

  test.each([
    ['a packed app with an address', packed, null],
    ['a packed app without one', { ...packed, resources: without }, 'no_feed'],
    ['an app that was not packed', { ...packed, isPackaged: false }, 'not_packaged'],
    ['a deb', { ...packed, platform: 'linux' as const }, 'package_manager'],
    [
      'a deb that was started from an AppImage',
      { ...inDeb, environment: { APPIMAGE: '/a' } },
      'package_manager',
    ],
    ['an AppImage', { ...packed, platform: 'linux' as const, environment: { APPIMAGE: '/a' } }, null],
  ])('%s', (_what, app, why) => {
    expect(whyUpdatesAreOff(app)).toBe(why)
  })

  test('no address is in the built code, and the library is in a part of its own that the start does not load', () => {
    const entry = readFileSync(join(OUT, 'main', 'index.js'), 'utf8')
    const chunks = readdirSync(join(OUT, 'main', 'chunks'))
    const library = chunks.filter((name) =>
      readFileSync(join(OUT, 'main', 'chunks', name), 'utf8').includes('update-downloaded'),
    )
    expect(library.length).toBeGreaterThan(0)
    const loadedAtOnce = [...entry.matchAll(/^import [^;]*?"\.\/chunks\/([^"]+)"/gm)].map(([, name]) => name)
    expect(library.filter((name) => loadedAtOnce.includes(name))).toEqual([])
  })

  test('the fake speaks the events and the settings that the real library has', () => {
    const types = readFileSync(join(LIBRARY, 'AppUpdater.d.ts'), 'utf8')
    const events = types.slice(types.indexOf('AppUpdaterEvents = {'), types.indexOf('};'))
    for (const event of FakeUpdater.events) expect(events).toMatch(new RegExp(`^\\s+"?${event}"?:`, 'm'))
    for (const name of [
      'autoDownload',
      'autoInstallOnAppQuit',
      'allowDowngrade',
      'checkForUpdates',
      'downloadUpdate',
    ]) {
      expect(types).toContain(`${name}`)
    }
    expect(types).toContain('abstract quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean): void')
  })
})

describe('what is new', () => {
  test.each([
    ['id', NOTES, 'Cetak lebih cepat.'],
    ['en', NOTES, 'Prints faster.'],
    ['en', 'One text for all.', 'One text for all.'],
    ['id', '<h2>English</h2><p>Only English.</p>', null],
    ['en', '<h2>English</h2><p>Only <b>English</b>.</p><script>alert(1)</script>', 'Only English.\nalert(1)'],
    ['id', null, null],
    ['id', undefined, null],
  ] as const)('in %s of %j is %j', (language, notes, told) => {
    expect(notesIn(language, notes)).toBe(told)
  })

  test('of several versions is told one after the other', () => {
    const notes = [
      { version: '0.3.0', note: '## English\nThird.\n## Bahasa Indonesia\nKetiga.' },
      { version: '0.2.0', note: null },
    ]
    expect(notesIn('en', notes)).toBe('Third.')
  })

  test('has an end', () => {
    expect(notesIn('en', 'x'.repeat(9_000))).toHaveLength(4_000)
  })
})
