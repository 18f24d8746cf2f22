import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { becomeOwner, openBrowser, openPage } from '../e2e/shop.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** A machine that has npm and nothing of ours: no Node 24 on the path, no caches of the project, a home of its own. */
function bareEnvironment(home: string): NodeJS.ProcessEnv {
  const path = (process.env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !folder.includes('node_modules'))
    .join(':')
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('npm_') || name.startsWith('npm_config_registry'),
  )
  return {
    ...Object.fromEntries(inherited),
    PATH: path,
    XDG_DATA_HOME: join(home, 'data'),
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
  }
}

function signal({ pid }: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (pid !== undefined) process.kill(-pid, name)
}

describe('a newcomer with a fresh clone and the two commands of the README', () => {
  const home = mkdtempSync(join(tmpdir(), 'gerai-newcomer-'))
  const clone = join(home, 'gerai')
  let app: ChildProcess | null = null
  let output = ''

  beforeAll(() => {
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${ROOT}`, clone])
    execFileSync('npm', ['ci'], { cwd: clone, env: bareEnvironment(home), stdio: 'pipe' })
  }, 300_000)
  afterAll(() => {
    if (app?.exitCode === null && app.signalCode === null) signal(app, 'SIGKILL')
    rmSync(home, { recursive: true, force: true })
  })

  it('starts the app, sells by QRIS in practice mode and sees the slip, without any account', async () => {
    app = spawn('npm', ['start', '--silent'], {
      cwd: clone,
      env: bareEnvironment(home),
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm does not pass a signal on to what it started: the app is ended with its whole group
      detached: true,
    })
    app.stderr?.on('data', (data) => {
      output += String(data)
    })
    const ready = await new Promise<{ url: string; displayUrl: string }>((resolve, reject) => {
      app?.once('exit', (code) => {
        reject(new Error(`npm start ended with ${code}: ${output}`))
      })
      if (app?.stdout) {
        createInterface({ input: app.stdout }).on('line', (line) => {
          if (line.startsWith('{')) resolve(JSON.parse(line) as { url: string; displayUrl: string })
        })
      }
    })
    const browser = await openBrowser(inject('chromium'))
    try {
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'id-ID' })
      const troubles: string[] = []
      const cashier = await openPage(context, ready.url, troubles)
      const display = await openPage(context, ready.displayUrl, troubles)
      await cashier.getByTestId('mode-banner').waitFor()
      await becomeOwner(cashier)
      await cashier.getByTestId('product').first().click()
      await cashier.getByTestId('pay-qris').click()
      await display.getByTestId('display-qr').waitFor()
      await cashier.getByTestId('practice-pay').click()
      await cashier.getByTestId('paid-word').waitFor()
      await display.getByTestId('display-paid').waitFor()
      expect(await cashier.getByTestId('slip').first().innerText()).toMatch(/LATIHAN/)
      expect(troubles).toEqual([])
    } finally {
      await browser.close()
    }
    // closed once the app has let go of the pipes as well, not when npm is gone
    const ended = new Promise((resolve) => app?.once('close', resolve))
    signal(app, 'SIGTERM')
    await ended
  }, 120_000)

  it('says in both languages why the app runs in the browser', () => {
    // the newcomer's machine has no desktop, whatever this one has
    expect(output).toMatch(/Gerai jalan di peramban/)
    expect(output).toMatch(/Gerai runs in a browser/)
  })
})
