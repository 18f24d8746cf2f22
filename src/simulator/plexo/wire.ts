import { randomBytes } from 'node:crypto'
import type { Reply } from '../envelope.ts'
import { ERRORS, type PlexoErrorName } from './assumptions.ts'

/** One request to the Plexo side. */
export interface PlexoCall {
  readonly query: URLSearchParams
  readonly body: Buffer
  /** From the path; empty where it has none. */
  readonly id: string
  readonly now: number
}

export const plexoJson = (status: number, body: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: Buffer.from(JSON.stringify(body)),
})

export interface PlexoFault {
  readonly name: PlexoErrorName
  readonly message: string
  /** Field to its complaints. */
  readonly params?: Readonly<Record<string, readonly string[]>>
  readonly declineCode?: string
}

export function plexoError({ name, message, params, declineCode }: PlexoFault): Reply {
  const [status, code, type] = ERRORS[name]
  return plexoJson(status, {
    code,
    message,
    type,
    status,
    traceId: newHexId(16),
    ...(params === undefined ? {} : { params }),
    ...(declineCode === undefined ? {} : { declineCode }),
  })
}

/** `bytes` of random hex: sessions have 32 digits, payments and transactions 24. */
export const newHexId = (bytes: 12 | 16): string => randomBytes(bytes).toString('hex')

/** A decimal in major units as whole hundredths; null for anything with more than two places, zero or below. */
export function toHundredths(value: unknown): number | null {
  if (typeof value === 'string' && !/^\d{1,13}(?:\.\d{1,2})?$/.test(value)) return null
  if (typeof value !== 'number' && typeof value !== 'string') return null
  const hundredths = Math.round(Number(value) * 100)
  const isWhole = Math.abs(Number(value) * 100 - hundredths) < 1e-6
  return isWhole && hundredths > 0 && Number.isSafeInteger(hundredths) ? hundredths : null
}

export const toDecimal = (hundredths: number): number => hundredths / 100

/**
 * The body as an object whose names begin in lower case: the server takes `ReferenceId` for `referenceId`, as an older
 * client writes it. Metadata keeps its names. Null for what is no object.
 */
export function readBody(body: Buffer): Record<string, unknown> | null {
  if (body.length === 0) return {}
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return isObject(value) ? lowerNames(value) : null
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function lowerNames(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const lower = name.slice(0, 1).toLowerCase() + name.slice(1)
      return [lower, isObject(inner) && lower !== 'metadata' ? lowerNames(inner) : inner]
    }),
  )
}
