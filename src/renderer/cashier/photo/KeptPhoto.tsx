import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProofView } from '../../../core/contract/views/confirmation.ts'
import { Refused } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { LargePhoto } from './LargePhoto.tsx'
import { useT } from './photo-words.ts'

/** A photo of the books, small, and large on press; in its place a sentence once it was erased. */
export function KeptPhoto({
  queryKey,
  fetch,
  kept,
  label,
  name,
  amount = null,
}: {
  queryKey: readonly string[]
  fetch: () => Promise<ProofView>
  kept: boolean
  label: string | null
  name: string
  /** What it is the proof of, to stand beside it when it is large. */
  amount?: string | null
}) {
  const t = useT()
  const [large, setLarge] = useState(false)
  const file = useQuery({ queryKey, queryFn: fetch, enabled: kept, staleTime: Infinity })
  if (!kept) return <p className="m-0 text-note text-second">{t('photo.erased')}</p>
  if (file.error instanceof Refused) return <Problem trouble={file.error.trouble} compact />
  const source = file.data === undefined ? null : `data:${file.data.contentType};base64,${file.data.base64}`
  return (
    <figure className="m-0 flex flex-col gap-1">
      <button
        type="button"
        aria-label={`${t('photo.enlarge')}: ${name}`}
        data-testid="photo-open"
        disabled={source === null}
        onClick={() => setLarge(true)}
        className="flex h-40 w-32 items-center justify-center overflow-hidden rounded-control border border-line bg-ground hover:border-line-strong"
      >
        {source !== null && <img src={source} alt={name} className="h-full w-full object-cover object-top" />}
      </button>
      {label !== null && <figcaption className="w-32 text-small text-second">{label}</figcaption>}
      {large && source !== null && (
        <LargePhoto {...{ source, name, amount }} onClose={() => setLarge(false)} />
      )}
    </figure>
  )
}
