// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SlipSheet } from '../../src/core/contract/views/slips.ts'
import {
  DEFAULT_TEMPLATE,
  MAX_LOGO_FILE_BYTES,
  type ReceiptTemplate,
} from '../../src/core/domain/receipts/template.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import { ReceiptSettings } from '../../src/renderer/cashier/settings/ReceiptSettings.tsx'
import { kiosReceipt } from '../fakes/printer-receipts.ts'
import { fakeClient, renderWith, resetScreens, settings, view } from './fixtures.tsx'

interface Sent {
  readonly template: ReceiptTemplate
  readonly footerLines: readonly string[]
  readonly paidBy: string
}

let samples: Sent[] = []
let saved: { receipt: ReceiptTemplate; footerLines: string[] }[] = []
let pictures: string[] = []

const sheet = (input: Sent): SlipSheet => ({
  document: {
    ...kiosReceipt,
    shop: { ...kiosReceipt.shop, headerLines: input.template.headerLines, footerLines: input.footerLines },
  },
  columns: 32,
  logo:
    input.template.logo === null
      ? null
      : { id: input.template.logo, widthDots: 360, heightDots: 100, rows: btoa('\0'.repeat(4500)) },
  codes: [],
})

const client = fakeClient({
  'slips.sample': (input: never) => {
    samples.push(input)
    return Promise.resolve(ok(sheet(input)))
  },
  'slips.sealKey': () => Promise.resolve(ok(null)),
  'slips.keepLogo': ({ picture }: { picture: string }) => {
    pictures.push(picture)
    return Promise.resolve(
      picture === btoa('ok')
        ? ok({ id: 'a'.repeat(64), widthDots: 8, heightDots: 1, rows: btoa('x') })
        : err({ type: 'logo_blank' }),
    )
  },
  'slips.checkSeal': ({ text }: { text: string }) =>
    Promise.resolve(
      ok({
        ...{
          verdict: text === 'palsu' ? 'changed' : 'genuine',
          mode: 'practice',
          number: 'DPS1-260715-0042',
        },
        ...{ total: 150_000, currency: 'IDR', paidAt: '2026-07-15T06:05:33.000Z', terminal: '1', copy: 2 },
        saleId: null,
      }),
    ),
  'settings.save': (input: never) => {
    saved.push(input)
    return Promise.resolve(ok(settings))
  },
})

beforeEach(() => {
  samples = []
  saved = []
  pictures = []
  resetScreens()
})
afterEach(cleanup)

async function open(npwp: string | null = null) {
  renderWith(
    client,
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ReceiptSettings view={{ ...view, settings: { ...settings, npwp } }} />
    </QueryClientProvider>,
  )
  await screen.findByTestId('slip')
}
const save = () => fireEvent.click(screen.getByTestId('settings-save'))
const lastSample = () => samples.at(-1)
const chooseFile = (file: File) =>
  fireEvent.change(screen.getByTestId('logo-file'), { target: { files: [file] } })

describe('the sample beside the form', () => {
  test('follows what is typed, before anything is saved', async () => {
    await open()
    fireEvent.change(screen.getByLabelText('Di bawah nama toko'), {
      target: { value: 'WA 0812\nBuka 24 jam' },
    })
    await waitFor(() => expect(lastSample()?.template.headerLines).toEqual(['WA 0812', 'Buka 24 jam']))
    await waitFor(() => expect(screen.getByTestId('slip').textContent).toContain('Buka 24 jam'))
    expect(saved).toEqual([])
  })

  test('can be paid in other ways', async () => {
    await open()
    fireEvent.click(screen.getByRole('button', { name: 'EDC' }))
    await waitFor(() => expect(lastSample()?.paidBy).toBe('edc'))
  })

  test('tells what the printer has no letters for', async () => {
    await open()
    fireEvent.change(screen.getByLabelText('Penutup'), { target: { value: 'Terima kasih \u{1f64f}' } })
    await waitFor(() => expect(screen.getByTestId('slip-warnings').textContent).toContain('\u{1f64f}'))
  })
})

describe('saving', () => {
  test('sends the whole template, and lines without empty ones', async () => {
    await open()
    fireEvent.change(screen.getByLabelText('Aturan toko'), { target: { value: 'Satu\n\nDua\n' } })
    fireEvent.change(screen.getByTestId('setting-receipt-copy'), { target: { value: 'cashless' } })
    fireEvent.click(screen.getByRole('switch', { name: 'Nama kasir' }))
    save()
    await waitFor(() => expect(saved).toHaveLength(1))
    expect(saved[0]).toEqual({
      footerLines: [...settings.footerLines],
      receipt: {
        ...DEFAULT_TEMPLATE,
        termsLines: ['Satu', 'Dua'],
        shopCopy: 'cashless',
        hidden: ['cashier'],
      },
    })
  })

  test('an address that is none is refused at its field and not sent anywhere', async () => {
    await open()
    fireEvent.change(screen.getByTestId('setting-receipt-qr'), { target: { value: 'link' } })
    fireEvent.change(screen.getByLabelText('Alamat yang dibuka'), { target: { value: 'tokosaya' } })
    expect(await screen.findByText('Tulis alamat lengkap, misalnya https://tokosaya.id/cek')).toBeTruthy()
    save()
    await waitFor(() => expect(lastSample()?.template).toMatchObject({ qr: 'link', linkAddress: '' }))
    expect(saved).toEqual([])
  })
})

describe('a line of 300 characters', () => {
  test('is told at its field, is not saved, and the sample goes on', async () => {
    await open()
    fireEvent.change(screen.getByLabelText('Penutup'), { target: { value: 'x'.repeat(300) } })
    expect(await screen.findByText(/paling banyak 80 huruf/)).toBeTruthy()
    await waitFor(() => expect(lastSample()?.footerLines).toEqual(['x'.repeat(80)]))
    save()
    expect(saved).toEqual([])
  })
})

describe('what a tax document must say', () => {
  test('cannot be switched off by a shop registered for VAT', async () => {
    await open('0123456789012345')
    const address = screen.getByRole<HTMLInputElement>('switch', { name: /Alamat toko/ })
    expect([address.checked, address.disabled]).toEqual([true, true])
    expect(screen.getByText('Wajib untuk toko PKP')).toBeTruthy()
  })

  test('is the owner’s choice in any other shop', async () => {
    await open()
    fireEvent.click(screen.getByRole('switch', { name: 'Alamat toko' }))
    await waitFor(() => expect(lastSample()?.template.hidden).toEqual(['address']))
  })
})

describe('choosing a logo', () => {
  test('sends the picture to the core, and shows it on the sample', async () => {
    await open()
    chooseFile(new File(['ok'], 'logo.png', { type: 'image/png' }))
    expect(await screen.findByTestId('slip-logo')).toBeTruthy()
    expect(pictures).toEqual([btoa('ok')])
    // 45 bytes a line and one to move it to the middle, a hundred lines
    expect(screen.getByText(/Menambah 4,6 kB/)).toBeTruthy()
    fireEvent.click(screen.getByTestId('logo-remove'))
    await waitFor(() => expect(screen.queryByTestId('slip-logo')).toBeNull())
  })

  test('a picture the core refuses changes nothing and says why', async () => {
    await open()
    chooseFile(new File(['white'], 'logo.png', { type: 'image/png' }))
    expect(await screen.findByText('Di kertas putih gambar ini tidak akan kelihatan.')).toBeTruthy()
    expect(lastSample()?.template.logo).toBeNull()
  })

  test('a film is not even opened', async () => {
    await open()
    const film = new File([], 'film.png', { type: 'image/png' })
    Object.defineProperty(film, 'size', { value: MAX_LOGO_FILE_BYTES + 1 })
    chooseFile(film)
    expect(await screen.findByText(/Gambarnya terlalu besar: paling banyak 20000 kB/)).toBeTruthy()
    expect(pictures).toEqual([])
  })
})

describe('checking a receipt', () => {
  const check = (text: string) => {
    fireEvent.change(screen.getByTestId('seal-text'), { target: { value: text } })
    fireEvent.click(screen.getByTestId('seal-check'))
  }

  test('a genuine one says which, how much, which copy, and that practice is no sale', async () => {
    await open()
    check('asli')
    const verdict = await screen.findByTestId('seal-verdict')
    expect(verdict.dataset['verdict']).toBe('genuine')
    expect(verdict.textContent).toMatch(/DPS1-260715-0042.*Rp\s150\.000.*Salinan ke-2/)
    expect(verdict.textContent).toContain('BUKAN TRANSAKSI SAH')
    expect(verdict.textContent).toContain('tidak ada di catatan')
  })

  test('a changed one shows none of the figures it claims', async () => {
    await open()
    check('palsu')
    const verdict = await screen.findByTestId('seal-verdict')
    expect(verdict.dataset['verdict']).toBe('changed')
    expect(verdict.textContent).not.toContain('150.000')
  })
})
