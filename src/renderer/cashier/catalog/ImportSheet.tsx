import { CircleCheck, FileSpreadsheet, UserRoundCog } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { ImportProgressView } from '../../../core/contract/views/catalog.ts'
import { ok } from '../../../core/domain/result.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextAreaField } from '../../ui/Field.tsx'
import { EmptyState } from '../../ui/States.tsx'
import { useAction, useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { Problem } from '../Problem.tsx'
import { useLacking } from '../RightMark.tsx'
import { openSwitch } from '../state/overlay.ts'
import { useTyped } from '../state/typed.ts'
import { applyList, bytesOf, MOST_BYTES, previewList, type Stage } from './import-list.ts'
import { ImportPreview } from './ImportPreview.tsx'

const CHOOSING: Stage = { name: 'choosing' }

/** A list of products: chosen or pasted, looked at, then taken exactly as it was shown. */
export function ImportSheet({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useT()
  const { client } = useCore()
  const lacking = useLacking('change_catalog')
  const action = useAction()
  const [file, setFile] = useTyped<File | null>('catalog:import-file', null)
  const [pasted, setPasted] = useTyped('catalog:import-text', '')
  const [stage, setStage] = useState<Stage>(CHOOSING)
  const running = useRef<string | null>(null)

  const preview = async () => {
    const answer = await action.run(async () => {
      const bytes = file === null ? ok(new TextEncoder().encode(pasted)) : await bytesOf(file)
      if (!bytes.ok) {
        setFile(null)
        return bytes
      }
      return await previewList(client.catalog, bytes.value, (now, id) => {
        running.current = id
        setStage(now)
      })
    })
    running.current = null
    setStage(answer?.ok === true ? answer.value : CHOOSING)
  }
  const apply = async (previewed: Stage & { name: 'previewed' }) => {
    const { id } = previewed
    running.current = id
    const answer = await action.run(() =>
      applyList(client.catalog, previewed, (progress) =>
        setStage({ ...previewed, name: 'applying', progress }),
      ),
    )
    running.current = null
    onDone()
    setStage(answer?.ok === true ? answer.value : CHOOSING)
  }
  const stop = () => {
    const importId = running.current
    if (importId !== null) client.catalog.importCancel({ importId }).catch(() => undefined)
  }
  return (
    <Dialog
      open
      // what has begun ends in words: the first Esc stops it, the next one leaves
      onClose={() => (running.current === null ? onClose() : stop())}
      title={t('import.title')}
      description={stage.name === 'choosing' ? t('import.about') : undefined}
      closeLabel={t('common.close')}
      width="wide"
      testId="import-sheet"
      initialFocus="content"
    >
      {lacking !== null ? (
        <EmptyState
          icon={<UserRoundCog size={40} aria-hidden="true" />}
          title={t('import.right')}
          action={
            <Button tone="accent" cap="F12" onClick={openSwitch}>
              {t('import.switch')}
            </Button>
          }
        >
          {t('import.rightAbout')}
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-4">
          {stage.name === 'choosing' && (
            <Choosing
              file={file}
              pasted={pasted}
              onFile={setFile}
              onPaste={setPasted}
              onPreview={() => void preview()}
            />
          )}
          {stage.name === 'previewing' && (
            <Running
              words={
                stage.progress === null
                  ? t('import.sending')
                  : stage.progress.total === null
                    ? t('import.reading')
                    : t('import.checking', { done: stage.progress.done, total: stage.progress.total })
              }
              progress={stage.progress}
              onStop={stop}
            />
          )}
          {stage.name === 'previewed' && (
            <ImportPreview
              preview={stage.preview}
              onBack={() => setStage(CHOOSING)}
              onApply={() => void apply(stage)}
            />
          )}
          {stage.name === 'applying' && (
            <Running
              words={t('import.applying', {
                done: stage.progress?.done ?? 0,
                total: stage.preview.added + stage.preview.changed,
              })}
              progress={stage.progress}
              onStop={stop}
            />
          )}
          {stage.name === 'done' && (
            <EmptyState
              icon={<CircleCheck size={40} aria-hidden="true" className="text-pandan" />}
              title={t('import.done')}
              action={
                <div className="flex gap-2.5">
                  <Button
                    onClick={() => {
                      setFile(null)
                      setPasted('')
                      setStage(CHOOSING)
                    }}
                  >
                    {t('import.again')}
                  </Button>
                  <Button tone="accent" data-testid="import-close" onClick={onClose}>
                    {t('common.close')}
                  </Button>
                </div>
              }
            >
              {t('import.doneAbout', { ...stage.result, refused: stage.refused })}
            </EmptyState>
          )}
          <Problem trouble={action.trouble} compact />
        </div>
      )}
    </Dialog>
  )
}

function Choosing({
  file,
  pasted,
  onFile,
  onPaste,
  onPreview,
}: {
  file: File | null
  pasted: string
  onFile: (file: File | null) => void
  onPaste: (text: string) => void
  onPreview: () => void
}) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const size = file?.size ?? 0
  const tooLarge = size > MOST_BYTES
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          size="large"
          tone={file === null && pasted === '' ? 'accent' : 'plain'}
          icon={<FileSpreadsheet size={20} aria-hidden="true" />}
          onClick={() => input.current?.click()}
        >
          {t(file === null ? 'import.choose' : 'import.other')}
        </Button>
        {file !== null && (
          <span className="min-w-0 truncate font-semibold" data-testid="import-chosen">
            {t('import.chosen', { name: file.name, size: Math.ceil(size / 1024) })}
          </span>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx,.csv,.tsv,.txt,.xls"
          data-testid="import-file"
          onChange={(event) => {
            const [chosen] = event.target.files ?? []
            // the same file again is a choice too: it may have been mended meanwhile
            event.target.value = ''
            if (chosen !== undefined) onFile(chosen)
          }}
        />
      </div>
      {tooLarge && (
        <p role="alert" className="m-0 font-semibold text-cabai">
          {t('import.tooLarge', { limit: MOST_BYTES / 1_048_576 })}
        </p>
      )}
      <TextAreaField
        label={t('import.paste')}
        hint={t('import.pasteHint')}
        rows={6}
        value={pasted}
        data-testid="import-paste"
        onChange={(event) => {
          onPaste(event.target.value)
          // what was done last is what is meant
          if (event.target.value !== '') onFile(null)
        }}
      />
      <div className="flex justify-end">
        <Button
          tone="accent"
          className="min-w-40"
          disabled={(file === null && pasted.trim() === '') || tooLarge}
          data-testid="import-preview"
          onClick={onPreview}
        >
          {t('import.preview')}
        </Button>
      </div>
    </>
  )
}

function Running({
  words,
  progress,
  onStop,
}: {
  words: ReactNode
  progress: ImportProgressView | null
  onStop: () => void
}) {
  const t = useT()
  const total = progress?.total ?? null
  return (
    <div className="flex flex-col gap-3 py-6">
      <p role="status" className="m-0 text-lead font-semibold tabular-nums">
        {words}
      </p>
      <progress
        aria-label={t('import.title')}
        className="h-3 w-full accent-nila"
        {...(total === null ? {} : { value: progress?.done ?? 0, max: total })}
      />
      <div className="flex justify-end">
        <Button data-testid="import-stop" onClick={onStop}>
          {t('import.stop')}
        </Button>
      </div>
    </div>
  )
}
