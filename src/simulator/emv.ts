import QRCode from 'qrcode'
import { amountOf } from '../core/domain/money.ts'
import { buildQris, crc16, parseQris, type QrisFields } from '../core/domain/provider/qris.ts'
import type { SessionRow } from './books.ts'
import type { QrVariant } from './faults.ts'
import { MERCHANT } from './options.ts'

/** Bank Indonesia's limit for one payment: above it no provider makes a code. */
export const QRIS_LIMIT_RUPIAH = 10_000_000

/** The dynamic code of a session, or one of the wrong codes that a till must refuse to show. */
export function qrisPayload(session: SessionRow, variant: QrVariant | null = null): string {
  const fields = fieldsOf(session)
  switch (variant) {
    case null:
      return build(fields)
    case 'static':
      return build({ ...fields, initiation: 'static', amount: null })
    case 'wrongAmount':
      return build({ ...fields, amount: amountOf(session.amount + 1) })
    case 'wrongMerchant':
      return build({
        ...fields,
        national: { nmid: 'ID9990000000029', size: 'UME' },
        merchantName: 'TOKO LAIN',
      })
    case 'tip':
      return withTip(build(fields))
    case 'badCrc':
      return build(fields).replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    case 'notQris':
      return `https://example.com/${session.id}`
  }
}

/** As an image: 4 white modules around it, 4 px per module, which fits a phone without scaling. */
export const qrPng = (text: string): Promise<Buffer> =>
  QRCode.toBuffer(text, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale: 4 })

function fieldsOf(session: SessionRow): QrisFields {
  return {
    initiation: 'dynamic',
    amount: amountOf(session.amount),
    acquirer: {
      domain: MERCHANT.acquirerDomain,
      merchantPan: MERCHANT.merchantPan,
      merchantId: MERCHANT.merchantId,
      size: 'UMI',
    },
    national: { nmid: MERCHANT.nmid, size: 'UMI' },
    categoryCode: MERCHANT.categoryCode,
    merchantName: MERCHANT.merchantName,
    city: MERCHANT.city,
    postalCode: MERCHANT.postalCode,
    billNumber: billNumber(session),
    referenceLabel: session.id.slice(-16),
    terminalLabel: 'A01',
  }
}

/** The sale number the till gave, as far as a bill number can hold it: 25 characters of plain ASCII. */
function billNumber(session: SessionRow): string | null {
  const metadata: unknown = session.metadata === null ? null : JSON.parse(session.metadata)
  const text = (metadata as Record<string, unknown> | null)?.['sale_number']
  if (typeof text !== 'string') return null
  const plain = text.replace(/[^\x21-\x7e]/g, '').slice(0, 25)
  return plain === '' ? null : plain
}

function build(fields: QrisFields): string {
  const built = buildQris(fields)
  if (!built.ok) throw new Error(`the simulator's own code was refused: ${JSON.stringify(built.error)}`)
  return built.value
}

function withTip(payload: string): string {
  const parsed = parseQris(payload)
  if (!parsed.ok) throw new Error('the simulator wrote a code that it cannot read')
  const body = payload.slice(0, -8).replace('5802ID', '5502015802ID')
  return `${body}6304${crc16(`${body}6304`)}`
}
