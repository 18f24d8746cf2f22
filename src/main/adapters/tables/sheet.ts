import { writeFile } from 'node:fs/promises'
import writeXlsxFile from 'write-excel-file/node'

/** Writes rows as an Excel file, the names of the columns on top. Texts are kept as texts: nothing in them is run. */
export async function writeSheet(
  target: string,
  {
    sheet,
    columns,
    rows,
  }: {
    readonly sheet: string
    readonly columns: readonly string[]
    readonly rows: Iterable<readonly (string | number)[]>
  },
): Promise<void> {
  const cells = [columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))]
  const body = Array.from(rows, (row) =>
    row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })),
  )
  const bytes = await writeXlsxFile([...cells, ...body], { sheet, stickyRowsCount: 1 }).toBuffer()
  await writeFile(target, bytes, { mode: 0o600 })
}
