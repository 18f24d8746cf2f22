import { CircleCheck } from 'lucide-react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { PersonButton } from '../people/PersonButton.tsx'
import { Toast } from '../Toast.tsx'
import { useT } from '../words.ts'
import { AttentionPill, NetworkPill, SoundPill } from './pills.tsx'
import { PrinterPill } from './PrinterPill.tsx'
import { ShiftPill } from './ShiftPill.tsx'
import { BooksBanner } from './BooksBanner.tsx'
import { ModeBanner } from './ModeBanner.tsx'

/** Whose till this is, and how everything around it is doing. */
export function StatusBar({ view }: { view: CounterView }) {
  const t = useT()
  const { settings } = view
  return (
    <header className="relative shrink-0">
      <ModeBanner mode={view.mode} />
      <BooksBanner view={view} />
      <div className="flex min-h-14 shrink-0 items-center gap-3 border-b border-line bg-card px-5 max-[960px]:flex-wrap max-[960px]:gap-y-1 max-[960px]:py-1.5">
        <div className="flex min-w-0 items-baseline gap-4 overflow-hidden">
          <strong className="truncate text-lead font-bold">{settings.shopName}</strong>
          <span className="truncate text-base text-second max-[1180px]:hidden">
            {t('header.till', { till: settings.terminalName })}
          </span>
        </div>
        <div className="ml-auto flex shrink-0 items-center gap-2">
          <SoundPill />
          <NetworkPill view={view} />
          <PrinterPill view={view} />
          <ShiftPill view={view} />
          <AttentionPill count={view.attentionCount} icon={<CircleCheck size={16} aria-hidden="true" />} />
          <PersonButton view={view} />
        </div>
      </div>
      <Toast />
    </header>
  )
}
