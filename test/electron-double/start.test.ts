import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, test } from 'vitest'
import { buildIfStale } from '../../src/cli/build-if-stale.ts'
import { fetchElectron, findElectron } from '../../src/cli/electron-binary.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const folders: string[] = []
const children: ChildProcess[] = []

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-start-'))
  folders.push(folder)
  return folder
}

describe('looking for Electron', () => {
  test('finds nothing where nothing was fetched', () => {
    expect(findElectron(newFolder(), {})).toBe(null)
  })

  test('finds the binary that the package names, and only when it is really there', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'path.txt'), 'electron.exe')
    expect(findElectron(folder, {})).toBe(null)
    mkdirSync(join(folder, 'dist'))
    writeFileSync(join(folder, 'dist', 'electron.exe'), '')
    expect(findElectron(folder, {})).toBe(join(folder, 'dist', 'electron.exe'))
  })

  test('looks where the environment says', () => {
    const elsewhere = newFolder()
    writeFileSync(join(elsewhere, 'electron'), '')
    const environment = { ELECTRON_OVERRIDE_DIST_PATH: elsewhere }
    expect(findElectron(newFolder(), environment)).toBe(join(elsewhere, 'electron'))
  })
})

describe('fetching Electron', () => {
  const installer = (source: string): string => {
    const folder = newFolder()
    writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}')
    writeFileSync(join(folder, 'install.js'), source)
    return folder
  }

  test('runs the package’s own installer and finds what it brought', async () => {
    const folder = installer(`
      const fs = require('node:fs'), path = require('node:path')
      fs.mkdirSync(path.join(__dirname, 'dist'))
      fs.writeFileSync(path.join(__dirname, 'dist', 'electron'), '')
      fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron')
    `)
    expect(await fetchElectron(folder, process.env, 60_000)).toBe(join(folder, 'dist', 'electron'))
  })

  test('gives up quietly when the installer fails, hangs or is not there', async () => {
    expect(await fetchElectron(installer('process.exit(1)'), process.env, 60_000)).toBe(null)
    expect(await fetchElectron(installer('setInterval(() => {}, 1000)'), process.env, 300)).toBe(null)
    expect(await fetchElectron(newFolder(), process.env, 60_000)).toBe(null)
  })
})

interface Start {
  readonly child: ChildProcess
  readonly dataFolder: string
  readonly errors: () => string
  /** The line the server host prints when it can be used; null when the command ended without one. */
  readonly ready: Promise<{ url: string } | null>
  readonly ended: Promise<number | null>
}

/** `npm start` with a shell script for Electron; null leaves the machine without a desktop. */
function start(electron: string | null, args: readonly string[] = [], more: NodeJS.ProcessEnv = {}): Start {
  const dataFolder = newFolder()
  const environment: NodeJS.ProcessEnv = { ...process.env, GERAI_DATA: dataFolder, ...more }
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'XDG_SESSION_TYPE', 'GERAI_HOST', 'GERAI_MODE']) {
    if (more[name] === undefined) delete environment[name]
  }
  if (electron !== null) {
    const binary = join(newFolder(), 'electron')
    writeFileSync(binary, `#!/bin/sh\n${electron}\n`)
    chmodSync(binary, 0o755)
    environment['ELECTRON_OVERRIDE_DIST_PATH'] = join(binary, '..')
    environment['DISPLAY'] = ':nowhere'
  }
  const child = spawn(process.execPath, [join(ROOT, 'src', 'cli', 'start.ts'), '--no-open', ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let errors = ''
  child.stderr.on('data', (part: Buffer) => {
    errors += part.toString()
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const line = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve)
  })
  return {
    child,
    dataFolder,
    errors: () => errors,
    ready: Promise.race([line.then((text) => JSON.parse(text) as { url: string }), ended.then(() => null)]),
    ended,
  }
}

// shell scripts stand in for the binary
describe.skipIf(process.platform === 'win32')('npm start', () => {
  buildIfStale()

  test('runs the app with its folder and mode, and ends as the app ends', async () => {
    const script = 'echo "$1|$GERAI_DATA|$GERAI_MODE|$ELECTRON_RUN_AS_NODE" > "$GERAI_DATA/seen"'
    const { dataFolder, ended, errors } = start(script, ['--practice'], { ELECTRON_RUN_AS_NODE: '1' })
    expect(await ended).toBe(0)
    expect(readFileSync(join(dataFolder, 'seen'), 'utf8')).toBe(`${ROOT}|${dataFolder}|practice|\n`)
    expect(errors()).toBe('')
  })

  test('under Wayland starts the app on the X server, where windows stay on their displays', async () => {
    const { dataFolder, ended } = start('echo "$*" > "$GERAI_DATA/seen"', [], { XDG_SESSION_TYPE: 'wayland' })
    expect(await ended).toBe(0)
    expect(readFileSync(join(dataFolder, 'seen'), 'utf8')).toBe(`--ozone-platform=x11 ${ROOT}\n`)
  })

  test('takes another folder from the command line', async () => {
    const other = newFolder()
    const { dataFolder, ended } = start('touch "$GERAI_DATA/seen"', ['--data', other])
    expect(await ended).toBe(0)
    expect([existsSync(join(other, 'seen')), existsSync(join(dataFolder, 'seen'))]).toEqual([true, false])
  })

  test.each([
    ['lacks a library of the system', 'exit 127', '127'],
    ['crashes at once', 'kill -TRAP $$', 'SIGTRAP'],
  ])('opens in a browser when the app %s', async (_why, script, cause) => {
    const { child, dataFolder, ready, ended, errors } = start(script)
    expect((await ready)?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?t=/)
    expect(errors()).toBe(
      `Electron tidak mau jalan di sini (${cause}), jadi Gerai jalan di peramban.\n` +
        `Electron does not run here (${cause}), so Gerai runs in a browser.\n`,
    )
    expect(existsSync(join(dataFolder, 'practice', 'gerai.sqlite'))).toBe(true)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  test('does not try another way when the app has said why it refuses', async () => {
    const { ready, ended, errors } = start('exit 78')
    expect(await ready).toBe(null)
    expect([await ended, errors()]).toEqual([78, ''])
  })

  test('passes a signal on once and waits until the app has closed', async () => {
    const { child, dataFolder, ready, ended, errors } = start(
      `trap 'echo stopped >> "$GERAI_DATA/seen"; exit 0' TERM
      touch "$GERAI_DATA/seen"
      while :; do sleep 0.05; done`,
    )
    while (!existsSync(join(dataFolder, 'seen'))) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGTERM')
    child.kill('SIGTERM')
    expect([await ended, await ready, errors()]).toEqual([0, null, ''])
    expect(readFileSync(join(dataFolder, 'seen'), 'utf8')).toBe('stopped\n')
  })

  test.runIf(process.platform === 'linux')('opens in a browser where there is no desktop', async () => {
    const { ready, errors } = start(null)
    expect((await ready)?.url).toMatch(/^http:/)
    expect(errors().split('\n')[1]).toBe('There is no desktop here, so Gerai runs in a browser.')
  })

  test('opens in a browser without a word when that was asked for', async () => {
    const { ready, errors } = start('exit 1', [], { GERAI_HOST: 'server' })
    expect((await ready)?.url).toMatch(/^http:/)
    expect(errors()).toBe('')
  })

  test('opens in a browser on the port that was asked for', async () => {
    const { ready, errors } = start('exit 1', ['--port', '0', '--mode', 'test'])
    expect((await ready)?.url).toMatch(/^http:/)
    expect(errors()).toBe('')
  })

  test.each([[['--mode', 'prod']], [['--speed']], [['shop']]])(
    'refuses %j in both languages',
    async (args) => {
      const { ready, ended, errors } = start('exit 0', args)
      expect([await ready, await ended]).toEqual([null, 2])
      expect(errors().trimEnd().split('\n')).toHaveLength(2)
    },
  )
})

test('the suite for the real Electron says what it skips, and where it must run skipping is a failure', () => {
  const run = (...more: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'scripts', 'test-electron.ts'), ...more], {
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: newFolder() },
    })
  const { status, stdout } = run()
  expect(status).toBe(0)
  expect(stdout).toContain('SKIPPED: the Electron binary is not on this machine')
  const names = stdout.split('\n').filter((line) => line.startsWith('  '))
  expect(names.length).toBeGreaterThan(4)
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(`0 passed, 0 failed, ${names.length} skipped`)
  expect(run('--must-run').status).toBe(1)
})
