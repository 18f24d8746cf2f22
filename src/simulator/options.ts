import type { FaultPlan } from './faults.ts'

/**
 * The provider's documents disagree with each other; each dialect follows one of them, so that a client can be tried
 * against all. `node`, `go` and `python` are the SDK pages and sources, `api` the API pages, `portal` the dashboard's.
 */
export const DIALECTS = ['node', 'go', 'python', 'portal', 'api'] as const
export type Dialect = (typeof DIALECTS)[number]

export type Mode = 'test' | 'live'

/** One credential. `bearer` is the same key used without signing; scopes may be `*`. */
export interface SimulatorKey {
  readonly keyId: string
  readonly secret: string
  readonly bearer?: string
  readonly mode: Mode
  readonly scopes: readonly string[]
}

export interface SimulatorOptions {
  /** 0 takes a free port. */
  readonly port: number
  readonly keys: readonly SimulatorKey[]
  readonly dialect: Dialect
  /** Signed requests per second and workspace mode. */
  readonly rate: { readonly reads: number; readonly writes: number }
  readonly seed: number
  readonly faults: FaultPlan | null
  readonly latency: { readonly ms: number; readonly spreadMs: number }
  /** The other provider on the same port: HTTP Basic, and the one merchant that belongs to it. */
  readonly plexo: { readonly clientId: string; readonly apiKey: string; readonly merchantId: number }
  /** How long an endpoint has to answer a webhook; ten seconds by the documents. */
  readonly webhookAnswerMs: number
  /** A file keeps the books over a restart; `:memory:` forgets them. */
  readonly db: string
}

export const DEFAULT_OPTIONS: SimulatorOptions = {
  port: 0,
  keys: [
    {
      keyId: 'ak_test_simulator',
      secret: 'sk_test_simulator',
      bearer: 'pk_test_simulator',
      mode: 'test',
      scopes: ['*'],
    },
  ],
  dialect: 'node',
  rate: { reads: 100, writes: 20 },
  seed: 1,
  faults: null,
  latency: { ms: 0, spreadMs: 0 },
  plexo: { clientId: '1001', apiKey: 'plexo_key_simulator', merchantId: 15_001 },
  webhookAnswerMs: 10_000,
  db: ':memory:',
}

/** Everyone here is invented: no such merchant, institution (93600999) or NMID (ID999...) exists. */
export const MERCHANT = {
  accountId: 'acc_01J0CONTOH0000000000000000',
  workspaceName: 'warung-contoh-satu',
  brandName: 'Warung Contoh Satu',
  merchantName: 'WARUNG CONTOH SATU',
  city: 'BANDUNG',
  address: 'Jl. Merdeka No. 1, Bandung 40111',
  postalCode: '40111',
  nmid: 'ID9990000000011',
  merchantPan: '936009990000123453',
  merchantId: 'CTH000000012345',
  acquirerDomain: 'COM.CONTOHPAY.WWW',
  categoryCode: '5812',
  accentColor: '#3b3fd8',
} as const
