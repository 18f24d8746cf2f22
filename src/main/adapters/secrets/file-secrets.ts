import {
  chmodSync,
  existsSync,
  statSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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
    // what a stop in the middle left keeps its old rights, so it goes first; flushed, or a power cut leaves an empty file
    rmSync(`${file}.new`, { force: true })
    writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600, flag: 'wx', flush: true })
    renameSync(`${file}.new`, file)
  }
  shutFile(file)
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

/** One that was put here by hand, or out of a copy, is for others to read until somebody looks. */
function shutFile(file: string): void {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
  } catch {
    // not there yet, or another user's: then it is for that user to decide
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
