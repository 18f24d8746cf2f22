import { useState, type ReactNode } from 'react'
import {
  codesAsDots,
  codesOfSize,
  columnsTyped,
  drawerStayedClosed,
  feedingMore,
  withColumns,
  withDrawer,
  withKnife,
  withoutDrawer,
} from '../../../../core/domain/printer-setup.ts'
import { sampleModuleDots, type TrialPage } from '../../../../core/domain/printers.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/Field.tsx'
import { useT } from '../../desk-words.ts'
import { WIDTHS, withAnswer, type StepProps } from './printer-draft.ts'
import { TrialPrint } from './TrialPrint.tsx'

/** One page on paper and the question it answers. */
function PaperStep({
  setup,
  page,
  onSubmit,
  children,
}: Pick<StepProps, 'setup'> & { page: TrialPage; onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      id="printer-step"
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <TrialPrint setup={setup} page={page} />
      {children}
    </form>
  )
}

/** Answers side by side; each is one press. */
const Answers = ({ question, children }: { question: string; children: ReactNode }) => (
  <fieldset className="m-0 flex flex-col gap-2 border-0 p-0">
    <legend className="mb-1.5 p-0 text-note font-semibold text-second">{question}</legend>
    <div className="flex flex-wrap gap-2">{children}</div>
  </fieldset>
)

/** What an answer changed, said where it was given. */
const Note = ({ children }: { children: ReactNode }) => (
  <p role="status" className="m-0 text-note text-second">
    {children}
  </p>
)

export function WidthStep({ setup, onNext }: StepProps) {
  const t = useT()
  const [typed, setTyped] = useState(String(setup.profile.columns))
  const [tried, setTried] = useState(false)
  const columns = columnsTyped(typed, WIDTHS)
  return (
    <PaperStep
      setup={setup}
      page="ruler"
      onSubmit={() => {
        setTried(true)
        if (columns !== null) onNext(withAnswer(setup, (profile) => withColumns(profile, columns)))
      }}
    >
      <TextField
        label={t('printers.lastNumber')}
        hint={t('printers.lastNumberHint')}
        problem={tried && columns === null ? t('printers.lastNumberBad', WIDTHS) : null}
        inputMode="numeric"
        value={typed}
        maxLength={2}
        className="max-w-32 font-mono"
        data-testid="printer-columns"
        onChange={(event) => setTyped(event.target.value)}
      />
    </PaperStep>
  )
}

export function LettersStep({ setup, onNext }: StepProps) {
  const t = useT()
  const [isBad, setIsBad] = useState(false)
  return (
    <PaperStep setup={setup} page="letters" onSubmit={() => onNext(setup)}>
      <Answers question={t('printers.lettersAsk')}>
        <Button onClick={() => onNext(setup)}>{t('printers.yes')}</Button>
        <Button onClick={() => setIsBad(true)}>{t('printers.no')}</Button>
      </Answers>
      {isBad && <Note>{t('printers.lettersBad')}</Note>}
    </PaperStep>
  )
}

export function CodesStep({ setup, onChange, onNext }: StepProps) {
  const t = useT()
  const { qr } = setup.profile
  const [isUnread, setIsUnread] = useState(false)
  return (
    <PaperStep setup={setup} page="codes" onSubmit={() => onNext(setup)}>
      <Answers question={t('printers.codesAsk')}>
        {sampleModuleDots(setup.profile).map((dots) => (
          <Button
            key={dots}
            aria-pressed={qr.qrisModuleDots === dots}
            data-testid={`codes-${dots}`}
            onClick={() => onNext(withAnswer(setup, (profile) => codesOfSize(profile, dots)))}
          >
            {t('printers.dots', { dots })}
          </Button>
        ))}
        <Button
          data-testid="codes-none"
          onClick={() => {
            setIsUnread(true)
            onChange(withAnswer(setup, codesAsDots))
          }}
        >
          {t('printers.codesNone')}
        </Button>
      </Answers>
      {isUnread && <Note>{t('printers.codesUnread')}</Note>}
    </PaperStep>
  )
}

export function CutStep({ setup, onChange, onNext }: StepProps) {
  const t = useT()
  const { cutter, feedLines } = setup.profile
  return (
    <PaperStep setup={setup} page="cut" onSubmit={() => onNext(setup)}>
      <Answers question={t(cutter.kind === 'none' ? 'printers.tearAsk' : 'printers.cutAsk')}>
        <Button onClick={() => onNext(setup)}>{t('printers.yes')}</Button>
        <Button data-testid="cut-short" onClick={() => onChange(withAnswer(setup, feedingMore))}>
          {t('printers.cutShort')}
        </Button>
        {cutter.kind === 'none' ? (
          <Button onClick={() => onChange(withAnswer(setup, (profile) => withKnife(profile, true)))}>
            {t('printers.hasKnife')}
          </Button>
        ) : (
          <Button
            data-testid="cut-none"
            onClick={() => onChange(withAnswer(setup, (profile) => withKnife(profile, false)))}
          >
            {t('printers.noKnife')}
          </Button>
        )}
      </Answers>
      <Note>{t(cutter.kind === 'none' ? 'printers.tearNow' : 'printers.cutNow', { lines: feedLines })}</Note>
    </PaperStep>
  )
}

export function DrawerStep({ setup, onChange, onNext }: StepProps) {
  const t = useT()
  const { drawer } = setup.profile
  if (drawer === null) {
    return (
      <form
        id="printer-step"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onNext(setup)
        }}
      >
        <p className="m-0 text-base">{t('printers.noDrawer')}</p>
        <Button className="self-start" onClick={() => onChange(withAnswer(setup, withDrawer))}>
          {t('printers.hasDrawer')}
        </Button>
      </form>
    )
  }
  return (
    <PaperStep setup={setup} page="drawer" onSubmit={() => onNext(setup)}>
      <Answers question={t('printers.drawerAsk')}>
        <Button onClick={() => onNext(setup)}>{t('printers.yes')}</Button>
        <Button data-testid="drawer-closed" onClick={() => onChange(withAnswer(setup, drawerStayedClosed))}>
          {t('printers.drawerClosed')}
        </Button>
        <Button data-testid="drawer-none" onClick={() => onNext(withAnswer(setup, withoutDrawer))}>
          {t('printers.drawerNone')}
        </Button>
      </Answers>
      <Note>{t('printers.drawerPin', { pin: drawer.pin })}</Note>
    </PaperStep>
  )
}
