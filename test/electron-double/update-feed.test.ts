import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { cashierOf, ownerIn, showCode, type CounterClient } from './clients.ts'
import { cleanUp, newFolder, quitApp, startApp, until, type World } from './running.ts'

/**
 * The built app with the library as it is packed, against a feed on this machine. An AppImage is the one form that plain
 * Linux can replace: here it is a shell script, and all that is not real is Electron's own network.
 */
const NOTES = '## Bahasa Indonesia\n- Cetak lebih cepat.\n\n## English\n- Prints faster.\n'
const NEW_PROGRAM = '#!/bin/sh\n# version 0.2.0\ntouch "$(dirname "$0")/started-again"\n'

let server: Server
let url = ''
let feed = ''
let image: Buffer
/** What the shop said of itself. */
let told: unknown[] = []

beforeAll(async () => {
  image = Buffer.from(NEW_PROGRAM)
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://feed').pathname
    told.push(request.headers['x-user-staging-id'])
    if (path === '/latest-linux.yml') response.end(feed)
    else if (path === '/Gerai-0.2.0.AppImage') response.setHeader('content-length', image.length).end(image)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  url = `http://127.0.0.1:${address.port}/`
})

afterAll(() => {
  server.close()
  cleanUp()
})

interface Installed {
  readonly world: World
  readonly counter: CounterClient
  /** The program that the person starts; replaced by an update. */
  readonly program: string
  readonly dataFolder: string
}

let open: World | null = null

/** The packed app as an AppImage with this feed's address in it. */
async function install(): Promise<Installed> {
  const folder = newFolder()
  const program = join(folder, 'Gerai.AppImage')
  writeFileSync(program, '#!/bin/sh\n# version 0.1.0\n')
  chmodSync(program, 0o755)
  const resources = join(folder, 'resources')
  mkdirSync(resources)
  const packed = `provider: generic\nurl: ${url}\nupdaterCacheDirName: gerai-updater\n`
  writeFileSync(join(resources, 'app-update.yml'), packed)
  Object.assign(process, { resourcesPath: resources })
  vi.stubEnv('APPIMAGE', program)
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'))
  const { world, dataFolder } = await startApp({ isPackaged: true })
  open = world
  return { world, counter: await ownerIn(await cashierOf(world)), program, dataFolder }
}

const latest = (more = ''): string =>
  `version: 0.2.0
files:
  - url: Gerai-0.2.0.AppImage
    sha512: ${createHash('sha512').update(image).digest('base64')}
    size: ${image.length}
path: Gerai-0.2.0.AppImage
sha512: ${createHash('sha512').update(image).digest('base64')}
releaseDate: '2026-11-21T08:00:00.000Z'
releaseNotes: ${JSON.stringify(NOTES)}
${more}`

async function updateOf(counter: CounterClient) {
  const answer = await counter.desktop.view()
  if (!answer.ok) throw new Error(answer.error.type)
  return answer.value.update
}

async function comeTo(counter: CounterClient, state: string) {
  for (let looks = 0; looks < 2_000; looks += 1) {
    const update = await updateOf(counter)
    if (update.state === state) return update
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`it never came to ${state}: ${JSON.stringify(await updateOf(counter))}`)
}

// only Linux replaces a file of its own
describe.runIf(process.platform === 'linux')('the packed library on a feed', () => {
  beforeEach(() => {
    feed = latest()
    told = []
  })
  afterEach(async () => {
    if (open !== null && open.exitCodes.length === 0) await quitApp(open)
    open = null
    vi.unstubAllEnvs()
  })

  // first, because the library draws the number once for as long as it is loaded
  test('a version for none of the shops yet is not taken, and the same shop is asked about by the same number', async () => {
    feed = latest('stagingPercentage: 0\n')
    const { counter, world, dataFolder } = await install()
    expect((await counter.desktop.checkUpdate()).ok).toBe(true)
    expect(await updateOf(counter)).toMatchObject({ state: 'none' })
    expect(world.fetched.map((each) => each.split('?')[0])).toEqual(['200 /latest-linux.yml'])
    const drawn = readFileSync(join(dataFolder, '.updaterId'), 'utf8')
    expect([drawn.length, told]).toEqual([36, ['']])
    feed = latest('stagingPercentage: 100\n')
    expect((await counter.desktop.checkUpdate()).ok).toBe(true)
    await comeTo(counter, 'ready')
    expect(readFileSync(join(dataFolder, '.updaterId'), 'utf8')).toBe(drawn)
  })

  test('a new version is found, fetched, waits for the payment, replaces the program and starts it again', async () => {
    const { world, counter, program, dataFolder } = await install()
    expect([await updateOf(counter), world.fetched]).toEqual([{ state: 'none', checkedAt: null }, []])
    expect((await counter.desktop.checkUpdate()).ok).toBe(true)
    const found = await comeTo(counter, 'ready')
    expect(found).toEqual({ state: 'ready', version: '0.2.0', notes: '- Cetak lebih cepat.', waitsFor: null })
    await counter.settings.save({ language: 'en' })
    expect(await updateOf(counter)).toMatchObject({ notes: '- Prints faster.' })
    // a code is on the screens: nothing is replaced, whoever asks
    const { tenderId } = await showCode(counter)
    expect(await counter.desktop.installUpdate()).toEqual({
      ok: false,
      error: { type: 'update_waits', for: 'payment' },
    })
    expect(readFileSync(program, 'utf8')).toContain('version 0.1.0')
    await counter.practice.act({ tenderId, action: 'pay' })
    await until(() => world.lit.size === 0)
    await counter.counter.next()
    await counter.desktop.installUpdate().catch(() => null)
    await until(() => world.exitCodes.length > 0)
    expect(readFileSync(program, 'utf8')).toContain('version 0.2.0')
    // the books were closed before, and the new program may open them
    expect([world.isLocked, existsSync(join(dataFolder, 'practice', 'gerai.sqlite-wal'))]).toEqual([
      false,
      false,
    ])
    await until(() => existsSync(join(program, '..', 'started-again')))
  })

  test('a file that is not the one the feed names is thrown away', async () => {
    feed = latest().replaceAll(/sha512: .*/g, `sha512: ${Buffer.alloc(64).toString('base64')}`)
    const { counter, program } = await install()
    await counter.desktop.checkUpdate()
    const failed = await comeTo(counter, 'failed')
    expect(failed).toMatchObject({ detail: expect.stringContaining('sha512 checksum mismatch') })
    expect(await counter.desktop.installUpdate()).toEqual({ ok: false, error: { type: 'update_not_ready' } })
    expect(readFileSync(program, 'utf8')).toContain('version 0.1.0')
  })

  test('an older version on the feed is no update', async () => {
    feed = latest().replace('version: 0.2.0', 'version: 0.0.9')
    const { counter } = await install()
    expect((await counter.desktop.checkUpdate()).ok).toBe(true)
    expect(await updateOf(counter)).toMatchObject({ state: 'none' })
  })

  test('a feed that answers nonsense is said in words, and the shop sells on', async () => {
    feed = '<html>not found</html>'
    const { counter } = await install()
    const answer = await counter.desktop.checkUpdate()
    expect(answer).toMatchObject({ ok: false, error: { type: 'update_not_found' } })
    expect((await showCode(counter)).tenderId).not.toBe('')
  })
})
