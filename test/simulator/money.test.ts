import { describe, expect, it } from 'vitest'
import { codeOf, dataOf, idOf, shop, statusOf } from './running.ts'
import { plain, send } from './till.ts'

describe('a paid session', () => {
  it('carries the payment, leaves a receipt, an event and two sides in the ledger', async () => {
    const { till, hand, url } = await shop()
    const id = idOf(await till.create())
    expect((await till.get(`/checkout-sessions/${id}/receipt`)).status).toBe(404)
    expect((await till.get(`/checkout-sessions/${id}/receipt-link`)).status).toBe(404)
    await hand('POST', `/sessions/${id}/pay`, { rrn: '000123456789', issuer: 'BANK CONTOH' })
    expect(dataOf(await till.get(`/checkout-sessions/${id}`))).toMatchObject({
      status: 'completed',
      paymentMethod: 'qris',
      paymentId: expect.stringMatching(/^pay_/),
      completedAt: expect.stringMatching(/Z$/),
    })
    const receipt = dataOf(await till.get(`/checkout-sessions/${id}/receipt`))
    expect(receipt).toMatchObject({
      sourceId: id,
      amount: 150_000,
      number: expect.stringMatching(/^RCPT-\d{4}-000001$/),
      snapshot: { tax: { amount: 14_865 } },
    })
    expect(dataOf(await till.get(`/receipts/${String(receipt['id'])}`))).toEqual(receipt)
    expect(dataOf(await till.get(`/checkout-sessions/${id}/receipt-link`))).toMatchObject({
      sourceId: id,
      url: `${url}/r/${String(receipt['id'])}`,
    })
    expect((await plain(url, 'GET', `/r/${String(receipt['id'])}`)).text).toContain('Rp 150.000')
    expect(dataOf(await till.get('/events'))[0]).toMatchObject({
      type: 'plugipay.checkout_session.completed.v1',
      data: { object: { id, status: 'completed' } },
    })
    expect(dataOf(await till.get('/ledger/balances'))).toMatchObject([
      { code: 'provider_clearing', balance: 150_000 },
      { code: 'revenue', balance: -150_000 },
    ])
  })

  it('is paid once, whatever the buyer does', async () => {
    const { till, hand } = await shop()
    const id = idOf(await till.create())
    expect((await hand('POST', `/sessions/${id}/pay`)).status).toBe(200)
    expect((await hand('POST', `/sessions/${id}/pay`)).status).toBe(409)
    expect((await hand('POST', `/sessions/${id}/late-pay`)).status).toBe(409)
    expect((await hand('GET', '/books')).json['captures']?.length).toBe(1)
  })

  it('late money may leave the session expired and still be in receipts and ledger', async () => {
    const { till, hand } = await shop()
    const id = idOf(await till.create())
    await hand('POST', `/sessions/${id}/expire`)
    await hand('POST', `/sessions/${id}/late-pay`, { visible: false })
    expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('expired')
    expect(dataOf(await till.get('/receipts'))[0]).toMatchObject({ sourceId: id, amount: 150_000 })
    expect(dataOf(await till.get('/ledger')).length).toBe(2)
    expect(dataOf(await till.get('/events?type=plugipay.checkout_session.completed.v1')).length).toBe(0)
    const other = idOf(await till.create())
    await hand('POST', `/sessions/${other}/cancel-by-customer`)
    await hand('POST', `/sessions/${other}/late-pay`)
    expect(statusOf(await till.get(`/checkout-sessions/${other}`))).toBe('completed')
  })

  it('events have the short names in the API dialect, and page by time', async () => {
    const { till, hand } = await shop({ dialect: 'api' })
    await hand('POST', `/sessions/${idOf(await till.create())}/pay`)
    expect(dataOf(await till.get('/events?type=checkout_session.completed')).length).toBe(1)
    expect(dataOf(await till.get('/events/types'))).toContain('checkout_session.expired')
    expect(
      dataOf(
        await till.get(`/events?since=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`),
      ).length,
    ).toBe(0)
  })
})

describe('refunds', () => {
  async function paidSession() {
    const counter = await shop()
    const id = idOf(await counter.till.create())
    const paid = await counter.hand('POST', `/sessions/${id}/pay`)
    return { ...counter, id, chargeId: String(paid.json['paymentId']) }
  }

  it('take what is left and not a rupiah more', async () => {
    const { till, chargeId } = await paidSession()
    expect(dataOf(await till.post('/refunds', { chargeId, amount: 50_000, reason: 'other' }))).toMatchObject({
      status: 'succeeded',
      amount: 50_000,
    })
    expect((await till.post('/refunds', { chargeId, amount: 100_001 })).status).toBe(400)
    expect(dataOf(await till.post('/refunds', { chargeId }))).toMatchObject({ amount: 100_000 })
    expect((await till.post('/refunds', { chargeId })).status).toBe(400)
  })

  it('that the provider refuses are 422, stay as failed, and do not use up the amount', async () => {
    const { till, hand, chargeId, id } = await paidSession()
    await hand('POST', '/refund-outcome', { outcome: 'refuse' })
    expect((await till.post('/refunds', { chargeId }, 'r1')).status).toBe(422)
    expect((await till.post('/refunds', { chargeId }, 'r1')).status).toBe(422)
    const listed = dataOf(await till.get(`/refunds?chargeId=${chargeId}`))
    expect([listed.length, listed[0]?.['status'], listed[0]?.['sourceId']]).toEqual([1, 'failed', id])
    await hand('POST', '/refund-outcome', { outcome: 'pending' })
    const pending = dataOf(await till.post('/refunds', { chargeId }, 'r2'))
    expect((await till.post('/refunds', { chargeId }, 'r3')).status).toBe(400)
    await hand('POST', `/refunds/${String(pending['id'])}/succeed`)
    expect(dataOf(await till.get(`/refunds/${String(pending['id'])}`))).toMatchObject({ status: 'succeeded' })
  })

  it('need captured money, one of the four reasons, and a charge that exists', async () => {
    const { till, chargeId } = await paidSession()
    const open = idOf(await till.create())
    expect((await till.post('/refunds', { chargeId: open })).status).toBe(409)
    expect(codeOf(await till.post('/refunds', { chargeId, reason: 'tidak jadi' }))).toBe('validation_error')
    expect((await till.post('/refunds', { chargeId: 'pay_x' })).status).toBe(404)
  })
})

describe('a receipt', () => {
  it('comes as page, PDF and printer bytes, and by e-mail', async () => {
    const { till, hand } = await shop()
    const id = idOf(await till.create())
    expect((await till.get(`/checkout-sessions/${id}/receipt.pdf`)).status).toBe(404)
    await hand('POST', `/sessions/${id}/pay`)
    const receiptId = String(dataOf(await till.get(`/checkout-sessions/${id}/receipt`))['id'])
    for (const path of [`/checkout-sessions/${id}`, `/receipts/${receiptId}`]) {
      expect((await till.get(`${path}/receipt.html`)).text).toContain('Rp 150.000')
      expect((await till.get(`${path}/receipt.pdf`)).text).toMatch(/^%PDF-1\.4[^]*%%EOF\n$/)
      const narrow = (await till.get(`${path}/receipt.escpos?width=58`)).bytes
      expect([...narrow.subarray(0, 2), ...narrow.subarray(-4)]).toEqual([0x1b, 0x40, 0x1d, 0x56, 0x42, 0])
      expect((await till.get(`${path}/receipt.escpos?width=80`)).bytes.length).toBeGreaterThan(narrow.length)
      expect((await till.get(`${path}/receipt.escpos?width=76`)).status).toBe(400)
    }
    expect((await till.post(`/receipts/${receiptId}/email`)).status).toBe(400)
    expect(dataOf(await till.post(`/receipts/${receiptId}/email`, { to: 'sari@example.com' }))).toEqual({
      sent: true,
      to: 'sari@example.com',
    })
    expect(dataOf(await till.get('/receipts'))[0]).toMatchObject({ emailedTo: 'sari@example.com' })
  })

  it('goes to the customer’s own address when none is given', async () => {
    const { till, hand } = await shop()
    const customerId = idOf(await till.post('/customers', { name: 'Sari', email: 'sari@example.com' }))
    const created = await till.create({ customerId })
    expect(dataOf(created)['customer']).toMatchObject({ id: customerId, name: 'Sari' })
    await hand('POST', `/sessions/${idOf(created)}/pay`)
    const sent = await till.post(`/checkout-sessions/${idOf(created)}/receipt/email`)
    expect(dataOf(sent)).toEqual({ sent: true, to: 'sari@example.com' })
    expect(dataOf(await till.get(`/checkout-sessions?customerId=${customerId}`)).length).toBe(1)
  })

  it('a customer is changed with an idempotency key only', async () => {
    const { till, url } = await shop()
    const customerId = idOf(await till.post('/customers', { name: 'Sari', externalId: 'p-7' }))
    const patch = (headers: Record<string, string>) =>
      send(url, {
        method: 'PATCH',
        target: `/v1/customers/${customerId}`,
        body: '{"phone":"0812"}',
        headers: { Authorization: 'Bearer pk_test_simulator', ...headers },
      })
    expect((await patch({})).status).toBe(400)
    expect(dataOf(await patch({ 'Idempotency-Key': 'c1' }))).toMatchObject({ name: 'Sari', phone: '0812' })
    expect(dataOf(await till.get('/customers?externalId=p-7')).length).toBe(1)
    expect(dataOf(await till.get('/customers?externalId=p-8')).length).toBe(0)
  })

  it('needs a customer of this workspace and of the sale’s currency', async () => {
    const { till } = await shop()
    expect((await till.create({ customerId: 'cus_x' })).status).toBe(404)
    const customerId = idOf(await till.post('/customers', { currency: 'USD' }))
    expect(codeOf(await till.create({ customerId }))).toBe('customer_currency_mismatch')
  })
})

it('a triggered event does not change the session that it names', async () => {
  const { till } = await shop()
  const id = idOf(await till.create())
  const type = 'plugipay.checkout_session.completed.v1'
  const event = dataOf(await till.post('/events/trigger', { type, aggregateId: id, data: {} }))
  expect(event).toMatchObject({ type, id: expect.stringMatching(/^evt_/) })
  expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('open')
  expect(dataOf(await till.post('/events/replay', { eventIds: [String(event['id']), 'evt_x'] }))).toEqual({
    replayed: 1,
  })
})

it('a buyer’s photo of a transfer is kept and shown as a picture only', async () => {
  const { till, url, open } = await shop()
  const target = `/v1/public/checkout/sessions/${idOf(await till.create({ methods: ['transfer'] }))}/proof-image`
  const upload = (content: string) =>
    send(url, {
      method: 'POST',
      target,
      body: `--x\r\nContent-Disposition: form-data; name="file"; filename="b.png"\r\nContent-Type: image/png\r\n\r\n${content}\r\n--x--\r\n`,
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    })
  expect((await upload('<script>alert(1)</script>')).status).toBe(400)
  const webp = await upload('RIFF0000WEBPxyz')
  const shown = await open(new URL(String(dataOf(webp)['proofUrl'])).pathname)
  expect([shown.headers['content-type'], shown.text]).toEqual(['image/webp', 'RIFF0000WEBPxyz'])
})
