import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually, openTestTill, type TestTill } from './bench.ts'

/** Every byte of every connection, for as long as the test runs: the printer outlives the till. */
let server: Server
let folder = ''
let child: ChildProcess | null = null
let connections: Buffer[] = []
const sockets = new Set<Socket>()

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-killed-'))
  connections = []
  server = createServer({ allowHalfOpen: true }, (socket) => {
    const job = connections.push(Buffer.alloc(0)) - 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (bytes: Buffer) => {
      connections[job] = Buffer.concat([connections[job] ?? Buffer.alloc(0), bytes])
    })
    socket.on('end', () => socket.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  child?.kill('SIGKILL')
  for (const socket of sockets) socket.destroy()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const isDrawer = (bytes: Buffer): boolean => bytes[0] === 0x1b && bytes[1] === 0x70

/** Starts the till and resolves when it has been killed in the moment that was asked for. */
async function killTill(isMoment: () => boolean, before = ''): Promise<void> {
  const uri = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
  const script = join(import.meta.dirname, 'printing-child.ts')
  const till = spawn(process.execPath, [script, folder, uri, before], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = till
  const ended = new Promise((resolve) => till.once('exit', resolve))
  const said: string[] = []
  createInterface({ input: till.stdout }).on('line', (line) => said.push(line))
  const looking = setInterval(() => {
    if (said.includes('sold') && isMoment()) till.kill('SIGKILL')
  }, 2)
  await ended
  clearInterval(looking)
  expect(said).toEqual(['sold'])
}
async function startAgain(): Promise<TestTill> {
  const till = await openTestTill({ folder })
  await eventually(
    () => till.core.till.store.read.printJobs(['queued', 'sending']).length === 0,
    () => till.core.till.store.read.lastPrintJobs(5),
  )
  return till
}

const questionsOf = (till: TestTill) =>
  till.core.till.store.read
    .attentions({ cursor: null, limit: 50 })
    .rows.filter((row) => row.kind === 'print_unknown')

describe('a till that is killed', () => {
  it('in the middle of a slip asks one honest question after the start, and prints no second slip', async () => {
    const slipBytes = (): number =>
      Math.max(0, ...connections.filter((bytes) => !isDrawer(bytes)).map((bytes) => bytes.length))
    await killTill(() => slipBytes() > 100)
    const printed = connections.length
    expect(slipBytes()).toBeLessThan(600)
    const till = await startAgain()
    expect(questionsOf(till)).toMatchObject([{ facts: { what: 'slip', reason: 'interrupted' } }])
    expect(till.core.till.store.read.lastPrintJobs(5)).toMatchObject([{ state: 'unknown' }])
    // and after the next start neither
    await till.restart()
    expect(questionsOf(till)).toHaveLength(1)
    expect(connections).toHaveLength(printed)
    await till.close()
  })

  it('with a drawer waiting to be opened does not open it after the start', async () => {
    // the printer takes its time over a slip in front, so the drawer has to wait
    await killTill(() => (connections[0]?.length ?? 0) > 100, 'a slip in front')
    const till = await startAgain()
    expect(connections.filter(isDrawer)).toEqual([])
    const { read } = till.core.till.store
    expect(read.printJobs(['failed'])).toMatchObject([{ what: 'drawer' }])
    // the slip in front may be on paper, the sale's own slip never left and comes out now
    expect(questionsOf(till)).toHaveLength(1)
    expect(read.printJobs(['sent'])).toMatchObject([{ what: 'slip', reason: 'sale_paid' }])
    await till.close()
  })
})
