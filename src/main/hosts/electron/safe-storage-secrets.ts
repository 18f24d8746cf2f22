import { copyFileSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SafeStorage } from 'electron'
import type { Log, Secrets } from '../../../core/ports/system.ts'
import { createFileSecrets, readSecretsFile } from '../../adapters/secrets/file-secrets.ts'

/** The part of Electron's `safeStorage` that is used. */
export type KeyStore = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
> & { getSelectedStorageBackend(): string }

/** Where the app keeps keys: sealed by the system's key store, or, where there is none, in a file of its owner's. */
export async function openSecrets(folder: string, safeStorage: KeyStore, log: Log): Promise<Secrets> {
  const plain = join(folder, 'secrets.json')
  if (await hasKeyStore(safeStorage)) {
    return createSafeStorageSecrets(join(folder, 'secrets.sealed.json'), plain, safeStorage, log)
  }
  log.warn('safe_storage_unavailable')
  return createFileSecrets(plain)
}

const LINUX_KEY_STORES: readonly string[] = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']

/** On a Linux desktop without a key store Chromium "encrypts" with one password for all machines: that is not one. */
export async function hasKeyStore(safeStorage: KeyStore): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  return process.platform !== 'linux' || LINUX_KEY_STORES.includes(safeStorage.getSelectedStorageBackend())
}

/**
 * Secrets sealed by the system's key store, as base64 by name in a file. One in the plain file (of the server host, or of a
 * day on which there was no key store) is newer than its seal, because sealing takes it out of there: it is the one that is
 * read. What can no longer be unsealed (another user, a copied folder, a key store that stays locked) counts as not there, so
 * that the shop is asked for it again; its seal is kept aside before another takes its place.
 */
function createSafeStorageSecrets(file: string, plainFile: string, safeStorage: KeyStore, log: Log): Secrets {
  const plain = createFileSecrets(plainFile)
  const sealed = (): Map<string, string> => new Map(Object.entries(readSecretsFile(file)))
  const save = (secrets: ReadonlyMap<string, string>): void => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(secrets)), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  const unreadable = new Set<string>()
  const write = async (name: string, value: string): Promise<void> => {
    const seal = await safeStorage.encryptStringAsync(value)
    if (unreadable.delete(name) && existsSync(file)) copyFileSync(file, `${file}.unreadable`)
    save(sealed().set(name, seal.toString('base64')))
  }
  const removePlain = async (name: string): Promise<void> => {
    if (existsSync(plainFile)) await plain.remove(name)
  }
  return {
    kind: 'system_keyring',
    read: async (name) => {
      const newer = await plain.read(name)
      const seal = sealed().get(name)
      if (newer !== null || seal === undefined) return newer
      try {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(seal, 'base64'))
        if (shouldReEncrypt) await write(name, result)
        return result
      } catch (fault) {
        log.warn('secret_unreadable', { name, fault: String(fault) })
        unreadable.add(name)
        return null
      }
    },
    write: async (name, value) => {
      await write(name, value)
      await removePlain(name)
    },
    remove: async (name) => {
      const secrets = sealed()
      if (secrets.delete(name)) save(secrets)
      await removePlain(name)
    },
  }
}
