import type { RefusalSituation } from './error-codes.ts'

/** What a handler says; `envelope.ts` puts it into the words of the dialect. */
export type Answer =
  | { readonly kind: 'data'; readonly status: number; readonly data: unknown }
  | { readonly kind: 'list'; readonly rows: readonly unknown[]; readonly page: Page }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'raw'
      readonly status: number
      readonly contentType: string
      readonly body: string | Uint8Array
      readonly headers?: Readonly<Record<string, string>>
    }
  | {
      readonly kind: 'refused'
      readonly situation: RefusalSituation
      readonly message: string
      readonly field?: string
      readonly details?: unknown
      readonly retryAfterSec?: number
    }

export interface Page {
  readonly limit: number
  readonly nextCursor: string | null
}

export type Refused = Extract<Answer, { kind: 'refused' }>

export const data = (value: unknown, status = 200): Answer => ({ kind: 'data', status, data: value })

export const refused = (situation: RefusalSituation, message: string, field?: string): Refused =>
  field === undefined
    ? { kind: 'refused', situation, message }
    : { kind: 'refused', situation, message, field }

export const notFound = (what: string): Refused => refused('not_found', `No such ${what} in this workspace.`)
