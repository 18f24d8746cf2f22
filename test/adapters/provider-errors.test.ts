import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../src/core/domain/result.ts'
import { sentenceFor } from '../../src/core/domain/sentences/sentence-for.ts'
import type { Refusal } from '../../src/core/domain/refusals.ts'
import type { GatewayFailure, PaymentGateway } from '../../src/core/ports/gateway.ts'
import type { Log } from '../../src/core/ports/system.ts'
import { createPlexoGateway } from '../../src/main/adapters/plexo/gateway.ts'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import { verifyWebhook } from '../../src/main/adapters/plugipay/webhook.ts'
import { toProviderRefusal } from '../../src/main/usecases/provider/calls.ts'
import {
  API_KEY as PLEXO_KEY,
  CLIENT_ID,
  errorObject,
  linkAttempt,
  plexoProfile,
  replying,
  startPlexo,
  type PlexoProvider,
} from './plexo-provider.ts'
import {
  API_KEY,
  attempt,
  bad,
  failure,
  json,
  keptLog,
  movedClock,
  must,
  practiceProfile,
  SECRET,
  startOddProvider,
  type Answering,
  type OddProvider,
} from './plugipay-provider.ts'

/**
 * Every error that the providers' documents name, from the wire to the sentence: what it is to the till, and what a
 * cashier reads in both languages. Codes are sent as the documents write them, capitals and hyphens included.
 */
const SAYS = {
  busy: ['Layanan pembayaran sedang ramai.', 'The payment service is busy.'],
  cardDeclined: ['Kartunya ditolak bank.', 'The bank declined the card.'],
  cardFunds: ['Dana di kartunya tidak cukup.', 'There is not enough money on the card.'],
  amount: ['Jumlah ini tidak diterima layanan pembayaran.', 'The payment service does not take this amount.'],
  content: [
    'Layanan pembayaran menolak isi tagihan ini.',
    'The payment service did not accept what was in this charge.',
  ],
  customer: [
    'Pelanggan ini tercatat dengan mata uang lain di layanan pembayaran.',
    'The payment service has this customer in another currency.',
  ],
  forbidden: [
    'Kunci yang dipakai belum diberi izin untuk langkah ini.',
    'The key in use is not allowed to do this.',
  ],
  key: ['Kunci layanan pembayaran tidak cocok.', 'The key for the payment service does not match.'],
  merchant: [
    'Nomor merchant toko tidak dikenal layanan pembayaran.',
    "The payment service does not know the shop's merchant number.",
  ],
  methodOff: [
    'Cara bayar ini belum aktif di akun pembayaran toko.',
    "This way to pay is not switched on in the shop's payment account.",
  ],
  movedOn: [
    'Pembayaran ini sudah berubah di layanan pembayaran.',
    'This payment has changed at the payment service.',
  ],
  no: ['Layanan pembayaran menolaknya.', 'The payment service said no.'],
  noKey: ['Kunci layanan pembayaran belum diisi.', 'The payment service has no key yet.'],
  notFound: [
    'Layanan pembayaran belum menemukan pembayaran ini.',
    'The payment service does not find this payment yet.',
  ],
  personOnly: [
    'Langkah ini hanya boleh dilakukan orang, bukan aplikasi.',
    'Only a person may do this, no app.',
  ],
  refund: ['Bank menolak pengembalian uang ini.', 'The bank refused this refund.'],
  somebodyElse: [
    'Belum pasti: yang menjawab bukan layanan pembayaran, tapi halaman masuk Wi-Fi atau firewall di jaringan.',
    'Not certain yet: a Wi-Fi sign-in page or a firewall answered, not the payment service.',
  ],
  unknown: [
    'Belum pasti: jawaban layanan pembayaran belum sampai.',
    'Not certain yet: the payment service has not answered.',
  ],
  unreachable: [
    'Internet atau layanan pembayaran sedang tidak tersambung.',
    'The internet or the payment service cannot be reached.',
  ],
} as const
type Says = keyof typeof SAYS

/** The refusal of a failed call, with its three sentences checked in both languages. */
function refusalOf(result: Result<unknown, GatewayFailure>, says: Says | null): Refusal {
  const refusal = toProviderRefusal(failure(result))
  for (const [index, language] of (['id', 'en'] as const).entries()) {
    const sentence = sentenceFor(refusal, language)
    if (says !== null) expect(sentence.what).toBe(SAYS[says][index])
    expect(sentence.safe).toMatch(/^\p{Lu}.+\.$/u)
    expect(sentence.next).toMatch(/^\p{Lu}.+\.$/u)
  }
  return refusal
}

let log: ReturnType<typeof keptLog>
beforeEach(() => {
  log = keptLog()
})

describe('Plugipay', () => {
  let provider: OddProvider
  let gateway: PaymentGateway

  beforeEach(async () => {
    provider = await startOddProvider()
    gateway = createPlugipayGateway(practiceProfile(provider.url), {
      clock: movedClock(),
      log,
      timeoutMs: 300,
    })
  })
  afterEach(() => provider.close())

  const create = () => gateway.create(gateway.prepareCreate(attempt()))

  it.each<[number, string, Refusal['type'], Says]>([
    [400, 'VALIDATION_ERROR', 'provider_refused', 'content'],
    [400, 'validation_error', 'provider_refused', 'content'],
    [400, 'invalid_request', 'provider_refused', 'content'],
    [400, 'no_methods', 'provider_refused', 'methodOff'],
    [400, 'method_unavailable', 'provider_refused', 'methodOff'],
    [422, 'adapter_not_configured', 'provider_refused', 'methodOff'],
    [422, 'customer_currency_mismatch', 'provider_refused', 'customer'],
    [422, 'refund_failed', 'provider_refused', 'refund'],
    [400, 'idempotency_key_required', 'provider_refused', 'no'],
    [404, 'not_found', 'provider_not_found', 'notFound'],
    [409, 'conflict', 'provider_refused', 'movedOn'],
    [409, 'invalid_state_transition', 'provider_refused', 'movedOn'],
    [409, 'state_conflict', 'provider_refused', 'movedOn'],
    [409, 'idempotency_mismatch', 'provider_refused', 'movedOn'],
    [409, 'idempotency_key_reused', 'provider_refused', 'movedOn'],
    [409, 'already_queued', 'provider_refused', 'movedOn'],
    [409, 'endpoint_disabled', 'provider_refused', 'movedOn'],
    [403, 'forbidden', 'provider_forbidden', 'forbidden'],
    [403, 'insufficient_scope', 'provider_forbidden', 'forbidden'],
    [403, 'person_only', 'provider_forbidden', 'personOnly'],
    [401, 'INVALID_SIGNATURE', 'provider_key_wrong', 'key'],
    [401, 'invalid_signature', 'provider_key_wrong', 'key'],
    [401, 'INVALID_KEY', 'provider_key_wrong', 'key'],
    [401, 'unauthorized', 'provider_key_wrong', 'key'],
    [401, 'missing_key_id', 'provider_key_missing', 'noKey'],
    [401, 'missing_secret', 'provider_key_missing', 'noKey'],
    [429, 'rate_limited', 'provider_busy', 'busy'],
    [500, 'internal_error', 'provider_unknown', 'unknown'],
    [502, 'upstream_error', 'provider_unknown', 'unknown'],
    [503, 'service_unavailable', 'provider_unknown', 'unknown'],
  ])('%d %s is %s', async (status, code, type, says) => {
    provider.answer(bad(status, code))
    expect(refusalOf(await create(), says).type).toBe(type)
  })

  it.each(['INVALID_TIMESTAMP', 'timestamp_skew', 'invalid_timestamp'])(
    '401 %s is the clock, and says by how much and which way',
    async (code) => {
      const ahead = new Date(Date.now() + 3_600_000).toUTCString()
      provider.answer(bad(401, code, {}, { date: ahead }))
      const refusal = refusalOf(await create(), null)
      expect(refusal).toMatchObject({ type: 'provider_clock_off' })
      expect(sentenceFor(refusal, 'id').what).toBe('Jam di komputer ini terlambat 60 menit.')
      expect(sentenceFor(refusal, 'en').what).toBe("This computer's clock is 60 minutes behind.")
    },
  )

  it('rights that a refusal names are in the details for the owner', async () => {
    provider.answer(bad(403, 'insufficient_scope', { message: 'needs plugipay:checkout:write' }))
    expect(sentenceFor(refusalOf(await create(), 'forbidden'), 'id').detail).toContain(
      'plugipay:checkout:write',
    )
  })

  // what the SDKs call `timeout`, `network_error` and `invalid_response`
  it.each<[string, Answering, Says]>([
    ['no answer in time', () => {}, 'unknown'],
    ['a dropped connection', (response) => void response.destroy(), 'unknown'],
    ['a page of a proxy', json(502, '<html>Bad gateway</html>'), 'unknown'],
    ['a body that is no JSON', json(200, '{"data":'), 'unknown'],
    ['a sign-in page', json(200, '<html>Welcome</html>'), 'somebodyElse'],
    ['a sign-in page elsewhere', json(302, '', { location: 'http://10.0.0.1/' }), 'somebodyElse'],
    ['a firewall', json(403, '<html>Blocked</html>'), 'somebodyElse'],
  ])('%s is not certain, never refused', async (_, answer, says) => {
    provider.answer(answer)
    expect(refusalOf(await create(), says).type).toBe('provider_unknown')
  })

  it('nobody there is told as no connection', async () => {
    await provider.close()
    expect(refusalOf(await create(), 'unreachable').type).toBe('provider_unreachable')
    provider = await startOddProvider()
  })

  it('a delivery that is not believed is named as the documents name it', () => {
    const secret = 'whsec_rahasia'
    const rawBody = new TextEncoder().encode('{}')
    const refused = (headers: Record<string, string>) =>
      verifyWebhook({ headers, rawBody, secret, nowMs: 1_767_225_600_000 })
    const signed = 't=1767225600,v1=' + 'a'.repeat(64)
    const types = [
      refused({}),
      refused({ 'x-plugipay-signature': 'nonsense' }),
      refused({ 'x-plugipay-signature': signed }),
    ].map((result) => (result.ok ? 'ok' : result.error.type))
    expect(types).toEqual([
      'webhook_signature_missing',
      'webhook_signature_malformed',
      'webhook_signature_invalid',
    ])
  })
})

describe('Plexo', () => {
  let plexo: PlexoProvider
  let gateway: PaymentGateway

  beforeEach(async () => {
    plexo = await startPlexo()
    gateway = createPlexoGateway(plexoProfile(plexo.url), { clock: movedClock(), log, timeoutMs: 300 })
  })
  afterEach(() => plexo.close())

  const create = () => gateway.create(gateway.prepareCreate(linkAttempt()))
  /** A refund of money that came in, to which the provider then says no. */
  const refundRefused = async (code: string, rest: Record<string, unknown>) => {
    const { facts } = must(await create())
    const { transactions: _, ...payment } = plexo.pay(facts.sessionId, 'approved')
    const { refunds } = gateway.desks
    const asked = {
      chargeId: payment.id,
      amount: null,
      currency: 'UYU',
      reason: 'other',
      metadata: {},
    } as const
    plexo.next(replying(200, payment))
    plexo.next(replying(400, errorObject(400, code, rest)))
    return await refunds.send(refunds.prepare({ ...asked, idempotencyKey: 'till-1:refund' }))
  }

  it.each<[number, string, Refusal['type'], Says]>([
    [400, 'request-validation-errors', 'provider_refused', 'content'],
    [400, 'merchant-not-found', 'provider_refused', 'merchant'],
    [404, 'resource-not-found', 'provider_refused', 'merchant'],
    [400, 'invalid-amount', 'provider_refused', 'amount'],
    [413, 'request-too-large', 'provider_refused', 'no'],
    [400, 'pci-certification-required', 'provider_refused', 'no'],
    [409, 'duplicate-reference', 'provider_refused', 'movedOn'],
    [401, 'invalid-credentials', 'provider_key_wrong', 'key'],
    [403, 'forbidden', 'provider_forbidden', 'forbidden'],
    [429, 'too-many-requests', 'provider_busy', 'busy'],
    [500, 'internal-error', 'provider_unknown', 'unknown'],
    [503, 'api-error', 'provider_unknown', 'unknown'],
  ])('%d %s is %s', async (status, code, type, says) => {
    plexo.next(replying(status, errorObject(status, code)))
    expect(refusalOf(await create(), says).type).toBe(type)
  })

  it('the server’s own trouble with status 400 is not certain', async () => {
    plexo.next(replying(400, errorObject(400, 'invalid-transaction-state', { type: 'api-error' })))
    expect(refusalOf(await create(), 'unknown').type).toBe('provider_unknown')
  })

  it.each<[string, Says]>([
    ['card_declined', 'cardDeclined'],
    ['insufficient_funds', 'cardFunds'],
  ])('a card declined with %s', async (declineCode, says) => {
    plexo.next(replying(400, errorObject(400, 'payment-denied', { type: 'api-error', declineCode })))
    expect(refusalOf(await create(), says)).toMatchObject({ type: 'provider_refused', code: declineCode })
  })

  it.each<[string, Record<string, unknown>, Says]>([
    ['refund-denied', {}, 'refund'],
    ['refund-denied', { type: 'api-error', declineCode: 'refund_declined' }, 'refund'],
    ['payment-not-refundable', {}, 'no'],
  ])('a refund refused with %s %o', async (code, rest, says) => {
    expect(refusalOf(await refundRefused(code, rest), says).type).toBe('provider_refused')
  })

  it('what Plexo has no way of doing is told as that', async () => {
    const refusal = refusalOf(await gateway.cancel('0'.repeat(32), 'k'), null)
    expect(refusal.type).toBe('provider_unsupported')
  })
})

describe('nothing secret is ever written down', () => {
  /** Says everything back that it was told, in every part of an answer that ends up in words or in the log. */
  const echo =
    (status: number): Answering =>
    (response, _, { headers, target, body }) => {
      const told = `${JSON.stringify(headers)} ${target} ${body}`
      const error = { code: told.slice(0, 100), message: told, field: told, details: { required: [told] } }
      const envelope = { data: null, error, meta: { requestId: String(headers.authorization) } }
      void response
        .writeHead(status, {
          'content-type': 'application/json',
          'x-request-id': String(headers.authorization),
        })
        .end(JSON.stringify(envelope))
    }
  const STATUSES = [400, 401, 403, 404, 408, 409, 418, 422, 425, 429, 500, 502, 503]

  /** Every call once, for each of the failures; the answers go into words as well. */
  async function everyCall(gateway: PaymentGateway, call: ReturnType<PaymentGateway['prepareCreate']>) {
    const { desks } = gateway
    const refund = desks.refunds.prepare({
      idempotencyKey: 'k',
      chargeId: 'pay_1',
      amount: null,
      currency: 'IDR',
      reason: 'other',
      metadata: {},
    })
    const since = { occurredAfter: '2026-01-01T00:00:00.000Z', cursor: null }
    return await Promise.all([
      gateway.create(call),
      gateway.read('cs_1'),
      gateway.charge('cs_1', 'qris'),
      gateway.find({ tenderId: 't', attemptId: 'a', createdAfter: '2026-01-01T00:00:00.000Z' }),
      gateway.list({}),
      gateway.cancel('cs_1', 'k'),
      gateway.confirm('cs_1'),
      gateway.check(),
      desks.changes.since(since),
      desks.receipts.read('cs_1'),
      desks.receipts.fetch('cs_1', 'pdf'),
      desks.receipts.link('cs_1'),
      desks.receipts.email('cs_1', 'sari@contoh.example', 'k'),
      desks.refunds.send(refund),
      desks.refunds.ofCharge('pay_1'),
      desks.customers.search('sari'),
      desks.proofs.claim('cs_1', null),
      desks.shop.brand(),
    ])
  }

  const spoken = (answers: readonly Result<unknown, GatewayFailure>[]): string =>
    JSON.stringify(
      answers.map((answer) => {
        if (answer.ok) return null
        const refusal = toProviderRefusal(answer.error)
        return [answer.error, refusal, sentenceFor(refusal, 'id'), sentenceFor(refusal, 'en')]
      }),
    )

  const PLUGIPAY_AUTHS = [
    { scheme: 'hmac', keyId: 'ak_test_contoh_01', secret: SECRET },
    { scheme: 'bearer', apiKey: API_KEY },
  ] as const

  it.each(PLUGIPAY_AUTHS)(
    'by Plugipay’s adapter ($scheme), whatever is echoed',
    async (auth) => {
      const provider = await startOddProvider()
      const lines: string[] = []
      const note = (event: string, facts?: unknown) => void lines.push(`${event} ${JSON.stringify(facts)}`)
      const kept: Log = { info: note, warn: note, error: note }
      const profile = practiceProfile(provider.url, { auth, onBehalfOf: 'acc_01' })
      const gateway = createPlugipayGateway(profile, { clock: movedClock(), log: kept, timeoutMs: 200 })
      const signatures: string[] = []
      let told = ''
      for (const status of STATUSES) {
        provider.answer(echo(status))
        told += spoken(await everyCall(gateway, gateway.prepareCreate(attempt())))
      }
      for (const { headers } of provider.arrived) {
        const found = /signature=([0-9a-f]{64})/.exec(headers.authorization ?? '')?.[1]
        if (found !== undefined) signatures.push(found)
      }
      await provider.close()
      expect(lines.length).toBeGreaterThan(100)
      const written = `${lines.join('\n')}\n${told}`
      const secrets = auth.scheme === 'hmac' ? [auth.secret, auth.keyId, ...signatures] : [auth.apiKey]
      expect(secrets.length).toBeGreaterThan(auth.scheme === 'hmac' ? 100 : 0)
      expect(secrets.filter((secret) => written.includes(secret))).toEqual([])
    },
    20_000,
  )

  it('by Plexo’s adapter, whatever is echoed', async () => {
    const plexo = await startPlexo()
    const gateway = createPlexoGateway(plexoProfile(plexo.url), { clock: movedClock(), log })
    const basic = Buffer.from(`${CLIENT_ID}:${PLEXO_KEY}`).toString('base64')
    let told = ''
    for (const status of STATUSES) {
      for (let call = 0; call < 18; call += 1) {
        plexo.next((response, { headers, body }) => {
          const text = `${String(headers.authorization)} ${PLEXO_KEY} ${CLIENT_ID} ${body}`
          const object = errorObject(status, text.slice(0, 90), {
            message: text,
            traceId: text,
            declineCode: text,
          })
          replying(status, object)(response, { headers, body } as never)
        })
      }
      told += spoken(await everyCall(gateway, gateway.prepareCreate(linkAttempt())))
    }
    await plexo.close()
    const written = `${log.lines.join('\n')}\n${told}`
    expect(log.lines.length).toBeGreaterThan(10)
    expect([PLEXO_KEY, CLIENT_ID, basic].filter((secret) => written.includes(secret))).toEqual([])
  }, 20_000)
})
