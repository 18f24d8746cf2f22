import { amountOf, formatMoney } from '../core/domain/money.ts'
import { data, notFound, refused, type Answer } from './answers.ts'
import type { CustomerRow, ReceiptRow } from './books.ts'
import { isoTime } from './clock.ts'
import { html } from './html.ts'
import { MERCHANT } from './options.ts'
import { receiptOfSession } from './receipts.ts'
import { writeJournal } from './settle.ts'
import { jsonBody, type Call, type Handler, type World } from './world.ts'

/** Finds the receipt that a path names: by itself, or by its session. */
type Finder = (world: World, id: string) => ReceiptRow | undefined

export const byReceipt: Finder = (world, id) =>
  world.books.get<ReceiptRow>('SELECT * FROM receipts WHERE id = ?', id)
export const bySession: Finder = receiptOfSession

/** GET .../receipt.html */
export const receiptHtml = (find: Finder): Handler =>
  file(find, (row) => ({ contentType: 'text/html; charset=utf-8', body: toHtml(row) }))

/** GET .../receipt.pdf: one plain page. */
export const receiptPdf = (find: Finder): Handler =>
  file(find, (row) => ({ contentType: 'application/pdf', body: toPdf(linesOf(row, 48)) }))

/** GET .../receipt.escpos?width=58 or 80. The content type is not documented. */
export const receiptEscPos =
  (find: Finder): Handler =>
  (world, call) => {
    const width = call.query.get('width') ?? '58'
    if (width !== '58' && width !== '80') return refused('bad_field', 'width is 58 or 80.', 'width')
    const columns = width === '58' ? 32 : 48
    return file(find, (row) => ({
      contentType: 'application/octet-stream',
      body: toEscPos(linesOf(row, columns)),
    }))(world, call)
  }

/** POST .../email: `to` falls back to the customer's address. Nothing is sent; the books keep who would have got it. */
export const emailReceipt =
  (find: Finder): Handler =>
  (world, call) => {
    const row = own(find, world, call)
    if (!row) return notFound('receipt')
    const to = jsonBody(call)?.['to'] ?? customerEmail(world, row)
    if (typeof to !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(to)) {
      return refused('bad_field', 'to: an e-mail address is needed.', 'to')
    }
    world.books.update('receipts', row.id, { emailed_at: call.now, emailed_to: to })
    writeJournal(world, 'emailed', row.session_id, call.idempotencyKey, { to })
    return data({ sent: true, to })
  }

function customerEmail(world: World, { customer_id }: ReceiptRow): string | null {
  const sql = 'SELECT * FROM customers WHERE id = ?'
  return customer_id === null ? null : (world.books.get<CustomerRow>(sql, customer_id)?.email ?? null)
}

function file(
  find: Finder,
  make: (row: ReceiptRow) => { contentType: string; body: string | Buffer },
): Handler {
  return (world, call): Answer => {
    const row = own(find, world, call)
    return row ? { kind: 'raw', status: 200, ...make(row) } : notFound('receipt')
  }
}

function own(find: Finder, world: World, call: Call): ReceiptRow | undefined {
  const row = find(world, call.params['id'] ?? '')
  return row?.mode === call.mode ? row : undefined
}

function linesOf(row: ReceiptRow, columns: number): string[] {
  const pair = (name: string, value: string) => name + value.padStart(Math.max(1, columns - name.length))
  return [
    MERCHANT.merchantName,
    MERCHANT.city,
    '-'.repeat(columns),
    pair('No', row.number),
    pair('Tanggal', isoTime(row.issued_at).slice(0, 16).replace('T', ' ')),
    pair('Cara bayar', row.method),
    pair('TOTAL', totalOf(row)),
    '-'.repeat(columns),
    'Terima kasih',
  ]
}

const totalOf = ({ amount, currency }: ReceiptRow): string =>
  formatMoney(amountOf(amount), currency === 'USD' ? 'USD' : 'IDR')

const toHtml = (row: ReceiptRow): string =>
  html`<!doctype html>
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <title>${row.number}</title>
      </head>
      <body>
        <pre>${linesOf(row, 48).join('\n')}</pre>
      </body>
    </html>`.markup

/** ESC @ resets, LF ends lines, GS V 66 cuts after a feed. */
const toEscPos = (lines: readonly string[]): Buffer =>
  Buffer.concat([
    Buffer.from([0x1b, 0x40]),
    Buffer.from(`${lines.join('\n')}\n\n\n`, 'latin1'),
    Buffer.from([0x1d, 0x56, 0x42, 0x00]),
  ])

function toPdf(lines: readonly string[]): Buffer {
  const escaped = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) '`).join('\n')
  const content = `BT /F1 10 Tf 14 TL 40 780 Td\n${escaped}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 840] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return String(offset).padStart(10, '0')
  })
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join('')
  text += `xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
