import { lazy, Suspense } from 'react'
import type { PaperSlipProps } from '../ui/PaperSlip.tsx'

/** Laying paper out takes more words and rules than selling does: fetched when the first slip is shown. */
const PaperSlip = lazy(async () => ({ default: (await import('../ui/PaperSlip.tsx')).PaperSlip }))
const SlipTools = lazy(async () => ({ default: (await import('./SlipTools.tsx')).SlipTools }))

/** A slip on the screens that are there from the start; where there is room, with ways to keep it as a file. */
export const SlipPaper = ({
  keepable = false,
  ...paper
}: PaperSlipProps & { readonly keepable?: boolean }) => (
  <Suspense fallback={null}>
    <PaperSlip {...paper} />
    {keepable && (
      <div className="max-w-74 pb-4">
        <SlipTools sheet={paper.sheet} />
      </div>
    )}
  </Suspense>
)
