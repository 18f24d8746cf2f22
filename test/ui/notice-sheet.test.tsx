// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { InviteView } from '../../src/core/contract/views/sale.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import { NoticeSheet } from '../../src/renderer/cashier/pay/NoticeSheet.tsx'
import { usePage } from '../../src/renderer/cashier/state/page.ts'
import { fakeClient, renderWith, resetScreens } from './fixtures.tsx'

const invite: InviteView = {
  kind: 'transfer',
  due: amountOf(50_017),
  suffix: amountOf(17),
  accounts: [{ bank: 'BCA', number: '1234567890', holder: 'Rina Wijaya' }],
}
const SOON = { timeout: 10_000 }

/** The computer's camera, as it answers. */
function cameraAnswers(answer: () => Promise<MediaStream>): void {
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia: answer } })
}
const fault = (name: string) => () => Promise.reject(Object.assign(new Error(name), { name }))
const type = (field: string, value: string) =>
  fireEvent.change(screen.getByTestId(`notice-${field}`), { target: { value } })
const refusals = () => screen.queryAllByTestId('refusal').map((each) => each.dataset['type'])

describe('a transfer with a unique amount', () => {
  let sent: { sent: number | null; photo: string | null }[] = []
  let answer: unknown = ok({})
  beforeEach(() => {
    sent = []
    answer = ok({})
    resetScreens()
    const recordTransfer = (input: never) => (sent.push(input), Promise.resolve(answer))
    renderWith(
      fakeClient({
        'sale.recordTransfer': recordTransfer,
        'sale.invite': () => Promise.resolve(ok(null)),
        'sale.endInvite': () => Promise.resolve(ok(null)),
      }),
      <NoticeSheet kind="transfer" due={amountOf(50_000)} part={null} invite={invite} />,
    )
    type('bank', 'BCA')
    type('reference', 'FT 26325 001')
  })
  afterEach(() => {
    cleanup()
    Reflect.deleteProperty(navigator, 'mediaDevices')
  })
  const record = () => fireEvent.click(screen.getByTestId('notice-record'))

  test('says to the cashier what to ask for, and why', () => {
    const words = screen.getByTestId('notice-unique').textContent
    expect(words).toContain('50.017')
    expect(words).toContain('50.000')
    expect(screen.getByTestId<HTMLInputElement>('notice-sent').value).toBe('50.017')
  })

  test('is sent as asked when nobody changes the amount, or as the notice says', async () => {
    record()
    await waitFor(() => expect(sent).toMatchObject([{ sent: null, photo: null }]), SOON)
  })

  test('with letters in the amount is not sent, and says so at the field', () => {
    type('sent', 'lima puluh ribu')
    record()
    expect(sent).toEqual([])
    expect(screen.getByTestId('notice-sent').getAttribute('aria-invalid')).toBe('true')
  })

  test('with another amount shows what the core says about it', async () => {
    answer = err({
      ...{ type: 'transfer_amount_differs', sent: 49_000, asked: 50_017, covers: 50_000, currency: 'IDR' },
    })
    type('sent', '49.000')
    record()
    await waitFor(() => expect(sent).toMatchObject([{ sent: 49_000 }]), SOON)
    expect(await screen.findByText(/Yang masuk/, {}, SOON)).toBeDefined()
  })

  test.each([
    ['NotAllowedError', 'camera_denied'],
    ['NotFoundError', 'camera_none'],
    ['NotReadableError', 'camera_busy'],
  ])('a camera that answers %s is said in words, and a file can still be chosen', async (name, refusal) => {
    cameraAnswers(fault(name))
    fireEvent.click(screen.getByTestId('photo-camera'))
    await waitFor(() => expect(refusals()).toEqual([refusal]), SOON)
    expect(screen.queryByTestId('camera-sheet')).toBeNull()
    expect(screen.getByTestId('photo-file')).toBeDefined()
  })

  test('a computer without a camera says so', async () => {
    fireEvent.click(screen.getByTestId('photo-camera'))
    await waitFor(() => expect(refusals()).toEqual(['camera_none']), SOON)
  })

  test('a camera that is unplugged closes its sheet, and its light goes out', async () => {
    const track = Object.assign(new EventTarget(), { stop: vi.fn() })
    const stream = { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream
    cameraAnswers(() => Promise.resolve(stream))
    // happy-dom plays nothing, and takes no stream but its own
    vi.spyOn(HTMLMediaElement.prototype, 'srcObject', 'set').mockReturnValue(undefined)
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined)
    fireEvent.click(screen.getByTestId('photo-camera'))
    await waitFor(() => expect(screen.getByTestId('camera-take').getAttribute('aria-busy')).toBeNull(), SOON)
    track.dispatchEvent(new Event('ended'))
    await waitFor(() => expect(refusals()).toEqual(['camera_gone']), SOON)
    expect(screen.queryByTestId('camera-sheet')).toBeNull()
    expect(track.stop).toHaveBeenCalled()
  })

  test.each([
    [
      'a PDF',
      new File(['%PDF-1.7 with a proof of payment inside, they say'], 'bukti.pdf'),
      'photo_not_a_picture',
    ],
    ['a text', new File(['sudah transfer ya kak, mohon dicek lagi'], 'bukti.jpg'), 'photo_not_a_picture'],
    [
      '50 MB',
      Object.defineProperty(new File(['x'], 'a.jpg'), 'size', { value: 50_000_000 }),
      'photo_too_large',
    ],
    ['a bomb', new File([pngOf(60_000, 60_000)], 'a.png'), 'photo_too_large'],
  ])('%s as a photo is refused before anything unpacks it', async (_what, file, refusal) => {
    fireEvent.change(screen.getByTestId('photo-file'), { target: { files: [file] } })
    await waitFor(() => expect(refusals()).toEqual([refusal]), SOON)
    expect(screen.queryByTestId('photo-preview')).toBeNull()
    record()
    await waitFor(() => expect(sent).toMatchObject([{ photo: null }]), SOON)
  })
})

describe('a shop without an account or a printed code', () => {
  afterEach(() => {
    cleanup()
    resetScreens()
  })
  test.each([
    ['transfer', 'bank_account_not_set_up'],
    ['static_qris', 'static_qris_not_set_up'],
  ] as const)(
    'records a %s all the same: a note and the way to the settings, no refusal',
    async (kind, type) => {
      renderWith(
        fakeClient({
          'sale.invite': () => Promise.resolve(err({ type })),
          'sale.endInvite': () => Promise.resolve(ok(null)),
        }),
        <NoticeSheet kind={kind} due={amountOf(50_000)} part={null} invite={null} />,
      )
      await screen.findByTestId('not-set-up', {}, SOON)
      expect(refusals()).toEqual([])
      expect(screen.getByTestId('notice-record')).toBeDefined()
      fireEvent.click(screen.getByTestId('set-up'))
      expect(usePage.getState()).toMatchObject({ page: 'settings', section: 'notices', sheet: null })
    },
  )

  test('any other reason why nothing is shown is said as what it is', async () => {
    renderWith(
      fakeClient({
        'sale.invite': () => Promise.resolve(err({ type: 'sale_already_paid' })),
        'sale.endInvite': () => Promise.resolve(ok(null)),
      }),
      <NoticeSheet kind="transfer" due={amountOf(50_000)} part={null} invite={null} />,
    )
    await waitFor(() => expect(refusals()).toEqual(['sale_already_paid']), SOON)
    expect(screen.queryByTestId('not-set-up')).toBeNull()
  })
})

/** The head of a picture that claims to be this large. */
function pngOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}
