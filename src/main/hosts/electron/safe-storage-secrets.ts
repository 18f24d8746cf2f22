import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SafeStorage } from 'electron'
import type { Log, Secrets } from '../../../core/ports/system.ts'
import { createFileSecrets, readSecretsFile } from '../../adapters/secrets/file-secrets.ts'

/** Where the app keeps keys: sealed by the system's key store, or, where there is none, in a file of its owner's. */
export async function openSecrets(folder: string, safeStorage: SafeStorage, log: Log): Promise<Secrets> {
  const plain = join(folder, 'secrets.json')
  if (await hasKeyStore(safeStorage)) {
    return createSafeStorageSecrets(join(folder, 'secrets.sealed.json'), plain, safeStorage, log)
  }
  log.warn('safe_storage_unavailable')
  return createFileSecrets(plain)
}

const LINUX_KEY_STORES: readonly string[] = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']

/** On a Linux desktop without a key store Chromium "encrypts" with one password for all machines: that is not one. */
export async function hasKeyStore(safeStorage: SafeStorage): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  return process.platform !== 'linux' || LINUX_KEY_STORES.includes(safeStorage.getSelectedStorageBackend())
}

/**
 * Secrets sealed by the system's key store, as base64 by name in a file. One that the server host left in the plain file
 * is still read, and leaves that file when it is written anew. What can no longer be unsealed (another user, a copied
 * folder) counts as not there, so that the shop is asked for it again.
 */
function createSafeStorageSecrets(
  file: string,
  plainFile: string,
  safeStorage: SafeStorage,
  log: Log,
): Secrets {
  const plain = createFileSecrets(plainFile)
  const sealed = (): Map<string, string> => new Map(Object.entries(readSecretsFile(file)))
  const save = (secrets: ReadonlyMap<string, string>): void => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(secrets)), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  const write = async (name: string, value: string): Promise<void> => {
    const seal = await safeStorage.encryptStringAsync(value)
    save(sealed().set(name, seal.toString('base64')))
  }
  const removePlain = async (name: string): Promise<void> => {
    if (existsSync(plainFile)) await plain.remove(name)
  }
  return {
    kind: 'system_keyring',
    read: async (name) => {
      const seal = sealed().get(name)
      if (seal === undefined) return await plain.read(name)
      try {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(seal, 'base64'))
        if (shouldReEncrypt) await write(name, result)
        return result
      } catch (fault) {
        log.warn('secret_unreadable', { name, fault: String(fault) })
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
