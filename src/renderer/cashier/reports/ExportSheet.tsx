import { useState } from 'react'
import {
  EXPORT_FORMATS,
  EXPORT_KINDS,
  type ExportFormat,
  type ExportKind,
} from '../../../core/domain/reports/export.ts'
import type { ReportRange } from '../../../core/domain/reports/range.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, SwitchField } from '../../ui/Field.tsx'
import { saveFile } from '../../ui/slip-files.ts'
import { useCore } from '../client.ts'
import { useLanguage, useT } from '../desk-words.ts'
import { Problem } from '../Problem.tsx'
import { say } from '../state/page.ts'
import { dayText, percentText } from './days.ts'
import { useJob } from './use-job.ts'

const KIND_WORD = {
  sales: 'reports.fileSales',
  lines: 'reports.fileLines',
  payments: 'reports.filePayments',
} as const
const FORMAT_WORD = { csv: 'reports.fileCsv', xlsx: 'reports.fileXlsx' } as const
const TYPE = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

interface MadeFile {
  readonly name: string
  readonly rows: number
  readonly content: Blob
}

/** Every row of the days as a file: made beside the till, fetched in pieces, saved by the browser. */
export function ExportSheet({ range, onClose }: { range: ReportRange; onClose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const { client } = useCore()
  const [kind, setKind] = useState<ExportKind>('sales')
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [mark, setMark] = useState(true)
  const [fetched, setFetched] = useState<number | null>(null)
  const job = useJob<MadeFile>()

  const make = async () => {
    setFetched(null)
    const file = await job.run(async (jobId) => {
      const made = await client.reports.exportStart({ jobId, ...range, kind, format, mark })
      if (!made.ok) return made
      const parts: Uint8Array<ArrayBuffer>[] = []
      try {
        for (let offset: number | null = 0; offset !== null;) {
          setFetched(made.value.bytes === 0 ? 1 : offset / made.value.bytes)
          const part = await client.reports.exportPart({ jobId, offset })
          if (!part.ok) return part
          parts.push(Uint8Array.from(atob(part.value.base64), (character) => character.charCodeAt(0)))
          offset = part.value.next
        }
      } finally {
        client.reports.exportEnd({ jobId }).catch(() => {})
      }
      const { name, rows } = made.value
      return { ok: true, value: { name, rows, content: new Blob(parts, { type: TYPE[format] }) } }
    })
    if (file === null) return
    saveFile(file.name, file.content)
    say(t('reports.fileSaved', { name: file.name, rows: file.rows }))
    onClose()
  }

  const part = fetched ?? job.part
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('reports.fileTitle')}
      description={
        range.from === range.to
          ? t('reports.fileAboutDay', { day: dayText(range.from, language) })
          : t('reports.fileAbout', { from: dayText(range.from, language), to: dayText(range.to, language) })
      }
      closeLabel={t('common.close')}
      testId="export-sheet"
      initialFocus="content"
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <SelectField
          label={t('reports.fileWhat')}
          value={kind}
          data-testid="export-kind"
          onChange={({ target }) => setKind(EXPORT_KINDS.find((each) => each === target.value) ?? 'sales')}
        >
          {EXPORT_KINDS.map((each) => (
            <option key={each} value={each}>
              {t(KIND_WORD[each])}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('reports.fileFormat')}
          value={format}
          data-testid="export-format"
          onChange={({ target }) => setFormat(EXPORT_FORMATS.find((each) => each === target.value) ?? 'csv')}
        >
          {EXPORT_FORMATS.map((each) => (
            <option key={each} value={each}>
              {t(FORMAT_WORD[each])}
            </option>
          ))}
        </SelectField>
        {format === 'csv' && (
          <SwitchField
            label={t('reports.fileMark')}
            hint={t('reports.fileMarkAbout')}
            checked={mark}
            onChange={setMark}
          />
        )}
        <Problem trouble={job.trouble} compact />
        <div className="flex items-center gap-3">
          <span role="status" className="flex-1 text-base text-second tabular-nums">
            {job.busy &&
              part !== null &&
              t(fetched === null ? 'reports.fileMaking' : 'reports.fileFetching', {
                percent: percentText(part, language),
              })}
          </span>
          {job.busy && fetched === null && (
            <Button type="button" onClick={job.stop} data-testid="export-stop">
              {t('reports.stop')}
            </Button>
          )}
          <Button type="submit" tone="accent" busy={job.busy} data-testid="export-make">
            {t('reports.fileSave')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
