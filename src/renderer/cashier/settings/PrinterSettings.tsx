import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { Printer } from '../../../core/domain/printers.ts'
import { Button } from '../../ui/Button.tsx'
import { SwitchField } from '../../ui/Field.tsx'
import { LoadingRows } from '../../ui/States.tsx'
import { Refused, useCore, valueOf } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { useT } from '../desk-words.ts'
import { PrinterCard } from './printers/PrinterCard.tsx'
import { PrinterWizard } from './printers/PrinterWizard.tsx'
import { SlipRouting } from './printers/SlipRouting.tsx'
import { SettingsForm, useSaveSettings } from './SettingsForm.tsx'

/** The printers of this till, and what each of them prints. */
export function PrinterSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const queries = useQueryClient()
  const [wizard, setWizard] = useState<{ readonly printer: Printer | null } | null>(null)
  // what a printer said last comes with the view; how it is set up is asked for
  const printers = useQuery({ queryKey: ['printers'], queryFn: () => valueOf(client.printers.list()) })
  const profiles = useQuery({
    queryKey: ['printer-profiles'],
    queryFn: () => valueOf(client.printers.profiles()),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const changed = (): void => void queries.invalidateQueries({ queryKey: ['printers'] })
  const [generic] = profiles.data ?? []
  const trouble = [printers.error, profiles.error].find((error) => error instanceof Refused)
  return (
    <div className="flex flex-col gap-6">
      <section
        aria-label={t('printers.title')}
        className="flex flex-col gap-4 rounded-card border border-line bg-card p-6"
      >
        {trouble !== undefined && <Problem trouble={trouble.trouble} compact />}
        {printers.isPending && <LoadingRows rows={2} label={t('common.loading')} />}
        {printers.data?.length === 0 && <p className="m-0 text-base">{t('printers.none')}</p>}
        {printers.data?.map((printer) => (
          <PrinterCard
            key={printer.id}
            printer={printer}
            now={view.printers.find(({ id }) => id === printer.id) ?? null}
            settings={view.settings}
            onChange={() => setWizard({ printer })}
            onChanged={changed}
          />
        ))}
        <Button
          tone={printers.data?.length === 0 ? 'accent' : 'plain'}
          icon={<Plus size={18} aria-hidden="true" />}
          className="self-start"
          disabled={generic === undefined}
          data-testid="printer-add"
          onClick={() => setWizard({ printer: null })}
        >
          {t('printers.add')}
        </Button>
      </section>
      <Automatic view={view} />
      {view.printers.length > 1 && <SlipRouting view={view} />}
      {wizard !== null && generic !== undefined && (
        <PrinterWizard
          printer={wizard.printer}
          profiles={profiles.data ?? []}
          fallback={generic}
          onClose={() => setWizard(null)}
          onSaved={() => {
            setWizard(null)
            changed()
          }}
        />
      )}
    </div>
  )
}

function Automatic({ view }: { view: CounterView }) {
  const t = useT()
  const { action, save } = useSaveSettings()
  const [isOn, setIsOn] = useState(view.settings.printAutomatically)
  return (
    <SettingsForm
      busy={action.busy}
      trouble={action.trouble}
      onSave={() => void save({ printAutomatically: isOn })}
    >
      <SwitchField label={t('printers.auto')} checked={isOn} onChange={setIsOn} />
    </SettingsForm>
  )
}
