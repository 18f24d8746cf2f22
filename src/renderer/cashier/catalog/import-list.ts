import { ulid } from 'ulidx'
import type {
  ImportedView,
  ImportPreviewView,
  ImportProgressView,
} from '../../../core/contract/views/catalog.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { CounterClient } from '../../api/counter.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'

export const MOST_BYTES = 10 * 1024 * 1024
/** Three bytes are four letters of base64, and a message takes 700 000. */
const PART_BYTES = 510_000
const ASK_EVERY_MS = 300

type Imports = Pick<
  CounterClient['catalog'],
  'importPart' | 'importPreview' | 'importApply' | 'importCancel' | 'importProgress'
>

/** What goes on with a chosen list. The list itself stays chosen through all of it. */
export type Stage =
  | { readonly name: 'choosing' }
  | { readonly name: 'previewing'; readonly progress: ImportProgressView | null }
  | { readonly name: 'previewed'; readonly id: string; readonly preview: ImportPreviewView }
  | {
      readonly name: 'applying'
      readonly id: string
      readonly preview: ImportPreviewView
      readonly progress: ImportProgressView | null
    }
  | { readonly name: 'done'; readonly result: ImportedView; readonly refused: number }

/** A file in the pieces that a message takes; an empty one is one empty piece. */
export function partsOf(bytes: Uint8Array, most: number = PART_BYTES): readonly string[] {
  const parts: string[] = []
  for (let at = 0; at < bytes.length || at === 0; at += most)
    parts.push(base64(bytes.subarray(at, at + most)))
  return parts
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}

/** The bytes of a chosen file. A browser reads nothing of one that was saved anew or taken away since it was chosen. */
export async function bytesOf(file: Blob): Promise<Result<Uint8Array, Trouble>> {
  try {
    return ok(new Uint8Array(await file.arrayBuffer()))
  } catch {
    return err({ type: 'import_unknown' })
  }
}

/** Sends a list and asks what it would do. A list that is refused leaves nothing behind, so it can be sent again. */
export async function previewList(
  imports: Imports,
  bytes: Uint8Array,
  onStage: (stage: Stage & { readonly name: 'previewing' }, id: string) => void,
): Promise<Result<Stage, Trouble>> {
  const id = ulid()
  onStage({ name: 'previewing', progress: null }, id)
  for (const [index, data] of partsOf(bytes).entries()) {
    const taken = await imports.importPart({ importId: id, index, data })
    if (!taken.ok) return taken
  }
  const stop = follow(imports, id, (progress) => onStage({ name: 'previewing', progress }, id))
  try {
    const preview = await imports.importPreview({ importId: id })
    return preview.ok ? ok({ name: 'previewed', id, preview: preview.value }) : preview
  } finally {
    stop()
  }
}

/** Does exactly what was previewed. */
export async function applyList(
  imports: Imports,
  { id, preview }: { readonly id: string; readonly preview: ImportPreviewView },
  onProgress: (progress: ImportProgressView | null) => void,
): Promise<Result<Stage, Trouble>> {
  onProgress(null)
  const stop = follow(imports, id, onProgress)
  try {
    const done = await imports.importApply({ importId: id })
    return done.ok ? ok({ name: 'done', result: done.value, refused: preview.refused }) : done
  } finally {
    stop()
  }
}

function follow(
  imports: Imports,
  importId: string,
  onProgress: (progress: ImportProgressView) => void,
): () => void {
  let stopped = false
  const timer = setInterval(() => {
    imports.importProgress({ importId }).then(
      (answer) => {
        if (!stopped && answer.ok && answer.value !== null) onProgress(answer.value)
      },
      () => undefined,
    )
  }, ASK_EVERY_MS)
  return () => {
    stopped = true
    clearInterval(timer)
  }
}
