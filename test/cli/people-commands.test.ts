import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askSecret, type SecretInput } from '../../src/cli/ask-secret.ts'
import { checkPin } from '../../src/core/domain/people/people.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'
import { MIGRATIONS } from '../../src/main/adapters/sqlite/migrations/index.ts'
import { openBooks } from '../../src/main/adapters/sqlite/open.ts'
import { createIds, silentLog, systemClock } from '../../src/main/adapters/system/system.ts'
import { createDuty } from '../../src/main/adapters/system/duty.ts'
import { startCore, type Core } from '../../src/main/core.ts'
import { checkChain } from '../../src/main/usecases/people/audit.ts'
import { createOwner, signIn } from '../../src/main/usecases/people/sign-in.ts'
import { addPerson, changeOwnPin } from '../../src/main/usecases/people/people.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { lockDataFolder } from '../../src/main/adapters/sqlite/open.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PIN = '190354'

let folder: string
let file: string
let core: Core | null = null
const duty = createDuty(systemClock)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-people-cli-'))
  file = join(folder, 'test', 'gerai.sqlite')
})
afterEach(async () => {
  await core?.stop()
  core = null
  duty.end()
  rmSync(folder, { recursive: true, force: true })
})

/** A shop in test mode whose provider is not set up: nothing but its books. */
async function open(): Promise<Core> {
  const started = await startCore({
    ...{ dataFolder: folder, mode: 'test', clock: systemClock, ids: createIds(systemClock), log: silentLog },
    ...{ secrets: createMemorySecrets(), duty, practice: null, environmentProfile: null },
  })
  if (!started.ok) throw new Error(JSON.stringify(started.error))
  core = started.value
  return core
}
async function close(): Promise<void> {
  await core?.stop()
  core = null
  duty.end()
}

async function openWithPeople(): Promise<Core> {
  const opened = await open()
  await createOwner(opened.till, opened.pins, { name: 'Ibu Rina', pin: PIN })
  await addPerson(opened.till, opened.pins, { name: 'Sari\u001b[2J', role: 'cashier', pin: '7421' })
  saveSettings(opened.till, { shopName: 'Kopi Rina' })
  return opened
}

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const run = (command: 'audit' | 'recover-owner', ...words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const words2 = [`src/cli/${command}.ts`, ...words]
    const child = execFile(process.execPath, words2, { cwd: ROOT }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr })
    })
    child.stdin?.end()
  })
const here = () => ['--data', folder, '--mode', 'test'] as const

describe('npm run audit', () => {
  it('verifies while Gerai runs on the same books, and changes nothing', async () => {
    const { till } = await openWithPeople()
    const ended = await run('audit', 'verify', ...here())
    expect(ended.code).toBe(0)
    const { head, rows } = await checkChain(till.store.read, till.ids.sha256)
    expect(JSON.parse(ended.stdout)).toEqual({ intact: true, rows, end: `${head.seq}:${head.hash}` })
    expect(ended.stderr).toContain('Log utuh')
    expect(ended.stderr).toContain('The log is whole')
    expect(saveSettings(till, { shopName: 'Kopi Rina 2' })).toMatchObject({ ok: true })
  })

  it('names the row that was changed, removed or moved, and ends with code 1', async () => {
    await openWithPeople()
    await close()
    const tampered = new Database(file)
    tampered.exec('DROP TRIGGER events_kept; DROP TRIGGER events_stay;')
    tampered.exec(`UPDATE events SET facts = '{"role":"owner"}' WHERE seq = 3`)
    const changed = await run('audit', 'verify', ...here())
    expect(changed.code).toBe(1)
    expect(JSON.parse(changed.stdout)).toMatchObject({
      ...{ intact: false, rows: 2, seq: 3, fault: 'changed' },
      row: { kind: 'person_added', facts: '{"role":"owner"}' },
    })
    expect(changed.stderr).toMatch(/Log TIDAK utuh: baris 3 diubah\..*\n.*NOT whole: row 3 was changed\./)
    tampered.exec('DELETE FROM events WHERE seq = 3')
    tampered.close()
    const removed = await run('audit', 'verify', ...here())
    expect(JSON.parse(removed.stdout)).toMatchObject({ seq: 3, fault: 'removed' })
    expect(removed.code).toBe(1)
  })

  it('finds a log that was written anew as a whole, by an end that was noted down', async () => {
    await openWithPeople()
    await close()
    const noted = (JSON.parse((await run('audit', 'verify', ...here())).stdout) as { end: string }).end
    expect((await run('audit', 'verify', '--noted', noted, ...here())).code).toBe(0)
    const other = `${noted.split(':')[0]}:${createHash('sha256').update('x').digest('hex')}`
    const ended = await run('audit', 'verify', '--noted', other, ...here())
    expect(ended.code).toBe(1)
    expect(await run('audit', 'verify', '--noted', 'abc', ...here())).toMatchObject({ code: 2, stdout: '' })
  })

  it('lists who did what, newest first, narrowed, and a name cannot play with the terminal', async () => {
    await openWithPeople()
    const all = await run('audit', 'list', ...here())
    const lines = all.stdout.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^\d+ {2}20\S+Z {2}settings_saved {2}"Ibu Rina" {2}- {2}names="shopName"/)
    expect(all.stdout).not.toContain('\u001b')
    const people = await run(
      'audit',
      'list',
      '--group',
      'people',
      '--person',
      'ibu rina',
      '--json',
      ...here(),
    )
    const rows = people.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string })
    expect(rows.map(({ kind }) => kind)).toEqual(['person_added', 'signed_in', 'person_added'])
    expect((await run('audit', 'list', '--limit', '1', ...here())).stdout.trimEnd().split('\n')).toHaveLength(
      1,
    )
  })

  it.each([
    [[], 'Pilih verify atau list'],
    [['erase'], 'Pilih verify atau list'],
    [['verify', 'list'], 'Pilih verify atau list'],
    [['list', '--group', 'x'], '--group tidak dikenal'],
    [['list', '--from', 'kemarin'], '--from tidak dikenal'],
    [['list', '--limit', '0'], '--limit tidak dikenal'],
    [['list', '--person', 'Orang'], 'Tidak ada orang bernama Orang'],
    [['verify', '--mode', 'production'], 'Mode production tidak ada'],
    [['verify', '--mode', 'live'], 'Belum ada buku mode live'],
    [['verify', '--write'], 'Perintahnya tidak dikenal'],
  ] as const)('refuses %j in both languages', async (words, sentence) => {
    await openWithPeople()
    const mode = words.includes('--mode' as never) ? [] : ['--mode', 'test']
    const ended = await run('audit', ...words, '--data', folder, ...mode)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toContain(sentence)
    expect(ended.stderr).not.toMatch(/\bat .*\.ts:\d+/)
  })

  it('says help, and refuses what are no books, other books, and books of an older Gerai', async () => {
    expect(await run('audit', '--help')).toMatchObject({ code: 0, stderr: '' })
    mkdirSync(join(folder, 'test'))
    writeFileSync(file, 'not books at all, whatever the name says'.repeat(50))
    expect(await run('audit', 'verify', ...here())).toMatchObject({ code: 1, stdout: '' })
    rmSync(file)
    const stamp = { mode: 'test', terminalId: 't', now: '2026-07-15T07:00:00.000Z' } as const
    const old = openBooks(file, stamp, MIGRATIONS.slice(0, 1))
    if (!old.ok) throw new Error(old.error.type)
    old.value.close()
    const ended = await run('audit', 'verify', ...here())
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain('older Gerai')
  })
})

describe('npm run recover-owner', () => {
  it('makes up a PIN that opens the till once, and leaves a mark in the log and at the next start', async () => {
    await openWithPeople()
    await close()
    const ended = await run('recover-owner', ...here())
    expect(ended.code).toBe(0)
    const pin = ended.stdout.trim()
    expect(checkPin(pin).ok).toBe(true)
    expect(ended.stderr).toMatch(/satu kali untuk "Ibu Rina".*\n.*once for "Ibu Rina"/)
    const { till, pins } = await open()
    const owner = till.store.read.people().find(({ role }) => role === 'owner')?.id ?? ''
    const [mark] = till.store.read.attentions({ cursor: null, limit: 5 }).rows
    expect(mark).toMatchObject({ kind: 'owner_recovered', facts: { person: owner, how: 'made_up' } })
    const query = { cursor: null, limit: 1, actor: null, saleId: null, from: null, to: null }
    const { rows } = till.store.read.auditEvents({ ...query, kinds: { only: ['owner_recovered'] } })
    expect(rows).toMatchObject([{ actor: null, facts: { person: owner, how: 'made_up' } }])
    expect(await checkChain(till.store.read, till.ids.sha256)).toMatchObject({ fault: null })
    expect(await signIn(till, pins, { personId: owner, pin: PIN })).toMatchObject({ ok: false })
    expect(await signIn(till, pins, { personId: owner, pin })).toMatchObject({ ok: true })
    // once: somebody else may have read it on the screen
    expect(await signIn(till, pins, { personId: owner, pin })).toMatchObject({ error: { type: 'pin_wrong' } })
    expect(await changeOwnPin(till, pins, { oldPin: pin, newPin: pin })).toMatchObject({
      error: { type: 'pin_weak' },
    })
    expect(await changeOwnPin(till, pins, { oldPin: pin, newPin: '8642' })).toMatchObject({ ok: true })
    expect(await signIn(till, pins, { personId: owner, pin: '8642' })).toMatchObject({ ok: true })
    expect(await signIn(till, pins, { personId: owner, pin: '8642' })).toMatchObject({ ok: true })
  })

  it('ends the waiting that wrong tries had cost', async () => {
    const { till } = await openWithPeople()
    const owner = till.store.read.people().find(({ role }) => role === 'owner')?.id ?? ''
    till.store.write((books) => {
      books.setPinFailures(owner, { count: 12, lastAt: systemClock.now() })
    })
    await close()
    const pin = (await run('recover-owner', ...here())).stdout.trim()
    const again = await open()
    expect(await signIn(again.till, again.pins, { personId: owner, pin })).toMatchObject({ ok: true })
  })

  it('is refused while Gerai runs, and nothing is changed', async () => {
    const lock = lockDataFolder(folder)
    await openWithPeople()
    const before = readFileSync(file)
    const ended = await run('recover-owner', ...here())
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr).toContain('Gerai sudah terbuka dengan folder data ini.')
    expect(readFileSync(file).equals(before)).toBe(true)
    if (lock.ok) lock.value.release()
  })

  it('asks which owner where there are several, and refuses where there is none', async () => {
    const { till, pins } = await openWithPeople()
    await addPerson(till, pins, { name: 'Pak Joko', role: 'owner', pin: '7531' })
    await close()
    const which = await run('recover-owner', ...here())
    expect(which).toMatchObject({ code: 2, stdout: '' })
    expect(which.stderr).toContain('--person: "Ibu Rina", "Pak Joko"')
    expect((await run('recover-owner', '--person', 'Sari', ...here())).code).toBe(2)
    expect((await run('recover-owner', '--person', 'pak joko', ...here())).stderr).toContain('"Pak Joko"')
    rmSync(join(folder, 'test'), { recursive: true })
    await open()
    await close()
    expect((await run('recover-owner', ...here())).stderr).toContain('belum punya pemilik')
  })

  it('makes no folder where somebody mistyped it', async () => {
    const mistyped = join(folder, 'no-such-place')
    const ended = await run('recover-owner', '--data', mistyped, '--mode', 'live')
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(existsSync(mistyped)).toBe(false)
  })
})

describe('asking for a PIN on the terminal', () => {
  const typing = (...pieces: readonly string[]) => {
    let listener: (text: string) => void = () => {}
    const raw: boolean[] = []
    let shown = ''
    const input: SecretInput = {
      setRawMode: (isRaw) => raw.push(isRaw),
      setEncoding: () => input,
      resume: () => input,
      pause: () => input,
      on: (_event, each) => {
        listener = each
      },
      off: () => {
        listener = () => {}
      },
    }
    const output = {
      write: (text: string) => {
        shown += text
      },
    }
    const answer = askSecret('PIN: ', input, output)
    for (const piece of pieces) listener(piece)
    return { answer, raw, shown: () => shown }
  }

  it('shows nothing of it, takes back what was wrong, and leaves the terminal as it was', async () => {
    const asked = typing('12', '3\u007f', '4\b', '58', '\r', 'more')
    expect(await asked.answer).toBe('1258')
    expect(asked.shown()).toBe('PIN: \n')
    expect(asked.raw).toEqual([true, false])
  })

  it('is broken off by Ctrl+C', async () => {
    expect(await typing('12', '\u0003').answer).toBeNull()
  })
})
