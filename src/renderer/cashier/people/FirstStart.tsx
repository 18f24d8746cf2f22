import { inElectron } from '../../api/link.ts'
import { LANGUAGES, type Language } from '../../../core/domain/language.ts'
import { KeyRound, LifeBuoy, UserRound } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { LockedView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { TextField } from '../../ui/Field.tsx'
import { useKeys } from '../../ui/keys.ts'
import { PinPad } from '../../ui/PinPad.tsx'
import { useAction, useCore } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { ModeBanner } from '../status/ModeBanner.tsx'
import { setLanguage, useLanguage, useT } from '../words.ts'
import { NewPinFields } from './NewPinFields.tsx'
import { useNewPin } from './use-new-pin.ts'

/** Nobody exists yet: whoever stands here becomes the owner, and sells a minute later. */
export function FirstStart({ locked }: { locked: LockedView }) {
  const t = useT()
  const { client } = useCore()
  const language = useLanguage()
  const action = useAction()
  const [name, setName] = useState('')
  const [nameMissing, setNameMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const newPin = useNewPin()

  const begin = async (): Promise<void> => {
    const given = name.trim()
    if (given === '') {
      setNameMissing(true)
      field.current?.focus()
      return
    }
    const pin = newPin.check()
    if (pin === null) return
    const answer = await action.run(() => client.people.createOwner({ name: given, pin }))
    // the shop speaks the language that was chosen here; if that fails it is one press away in the settings
    if (answer?.ok === true && language !== locked.language)
      await client.settings.save({ language }).catch(() => undefined)
  }
  useKeys({ ...newPin.keys, Enter: () => void begin() }, { modal: true })
  return (
    <div className="flex h-full flex-col" data-testid="first-start">
      <ModeBanner mode={locked.mode} fixed />
      <main className="calm-scroll flex min-h-0 flex-1 flex-col items-center justify-center-safe px-6 py-4">
        <form
          className="grid w-full max-w-5xl grid-cols-[minmax(0,1fr)_minmax(0,1.55fr)] gap-x-10 max-[900px]:grid-cols-1"
          onSubmit={(event) => {
            event.preventDefault()
            void begin()
          }}
        >
          <div className="flex flex-col gap-4 py-2">
            <Languages chosen={language} />
            <div>
              <h1 className="m-0 text-large font-bold text-balance">
                {locked.mode === 'practice'
                  ? t('first.title')
                  : t('first.titleMode', { mode: t(`mode.${locked.mode}`) })}
              </h1>
              <p className="m-0 mt-1.5 text-lead text-balance text-second">
                {t(locked.mode === 'practice' ? 'first.about' : 'first.aboutMode')}
              </p>
            </div>
            <ul className="m-0 flex list-none flex-col gap-3.5 p-0 text-base">
              <Fact icon={<UserRound size={20} aria-hidden="true" />}>{t('first.owner')}</Fact>
              <Fact icon={<KeyRound size={20} aria-hidden="true" />}>{t('first.pin')}</Fact>
              <Fact icon={<LifeBuoy size={20} aria-hidden="true" />}>
                {t(inElectron() ? 'first.forgottenDesktop' : 'first.forgotten')}
              </Fact>
            </ul>
          </div>
          <div className="grid grid-cols-[minmax(0,1fr)_minmax(200px,260px)] gap-x-6 max-[560px]:grid-cols-1 gap-y-4 rounded-sheet border border-line bg-card p-6">
            <div className="flex flex-col gap-3.5">
              <TextField
                label={t('first.name')}
                problem={nameMissing ? t('people.needName') : null}
                value={name}
                maxLength={40}
                inputRef={field}
                autoFocus
                data-testid="owner-name"
                onChange={(event) => {
                  setName(event.target.value)
                  setNameMissing(false)
                  action.clear()
                }}
              />
              <NewPinFields newPin={newPin} />
            </div>
            <div className="self-end">
              <PinPad pin={newPin.active} eraseLabel={t('common.erase')} disabled={action.busy} />
            </div>
            <div className="col-span-full flex flex-col gap-3">
              <Problem trouble={action.trouble} compact />
              <Button
                type="submit"
                tone="accent"
                size="large"
                cap="⏎"
                busy={action.busy}
                data-testid="owner-go"
              >
                {t('first.go')}
              </Button>
            </div>
          </div>
        </form>
      </main>
    </div>
  )
}

const Fact = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <li className="flex gap-3">
    <span className="mt-0.5 shrink-0 text-nila">{icon}</span>
    <span>{children}</span>
  </li>
)

const NAMES: Readonly<Record<Language, string>> = { id: 'Bahasa Indonesia', en: 'English' }

function Languages({ chosen }: { chosen: Language }) {
  const t = useT()
  return (
    <div role="group" aria-label={t('first.language')} className="-ml-1 flex gap-1">
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === chosen}
          data-testid={`language-${language}`}
          onClick={() => setLanguage(language)}
          className={cx(
            'min-h-11 rounded-full px-4 text-note font-semibold',
            language === chosen ? 'bg-ink text-ground' : 'text-second hover:bg-ink/5',
          )}
        >
          {NAMES[language]}
        </button>
      ))}
    </div>
  )
}
