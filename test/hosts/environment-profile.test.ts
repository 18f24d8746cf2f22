import { expect, it } from 'vitest'
import { profileFromEnvironment } from '../../src/main/hosts/environment-profile.ts'

const KEYS = { PLUGIPAY_KEY_ID: 'ak_test_1', PLUGIPAY_SECRET: 'sk_test_1' }

it('takes an account from the environment, at the address the provider documents', () => {
  expect(profileFromEnvironment(KEYS)).toMatchObject({
    secret: 'sk_test_1',
    profile: { provider: 'plugipay', keyId: 'ak_test_1', origin: 'https://plugipay.com', scheme: 'hmac' },
  })
})

it('takes another address, without the slash people put at its end', () => {
  const given = profileFromEnvironment({ ...KEYS, PLUGIPAY_BASE_URL: 'https://pay.example.com/' })
  expect(given?.profile.origin).toBe('https://pay.example.com')
})

it.each([
  {},
  { PLUGIPAY_KEY_ID: 'ak_test_1' },
  { PLUGIPAY_SECRET: 'sk_test_1' },
  { ...KEYS, PLUGIPAY_SECRET: '' },
])('is no account unless key and secret are both there: %j', (environment) => {
  expect(profileFromEnvironment(environment)).toBeNull()
})

it('the secret is in no part of the profile that is stored', () => {
  expect(JSON.stringify(profileFromEnvironment(KEYS)?.profile)).not.toContain('sk_test_1')
})
