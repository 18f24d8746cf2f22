import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachCustomer, createCustomer } from '../../src/main/usecases/after-sale/customers.ts'
import { savePrinter } from '../../src/main/usecases/printing/printers.ts'
import {
  emailProviderReceipt,
  printProviderReceipt,
  providerReceipt,
  providerReceiptFile,
} from '../../src/main/usecases/provider/receipts.ts'
import { must, paidByQris, refusal, showQris, viewOf } from './after-sale-bench.ts'
import { eventually, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
let paper: Paper

beforeEach(async () => {
  till = await openTestTill()
  paper = await openPaper()
})
afterEach(async () => {
  await till.close()
  await paper.close()
})

interface Paper {
  readonly port: number
  readonly bytes: () => Buffer
  close(): Promise<void>
}

/** A network printer that keeps what comes. */
async function openPaper(): Promise<Paper> {
  const parts: Buffer[] = []
  const server: Server = createServer((socket) => {
    socket.on('data', (data) => parts.push(data))
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    bytes: () => Buffer.concat(parts),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}

const addPrinter = (profile: string): void => {
  const uri = `tcp://127.0.0.1:${paper.port}`
  const draft = { id: null, name: 'Kasir', uri, profile, roles: [], finding: null }
  must(savePrinter(till.core.till, draft))
}

const atProvider = async (sessionId: string, width: 58 | 80): Promise<Buffer> => {
  const path = `checkout-sessions/${sessionId}/receipt.escpos?width=${width}`
  const answer = await fetch(`${till.simulatorUrl}/api/v1/${path}`, {
    headers: { authorization: 'Bearer pk_test_simulator' },
  })
  return Buffer.from(await answer.arrayBuffer())
}

const emails = async () => (await till.hand('emails', undefined, 'GET')) as { to: string; body: string }[]

describe('the provider’s own receipt', () => {
  it('is not there before the money is, and that is a sentence', async () => {
    const { tenderId } = await showQris(till, 20_000)
    const { till: core } = till.core
    expect(refusal(await providerReceipt(core, tenderId))).toEqual({ type: 'receipt_not_ready' })
    expect(refusal(await providerReceiptFile(core, { tenderId, format: 'pdf' })).type).toBe(
      'receipt_not_ready',
    )
    expect(refusal(await emailProviderReceipt(core, { tenderId, to: 'sari@contoh.example' })).type).toBe(
      'receipt_not_ready',
    )
  })

  it('says what was paid, with its page, a code for the customer’s phone and a message for WhatsApp', async () => {
    const { tenderId, saleId } = await paidByQris(till, 80_000)
    const receipt = must(await providerReceipt(till.core.till, tenderId))
    expect(receipt).toMatchObject({ amount: 80_000, currency: 'IDR', method: 'qris', email: null })
    expect(await till.core.till.qr.readMatrix(receipt.matrix ?? { size: 0, modules: '' })).toBe(receipt.url)
    const link = new URL(receipt.whatsapp ?? '')
    expect(link.origin + link.pathname).toBe('https://wa.me/')
    expect(link.searchParams.get('text')).toContain(receipt.url ?? '-')
    expect(link.searchParams.get('text')).toContain(viewOf(till, saleId).number)
  })

  it('goes to the customer’s own number and address when they are known', async () => {
    const { tenderId, saleId } = await paidByQris(till, 80_000)
    const input = {
      attemptId: till.ids.next(),
      name: 'Bu Sari',
      phone: '0812-3456-7890',
      email: 'sari@contoh.example',
    }
    const customer = must(createCustomer(till.core.till, input))
    must(attachCustomer(till.core.till, { saleId, choice: { kind: 'own', customerId: customer.id } }))
    const receipt = must(await providerReceipt(till.core.till, tenderId))
    expect(receipt.email).toBe('sari@contoh.example')
    expect(receipt.whatsapp).toMatch(/^https:\/\/wa\.me\/6281234567890\?text=/)
  })

  it('is a file to keep, named after the sale', async () => {
    const { tenderId, saleId } = await paidByQris(till, 20_000)
    const pdf = must(await providerReceiptFile(till.core.till, { tenderId, format: 'pdf' }))
    expect(pdf).toMatchObject({
      name: `bukti-${viewOf(till, saleId).number}.pdf`,
      contentType: 'application/pdf',
    })
    expect(Buffer.from(pdf.base64, 'base64').toString('latin1')).toMatch(/^%PDF-/)
    const html = must(await providerReceiptFile(till.core.till, { tenderId, format: 'html' }))
    expect(html.contentType).toBe('text/html')
  })
})

describe('on our paper', () => {
  it.each([
    ['generic-58', 58],
    ['generic-80', 80],
  ] as const)('%s gets the bytes for its width, exactly as they came', async (profile, width) => {
    const { tenderId, sessionId } = await paidByQris(till, 20_000)
    addPrinter(profile)
    must(await printProviderReceipt(till.core.till, tenderId))
    till.core.prints.wake()
    const expected = await atProvider(sessionId, width)
    await eventually(
      () => paper.bytes().length >= expected.length,
      () => paper.bytes().length,
    )
    expect(paper.bytes()).toEqual(expected)
  })

  it('is only put there by a person’s press: paying prints our receipt and not the provider’s', async () => {
    addPrinter('generic-58')
    const { sessionId } = await paidByQris(till, 20_000)
    await eventually(
      () => paper.bytes().length > 0,
      () => paper.bytes().length,
    )
    expect(paper.bytes().includes(await atProvider(sessionId, 58))).toBe(false)
  })

  it('is refused where there is only the screen, and when it is too large for a receipt', async () => {
    const { tenderId } = await paidByQris(till, 20_000)
    expect(refusal(await printProviderReceipt(till.core.till, tenderId))).toEqual({
      type: 'receipt_needs_paper',
    })
    addPrinter('generic-58')
    const { gateway } = till.core.till
    const huge = { contentType: 'application/octet-stream', bytes: new Uint8Array(256 * 1024 + 1).fill(0x41) }
    const receipts = { ...gateway.desks.receipts, fetch: async () => ({ ok: true, value: huge }) as const }
    const odd = { ...till.core.till, gateway: { ...gateway, desks: { ...gateway.desks, receipts } } }
    expect(refusal(await printProviderReceipt(odd, tenderId)).type).toBe('receipt_too_large')
    expect(till.core.till.store.read.lastPrintJobs(9).filter((job) => job.what === 'foreign')).toEqual([])
  })
})

describe('by e-mail', () => {
  it('goes to the address that was typed, and the log does not hold it', async () => {
    const { tenderId, saleId } = await paidByQris(till, 20_000)
    must(await emailProviderReceipt(till.core.till, { tenderId, to: ' sari@contoh.example ' }))
    expect((await emails()).map(({ to }) => to)).toEqual(['sari@contoh.example'])
    const event = viewOf(till, saleId).timeline.at(-1)
    expect(event?.kind).toBe('receipt_emailed')
    expect(JSON.stringify(event)).not.toContain('sari')
  })

  it.each(['', 'sari', 'sari@', '@contoh.example', 'sari@contoh', 'a b@contoh.example', 'x@y..id'])(
    '%j is no address, and nothing is sent',
    async (to) => {
      const { tenderId } = await paidByQris(till, 20_000)
      expect(refusal(await emailProviderReceipt(till.core.till, { tenderId, to }))).toEqual({
        type: 'email_invalid',
      })
      expect(await emails()).toEqual([])
    },
  )

  it('pressing again after a lost answer mails nothing twice; a second one on purpose is a second one', async () => {
    const { tenderId } = await paidByQris(till, 20_000)
    const plan = {
      rules: [
        { match: { method: 'POST', path: '/**/email' }, times: 1, action: { type: 'dropAfterCommit' } },
      ],
    }
    await till.hand('faults', plan, 'PUT')
    const send = () => emailProviderReceipt(till.core.till, { tenderId, to: 'sari@contoh.example' })
    expect(refusal(await send()).type).toBe('provider_unknown')
    must(await send())
    expect(await emails()).toHaveLength(1)
    must(await send())
    expect(await emails()).toHaveLength(2)
  })
})
