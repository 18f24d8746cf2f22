import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Secrets } from '../../../core/ports/system.ts'

/**
 * Secrets in a file that only its owner can read. Weaker than a system key store, and said so in the settings; a stolen
 * disk gives them away. Written aside and renamed, so that a power cut leaves the old ones.
 */
export function createFileSecrets(file: string): Secrets {
  const load = (): Record<string, string> =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
  const save = (secrets: Record<string, string>): void => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 })
    chmodSync(`${file}.new`, 0o600)
    renameSync(`${file}.new`, file)
  }
  return {
    kind: 'file_0600',
    read: async (name) => Object.entries(load()).find(([each]) => each === name)?.[1] ?? null,
    write: async (name, value) => {
      save({ ...load(), [name]: value })
    },
    remove: async (name) => {
      save(Object.fromEntries(Object.entries(load()).filter(([each]) => each !== name)))
    },
  }
}

/** For practice mode and tests: gone with the process. */
export function createMemorySecrets(): Secrets {
  const secrets = new Map<string, string>()
  return {
    kind: 'memory',
    read: async (name) => secrets.get(name) ?? null,
    write: async (name, value) => {
      secrets.set(name, value)
    },
    remove: async (name) => {
      secrets.delete(name)
    },
  }
}
