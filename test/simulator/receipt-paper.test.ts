import { describe, expect, it } from 'vitest'
import { dataOf, idOf, shop } from './running.ts'

interface Paper {
  readonly rows: string[]
  readonly cuts: number
  readonly widest: number
}

/**
 * A printer of this test's own: knows reset, code page, alignment, bold, size, line feed and cut, counts a double-wide
 * character as two columns, and fails at any other control byte.
 */
function print(bytes: Buffer, columns: number): Paper {
  const rows: string[] = []
  let [row, used, widest, cuts, factor] = ['', 0, 0, 0, 1]
  for (let at = 0; at < bytes.length;) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at)
    if (first === 0x1b && second === 0x40) at += 2
    else if (first === 0x1b && [0x74, 0x61, 0x45].includes(second)) at += 3
    else if (first === 0x1d && second === 0x21) {
      factor = (third >> 4) + 1
      at += 3
    } else if (first === 0x1d && second === 0x56) {
      cuts += 1
      at += 4
    } else if (first === 0x0a) {
      rows.push(row)
      widest = Math.max(widest, used)
      ;[row, used] = ['', 0]
      at += 1
    } else {
      if (first < 0x20 || first > 0x7e) throw new Error(`byte ${first} at ${at} is no text`)
      row += String.fromCharCode(first)
      used += factor
      if (used > columns) throw new Error(`row too wide: ${row}`)
      at += 1
    }
  }
  return { rows, cuts, widest }
}

const LINES = [
  { name: 'Kopi Susu Gula Aren dengan nama yang panjang sekali', quantity: 2, unitAmount: 18_000 },
  { name: 'Crème brûlée \u001b@\u0007 東京', quantity: 1, unitAmount: 114_000 },
]

async function paidReceipt() {
  const running = await shop()
  const id = idOf(await running.till.create({ lineItems: LINES }))
  await running.hand('POST', `/sessions/${id}/pay`)
  return { ...running, id, receipt: dataOf(await running.till.get(`/checkout-sessions/${id}/receipt`)) }
}

describe('the provider’s receipt on paper', () => {
  it.each([
    [58, 32],
    [80, 48],
  ])('of %i mm stays within %i columns, names the items and is cut once', async (width, columns) => {
    const { till, id, receipt } = await paidReceipt()
    const { bytes } = await till.get(`/checkout-sessions/${id}/receipt.escpos?width=${width}`)
    const paper = print(bytes, columns)
    expect(paper.cuts).toBe(1)
    expect(paper.widest).toBe(columns)
    const text = paper.rows.join('\n')
    expect(text).toContain(String(receipt['number']))
    expect(text).toContain('Kopi Susu Gula Aren')
    expect(text).toMatch(/2 x Rp 18\.000 +Rp 36\.000/)
    expect(text).toMatch(/TOTAL[\s\S]*Rp 150\.000/)
    expect(text).toMatch(/PPN 11% +Rp 14\.865/)
    const other = await till.get(`/receipts/${String(receipt['id'])}/receipt.escpos?width=${width}`)
    expect(other.bytes.equals(bytes)).toBe(true)
  })

  it('lets no command of a product’s name through', async () => {
    const { till, id } = await paidReceipt()
    const { bytes } = await till.get(`/checkout-sessions/${id}/receipt.escpos?width=80`)
    expect(print(bytes, 48).rows.join('\n')).toContain('Creme brulee ?@? ??')
    expect(bytes.indexOf(Buffer.from([0x1b, 0x40]), 2)).toBe(-1)
  })

  it('is a page that escapes, and a PDF whose table of contents holds', async () => {
    const { till, id } = await paidReceipt()
    const html = (await till.get(`/checkout-sessions/${id}/receipt.html`)).text
    expect(html).toContain('Crème brûlée')
    expect(html).not.toMatch(/<script/)
    const pdf = (await till.get(`/checkout-sessions/${id}/receipt.pdf`)).bytes.toString('latin1')
    const start = Number(/startxref\n(\d+)\n/.exec(pdf)?.[1])
    expect(pdf.slice(start, start + 4)).toBe('xref')
    const offsets = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]))
    expect(offsets.map((at, index) => pdf.startsWith(`${index + 1} 0 obj`, at))).toEqual(Array(5).fill(true))
  })

  it('by e-mail is kept for the tester to read', async () => {
    const { till, hand, receipt } = await paidReceipt()
    await till.post(`/receipts/${String(receipt['id'])}/email`, { to: 'sari@example.com' })
    const [mail] = (await hand('GET', '/emails')).json as unknown as Record<string, string>[]
    expect(mail).toMatchObject({ to: 'sari@example.com', receiptId: receipt['id'] })
    expect(mail?.['subject']).toContain(String(receipt['number']))
    expect(mail?.['body']).toContain('Rp 150.000')
  })
})
