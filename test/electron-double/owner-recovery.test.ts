import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { booksFile } from '../../src/main/adapters/sqlite/backup-restore.ts'
import { makeFolder } from '../../src/main/adapters/sqlite/files.ts'
import { openStore } from '../../src/main/adapters/sqlite/store.ts'
import { scryptPins } from '../../src/main/adapters/system/pins.ts'
import { createIds, systemClock } from '../../src/main/adapters/system/system.ts'
import { registerOwner } from '../fakes/duty.ts'
import { cleanUp, newFolder, startApp, until } from './running.ts'

afterAll(cleanUp)

describe('an owner who forgot the PIN opens the installed app with --recover-owner', () => {
  const books = async (dataFolder: string) => {
    const opened = await openStore(booksFile(dataFolder, 'practice'), 'practice', {
      ...{ clock: systemClock, ids: createIds(systemClock), backupFolder: join(dataFolder, 'backups') },
    })
    if (!opened.ok) throw new Error(JSON.stringify(opened.error))
    return opened.value
  }
  const shopOf = async (...names: string[]): Promise<string> => {
    const dataFolder = newFolder()
    makeFolder(join(dataFolder, 'practice'))
    const store = await books(dataFolder)
    for (const name of names)
      registerOwner(store, systemClock, { id: createIds(systemClock).next(), name, role: 'owner' })
    store.close()
    return dataFolder
  }
  const recover = async (userData: string, answer?: number) => {
    const given = answer === undefined ? {} : { answer }
    const { world } = await startApp({ isPackaged: true, userData, switches: ['recover-owner'], ...given })
    await until(() => world.exitCodes.length > 0)
    return world
  }

  test('chooses who it was and reads a PIN that opens the till once; no till was open meanwhile', async () => {
    const dataFolder = await shopOf('Ibu Rina', 'Pak Budi')
    const { questions, windows, exitCodes } = await recover(dataFolder, 1)
    const [asked, told] = questions
    expect(asked?.buttons).toEqual(['Ibu Rina', 'Pak Budi', 'Batal'])
    expect(asked?.detail).toContain('Mode: latihan')
    expect(told?.message).toMatch(/^PIN baru untuk Pak Budi: \d{8}$/)
    expect([windows, exitCodes]).toEqual([[], [0]])
    const store = await books(dataFolder)
    const [rina, budi] = store.read.people()
    expect([rina?.pinHash, rina?.pinUse, budi?.pinUse]).toEqual(['-', 'always', 'once'])
    const pin = told?.message.slice(-8) ?? ''
    expect(await scryptPins.verify(pin, budi?.pinHash ?? null)).toBe(true)
    expect(store.read.attentionOpenCount()).toBe(1)
    store.close()
  })

  test('closes the box and has changed nothing', async () => {
    const dataFolder = await shopOf('Ibu Rina')
    expect((await recover(dataFolder)).questions).toHaveLength(1)
    const store = await books(dataFolder)
    expect(store.read.people()).toMatchObject([{ pinHash: '-', pinUse: 'always' }])
    store.close()
  })

  test('is told so where there is no owner yet, and no books are made', async () => {
    const dataFolder = newFolder()
    expect((await recover(dataFolder)).questions[0]?.message).toBe('Buku ini belum punya pemilik.')
    expect(existsSync(join(dataFolder, 'practice'))).toBe(false)
  })
})
