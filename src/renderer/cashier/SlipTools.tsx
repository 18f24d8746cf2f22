import { FileText, ImageDown } from 'lucide-react'
import { useMemo } from 'react'
import { warningSentence } from '../../core/escpos-layout/index.ts'
import { Button } from '../ui/Button.tsx'
import { layoutSheet, type SheetView } from '../ui/PaperSlip.tsx'
import { saveFile, slipPictureFile, slipTextFile } from '../ui/slip-files.ts'
import { useAction } from './client.ts'
import { Problem } from './Problem.tsx'
import { useLanguage, useT } from './desk-words.ts'

/** Below a slip: keeping it as a file, and what reads differently on paper than it was typed. */
export function SlipTools({ sheet }: { sheet: SheetView }) {
  const t = useT()
  const name = t('receipt.fileName', { number: numberOf(sheet) })
  const picture = useAction()
  const savePicture = () =>
    picture.run(async () => {
      saveFile(`${name}.png`, await slipPictureFile(layoutSheet(sheet).drawing))
      return { ok: true, value: null }
    })
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button
          icon={<ImageDown size={18} aria-hidden="true" />}
          busy={picture.busy}
          className="flex-1 px-3"
          data-testid="slip-png"
          onClick={() => void savePicture()}
        >
          {t('receipt.savePicture')}
        </Button>
        <Button
          icon={<FileText size={18} aria-hidden="true" />}
          className="flex-1 px-3"
          data-testid="slip-text"
          onClick={() => saveFile(`${name}.txt`, slipTextFile(layoutSheet(sheet).layout))}
        >
          {t('receipt.saveText')}
        </Button>
      </div>
      <Problem trouble={picture.trouble} compact />
      <SlipWarnings sheet={sheet} />
    </div>
  )
}

/** What a file of it is called by: its sale, else its kind. */
const numberOf = ({ document }: SheetView): string =>
  ('saleNumber' in document ? document.saleNumber : null) ?? document.kind.replace('_', '-')

function SlipWarnings({ sheet }: { sheet: SheetView }) {
  const t = useT()
  const language = useLanguage()
  const { warnings } = useMemo(() => layoutSheet(sheet).layout, [sheet])
  if (warnings.length === 0) return null
  return (
    <ul
      aria-label={t('receipt.warnings')}
      className="m-0 flex list-none flex-col gap-1.5 rounded-control bg-kunyit-wash px-4 py-3 text-note text-kunyit"
      data-testid="slip-warnings"
    >
      {warnings.map((warning) => (
        <li key={`${warning.type} ${warning.text}`}>{warningSentence(warning, language)}</li>
      ))}
    </ul>
  )
}
