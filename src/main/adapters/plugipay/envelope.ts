import { z } from 'zod'

const shortText = (max: number) =>
  z
    .string()
    .transform((text) => text.slice(0, max))
    .nullish()
    .catch(null)

/**
 * `data`, `error`, `meta`. The pages and the SDK sources disagree on where a list tells its next page, so both places
 * are read.
 */
const envelopeSchema = z.object({
  data: z.unknown().optional(),
  error: z
    .object({
      code: z.string(),
      message: shortText(500),
      field: shortText(100),
      details: z.unknown().optional(),
    })
    .nullish(),
  meta: z
    .object({
      requestId: shortText(200),
      timestamp: shortText(40),
      cursor: z.string().max(1000).nullish(),
      hasMore: z.boolean().nullish(),
      page: z
        .object({ nextCursor: z.string().max(1000).nullish(), hasMore: z.boolean().nullish() })
        .nullish(),
    })
    .nullish()
    .catch(null),
})

export interface EnvelopeError {
  readonly code: string
  readonly message: string
  readonly field: string | null
  /** Scopes named in its words or details: those that a key would have needed. */
  readonly scopes: readonly string[]
}

export interface Envelope {
  /** Undefined for none; `null` counts as none too. */
  readonly data: unknown
  readonly error: EnvelopeError | null
  readonly requestId: string | null
  /** When the provider answered, in milliseconds since 1970. */
  readonly timestampMs: number | null
  readonly nextCursor: string | null
}

/** Null when the text is not the provider's envelope: HTML, cut-off JSON, a bare value. */
export function readEnvelope(text: string): Envelope | null {
  const parsed = envelopeSchema.safeParse(parseJson(text))
  if (!parsed.success) return null
  const { data, error, meta } = parsed.data
  if (data === undefined && !error) return null
  return {
    data: data ?? undefined,
    error: error ? readError(error) : null,
    requestId: meta?.requestId ?? null,
    timestampMs: readTimestamp(meta?.timestamp ?? null),
    nextCursor: nextCursor(meta),
  }
}

function readError({ code, message, field, details }: ErrorFields): EnvelopeError {
  const words = `${message ?? ''} ${(rawJson(details) ?? '').slice(0, 2000)}`
  const scopes = [...new Set(words.match(/plugipay:[a-z_-]{1,40}:[a-z_-]{1,40}/g))].slice(0, 20)
  return { code: code.slice(0, 100), message: message ?? '', field: field ?? null, scopes }
}

type ErrorFields = NonNullable<z.infer<typeof envelopeSchema>['error']>
type Meta = z.infer<typeof envelopeSchema>['meta']

function nextCursor(meta: Meta): string | null {
  const isMore = meta?.page?.hasMore ?? meta?.hasMore ?? true
  const cursor = meta?.page?.nextCursor ?? meta?.cursor ?? null
  return isMore && cursor !== '' ? cursor : null
}

function readTimestamp(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text)
  return Number.isFinite(ms) ? ms : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Writes a part of an answer back as text; null when it is nested so deep that it cannot have been meant. */
export function rawJson(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null
  } catch {
    return null
  }
}
