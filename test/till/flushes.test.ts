import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { flushesOf, OURS } from '../../bench/kept.ts'
import { openStore } from '../../src/main/adapters/sqlite/store.ts'
import { createIds, systemClock } from '../../src/main/adapters/system/system.ts'

const folder = mkdtempSync(join(tmpdir(), 'gerai-flushes-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const FEW = 5
const MANY = 25

/**
 * The system's own calls are counted where strace is. Elsewhere the books' settings say the same: SQLite flushes its log
 * once at each commit when it is FULL, and how many commits a sale has is counted in counts.test.ts.
 */
it('asks the disk once for each of cart, sale and next customer: neither never nor again and again', async () => {
  const few = flushesOf(OURS, join(folder, 'few'), FEW)
  const many = flushesOf(OURS, join(folder, 'many'), MANY)
  if (few !== null && many !== null) {
    const aSale = (many - few) / (MANY - FEW)
    expect(aSale).toBeGreaterThanOrEqual(3)
    // the log is carried over into the books now and then, which flushes both
    expect(aSale).toBeLessThanOrEqual(3.5)
  }
  const file = join(folder, 'books', 'gerai.sqlite')
  const options = { clock: systemClock, ids: createIds(systemClock), backupFolder: join(folder, 'copies') }
  const opened = await openStore(file, 'practice', options)
  if (!opened.ok) throw new Error(opened.error.type)
  expect(opened.value.handle.pragma('synchronous', { simple: true })).toBe(2)
  expect(opened.value.handle.pragma('journal_mode', { simple: true })).toBe('wal')
  opened.value.close()
})
