import { execFile, spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { listQueues } from '../../src/main/adapters/transports/queue.ts'
import { openNetworkPrinter } from '../fakes/printer-devices.ts'
import { nothingLeft, send, SLIP } from '../fakes/printer-jobs.ts'

/** The print system itself, a server of our own in a folder of our own: nobody's queues are touched. */
const CUPSD = ['/usr/sbin/cupsd', '/sbin/cupsd'].find((path) => existsSync(path))
if (CUPSD === undefined) {
  console.warn(
    '\nSKIPPED: printing through a real CUPS queue. cupsd is not installed here (Debian: package cups).\n',
  )
}

const folder = mkdtempSync(join(tmpdir(), 'gerai-cups-'))
const socket = join(folder, 'sock')
let server: ChildProcess | null = null

const run = (command: string, ...words: string[]): Promise<number> =>
  new Promise((resolve) => {
    const child = execFile(command, words, () => resolve(child.exitCode ?? 1))
  })

beforeAll(async () => {
  if (CUPSD === undefined) return
  process.env['CUPS_SERVER'] = socket
  process.env['PATH'] = `${process.env['PATH'] ?? ''}${delimiter}/usr/sbin`
  chmodSync(folder, 0o755)
  // started as root it wants an account of its own, named in its settings
  const account = process.geteuid?.() === 0 ? accountOf('lp') : null
  for (const name of ['root', 'spool', 'cache', 'state']) {
    mkdirSync(join(folder, name))
    if (account !== null) chownSync(join(folder, name), account.user, account.group)
  }
  writeFileSync(
    join(folder, 'cupsd.conf'),
    `Listen ${socket}\nLogLevel warn\nWebInterface No\nDefaultAuthType None\nBrowsing Off\n` +
      '<Location />\nOrder allow,deny\nAllow all\n</Location>\n' +
      '<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n',
  )
  writeFileSync(
    join(folder, 'cups-files.conf'),
    `ServerRoot ${folder}/root\nRequestRoot ${folder}/spool\nCacheDir ${folder}/cache\nStateDir ${folder}/state\n` +
      `ErrorLog ${folder}/error.log\nAccessLog ${folder}/access.log\nPageLog ${folder}/page.log\n` +
      (account === null ? '' : 'User lp\nGroup lp\n'),
  )
  const settings = ['-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')]
  server = spawn(CUPSD, ['-f', ...settings], { stdio: 'ignore' })
  for (const until = Date.now() + 15_000; !existsSync(socket);) {
    if (Date.now() > until)
      throw new Error(`cupsd did not start: ${readFileSync(`${folder}/error.log`, 'utf8')}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
})
afterAll(async () => {
  const running = server
  if (running !== null && running.exitCode === null) {
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill()
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
})

function accountOf(name: string): { readonly user: number; readonly group: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`))
  const [, , user, group] = line?.split(':') ?? []
  return { user: Number(user), group: Number(group) }
}

/** A raw queue that leads to a network printer of the test. */
async function addQueue(name: string) {
  const printer = await openNetworkPrinter(() => {})
  onTestFinished(printer.close)
  expect(await run('lpadmin', '-p', name, '-E', '-v', printer.uri.replace('tcp:', 'socket:'))).toBe(0)
  return printer
}

describe.skipIf(CUPSD === undefined)('a queue of CUPS (needs cupsd)', () => {
  test('hands the bytes to its printer as they are', async () => {
    const printer = await addQueue('Kasir')
    expect(await send('queue:Kasir')).toEqual({ written: SLIP.length, failure: null })
    await expect.poll(() => printer.received().length, { timeout: 15_000 }).toBe(SLIP.length)
    expect(printer.received().equals(SLIP)).toBe(true)
  })

  test('is found by its name', async () => {
    await addQueue('Depan')
    expect(await listQueues()).toContain('Depan')
  })

  test('that is not there is not found', async () => {
    expect(await send('queue:NoSuchQueue')).toMatchObject(nothingLeft('printer_not_found'))
  })

  test('that is paused is given nothing: the slip would come out when nobody expects it', async () => {
    const printer = await addQueue('Berhenti')
    expect(await run('cupsdisable', 'Berhenti')).toBe(0)
    expect(await send('queue:Berhenti')).toMatchObject(nothingLeft('printer_refused'))
    expect(printer.received()).toHaveLength(0)
  })

  test('that takes no jobs says no', async () => {
    await addQueue('Penuh')
    expect(await run('cupsreject', 'Penuh')).toBe(0)
    expect(await send('queue:Penuh')).toMatchObject(nothingLeft('printer_refused'))
  })
})
