import { useQuery } from '@tanstack/react-query'
import type { SaleView } from '../../core/contract/views/sale.ts'
import type { SlipView } from '../../core/contract/views/slips.ts'
import type { SheetView } from '../ui/PaperSlip.tsx'
import { Refused, useCore, valueOf } from './client.ts'
import type { Trouble } from '../ui/RefusalPanel.tsx'

/** A slip is never asked for again but by a reprint soon after: hundreds of them a day have no place in the page's memory. */
const KEPT_MS = 30_000

export interface SheetQuery {
  readonly sheet: SheetView | null
  readonly trouble: Trouble | null
}

/** What one print job put out. Should it not be had, the slip is drawn without its logo and codes. */
export function useJobSheet(slip: SlipView | null): SheetQuery {
  const { client } = useCore()
  const query = useQuery({
    queryKey: ['sheet', 'job', slip?.jobId],
    queryFn: () => valueOf(client.slips.ofJob({ jobId: slip?.jobId ?? '' })),
    enabled: slip !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  })
  if (slip === null) return { sheet: null, trouble: null }
  const bare = { document: slip.document, columns: slip.columns, logo: null, codes: [] }
  return { sheet: query.data ?? (query.isError ? bare : null), trouble: null }
}

/** The stored receipt of a sale; null sales have none. */
export function useSaleSheet(sale: SaleView | null): SheetQuery {
  const { client } = useCore()
  const query = useQuery({
    queryKey: ['sheet', 'sale', sale?.id, sale?.documentId],
    queryFn: () => valueOf(client.slips.ofSale({ saleId: sale?.id ?? '' })),
    enabled: sale?.documentId != null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  })
  return {
    sheet: query.data ?? null,
    trouble: query.error instanceof Refused ? query.error.trouble : null,
  }
}
