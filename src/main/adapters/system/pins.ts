import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import type { PinVault } from '../../../core/ports/system.ts'

/**
 * PINs by scrypt. A PIN has few digits, so what protects a stolen database is cost: N = 2^15, r = 8 takes about 0.1 s
 * and 32 MiB on a till's processor, which a person at the counter does not feel. The parameters stand in each hash, so
 * that they may grow without a migration.
 */
const COST = { N: 2 ** 15, r: 8, p: 1 }
const KEY_BYTES = 32
/** What a hash in the books may ask for at most: books that were tampered with must not take all memory. */
const COST_MOST = { N: 2 ** 17, r: 16, p: 4 }
const MEMORY_MOST = 300 * 1024 * 1024

export const scryptPins: PinVault = {
  hash: async (pin) => {
    const salt = randomBytes(16)
    const key = await derive(pin, salt, COST)
    return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
  },
  verify: async (pin, hash) => {
    const stored = hash === null ? null : readHash(hash)
    if (stored === null) {
      // nobody's PIN takes as long as somebody's
      await derive(pin, randomBytes(16), COST)
      return false
    }
    const key = await derive(pin, stored.salt, stored.cost)
    return timingSafeEqual(key, stored.key)
  },
}

interface StoredHash {
  readonly cost: { readonly N: number; readonly r: number; readonly p: number }
  readonly salt: Buffer
  readonly key: Buffer
}

function readHash(hash: string): StoredHash | null {
  const found = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d)\$([\w-]+)\$([\w-]+)$/.exec(hash)
  if (found === null) return null
  const [, n, r, p, salt = '', expected = ''] = found
  const cost = { N: Number(n), r: Number(r), p: Number(p) }
  const key = Buffer.from(expected, 'base64url')
  const isPower = cost.N > 1 && (cost.N & (cost.N - 1)) === 0
  const fits = isPower && cost.N <= COST_MOST.N && cost.r <= COST_MOST.r && cost.p <= COST_MOST.p
  if (!fits || cost.r < 1 || cost.p < 1 || key.length !== KEY_BYTES) return null
  return { cost, salt: Buffer.from(salt, 'base64url'), key }
}

const derive = (pin: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, { ...cost, maxmem: MEMORY_MOST }, (fault, key) => {
      if (fault === null) resolve(key)
      else reject(fault)
    })
  })
