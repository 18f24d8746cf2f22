import { data, notFound, refused, type Answer } from './answers.ts'
import type { CustomerRow, EmailRow, ReceiptRow } from './books.ts'
import { COLUMNS, inColumns, toEscPos, wrap } from './escpos.ts'
import { html, type Html } from './html.ts'
import { toPdf } from './pdf.ts'
import { receiptLines, type ReceiptLine } from './receipt-lines.ts'
import { receiptOfSession } from './receipts.ts'
import { writeJournal } from './settle.ts'
import { jsonBody, type Call, type Handler, type World } from './world.ts'

/** Finds the receipt that a path names: by itself, or by its session. */
type Finder = (world: World, id: string) => ReceiptRow | undefined

export const byReceipt: Finder = (world, id) =>
  world.books.get<ReceiptRow>('SELECT * FROM receipts WHERE id = ?', id)
export const bySession: Finder = receiptOfSession

/** GET .../receipt.html: one page with everything in it. */
export const receiptHtml = (find: Finder): Handler =>
  file(find, (row) => ({ contentType: 'text/html; charset=utf-8', body: toHtml(row).markup }))

/** GET .../receipt.pdf: one page of the height it needs. */
export const receiptPdf = (find: Finder): Handler =>
  file(find, (row) => ({
    contentType: 'application/pdf',
    body: toPdf(asText(receiptLines(row), COLUMNS['80'])),
  }))

/** GET .../receipt.escpos?width=58 or 80. The content type is not documented. */
export const receiptEscPos =
  (find: Finder): Handler =>
  (world, call) => {
    const width = call.query.get('width') ?? '58'
    if (width !== '58' && width !== '80') return refused('bad_field', 'width is 58 or 80.', 'width')
    return file(find, (row) => ({
      contentType: 'application/octet-stream',
      body: toEscPos(receiptLines(row), width),
    }))(world, call)
  }

/** POST .../email: `to` falls back to the customer's address. Nothing is sent; the books keep what would have been. */
export const emailReceipt =
  (find: Finder): Handler =>
  (world, call) => {
    const row = own(find, world, call)
    if (!row) return notFound('receipt')
    const to = jsonBody(call)?.['to'] ?? customerEmail(world, row)
    if (typeof to !== 'string' || to.length > 320 || !/^[^\s@]+@[^\s@]+$/.test(to)) {
      return refused('bad_field', 'to: an e-mail address is needed.', 'to')
    }
    world.books.insert('emails', {
      id: world.newId('mail'),
      receipt_id: row.id,
      mode: row.mode,
      recipient: to,
      subject: `Bukti pembayaran ${row.number}`,
      body: asText(receiptLines(row), COLUMNS['80']).join('\n'),
      sent_at: call.now,
    })
    world.books.update('receipts', row.id, { emailed_at: call.now, emailed_to: to })
    writeJournal(world, 'emailed', row.session_id, call.idempotencyKey, { to })
    return data({ sent: true, to })
  }

/** Every e-mail that would have been sent, oldest first. */
export const allEmails = (world: World): EmailRow[] =>
  world.books.all<EmailRow>('SELECT * FROM emails ORDER BY sent_at, id')

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

function asText(lines: readonly ReceiptLine[], columns: number): string[] {
  return lines.flatMap((line) => {
    switch (line.kind) {
      case 'title':
      case 'centred':
        return wrap(line.text, columns).map((row) => ' '.repeat(Math.floor((columns - row.length) / 2)) + row)
      case 'rule':
        return ['-'.repeat(columns)]
      case 'pair':
      case 'total':
        return inColumns(line.left, line.right, columns)
    }
  })
}

const toHtml = (row: ReceiptRow): Html =>
  html`<!doctype html>
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${row.number}</title>
        <style>
          body {
            margin: 24px auto;
            max-width: 360px;
            padding: 0 16px;
            font:
              15px/1.5 system-ui,
              sans-serif;
            color: #171a21;
          }
          h1,
          .centred {
            text-align: center;
          }
          h1 {
            font-size: 20px;
            margin: 0;
          }
          p {
            display: flex;
            justify-content: space-between;
            gap: 16px;
            margin: 4px 0;
          }
          .centred {
            display: block;
            color: #525866;
          }
          .total {
            font-size: 22px;
            font-weight: 700;
          }
          hr {
            border: 0;
            border-top: 1px dashed #b9bec9;
          }
        </style>
      </head>
      <body>
        ${receiptLines(row).map(lineMarkup)}
      </body>
    </html>`

function lineMarkup(line: ReceiptLine): Html {
  switch (line.kind) {
    case 'title':
      return html`<h1>${line.text}</h1> `
    case 'centred':
      return html`<p class="centred">${line.text}</p> `
    case 'rule':
      return html`<hr /> `
    case 'pair':
      return html`<p><span>${line.left}</span><span>${line.right}</span></p> `
    case 'total':
      return html`<p class="total"><span>${line.left}</span><span>${line.right}</span></p> `
  }
}
