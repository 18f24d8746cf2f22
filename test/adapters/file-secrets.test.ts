import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFileSecrets } from '../../src/main/adapters/secrets/file-secrets.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-secrets-'))
  file = join(folder, 'secrets.json')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('keeps a secret for its owner alone', async () => {
  await createFileSecrets(file).write('provider:test', 'sk_test_1')
  expect(await createFileSecrets(file).read('provider:test')).toBe('sk_test_1')
  expect(await createFileSecrets(file).read('__proto__')).toBeNull()
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

it('is shut when it was put here by hand, or out of a copy', () => {
  writeFileSync(file, '{"provider:test":"sk_test_1"}')
  chmodSync(file, 0o644)
  createFileSecrets(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

it('keeps nothing of a write that was stopped in the middle, not its rights and not where it led', async () => {
  const elsewhere = join(folder, 'elsewhere')
  writeFileSync(elsewhere, 'mine')
  symlinkSync(elsewhere, `${file}.new`)
  await createFileSecrets(file).write('provider:test', 'sk_test_1')
  expect(readFileSync(elsewhere, 'utf8')).toBe('mine')
  expect(lstatSync(file).isFile()).toBe(true)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

it.each(['', '{"provider:test":', '[]', '{"provider:test":5}', 'null'])(
  'a damaged file (%j) is set aside whole, and a new key can be stored',
  async (content) => {
    writeFileSync(file, content)
    const secrets = createFileSecrets(file)
    expect(await secrets.read('provider:test')).toBeNull()
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(content)
    await secrets.write('provider:test', 'sk_test_2')
    expect(await secrets.read('provider:test')).toBe('sk_test_2')
  },
)
