import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DisplayView } from '../../src/core/contract/views/display.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { DEFAULT_TEMPLATE, type ReceiptTemplate } from '../../src/core/domain/receipts/template.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { prepareSeals } from '../../src/main/usecases/printing/receipt-seals.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { fillCart, openTestTill, type TestTill } from './bench.ts'

let bench: TestTill
beforeAll(async () => {
  bench = await openTestTill()
})
afterAll(async () => {
  await bench.close()
})

const till = () => bench.core.till
const shown = (): DisplayView => displayView(till())

/** Sells for cash; what the customer sees then, and the text on the receipt's own code. */
async function sell(template: Partial<ReceiptTemplate>) {
  expect(saveSettings(till(), { receipt: { ...DEFAULT_TEMPLATE, ...template } }).ok).toBe(true)
  fillCart(bench, 30_000)
  const sold = await bench.core.manual.payCash({
    ...{ attemptId: bench.ids.next(), amount: null, tendered: amountOf(50_000) },
  })
  if (!sold.ok) throw new Error(JSON.stringify(sold.error))
  const view = shown()
  if (view.screen !== 'paid') throw new Error(`not paid but ${view.screen}`)
  const document = till().store.read.receiptOf(sold.value.sale.id)?.document
  const text = document?.kind === 'receipt' && document.qr?.kind === 'signed' ? document.qr.text : null
  expect(nextCustomer(till()).ok).toBe(true)
  return { code: view.receiptQr, text }
}

describe('the thanks of the customer’s screen', () => {
  it('show the code of the printed receipt, without a call and without a network', async () => {
    await bench.hand('outage', { on: true })
    expect((await prepareSeals(till())).ok).toBe(true)
    const { code, text } = await sell({ qr: 'signed', checkPage: 'https://warung.example/cek' })
    expect(text).toMatch(/^https:\/\/warung\.example\/cek#GERAI1\*/)
    expect(code === undefined ? null : await till().qr.readMatrix(code)).toBe(text)
    // the next customer's is another one
    const next = await sell({ qr: 'signed', checkPage: 'https://warung.example/cek' })
    expect(next.code).not.toEqual(code)
    await bench.hand('outage', { on: false })
  })

  it('show none where a phone could do nothing with it', async () => {
    expect((await sell({ qr: 'none' })).code).toBeUndefined()
    const bare = await sell({ qr: 'signed', checkPage: '' })
    expect(bare.text).toMatch(/^GERAI1\*/)
    expect(bare.code).toBeUndefined()
  })

  it('are said as ever when the code cannot be drawn', async () => {
    const { draw } = till().qr
    Object.assign(till().qr, {
      draw: () => {
        throw new Error('too long')
      },
    })
    const { text, code } = await sell({ qr: 'signed', checkPage: 'https://warung.example/cek' })
    Object.assign(till().qr, { draw })
    expect({ isSigned: text !== null, code }).toEqual({ isSigned: true, code: undefined })
  })
})

describe('saying amounts aloud', () => {
  it('is off until the shop wants it, and then known to the screen', () => {
    expect(shown().shop).not.toHaveProperty('voice')
    expect(saveSettings(till(), { customerVoice: 'system' }).ok).toBe(true)
    expect(shown().shop.voice).toBe('system')
    expect(saveSettings(till(), { customerVoice: 'off' }).ok).toBe(true)
    expect(shown().shop).not.toHaveProperty('voice')
  })
})
