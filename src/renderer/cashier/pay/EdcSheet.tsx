import { useRef, useState, type KeyboardEvent } from 'react'
import {
  checkEdcSlip,
  EDC_REQUIRED,
  ENTRY_MODES,
  looksLikeCardNumber,
  type EdcField,
  type EdcRefusal,
  type EdcSlip,
  type EntryMode,
} from '../../../core/domain/tenders/evidence.ts'
import type { Amount } from '../../../core/domain/money.ts'
import { sentenceFor } from '../../../core/domain/sentences/sentence-for.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { KeyBindings } from '../../ui/keys.ts'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { useAction, useCore, withCart } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { useCounter } from '../state/counter.ts'
import { closeSheet, closeThisSheet } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { PhotoField } from '../photo/PhotoField.tsx'
import { useT } from '../photo/photo-words.ts'
import { inPlace, keepTerminal, knownTerminals, type Terminal } from './terminals.ts'
import { UsedEvidence } from './UsedEvidence.tsx'

type TextFieldName = Exclude<EdcField, 'entryMode'>

const FIELDS: readonly TextFieldName[] = [
  ...(EDC_REQUIRED as readonly TextFieldName[]),
  'lastFour',
  'rrn',
  'batch',
  'mid',
]

const EMPTY: EdcSlip = {
  bank: '',
  tid: '',
  mid: '',
  batch: '',
  trace: '',
  rrn: '',
  approvalCode: '',
  lastFour: '',
  entryMode: 'chip',
}

/** Only digits in these, so that a touch screen offers them first. */
const DIGITS: ReadonlySet<EdcField> = new Set(['trace', 'lastFour', 'batch'])

/**
 * Copies a card terminal's slip. The terminal of the last slip stands there already, others are one press away; what is
 * new on each slip is always typed from it, since that is what shows that somebody held it. A card number is refused as
 * it is typed, and wiped from the field at once.
 */
export function EdcSheet({ due, part }: { due: Amount; part: Amount | null }) {
  const t = useT()
  const core = useCore()
  const { full, language } = useMoney()
  const action = useAction()
  const mode = useCounter((state) => state.view?.mode ?? 'practice')
  const [latest] = useState(() => knownTerminals(mode)[0])
  // each in its own place, so that a key means the same machine tomorrow
  const [terminals] = useState(() => inPlace(knownTerminals(mode)))
  const [slip, setSlip] = useTyped<EdcSlip>('edc.slip', { ...EMPTY, ...latest })
  const [photo, setPhoto] = useTyped<string | null>('edc.photo', null)
  const [refusal, setRefusal] = useState<EdcRefusal | null>(null)
  const inputs = useRef(new Map<EdcField, HTMLInputElement | null>())
  // what stands there from the slip before is not gone through again
  const [first] = useState(() => FIELDS.find((field) => slip[field] === '') ?? FIELDS[0])

  const refuse = (error: EdcRefusal) => {
    setRefusal(error)
    inputs.current.get(error.field)?.focus()
  }
  const type = (field: TextFieldName, value: string) => {
    action.clear()
    if (looksLikeCardNumber(value)) {
      setSlip((before) => ({ ...before, [field]: '' }))
      refuse({ type: 'card_number_typed', field })
      return
    }
    setSlip((before) => ({ ...before, [field]: value }))
    if (refusal?.field === field) setRefusal(null)
  }
  const record = async (override: { reason: string } | null = null) => {
    const checked = checkEdcSlip(slip)
    if (!checked.ok) return refuse(checked.error)
    const close = closeThisSheet()
    const answer = await action.run((attemptId) =>
      withCart(core, () =>
        core.client.sale.recordEdc({ attemptId, amount: part, slip: checked.value, photo, override }),
      ),
    )
    if (answer?.ok) {
      keepTerminal(mode, checked.value)
      close()
    } else if (answer?.error.type === 'card_number_typed') {
      type(answer.error.field as TextFieldName, '')
    }
  }
  const choose = (terminal: Terminal) => {
    action.clear()
    setRefusal(null)
    setSlip((before) => ({ ...before, ...terminal }))
    const next = EDC_REQUIRED.find((field) => ({ ...slip, ...terminal })[field] === '') ?? 'trace'
    inputs.current.get(next)?.focus()
  }
  /** Enter goes on to what is still missing; a slip that lacks nothing, or nothing but this field, is recorded. */
  const goOn = (event: KeyboardEvent<HTMLInputElement>, field: TextFieldName) => {
    if (event.key !== 'Enter' || slip[field] === '') return
    const next = EDC_REQUIRED.find((each) => slip[each].trim() === '')
    if (next === undefined) return
    event.preventDefault()
    inputs.current.get(next)?.focus()
  }
  const problemOf = (field: EdcField): string | null =>
    refusal?.field === field ? sentenceFor(refusal, language).what : null
  const several = terminals.length > 1
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={t('edc.title')}
      description={t('edc.about', { amount: full(due) })}
      closeLabel={t('common.close')}
      width="wide"
      testId="edc-sheet"
      keys={several ? keysOf(terminals, choose) : {}}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void record()
        }}
      >
        {several && (
          <div role="group" aria-label={t('edc.terminals')} className="flex flex-wrap gap-2">
            {terminals.map((terminal, index) => (
              <Button
                key={`${terminal.bank} ${terminal.tid}`}
                tone="quiet"
                cap={`F${index + 1}`}
                aria-pressed={slip.bank === terminal.bank && slip.tid === terminal.tid}
                data-testid="edc-terminal"
                className="aria-pressed:bg-nila-wash aria-pressed:text-nila aria-pressed:ring-2 aria-pressed:ring-nila aria-pressed:ring-inset"
                onClick={() => choose(terminal)}
              >
                {terminal.bank} · {terminal.tid}
              </Button>
            ))}
          </div>
        )}
        <div className="grid gap-x-5 gap-y-2 sm:grid-cols-3">
          {FIELDS.map((field) => (
            <TextField
              key={field}
              autoFocus={field === first}
              label={t(`edc.${field}`)}
              hint={t((EDC_REQUIRED as readonly string[]).includes(field) ? 'edc.required' : 'edc.optional')}
              problem={problemOf(field)}
              value={slip[field]}
              maxLength={60}
              inputMode={DIGITS.has(field) ? 'numeric' : undefined}
              autoCapitalize="characters"
              data-testid={`edc-${field}`}
              inputRef={(element) => {
                inputs.current.set(field, element)
              }}
              onKeyDown={(event) => goOn(event, field)}
              onChange={(event) => type(field, event.target.value)}
            />
          ))}
          <SelectField
            label={t('edc.entryMode')}
            value={slip.entryMode}
            data-testid="edc-entryMode"
            onChange={(event) =>
              setSlip((before) => ({ ...before, entryMode: event.target.value as EntryMode }))
            }
          >
            {ENTRY_MODES.map((mode) => (
              <option key={mode} value={mode}>
                {t(`edc.${mode}`)}
              </option>
            ))}
          </SelectField>
        </div>
        <PhotoField
          photo={photo}
          onPhoto={(taken) => {
            action.clear()
            setPhoto(taken)
          }}
        />
        <Problem trouble={refusal ?? action.trouble} compact />
        {action.trouble?.type === 'evidence_used' ? (
          <UsedEvidence busy={action.busy} onReason={(reason) => void record({ reason })} />
        ) : (
          <Button
            type="submit"
            tone="accent"
            size="large"
            cap="⏎"
            busy={action.busy}
            data-testid="edc-record"
          >
            {t('edc.record')}
          </Button>
        )}
      </form>
    </Dialog>
  )
}

const keysOf = (terminals: readonly Terminal[], choose: (terminal: Terminal) => void): KeyBindings =>
  Object.fromEntries(terminals.map((terminal, index) => [`F${index + 1}`, () => choose(terminal)]))
