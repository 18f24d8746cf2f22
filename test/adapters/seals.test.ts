import { describe, expect, test } from 'vitest'
import { createReceiptSeals, sealKeyId, verifySeal } from '../../src/main/adapters/seals/ed25519.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'

/** The first test vector of RFC 8032, section 7.1, and its second, which signs one byte. */
const RFC_8032 = [
  {
    key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    text: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    text: 'r',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
]
const base64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url')

describe('checking a signature', () => {
  test.each(RFC_8032)('agrees with the standard: $text', ({ key, text, signature }) => {
    expect(verifySeal(text, base64url(signature), base64url(key))).toBe(true)
    expect(verifySeal(`${text}x`, base64url(signature), base64url(key))).toBe(false)
  })

  test.each([
    ['no signature', '', base64url(RFC_8032[0]?.key ?? '')],
    ['a signature of another length', 'AAAA', base64url(RFC_8032[0]?.key ?? '')],
    ['no key', base64url(RFC_8032[0]?.signature ?? ''), ''],
    ['a key of another length', base64url(RFC_8032[0]?.signature ?? ''), 'AAAA'],
    ['a key that is no point of the curve', base64url(RFC_8032[0]?.signature ?? ''), '_'.repeat(43)],
  ])('%s is false, not a fault', (_, signature, key) => {
    expect(verifySeal('', signature, key)).toBe(false)
  })
})

describe('the key of a till', () => {
  test('is made once, lives in the secret store, and is there again after a restart', async () => {
    const secrets = createMemorySecrets()
    const first = createReceiptSeals(secrets, 'receipt-key:live')
    expect(first.key()).toBeNull()
    expect(first.sign('x')).toBeNull()
    const key = await first.prepare()
    expect(await first.prepare()).toEqual(key)
    const again = createReceiptSeals(secrets, 'receipt-key:live')
    expect(await again.prepare()).toEqual(key)
    expect(verifySeal('x', again.sign('x') ?? '', key.publicKey)).toBe(true)
    expect(key.id).toBe(sealKeyId(key.publicKey))
  })

  test('of another mode is another key', async () => {
    const secrets = createMemorySecrets()
    const [live, practice] = ['receipt-key:live', 'receipt-key:practice'].map((name) =>
      createReceiptSeals(secrets, name),
    )
    expect(await live?.prepare()).not.toEqual(await practice?.prepare())
  })

  test('never stands in what is handed out', async () => {
    const secrets = createMemorySecrets()
    const seals = createReceiptSeals(secrets, 'k')
    const key = await seals.prepare()
    const stored = await secrets.read('k')
    expect(JSON.stringify([key, seals.sign('x')])).not.toContain(stored)
    expect(key.publicKey).toHaveLength(43)
  })

  test('that was damaged is replaced: receipts of the old one stay checkable by its public half', async () => {
    const secrets = createMemorySecrets()
    await secrets.write('k', 'not a key')
    expect((await createReceiptSeals(secrets, 'k').prepare()).publicKey).toHaveLength(43)
  })

  test('that a store does not keep is a fault at once, not at the next start', async () => {
    const forgetful = { ...createMemorySecrets(), write: () => Promise.resolve() }
    await expect(createReceiptSeals(forgetful, 'k').prepare()).rejects.toThrow('did not keep')
  })
})
