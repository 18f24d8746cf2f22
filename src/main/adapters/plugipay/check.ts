import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayCheck, GatewayFailure } from '../../../core/ports/gateway.ts'
import { read, rowsOf } from './calls.ts'
import type { CheckedProfile } from './profile.ts'
import { readSession } from './sessions.ts'
import type { Transport } from './transport.ts'

/** The SDKs' prefix and the API pages'. Only one of them answers at an origin. */
const PREFIXES = ['/api/v1', '/v1'] as const

/** What else a till reads; a key without one of these scopes still takes payments. */
const OTHER_READS = ['/events', '/receipts', '/refunds'] as const

/** Asks for the newest session, at the other prefix too if nobody is at ours, and then for what else a till reads. */
export async function checkGateway(
  transport: Transport,
  profile: CheckedProfile,
): Promise<Result<GatewayCheck, GatewayFailure>> {
  const { prefix, page } = await findPrefix(transport, profile)
  if (!page.ok) return err(page.error)
  const newest = readSession(page.value.rows[0], null, profile)
  const scopes = await missingScopes(transport, prefix)
  return ok({
    mode: newest?.facts.mode ?? null,
    clockOffsetMs: transport.clockOffsetMs(),
    prefix,
    amountUnit: profile.amountUnit,
    ...(scopes.length > 0 ? { scopes } : {}),
  })
}

type Page = ReturnType<typeof rowsOf>

async function findPrefix(
  transport: Transport,
  profile: CheckedProfile,
): Promise<{ readonly prefix: string; readonly page: Page }> {
  const own = await newestAt(transport, '/checkout-sessions', profile.prefix)
  if (own.ok || !isNobodyThere(own.error)) return { prefix: profile.prefix, page: own }
  for (const prefix of PREFIXES.filter((each) => each !== profile.prefix)) {
    const other = await newestAt(transport, '/checkout-sessions', prefix)
    if (other.ok || isProvidersWord(other.error)) return { prefix, page: other }
  }
  return { prefix: profile.prefix, page: own }
}

const newestAt = async (transport: Transport, path: string, prefix: string): Promise<Page> =>
  rowsOf(await transport.call({ ...read(path, { limit: '1', order: 'desc' }), prefix }))

/** A 404 that is not the provider's envelope: some web server, but not this API. */
const isNobodyThere = (failure: GatewayFailure): boolean =>
  failure.type === 'unknown' && failure.status === 404

const isProvidersWord = ({ type }: GatewayFailure): boolean =>
  type === 'unauthorized' || type === 'refused' || type === 'rate_limited' || type === 'not_found'

async function missingScopes(transport: Transport, prefix: string): Promise<readonly string[]> {
  const pages = await Promise.all(OTHER_READS.map((path) => newestAt(transport, path, prefix)))
  const named = pages.flatMap((page) =>
    !page.ok && page.error.type === 'unauthorized' ? (page.error.scopes ?? []) : [],
  )
  return [...new Set(named)].toSorted()
}
