import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { sealBody, sealKeyText, type SealFacts } from '../../src/core/domain/receipts/seal.ts'
import { createReceiptSeals } from '../../src/main/adapters/seals/ed25519.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
let folder = ''
let key = ''
let seal: (change?: Partial<SealFacts>) => string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gerai-verify-'))
  const seals = createReceiptSeals(createMemorySecrets(), 'k')
  const { id, publicKey } = await seals.prepare()
  key = sealKeyText('live', publicKey)
  seal = (change = {}) => {
    const facts: SealFacts = {
      ...{ mode: 'live', number: 'DPS1-260715-0042', currency: 'IDR', total: amountOf(150_000) },
      ...{ paidAt: '2026-07-15T06:05:33.000Z', terminal: '1', copy: 0, ...change },
    }
    const body = sealBody(facts, id)
    return `${body}*${seals.sign(body)}`
  }
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

/** Runs the command the way npm does. */
const run = (words: readonly string[], input = '') =>
  new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      ['src/cli/verify-receipt.ts', ...words],
      { cwd: root },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
    child.stdin?.end(input)
  })

describe.concurrent('the verify-receipt command', () => {
  test('says that a receipt is genuine, and what it vouches for', async () => {
    const { code, stdout, stderr } = await run(['--key', key, seal()])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ verdict: 'genuine', mode: 'live', number: 'DPS1-260715-0042', total: 150_000, copy: 0 },
    })
    expect(stderr).toContain('Asli: DPS1-260715-0042, Rp 150.000')
    expect(stderr).toContain('Genuine:')
  })

  test('takes the text from standard input, behind the address of a check page', async () => {
    const { code, stdout } = await run(['--key', key], `https://toko.example/cek#${seal({ copy: 3 })}\n`)
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'genuine', copy: 3 })
  })

  test('finds one changed figure', async () => {
    const { code, stdout, stderr } = await run(['--key', key, seal().replace('IDR150000', 'IDR950000')])
    expect(code).toBe(1)
    expect(JSON.parse(stdout).verdict).toBe('changed')
    expect(stderr).toContain('Tidak asli')
  })

  test('does not call false what it cannot know', async () => {
    const { code, stdout, stderr } = await run([seal()])
    expect(code).toBe(1)
    expect(JSON.parse(stdout).verdict).toBe('unknown_key')
    expect(stderr).toContain('Ask the shop for its public key')
  })

  test('says of practice that it is no sale', async () => {
    const { code, stderr } = await run(['--key', key, seal({ mode: 'practice' })])
    expect(code).toBe(0)
    expect(stderr).toContain('BUKAN TRANSAKSI SAH')
  })

  test('reads keys out of a file', async () => {
    const file = join(folder, 'keys.txt')
    await writeFile(file, `toko lain GERAI-KEY1*L*${'A'.repeat(43)}\ntoko kita ${key}\n`)
    expect((await run(['--key', file, seal()])).code).toBe(0)
  })

  test.each([
    ['what is no receipt', ['--key', 'KEY', 'halo'], 'bukan kode dari struk'],
    ['what is no key', ['--key', 'halo', 'x'], 'tidak ada kunci publik'],
    ['an unknown option', ['--kunci', 'x'], 'tidak dikenal'],
    ['a page without a key', ['--page', 'x.html'], 'kunci publik'],
  ])('refuses %s in words', async (_, words, sentence) => {
    const { code, stderr, stdout } = await run(words.map((word) => (word === 'KEY' ? key : word)))
    expect(code).toBe(2)
    expect(stderr).toContain(sentence)
    expect(stdout).toBe('')
  })

  test('writes a check page with the key inside, and nothing else changed', async () => {
    const file = join(folder, 'cek.html')
    const { code } = await run(['--page', file, key])
    expect(code).toBe(0)
    const [written, shipped] = await Promise.all([
      readFile(file, 'utf8'),
      readFile(join(root, 'resources/verify/index.html'), 'utf8'),
    ])
    const publicKey = key.split('*')[2] ?? ''
    expect(written).toContain(`id="keys">["${publicKey}"]</script>`)
    expect(written.replace(`["${publicKey}"]`, '')).toBe(shipped.replace(/(id="keys">)[^<]*/, '$1'))
  })
})

test('the check page asks for nothing from anywhere', async () => {
  const page = await readFile(join(root, 'resources/verify/index.html'), 'utf8')
  expect(page).toContain("default-src 'none'")
  expect(page).not.toMatch(/https?:\/\/|@import|url\(|fetch\(|XMLHttpRequest|localStorage|src=/)
})
