import { useQuery } from '@tanstack/react-query'
import { Lock, Search } from 'lucide-react'
import { useState } from 'react'
import type { PrinterSearchView } from '../../../../core/contract/views/printers.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/Field.tsx'
import { Refused, useAction, useCore, valueOf } from '../../client.ts'
import { Problem } from '../../Problem.tsx'
import { useT } from '../../desk-words.ts'
import { atAddress, withBase, type StepProps } from './printer-draft.ts'

type FoundPrinter = PrinterSearchView['printers'][number]

/** Printers this machine shows by itself, and a place to type the address of one that stands in the network. */
export function FindStep({ setup, profiles, onNext }: StepProps) {
  const t = useT()
  const { client } = useCore()
  const looking = useAction()
  const [uri, setUri] = useState(setup.uri)
  const [picked, setPicked] = useState<FoundPrinter | null>(null)
  const [tried, setTried] = useState(false)
  const missing = uri.trim() === ''
  const next = async (): Promise<void> => {
    setTried(true)
    // the form of the address is looked at now; whether anything answers there shows on paper
    if (missing || (await looking.run(() => client.printers.admit({ uri })))?.ok !== true) return
    const addressed = atAddress(setup, uri.trim())
    const name = addressed.name === '' ? (picked?.label ?? '').slice(0, 40) : addressed.name
    const base = picked === null ? undefined : profiles.find(({ id }) => id === picked.profileId)
    // a printer that was set up before keeps what was found out about it
    onNext({ ...(base === undefined || setup.id !== null ? addressed : withBase(addressed, base)), name })
  }
  return (
    <form
      id="printer-step"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void next()
      }}
    >
      <Found
        chosen={uri}
        onPick={(found) => {
          setPicked(found)
          setUri(found.uri)
        }}
      />
      <TextField
        label={t('printers.uri')}
        hint={t('printers.uriHint')}
        problem={tried && missing ? t('printers.uriNeeded') : null}
        value={uri}
        maxLength={200}
        data-testid="setting-printerUri"
        onChange={(event) => {
          setPicked(null)
          looking.clear()
          setUri(event.target.value)
        }}
      />
      <Problem trouble={looking.trouble} compact />
    </form>
  )
}

function Found({ chosen, onPick }: { chosen: string; onPick: (found: FoundPrinter) => void }) {
  const t = useT()
  const { client } = useCore()
  const search = useQuery({
    queryKey: ['printers-found'],
    queryFn: () => valueOf(client.printers.find()),
    gcTime: 0,
  })
  const { data, error, isFetching } = search
  return (
    <section aria-label={t('printers.found')} className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <h3 className="m-0 flex-1 text-note font-semibold text-second">{t('printers.found')}</h3>
        <Button
          icon={<Search size={18} aria-hidden="true" />}
          busy={isFetching}
          onClick={() => void search.refetch()}
        >
          {t('printers.search')}
        </Button>
      </div>
      {error instanceof Refused && <Problem trouble={error.trouble} compact />}
      {isFetching && data === undefined && (
        <p className="m-0 text-note text-second">{t('printers.searching')}</p>
      )}
      {data?.printers.length === 0 && <p className="m-0 text-note text-second">{t('printers.noneFound')}</p>}
      {data !== undefined && data.printers.length > 0 && (
        <div
          role="group"
          aria-label={t('printers.found')}
          className="calm-scroll flex max-h-64 flex-col gap-1.5"
        >
          {data.printers.map((found) => (
            <Button
              key={found.uri}
              spread
              aria-pressed={found.uri === chosen}
              className={found.uri === chosen ? 'border-nila bg-nila-wash' : ''}
              icon={found.locked ? <Lock size={18} aria-hidden="true" className="text-kunyit" /> : undefined}
              onClick={() => onPick(found)}
            >
              {found.label}{' '}
              <span className="font-mono text-small font-normal break-all text-second">{found.uri}</span>
              {found.locked && (
                <span className="block text-small font-normal text-kunyit">{t('printers.locked')}</span>
              )}
            </Button>
          ))}
        </div>
      )}
      {data !== undefined && data.notSearched.length > 0 && (
        <details className="text-small text-second">
          <summary className="inline-block min-h-6 cursor-pointer underline underline-offset-2">
            {t('printers.notSearched')}
          </summary>
          <ul className="m-0 mt-1 pl-5">
            {data.notSearched.map(({ way, detail }) => (
              <li key={way}>
                {t(`printers.way.${way}`)}: <code className="font-mono break-all">{detail}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
