import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { initialScripts } from '../../bench/bundle.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const gzipped = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length
const initial = (page: string): number =>
  initialScripts(join(ROOT, 'out', 'renderer', page)).reduce((sum, file) => sum + gzipped(file), 0)

describe('what has to be loaded before a screen can be used', () => {
  it('is at most 230 kB of script for the cashier and 100 kB for the customer, gzipped', () => {
    expect(initial('cashier.html')).toBeLessThanOrEqual(230_000)
    expect(initial('display.html')).toBeLessThanOrEqual(100_000)
  })
})

describe('what goes over the wire to a printer', () => {
  it('is at most 2.2 kB for a receipt without a picture, which 9600 baud take in under three seconds', () => {
    const folder = join(ROOT, 'test', 'golden', 'receipts')
    const plain = /^(cash|qris|english|practice|refund|edc-copy)-(58|80)\.bin$/
    const slips = readdirSync(folder).filter((name) => plain.test(name))
    expect(slips.length).toBeGreaterThan(5)
    for (const name of slips) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(2_200)
  })
})
