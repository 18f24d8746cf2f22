import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, SwitchField, TextField } from '../../ui/Field.tsx'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { say } from '../state/page.ts'
import { useT } from '../words.ts'
import { Pair, SettingsForm, useSaveSettings } from './SettingsForm.tsx'

export function PrinterSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const { settings } = view
  const { action, save } = useSaveSettings()
  const test = useAction()
  const [uri, setUri] = useState(settings.printerUri)
  const [profile, setProfile] = useState(settings.printerProfile)
  const [paper, setPaper] = useState(settings.paper)
  const [auto, setAuto] = useState(settings.printAutomatically)
  const profiles = useQuery({
    queryKey: ['profiles'],
    queryFn: () => valueOf(client.settings.profiles()),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const changes = { printerUri: uri, printerProfile: profile, paper, printAutomatically: auto }
  /** What is on the screen is tested, so it is saved first. */
  const testPrint = async () => {
    if (!(await save(changes))) return
    const answer = await test.run(() => client.settings.testPrint())
    if (answer?.ok) say(t('print.sent'))
  }
  return (
    <SettingsForm
      busy={action.busy}
      trouble={action.trouble ?? test.trouble}
      onSave={() => void save(changes)}
      more={
        <Button busy={test.busy} data-testid="test-print" onClick={() => void testPrint()}>
          {t('print.test')}
        </Button>
      }
    >
      <TextField
        label={t('print.uri')}
        hint={t('print.uriHint')}
        value={uri}
        maxLength={200}
        data-testid="setting-printerUri"
        onChange={(event) => setUri(event.target.value)}
      />
      <FoundPrinters chosen={uri} onChoose={setUri} />
      {profiles.error instanceof Refused && <Problem trouble={profiles.error.trouble} compact />}
      <Pair>
        <SelectField
          label={t('print.profile')}
          value={profile}
          onChange={(event) => setProfile(event.target.value)}
        >
          {!profiles.data?.some(({ id }) => id === profile) && <option value={profile}>{profile}</option>}
          {profiles.data?.map(({ id, name, columns }) => (
            <option key={id} value={id}>
              {t('print.columns', { name, columns })}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('print.paper')}
          value={paper}
          onChange={(event) => setPaper(event.target.value as '58' | '80')}
        >
          <option value="58">{t('print.paperMm', { width: 58 })}</option>
          <option value="80">{t('print.paperMm', { width: 80 })}</option>
        </SelectField>
      </Pair>
      <SwitchField label={t('print.auto')} checked={auto} onChange={setAuto} />
    </SettingsForm>
  )
}

function FoundPrinters({ chosen, onChoose }: { chosen: string; onChoose: (uri: string) => void }) {
  const t = useT()
  const { client } = useCore()
  const found = useQuery({
    queryKey: ['printers'],
    queryFn: () => valueOf(client.settings.printers()),
    enabled: false,
  })
  return (
    <div className="flex flex-col gap-2 rounded-card bg-ground p-3">
      <Button
        icon={<Search size={18} aria-hidden="true" />}
        busy={found.isFetching}
        className="self-start"
        onClick={() => void found.refetch()}
      >
        {t('print.search')}
      </Button>
      {found.error instanceof Refused && <Problem trouble={found.error.trouble} compact />}
      {found.data?.length === 0 && <p className="m-0 text-note text-second">{t('print.noneFound')}</p>}
      {found.data !== undefined && found.data.length > 0 && (
        <div role="group" aria-label={t('print.found')} className="flex flex-col gap-1.5">
          {found.data.map(({ uri, name }) => (
            <Button key={uri} spread aria-pressed={uri === chosen} onClick={() => onChoose(uri)}>
              {name} <span className="font-mono text-small font-normal text-second">{uri}</span>
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
