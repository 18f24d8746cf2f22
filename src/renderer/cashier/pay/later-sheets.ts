import { lazy } from 'react'

const more = async () => ({ default: (await import('./MoreWaysSheet.tsx')).MoreWaysSheet })
const notice = async () => ({ default: (await import('./NoticeSheet.tsx')).NoticeSheet })
const proof = async () => ({ default: (await import('./ProofSheet.tsx')).ProofSheet })
const reject = async () => ({ default: (await import('./RejectSheet.tsx')).RejectSheet })

/** Sheets that most sales do without: not in what the first page waits for, but there before anybody asks for them. */
export const MoreWaysSheet = lazy(more)
export const NoticeSheet = lazy(notice)
export const ProofSheet = lazy(proof)
export const RejectSheet = lazy(reject)

/** Fetches them while nobody waits, so that what is typed right after the key goes into the sheet. */
export function fetchLaterSheets(): void {
  for (const load of [more, notice, proof, reject]) load().catch(() => undefined)
}
