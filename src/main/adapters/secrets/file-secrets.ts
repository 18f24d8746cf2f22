import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Secrets } from '../../../core/ports/system.ts'

/**
 * Secrets in a file that only its owner can read. Weaker than a system key store, and said so in the settings; a stolen
 * disk gives them away. Written aside and renamed, so that a power cut leaves the old ones.
 */
export function createFileSecrets(file: string): Secrets {
  const load = (): Record<string, string> => readSecretsFile(file)
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

/** Texts by name. A damaged file is set aside, not overwritten: a person may still read it; until then there are none. */
export function readSecretsFile(file: string): Record<string, string> {
  if (!existsSync(file)) return {}
  const secrets = parseSecrets(readFileSync(file, 'utf8'))
  if (secrets !== null) return secrets
  renameSync(file, `${file}.damaged`)
  return {}
}

function parseSecrets(text: string): Record<string, string> | null {
  try {
    const parsed = z.record(z.string(), z.string()).safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
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
