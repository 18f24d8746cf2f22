import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const CHILD = join(import.meta.dirname, 'full-disk-child.ts')
/** A file system of its own, which is gone with the process; Linux only, and not in every container. */
const IN_OWN_MOUNTS = [
  '-r',
  '-m',
  'sh',
  '-c',
  'mount -t tmpfs -o size=120m gerai "$1" && shift && exec "$@"',
  'sh',
]

const folder = mkdtempSync(join(tmpdir(), 'gerai-full-'))
const canMount = ((): boolean => {
  try {
    execFileSync('unshare', [...IN_OWN_MOUNTS, folder, 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

function run(): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const args = [...IN_OWN_MOUNTS, folder, process.execPath, CHILD, folder]
    const child = spawn('unshare', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let complaints = ''
    child.stdout.on('data', (part) => {
      said += String(part)
    })
    child.stderr.on('data', (part) => {
      complaints += String(part)
    })
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(said) as Record<string, unknown>)
      else reject(new Error(`${code}: ${complaints}`))
    })
  })
}

// needs a kernel that lets this user mount
describe.skipIf(!canMount)('a disk that is full to the last byte', () => {
  let happened: Record<string, unknown>
  beforeAll(async () => {
    happened = await run()
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('refuses what is new, and keeps the room that was put aside for it', () => {
    expect(happened).toMatchObject({ refusal: 'disk_full', reserveBefore: true })
  })

  it('stores the money that comes in, out of the room that was put aside', () => {
    expect(happened).toMatchObject({ reserveUsed: true, chain: true })
  })

  it('takes no new sale as long as that room is lent, so that the next outcome fits too', () => {
    expect(happened).toMatchObject({ left: 'disk_full', newSale: 'disk_full' })
  })

  it('makes no copy, says why, and leaves the good one and no half one', () => {
    expect(happened).toMatchObject({ madeWhenFull: 'backup_no_room', onShelf: 1 })
  })

  it('that fills up while a copy is being made ends the copy in words, and nothing of it is left', () => {
    expect(happened).toMatchObject({ madeMeanwhile: 'disk_full', onShelfThen: 1 })
  })

  it('with room again sells again, and puts the room aside again', () => {
    expect(happened).toMatchObject({ saleAfter: null, reserveAfter: true })
  })
})
