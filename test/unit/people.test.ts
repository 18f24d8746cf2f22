import { describe, expect, it } from 'vitest'
import { checkPin } from '../../src/core/domain/people/people.ts'
import { scryptPins } from '../../src/main/adapters/system/pins.ts'

describe('a PIN', () => {
  it.each(['2580', '190354', '13572468', '0011', '1223'])('%s is taken', (pin) => {
    expect(checkPin(pin)).toEqual({ ok: true, value: pin })
  })

  it.each([
    ['', 'length'],
    ['123', 'length'],
    ['123456789', 'length'],
    ['12a4', 'not_digits'],
    [' 2580', 'not_digits'],
    ['٢٥٨٠', 'not_digits'],
    ['0000', 'too_simple'],
    ['77777777', 'too_simple'],
    ['1234', 'too_simple'],
    ['87654321', 'too_simple'],
    ['0123', 'too_simple'],
  ])('%s is not: %s', (pin, reason) => {
    expect(checkPin(pin)).toEqual({ ok: false, error: { type: 'pin_weak', reason } })
  })

  it('is stored as a hash of its own, and only the right one fits it', async () => {
    const [one, two] = [await scryptPins.hash('2580'), await scryptPins.hash('2580')]
    expect(one).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
    expect(one).not.toBe(two)
    expect(await scryptPins.verify('2580', one)).toBe(true)
    expect(await scryptPins.verify('2581', one)).toBe(false)
    expect(await scryptPins.verify('', one)).toBe(false)
  })

  it('fits no hash that was tampered with, and none of them takes the memory away', async () => {
    const hash = await scryptPins.hash('2580')
    const [kind, , , , salt, key] = hash.split('$')
    for (const bad of [
      null,
      '',
      '-',
      'scrypt',
      `${kind}$3$8$1$${salt}$${key}`,
      `${kind}$1073741824$8$1$${salt}$${key}`,
      `${kind}$32768$0$1$${salt}$${key}`,
      `${kind}$32768$8$1$${salt}$`,
      `bcrypt$32768$8$1$${salt}$${key}`,
    ])
      expect(await scryptPins.verify('2580', bad)).toBe(false)
  })
})
