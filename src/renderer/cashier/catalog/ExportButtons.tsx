import { Download } from 'lucide-react'
import type { CounterClient } from '../../api/counter.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { ok, type Result } from '../../../core/domain/result.ts'
import { Button } from '../../ui/Button.tsx'
import { saveFile } from '../../ui/slip-files.ts'
import { useAction, useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { Problem } from '../Problem.tsx'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What the shop sells as a file, for a spreadsheet or another till. */
export function ExportButtons() {
  const t = useT()
  const { client } = useCore()
  const csv = useAction()
  const book = useAction()
  const save = async (
    action: typeof csv,
    kind: 'csv' | 'xlsx',
    read: () => Promise<Result<Blob, Refusal>>,
  ) => {
    const file = await action.run(read)
    if (file?.ok === true) saveFile(`${t('catalog.file')}.${kind}`, file.value)
  }
  return (
    <>
      <Button
        tone="quiet"
        icon={<Download size={18} aria-hidden="true" />}
        busy={csv.busy}
        data-testid="export-csv"
        onClick={() => void save(csv, 'csv', () => readCsv(client))}
      >
        {t('catalog.csv')}
      </Button>
      <Button
        tone="quiet"
        icon={<Download size={18} aria-hidden="true" />}
        busy={book.busy}
        data-testid="export-xlsx"
        onClick={() => void save(book, 'xlsx', () => readBook(client))}
      >
        {t('catalog.excel')}
      </Button>
      {(csv.trouble ?? book.trouble) !== null && (
        <div className="w-full">
          <Problem trouble={csv.trouble ?? book.trouble} compact />
        </div>
      )}
    </>
  )
}

async function readCsv(client: CounterClient): Promise<Result<Blob, Refusal>> {
  const texts: string[] = []
  let cursor: string | null = null
  do {
    const part: Awaited<ReturnType<CounterClient['catalog']['exportPart']>> = await client.catalog.exportPart(
      { cursor },
    )
    if (!part.ok) return part
    texts.push(part.value.text)
    cursor = part.value.nextCursor
  } while (cursor !== null)
  return ok(new Blob(texts, { type: 'text/csv;charset=utf-8' }))
}

async function readBook(client: CounterClient): Promise<Result<Blob, Refusal>> {
  const book = await client.catalog.exportBook()
  if (!book.ok) return book
  const bytes = Uint8Array.from(atob(book.value.data), (character) => character.charCodeAt(0))
  return ok(new Blob([bytes], { type: XLSX }))
}
