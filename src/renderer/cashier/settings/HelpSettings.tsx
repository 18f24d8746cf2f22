import { FileArchive } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { saveFile } from '../../ui/slip-files.ts'
import { useAction, useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'

/** One file for whoever helps; it goes where the person sends it and nowhere else. */
export function HelpSettings() {
  const t = useT()
  const { client } = useCore()
  const saving = useAction()
  const save = async () => {
    const answer = await saving.run(() => client.help.logs())
    if (!answer?.ok) return
    const { name, base64 } = answer.value
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    saveFile(name, new Blob([bytes], { type: 'application/zip' }))
    say(t('help.saved', { name }))
  }
  return (
    <section className="flex flex-col items-start gap-4 rounded-card border border-line bg-card p-6">
      <div className="flex items-start gap-4">
        <FileArchive size={24} aria-hidden="true" className="mt-0.5 shrink-0 text-second" />
        <p className="m-0 flex-1 text-base text-second">{t('help.about')}</p>
      </div>
      <Button tone="accent" busy={saving.busy} data-testid="help-logs" onClick={() => void save()}>
        {t('help.save')}
        <RightMark wanted="change_settings" />
      </Button>
      <Problem trouble={saving.trouble} compact />
    </section>
  )
}
