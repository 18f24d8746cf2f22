import { afterEach, beforeEach, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type OpenBooks } from '../../src/main/adapters/sqlite/store.ts'
import { createIds, systemClock } from '../../src/main/adapters/system/system.ts'

let folder: string
let books: OpenBooks

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-settings-'))
  const options = { clock: systemClock, ids: createIds(systemClock), backupFolder: join(folder, 'copies') }
  const opened = await openStore(join(folder, 'gerai.sqlite'), 'practice', options)
  if (!opened.ok) throw new Error(opened.error.type)
  books = opened.value
})
afterEach(() => {
  books.close()
  rmSync(folder, { recursive: true })
})

const save = (shopName: string, also: () => void = () => {}): void => {
  books.write((writer) => {
    writer.saveSettings({ shopName }, systemClock.now())
    also()
  })
}
const shopName = (): string | undefined => books.read.settings().shopName

it('tells changed settings at once, within the step that changes them and after it', () => {
  save('Toko Lama')
  expect(shopName()).toBe('Toko Lama')
  save('Toko Baru', () => expect(shopName()).toBe('Toko Baru'))
  expect(shopName()).toBe('Toko Baru')
  save('Toko Ketiga')
  expect(shopName()).toBe('Toko Ketiga')
})

it('forgets what a step wanted to change and was taken back, also when it was read on the way', () => {
  save('Toko Lama')
  expect(shopName()).toBe('Toko Lama')
  const undone = new Error('taken back')
  const attempt = (): void =>
    save('Toko Baru', () => {
      expect(shopName()).toBe('Toko Baru')
      throw undone
    })
  expect(attempt).toThrow(undone)
  books.write(() => expect(shopName()).toBe('Toko Lama'))
  expect(shopName()).toBe('Toko Lama')
})
