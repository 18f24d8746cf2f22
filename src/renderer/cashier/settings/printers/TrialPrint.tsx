import { Printer } from 'lucide-react'
import { useState } from 'react'
import type { TrialPage } from '../../../../core/domain/printers.ts'
import { Button } from '../../../ui/Button.tsx'
import { useAction, useCore } from '../../client.ts'
import { Problem } from '../../Problem.tsx'
import { RightMark } from '../../RightMark.tsx'
import { useT } from '../../desk-words.ts'
import { profileToSend, type PrinterSetup } from './printer-draft.ts'

/** Prints the page that a step asks about, and says whether the printer took it: the answer stands on the paper. */
export function TrialPrint({ setup, page }: { setup: PrinterSetup; page: TrialPage }) {
  const t = useT()
  const { client } = useCore()
  const printing = useAction()
  const [sent, setSent] = useState(0)
  const print = async (): Promise<void> => {
    const answer = await printing.run(() =>
      client.printers.trial({ uri: setup.uri, profile: profileToSend(setup), page }),
    )
    if (answer?.ok === true) setSent((count) => count + 1)
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="m-0 text-base">{t(`printers.about.${page}`)}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          tone={sent === 0 ? 'accent' : 'plain'}
          icon={<Printer size={18} aria-hidden="true" />}
          busy={printing.busy}
          data-testid={`trial-${page}`}
          onClick={() => void print()}
        >
          {t(
            page === 'drawer'
              ? 'printers.openDrawer'
              : sent === 0
                ? 'printers.printPage'
                : 'printers.printAgain',
          )}
          {page === 'drawer' && <RightMark wanted="open_drawer" />}
        </Button>
        <span role="status" className="text-note text-second">
          {sent > 0 && !printing.busy && t(page === 'drawer' ? 'printers.kickSent' : 'printers.pageSent')}
        </span>
      </div>
      <Problem trouble={printing.trouble} compact />
    </div>
  )
}
