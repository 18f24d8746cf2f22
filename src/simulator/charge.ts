import { data, notFound, refused, type Answer, type Refused } from './answers.ts'
import type { SessionRow } from './books.ts'
import { checkoutSettings, enabledCatalogue } from './checkout-settings.ts'
import { isoTime } from './clock.ts'
import { qrPng, qrisPayload, QRIS_LIMIT_RUPIAH } from './emv.ts'
import type { QrVariant } from './faults.ts'
import { findMethod, offeredMethods, type CatalogueMethod } from './methods.ts'
import { MERCHANT } from './options.ts'
import { statusWord } from './session-view.ts'
import { sessionById, writeJournal } from './settle.ts'
import { jsonBody, type Call, type World } from './world.ts'

/** GET /public/checkout/sessions/{id}: what a widget or customer screen may know without a key. */
export function publicSession(world: World, call: Call): Answer {
  const session = sessionById(world, call.params['id'] ?? '')
  if (!session) return notFound('checkout session')
  const offered = methodsOf(world, session)
  const settings = checkoutSettings(world, session.mode)
  return data({
    session: {
      id: session.id,
      amount: session.amount,
      currency: session.currency,
      status: statusWord(session.status, world.options.dialect),
      expiresAt: isoTime(session.expires_at),
      successUrl: session.success_url,
      cancelUrl: session.cancel_url,
      lineItems: JSON.parse(session.line_items),
    },
    methods: offered.map(({ id }) => id),
    catalog: offered.map(({ id, label, group }) => ({ id, label, group, currency: session.currency })),
    branding: {
      brandName: settings.brandName,
      brandLogoUrl: settings.brandLogoUrl,
      brandAccentColor: settings.brandAccentColor,
      brandTagline: settings.brandTagline,
    },
    checkoutTemplate: {
      successMessage: null,
      showBusinessDetails: true,
      businessPhone: settings.businessPhone,
      businessEmail: settings.businessEmail,
      businessAddress: settings.businessAddress,
    },
    activeAdapters: [...new Set(offered.map(({ adapter }) => adapter))],
  })
}

export const methodsOf = (world: World, session: SessionRow): CatalogueMethod[] =>
  offeredMethods(
    enabledCatalogue(world, session.mode),
    JSON.parse(session.methods) as string[],
    session.currency,
  )

/** POST /public/checkout/sessions/{id}/charge with one catalogue id. */
export function chargeSession(world: World, call: Call): Answer {
  const session = sessionById(world, call.params['id'] ?? '')
  if (!session) return notFound('checkout session')
  const id = jsonBody(call)?.['method']
  const chosen = methodsOf(world, session).find((each) => each.id === id)
  if (!chosen) {
    const isKnown = typeof id === 'string' && findMethod(id) !== undefined
    return refused(
      isKnown ? 'method_unavailable' : 'bad_field',
      'This session does not offer that method.',
      'method',
    )
  }
  const fault = chooseMethod(world, session, chosen)
  return fault ?? data(nextStep(world, session, chosen))
}

/**
 * Routes a session to a method. An electronic charge leaves an open session open: `pending` starts when the buyer's
 * payment does, and no document says that choosing already is one. An offline one waits for the merchant at once.
 */
export function chooseMethod(world: World, session: SessionRow, chosen: CatalogueMethod): Refused | null {
  if (session.status !== 'open' && session.status !== 'pending') {
    return refused('wrong_state', `A session that is ${session.status} cannot be charged.`)
  }
  if (chosen.id === 'qris' && session.amount > QRIS_LIMIT_RUPIAH) {
    return refused('bad_field', 'QRIS takes at most Rp 10.000.000 per payment.', 'amount')
  }
  world.books.together(() => {
    world.books.update('sessions', session.id, {
      status: chosen.adapter === 'manual' ? 'pending_review' : session.status,
      adapter: chosen.adapter,
      chosen: chosen.id,
      updated_at: world.clock.now(),
    })
    writeJournal(world, 'charged', session.id, null, { method: chosen.id })
  })
  return null
}

function nextStep(world: World, session: SessionRow, chosen: CatalogueMethod): object {
  const page = `${world.origin()}/c/${session.id}/${chosen.id}`
  const hasPicture = chosen.id === 'qris' && world.options.dialect !== 'portal'
  const isTold = hasPicture || chosen.family === 'va' || chosen.adapter === 'manual'
  if (!isTold) return { kind: 'redirect', redirectUrl: page }
  return {
    kind: 'instructions',
    instructions: {
      heading: chosen.label,
      note: NOTES[chosen.id] ?? null,
      bankAccounts: bankAccounts(session, chosen),
      qrImageUrl: hasPicture ? `${page}.png` : null,
      amount: session.amount,
      currency: session.currency,
    },
  }
}

const NOTES: Readonly<Record<string, string>> = {
  qris: 'Scan with any app that pays QRIS, and compare the merchant name.',
  cash: 'Pay at the counter.',
  edc: 'Pay with your card at the counter.',
  transfer: 'Transfer exactly this amount, then tell the merchant.',
}

export interface BankAccount {
  readonly bankName: string
  readonly accountNumber: string
  readonly accountHolder: string
}

/** The merchant's own account for a transfer; for a virtual account a number that belongs to this session. */
export function bankAccounts(session: SessionRow, chosen: CatalogueMethod): BankAccount[] {
  if (chosen.id === 'transfer') {
    return [{ bankName: 'Bank Contoh', accountNumber: '9990001234', accountHolder: MERCHANT.merchantName }]
  }
  if (chosen.family !== 'va') return []
  const digits = [...session.id].map((character) => (character.codePointAt(0) ?? 0) % 10).join('')
  return [
    {
      bankName: chosen.label,
      accountNumber: `99900${digits.slice(-11)}`,
      accountHolder: MERCHANT.merchantName,
    },
  ]
}

/** GET /c/{id}/qris.png: the code behind `qrImageUrl`. */
export async function qrImage(world: World, session: SessionRow, variant: QrVariant | null): Promise<Answer> {
  const isOffered =
    methodsOf(world, session).some(({ id }) => id === 'qris') && session.amount <= QRIS_LIMIT_RUPIAH
  if (!isOffered) return notFound('code')
  const body = await qrPng(qrisPayload(session, variant))
  return {
    kind: 'raw',
    status: 200,
    contentType: 'image/png',
    body,
    headers: { 'cache-control': 'no-store' },
  }
}

/** POST /public/checkout/sessions/{id}/buyer-claim: the buyer says that they paid by a manual method. */
export function claimSession(world: World, call: Call): Answer {
  const session = sessionById(world, call.params['id'] ?? '')
  if (!session) return notFound('checkout session')
  const proofUrl = jsonBody(call)?.['proofUrl']
  if (proofUrl !== undefined && typeof proofUrl !== 'string') {
    return refused('bad_field', 'proofUrl: must be text', 'proofUrl')
  }
  const fault = recordClaim(world, session, proofUrl ?? null)
  return fault ?? data({ id: session.id, status: 'pending_review' })
}

export function recordClaim(world: World, session: SessionRow, proofUrl: string | null): Refused | null {
  const isManual =
    session.adapter === 'manual' || methodsOf(world, session).some(({ adapter }) => adapter === 'manual')
  const isLive = ['open', 'pending', 'pending_review'].includes(session.status)
  if (!isManual || !isLive) return refused('wrong_state', 'There is no manual payment to claim here.')
  world.books.update('sessions', session.id, {
    status: 'pending_review',
    adapter: 'manual',
    chosen: session.adapter === 'manual' ? session.chosen : 'transfer',
    updated_at: world.clock.now(),
  })
  writeJournal(world, 'claimed', session.id, null, { proofUrl })
  return null
}
