import type { QrMatrix } from '../../../core/ports/system.ts'
import type { Till } from '../till.ts'

/** The last one drawn for each till: the screen is told the same sale again with every change. */
const drawn = new WeakMap<Till, { readonly text: string; readonly matrix: QrMatrix }>()

/**
 * What the customer can take home on a phone: the signed code of the printed receipt, when it opens the shop's check
 * page. It was made in the transaction that made the sale paid, so it needs no call and is there without a network;
 * the provider's public receipt is known only after one, and LUNAS waits for nothing. A bare signed line is left out,
 * because a phone could do nothing with it. A code that cannot be drawn leaves LUNAS as it is.
 */
export function thanksCode(till: Till, saleId: string): { readonly receiptQr?: QrMatrix } {
  const document = till.store.read.receiptOf(saleId)?.document
  if (document?.kind !== 'receipt' || document.qr?.kind !== 'signed') return {}
  const { text } = document.qr
  if (!text.startsWith('https://')) return {}
  const known = drawn.get(till)
  if (known?.text === text) return { receiptQr: known.matrix }
  try {
    const matrix = till.qr.draw(text)
    drawn.set(till, { text, matrix })
    return { receiptQr: matrix }
  } catch (fault) {
    till.log.warn('thanks_code_undrawn', { fault: String(fault) })
    return {}
  }
}
