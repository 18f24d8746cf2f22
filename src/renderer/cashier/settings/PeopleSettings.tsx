import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { useT } from '../desk-words.ts'
import { ConfirmationSettings } from './people/ConfirmationSettings.tsx'
import { GuardSettings } from './people/GuardSettings.tsx'
import { OwnPinSheet } from './people/OwnPinSheet.tsx'
import { PeopleList } from './people/PeopleList.tsx'

/** Who works here, what guards the till, and everybody's own PIN. */
export function PeopleSettings({ view }: { view: CounterView }) {
  return (
    <div className="flex flex-col gap-6">
      <PeopleList view={view} />
      <OwnPin name={view.actor.name} />
      <ConfirmationSettings view={view} />
      <GuardSettings view={view} />
    </div>
  )
}

function OwnPin({ name }: { name: string }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <section className="flex items-center gap-4 rounded-card border border-line bg-card p-6">
      <div className="min-w-0 flex-1">
        <h3 className="m-0 text-lead font-bold">
          {t('people.ownPin')} <span className="font-normal text-second">· {name}</span>
        </h3>
        <p className="m-0 text-base text-second">{t('people.ownPinAbout')}</p>
      </div>
      <Button
        icon={<KeyRound size={18} aria-hidden="true" />}
        data-testid="own-pin"
        onClick={() => setOpen(true)}
      >
        {t('people.changeOwnPin')}
      </Button>
      {open && <OwnPinSheet onClose={() => setOpen(false)} />}
    </section>
  )
}
