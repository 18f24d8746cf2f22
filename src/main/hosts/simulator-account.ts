import { randomBytes } from 'node:crypto'
import type { PracticeProvider } from '../environment.ts'

export interface SimulatorAccount {
  readonly keyId: string
  readonly secret: string
  readonly plexo: NonNullable<PracticeProvider['plexo']>
  /** What the practice provider is started with. */
  readonly args: readonly string[]
}

/**
 * A practice account for this run alone. Every way in has a key of chance, though it is only play money: another
 * program on this machine must not be able to play with the shop's practice books.
 */
export function simulatorAccount(databaseFile: string): SimulatorAccount {
  const chance = (): string => randomBytes(16).toString('hex')
  const keyId = 'ak_test_latihan'
  const secret = `sk_test_${chance()}`
  const plexo = { clientId: '1001', apiKey: chance(), merchantId: 15_001 }
  const keys = [
    '--key-id',
    keyId,
    '--secret',
    secret,
    '--bearer',
    `pk_test_${chance()}`,
    '--plexo-client-id',
    plexo.clientId,
    '--plexo-api-key',
    plexo.apiKey,
    '--plexo-merchant-id',
    String(plexo.merchantId),
  ]
  return { keyId, secret, plexo, args: ['--port', '0', ...keys, '--db', databaseFile] }
}
