import type { SaleView } from '../../../core/contract/views/sale.ts'
import { PaperSlip } from '../../ui/PaperSlip.tsx'
import { Problem } from '../Problem.tsx'
import { useSaleSheet } from '../slip-sheets.ts'
import { SlipTools } from '../SlipTools.tsx'
import { useT } from '../desk-words.ts'

/** The receipt of a sale as it was printed, to look at and to keep as a file. */
export function StoredSlip({ sale }: { sale: SaleView }) {
  const t = useT()
  const { sheet, trouble } = useSaleSheet(sale)
  if (trouble !== null) return <Problem trouble={trouble} compact />
  if (sheet === null) return null
  return (
    <div className="flex flex-col gap-3 overflow-x-auto rounded-card bg-ground p-4">
      <PaperSlip sheet={sheet} label={t('paid.slip', { number: sale.number })} />
      <SlipTools sheet={sheet} />
    </div>
  )
}
