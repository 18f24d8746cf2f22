import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Printer, PrinterProfile } from '../../../../core/domain/printers.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/cx.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useAction, useCore } from '../../client.ts'
import { Problem } from '../../Problem.tsx'
import { say } from '../../state/page.ts'
import { useT } from '../../desk-words.ts'
import { FindStep } from './FindStep.tsx'
import { KindStep } from './KindStep.tsx'
import { NameStep } from './NameStep.tsx'
import { CodesStep, CutStep, DrawerStep, LettersStep, WidthStep } from './paper-steps.tsx'
import {
  newSetup,
  profileToSend,
  SETUP_STEPS,
  setupOf,
  type PrinterSetup,
  type SetupStep,
  type StepProps,
} from './printer-draft.ts'

const STEPS: Readonly<Record<SetupStep, (props: StepProps) => ReactNode>> = {
  find: FindStep,
  kind: KindStep,
  width: WidthStep,
  letters: LettersStep,
  codes: CodesStep,
  cut: CutStep,
  drawer: DrawerStep,
  name: NameStep,
}

/** Finds a printer and asks the paper what it can do, one question after the other. Stored at the end, all at once. */
export function PrinterWizard({
  printer,
  profiles,
  fallback,
  onClose,
  onSaved,
}: {
  /** Null sets up a new one. */
  printer: Printer | null
  profiles: readonly PrinterProfile[]
  fallback: PrinterProfile
  onClose: () => void
  onSaved: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const saving = useAction()
  const [step, setStep] = useState<SetupStep>('find')
  const [setup, setSetup] = useState<PrinterSetup>(() =>
    printer === null ? newSetup(fallback) : setupOf(printer, profiles, fallback),
  )
  const place = SETUP_STEPS.indexOf(step)
  const body = useRef<HTMLDivElement>(null)
  // each step begins at its first field or button, so that the whole way can be gone by keyboard
  useEffect(() => body.current?.querySelector<HTMLElement>('input, select, button')?.focus(), [step])
  const go = (to: number): void => {
    saving.clear()
    setStep(SETUP_STEPS[Math.max(0, Math.min(to, SETUP_STEPS.length - 1))] ?? 'find')
  }
  const save = async (last: PrinterSetup): Promise<void> => {
    const { id, name, uri, roles, finding } = last
    const answer = await saving.run(() =>
      client.printers.save({
        id,
        name: name.trim(),
        uri,
        profile: profileToSend(last),
        roles: [...roles],
        finding,
      }),
    )
    if (answer?.ok !== true) return
    say(t('printers.saved'))
    onSaved()
  }
  const next = (changed: PrinterSetup): void => {
    setSetup(changed)
    if (step === 'name') void save(changed)
    else go(place + 1)
  }
  const Body = STEPS[step]
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(printer === null ? 'printers.add' : 'printers.change')}
      description={t('printers.stepOf', {
        step: place + 1,
        steps: SETUP_STEPS.length,
        name: t(`printers.step.${step}`),
      })}
      closeLabel={t('common.close')}
      width="medium"
      testId="printer-wizard"
      initialFocus="content"
    >
      <Progress place={place} />
      {/* as tall as most steps, so that the way on stays in its place */}
      <div ref={body} className="min-h-64">
        <Body key={step} setup={setup} profiles={profiles} onChange={setSetup} onNext={next} />
      </div>
      {saving.trouble !== null && (
        <div className="mt-4">
          <Problem trouble={saving.trouble} compact />
        </div>
      )}
      <div className="mt-6 flex flex-wrap gap-2.5 border-t border-line pt-4">
        <Button disabled={place === 0} data-testid="wizard-back" onClick={() => go(place - 1)}>
          {t('printers.back')}
        </Button>
        <span className="flex-1" />
        <Button
          tone="accent"
          type="submit"
          form="printer-step"
          busy={saving.busy}
          className="min-w-32"
          data-testid="wizard-next"
        >
          {t(step === 'name' ? 'common.save' : 'printers.next')}
        </Button>
      </div>
    </Dialog>
  )
}

/** Where one is, in the steps that lie before; the words stand in the title. */
const Progress = ({ place }: { place: number }) => (
  <div aria-hidden="true" className="mb-4 flex gap-1.5">
    {SETUP_STEPS.map((each, index) => (
      <span key={each} className={cx('h-1 flex-1 rounded-full', index <= place ? 'bg-nila' : 'bg-line')} />
    ))}
  </div>
)
