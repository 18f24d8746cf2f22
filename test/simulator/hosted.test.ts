import { describe, expect, it } from 'vitest'
import { idOf, shop, statusOf } from './running.ts'
import { send } from './till.ts'

const submit = (
  url: string,
  target: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) =>
  send(url, {
    method: 'POST',
    target,
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  })

describe('the page behind hostedUrl', () => {
  it('shows the amount as the shop means it, in Indonesian unless the phone speaks English', async () => {
    const { till, open, url } = await shop()
    const id = idOf(await till.create())
    const page = await open(`/c/${id}`)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.text).toMatch(/^<!doctype html>\s*<html lang="id">/)
    expect(page.text).toContain('Rp 150.000')
    const english = await send(url, { target: `/c/${id}`, headers: { 'Accept-Language': 'en-GB,en;q=0.9' } })
    expect(english.text).toContain('<html lang="en">')
    expect(english.text).toContain('Amount to pay')
  })

  it('runs no script, loads nothing from elsewhere and cannot be framed', async () => {
    const { till, open } = await shop()
    const page = await open(`/c/${idOf(await till.create())}/qris`)
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(page.text).not.toMatch(/<script|\son\w+=|style="|https?:/)
    expect((await open('/assets/hosted.css')).headers['content-type']).toContain('text/css')
  })

  it('pays by QRIS, and then shows the paid screen', async () => {
    const { till, open, url } = await shop()
    const id = idOf(await till.create())
    expect((await open(`/c/${id}/qris`)).text).toContain(`src="/c/${id}/qris.png"`)
    const paid = await submit(url, `/c/${id}/pay`, { method: 'qris' })
    expect([paid.status, paid.headers['location']]).toEqual([303, `/c/${id}?lang=id`])
    expect((await open(`/c/${id}`)).text).toContain('Sudah dibayar')
    expect((await open(`/c/${id}/qris`)).text).toContain('Sudah dibayar')
    expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('completed')
    expect((await open(`/c/${id}/receipt`)).text).toContain('RCPT-')
  })

  it.each([
    ['4242 4242 4242 4242', '', 'completed'],
    ['4000 0000 0000 0002', '/card?lang=id&why=declined', 'open'],
    ['4000 0000 0000 9995', '/card?lang=id&why=insufficient', 'open'],
    ['4111 1111 1111 1111', '/card?lang=id&why=card_invalid', 'open'],
    ['4000 0027 6000 3184', '/card-3ds?lang=id', 'open'],
  ])('test card %s', async (card, rest, status) => {
    const { till, url } = await shop()
    const id = idOf(await till.create({ methods: ['card'] }))
    const answered = await submit(url, `/c/${id}/pay`, { method: 'card', card })
    expect(answered.headers['location']).toBe(`/c/${id}${rest || '?lang=id'}`)
    expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe(status)
  })

  it('a 3-D Secure payment ends after the bank’s own page', async () => {
    const { till, url, open } = await shop()
    const id = idOf(await till.create({ methods: ['card'] }))
    expect((await open(`/c/${id}/card-3ds`)).text).toContain('name="step" value="3ds"')
    await submit(url, `/c/${id}/pay`, { method: 'card', step: '3ds' })
    expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('completed')
  })

  it('cash waits for the shop, a transfer for the buyer’s word', async () => {
    const { till, url, open } = await shop()
    const cash = idOf(await till.create({ methods: ['offline'] }))
    await submit(url, `/c/${cash}/choose`, { method: 'cash' })
    expect((await open(`/c/${cash}`)).text).toContain('Menunggu konfirmasi toko')
    const transfer = idOf(await till.create({ methods: ['offline'] }))
    expect((await open(`/c/${transfer}/transfer`)).text).toContain('9990001234')
    await submit(url, `/c/${transfer}/claim`, {})
    expect(statusOf(await till.get(`/checkout-sessions/${transfer}`))).toBe('pending_review')
  })

  it('cancels, expires, and takes nothing afterwards', async () => {
    const { till, url, open, hand } = await shop()
    const id = idOf(await till.create())
    await submit(url, `/c/${id}/cancel`, {})
    expect((await open(`/c/${id}`)).text).toContain('Dibatalkan')
    await submit(url, `/c/${id}/pay`, { method: 'qris' })
    expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('canceled')
    const late = idOf(await till.create())
    await hand('POST', `/sessions/${late}/expire`)
    expect((await open(`/c/${late}/qris`)).text).toContain('Waktu habis')
    expect((await open('/c/cs_tidakada')).status).toBe(404)
  })

  it('a form on somebody else’s page can neither pay nor cancel', async () => {
    const { till, url } = await shop()
    const id = idOf(await till.create())
    for (const action of ['pay', 'cancel']) {
      const forged = await submit(
        url,
        `/c/${id}/${action}`,
        { method: 'qris' },
        { Origin: 'https://evil.example' },
      )
      expect(forged.status).toBe(403)
    }
    expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('open')
    expect((await submit(url, `/c/${id}/pay`, { method: 'qris' }, { Origin: url })).status).toBe(303)
  })

  it('hostile addresses are shown as text', async () => {
    const { till, open, hand } = await shop()
    const id = idOf(await till.create({ cancelUrl: 'https://example.com/"><script>alert(1)</script>' }))
    await hand('POST', `/sessions/${id}/fail`)
    const page = await open(`/c/${id}`)
    expect(page.text).toContain('&quot;&gt;&lt;script&gt;')
    expect(page.text).not.toContain('<script')
  })

  it('lists what the session offers, in groups, and skips the list when there is one way only', async () => {
    const { till, open } = await shop()
    const many = await open(
      `/c/${idOf(await till.create({ methods: ['qris', 'ewallet', 'card', 'offline'] }))}`,
    )
    expect([...many.text.matchAll(/<h2>([^<]*)<\/h2>/g)].map((match) => match[1])).toEqual([
      'Pindai',
      'Dompet digital',
      'Kartu dan lainnya',
      'Bayar ke toko',
    ])
    const one = idOf(await till.create())
    expect((await open(`/c/${one}`)).text).toContain(`src="/c/${one}/qris.png"`)
  })

  it('keeps its screen when the buyer changes the language', async () => {
    const { till, open } = await shop()
    const id = idOf(await till.create({ methods: ['card', 'qris'] }))
    const page = await open(`/c/${id}/card?lang=id`)
    expect(page.text).toContain(`href="/c/${id}/card?lang=en"`)
    expect((await open(`/c/${id}/card?lang=en`)).text).toContain('Card number')
  })

  it('pays with a test card at one touch', async () => {
    const { till, url, open } = await shop()
    const id = idOf(await till.create({ methods: ['card'] }))
    expect((await open(`/c/${id}/card`)).text).toContain('value="4000 0000 0000 9995" formnovalidate')
    const fields = { method: 'card', card: '', test_card: '4242 4242 4242 4242' }
    await submit(url, `/c/${id}/pay`, fields)
    expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('completed')
  })

  it('says while a payment is under way that it is', async () => {
    const { till, open, hand } = await shop()
    const id = idOf(await till.create())
    await hand('POST', `/sessions/${id}/start`)
    const page = await open(`/c/${id}`)
    expect(page.text).toContain('Pembayaran diproses')
    expect(page.text).toContain('http-equiv="refresh"')
  })

  it('takes a photo of a transfer with the claim, and refuses what is no picture', async () => {
    const { till, url, open, hand } = await shop()
    const claimed = async (content: string) => {
      const id = idOf(await till.create({ methods: ['transfer'] }))
      const answered = await send(url, {
        method: 'POST',
        target: `/c/${id}/claim`,
        body: `--x\r\nContent-Disposition: form-data; name="file"; filename="b.png"\r\n\r\n${content}\r\n--x--\r\n`,
        headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      })
      const session = await till.get(`/checkout-sessions/${id}`)
      return {
        where: answered.headers['location'],
        status: statusOf(session),
        photo: session.json['data']?.['buyerClaim']?.['proofUrl'],
      }
    }
    const sent = await claimed('RIFF0000WEBPxyz')
    // a till finds the photo in the session, as it was sent
    expect(sent).toMatchObject({
      status: 'pending_review',
      photo: expect.stringMatching(`^${url}/proofs/proof_`),
    })
    const photo = await open(new URL(String(sent.photo)).pathname)
    expect([photo.headers['content-type'], photo.text]).toEqual(['image/webp', 'RIFF0000WEBPxyz'])
    expect(await claimed('')).toMatchObject({ status: 'pending_review', photo: undefined })
    const refused = await claimed('<svg onload="x">')
    expect(refused).toMatchObject({
      ...{ status: 'open', photo: undefined },
      where: expect.stringContaining('proof_unreadable'),
    })
    expect((await open(String(refused.where))).text).toContain('Foto itu tidak terbaca')
    const claims = (await hand('GET', '/books')).json['journal'] as unknown as {
      kind: string
      detail: object
    }[]
    expect(claims.find(({ kind }) => kind === 'claimed')?.detail).toMatchObject({
      proofUrl: expect.stringMatching(/\/proofs\/proof_/),
    })
  })

  it('wears the shop’s name and colour, and brings its own letters', async () => {
    const { till, open } = await shop()
    await till.patch('/checkout/settings', {
      brandName: 'Kopi <Senja>',
      brandTagline: 'Sejak 1998',
      brandAccentColor: '#FFD400',
    })
    const page = await open(`/c/${idOf(await till.create())}`)
    expect(page.text).toContain('Kopi &lt;Senja&gt;')
    expect(page.text).toContain('Sejak 1998')
    const style = /href="(\/assets\/hosted\.css\?accent=[0-9a-f]{6})"/.exec(page.text)?.[1] ?? ''
    const css = (await open(style)).text
    expect(css).toContain('--accent: #ffd400; --on-accent: #171a21')
    expect((await open('/assets/hosted.css?accent=";}evil')).text).toContain('--accent: #3b3fd8')
    const font = await open('/assets/hosted.woff2')
    expect([font.headers['content-type'], font.text.slice(0, 4)]).toEqual(['font/woff2', 'wOF2'])
  })
})
