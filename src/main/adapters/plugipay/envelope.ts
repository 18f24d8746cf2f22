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
  error: z.object({ code: z.string(), message: shortText(500), field: shortText(100) }).nullish(),
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

export interface Envelope {
  /** Undefined for none; `null` counts as none too. */
  readonly data: unknown
  readonly error: { readonly code: string; readonly message: string; readonly field: string | null } | null
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
    error: error
      ? { code: error.code.slice(0, 100), message: error.message ?? '', field: error.field ?? null }
      : null,
    requestId: meta?.requestId ?? null,
    timestampMs: readTimestamp(meta?.timestamp ?? null),
    nextCursor: nextCursor(meta),
  }
}

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
    return JSON.stringify(value)
  } catch {
    return null
  }
}
