import type { Secrets } from '../../src/core/ports/system.ts'

/** Gone with the process. */
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
