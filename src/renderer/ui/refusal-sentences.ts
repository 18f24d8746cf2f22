import { useEffect, useSyncExternalStore } from 'react'
import type { sentenceFor } from '../../core/domain/sentences/sentence-for.ts'

type SentenceFor = typeof sentenceFor

let known: SentenceFor | null = null
const listeners = new Set<() => void>()

/**
 * Fetches what refusals say. There is a sentence for every one, in two languages, and a first page needs none of them: it
 * does not wait for them, and has them before anybody can press anything. May be called again when it failed.
 */
export async function fetchSentences(): Promise<void> {
  if (known !== null) return
  const sentences = await import('../../core/domain/sentences/sentence-for.ts')
  known = sentences.sentenceFor
  for (const listener of listeners) listener()
}

/** The sentences; null for the moment until they are here. */
export function useSentences(): SentenceFor | null {
  useEffect(() => void fetchSentences().catch(() => undefined), [])
  return useSyncExternalStore(subscribe, () => known)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
