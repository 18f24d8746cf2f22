import { LoaderCircle, Unplug } from 'lucide-react'
import { useKeys } from '../ui/keys.ts'
import { useCounter } from './state/counter.ts'
import { useT } from './words.ts'

/** Lies over everything while the core is not heard: what is below may be old, and nothing can be pressed. */
export function Cover() {
  const t = useT()
  const hearing = useCounter((state) => state.hearing)
  const first = useCounter((state) => state.view === null && state.locked === null)
  useKeys({}, { modal: hearing === 'silent', above: 9 })
  if (hearing === 'live') return null
  if (first && hearing === 'connecting') {
    return (
      <main className="h-full">
        <h1 className="sr-only">Gerai</h1>
        <div role="status" className="flex h-full items-center justify-center gap-3 text-lead text-second">
          <LoaderCircle className="animate-spin" aria-hidden="true" />
          {t('cover.connecting')}
        </div>
      </main>
    )
  }
  return (
    <div
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="cover-title"
      data-testid="cover"
      className="fixed inset-0 z-50 flex animate-appear items-center justify-center bg-shade p-6 backdrop-blur-[3px]"
    >
      <div className="max-w-xl rounded-sheet border border-line bg-card p-8 text-center">
        <Unplug size={40} aria-hidden="true" className="mx-auto text-kunyit" />
        <h1 id="cover-title" className="m-0 mt-3 text-large font-bold">
          {t('cover.title')}
        </h1>
        <p className="m-0 mt-2 text-lead text-balance">{t('cover.safe')}</p>
        <p className="m-0 mt-1 text-lead text-balance text-second">{t('cover.next')}</p>
      </div>
    </div>
  )
}
