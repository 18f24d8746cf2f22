import { later, type Later } from '../../ui/later.ts'

/** Sheets that most sales do without: not in what the first page waits for, but there before anybody asks for them. */
export const EdcSheet = later(async () => (await import('./EdcSheet.tsx')).EdcSheet)
export const EvidencePhotos = later(async () => (await import('../photo/EvidencePhotos.tsx')).EvidencePhotos)
export const MoreWaysSheet = later(async () => (await import('./MoreWaysSheet.tsx')).MoreWaysSheet)
export const NoticeSheet = later(async () => (await import('./NoticeSheet.tsx')).NoticeSheet)
export const ProofSheet = later(async () => (await import('./ProofSheet.tsx')).ProofSheet)
export const RejectSheet = later(async () => (await import('./RejectSheet.tsx')).RejectSheet)
export const SplitSheet = later(async () => (await import('./SplitSheet.tsx')).SplitSheet)

const ALL: readonly Pick<Later<never>, 'fetch'>[] = [
  EdcSheet,
  EvidencePhotos,
  MoreWaysSheet,
  NoticeSheet,
  ProofSheet,
  RejectSheet,
  SplitSheet,
]

/** Fetches them while nobody waits, so that what is typed right after the key goes into the sheet. */
export function fetchLaterSheets(): void {
  for (const sheet of ALL) sheet.fetch()
}
