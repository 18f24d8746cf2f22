import { Banknote, FlaskConical, GraduationCap } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Badge } from '../../ui/States.tsx'
import { useAction, useCore } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { useT } from '../desk-words.ts'

const MODES: readonly { mode: Mode; icon: ReactNode }[] = [
  { mode: 'practice', icon: <GraduationCap size={24} aria-hidden="true" /> },
  { mode: 'test', icon: <FlaskConical size={24} aria-hidden="true" /> },
  { mode: 'live', icon: <Banknote size={24} aria-hidden="true" /> },
]

/** Which money is moved. Each mode has books of its own. */
export function ModeSettings({ view }: { view: CounterView }) {
  const t = useT()
  const { client, draft } = useCore()
  const action = useAction()
  const occupied = view.sale !== null && view.sale.status !== 'paid' && view.sale.status !== 'canceled'
  const change = (mode: Mode) =>
    void action.run(async () => {
      await draft.flush()
      return await client.settings.switchMode({ mode })
    })
  return (
    <div className="flex flex-col gap-3">
      <p className="m-0 text-base text-second">{t('switch.about')}</p>
      <Problem trouble={action.trouble} compact />
      {occupied && <p className="m-0 text-base font-semibold text-kunyit">{t('switch.busy')}</p>}
      {MODES.map(({ mode, icon }) => (
        <section
          key={mode}
          className={cx(
            'flex items-center gap-4 rounded-card border bg-card p-5',
            mode === view.mode ? 'border-nila ring-1 ring-nila' : 'border-line',
          )}
        >
          <span className="shrink-0 text-second">{icon}</span>
          <div className="min-w-0 flex-1">
            <h3 className="m-0 text-lead font-bold">{t(`switch.${mode}`)}</h3>
            <p className="m-0 text-base text-second">{t(`switch.${mode}About`)}</p>
          </div>
          {mode === view.mode ? (
            <Badge tone="nila">{t('switch.now')}</Badge>
          ) : (
            <Button
              busy={action.busy}
              disabled={occupied}
              data-testid={`mode-${mode}`}
              onClick={() => change(mode)}
            >
              {t('switch.go', { mode: t(`switch.${mode}`) })}
              <RightMark wanted="switch_mode" />
            </Button>
          )}
        </section>
      ))}
    </div>
  )
}
