// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Product } from '../../src/core/domain/catalog/catalog.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import { MOST_LINES } from '../../src/core/domain/sale.ts'
import { SaleScreen } from '../../src/renderer/cashier/sale/SaleScreen.tsx'
import { addAmountLine, undo, useDraft } from '../../src/renderer/cashier/state/draft.ts'
import { usePage } from '../../src/renderer/cashier/state/page.ts'
import { forgetMissed, useScanned } from '../../src/renderer/cashier/state/scans.ts'
import { Button } from '../../src/renderer/ui/Button.tsx'
import { initialsOf, shelfOf } from '../../src/renderer/ui/shelf.ts'
import { fakeClient, renderWith, resetScreens, view } from './fixtures.tsx'

const product = (name: string, changes: Partial<Product> = {}): Product => ({
  id: name,
  name,
  sku: name,
  barcodes: [],
  price: amountOf(6_000),
  unit: 'pcs',
  category: 'Minuman',
  tax: 'none',
  favourite: true,
  active: true,
  picture: null,
  updatedAt: '2026-07-15T07:05:00.000Z',
  ...changes,
})
const page = (...names: string[]) => ok({ rows: names.map((name) => product(name)), nextCursor: null })

interface Group {
  readonly category: string | null
  readonly favouritesOnly: boolean
}
interface Find extends Group {
  readonly text: string
}
let find: (input: Find) => unknown
let byCode: (input: { code: string }) => unknown
let clock = 1_000

function open() {
  const client = fakeClient({
    'catalog.find': ((input: Find) => find(input)) as never,
    'catalog.byCode': ((input: { code: string }) => byCode(input)) as never,
    'catalog.categories': () => Promise.resolve(ok([{ name: 'Minuman', count: 2 }])),
  })
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return renderWith(
    client,
    <QueryClientProvider client={queries}>
      <SaleScreen view={view} />
    </QueryClientProvider>,
  )
}

/** A key at a time of its own: `pause` milliseconds after the one before. */
function press(key: string, pause: number, target: Element = document.body) {
  clock += pause
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  Object.defineProperty(event, 'timeStamp', { value: clock })
  target.dispatchEvent(event)
  const field = target instanceof HTMLInputElement && !event.defaultPrevented && key.length === 1
  if (field) fireEvent.change(target, { target: { value: target.value + key } })
}
const scan = (code: string, target?: Element) => {
  for (const key of code) press(key, 3, target)
  press('Enter', 3, target)
}
const names = () => useDraft.getState().cart.lines.map((line) => line.name)

beforeEach(() => {
  resetScreens()
  forgetMissed()
  find = () => Promise.resolve(page('Es Teh', 'Kopi'))
  byCode = ({ code }) => Promise.resolve(ok({ product: product(code), quantity: null, price: null }))
})
afterEach(cleanup)

describe('a scanner on the sale screen', () => {
  test('fifty codes in one burst are fifty lines in their order, whoever answers first', async () => {
    const answers: (() => void)[] = []
    byCode = ({ code }) =>
      new Promise((resolve) => {
        answers.push(() => resolve(ok({ product: product(code), quantity: null, price: null })))
      })
    open()
    const codes = Array.from({ length: 50 }, (_, index) => `8991000000${String(index).padStart(3, '0')}`)
    for (const code of codes) scan(code)
    for (const answer of answers.toReversed()) answer()
    await waitFor(() => expect(names()).toEqual(codes))
  })

  test('a scanner that empties its memory, all answered at once, is all taken, and the scanner works on', async () => {
    const answers: (() => void)[] = []
    byCode = ({ code }) =>
      new Promise((resolve) => {
        answers.push(() => resolve(ok({ product: product(code), quantity: null, price: null })))
      })
    open()
    const codes = Array.from({ length: 200 }, (_, index) => `8991000000${String(index).padStart(3, '0')}`)
    for (const code of codes) scan(code)
    for (const answer of answers) answer()
    await waitFor(() => expect(names()).toEqual(codes))
    scan('8992000000000')
    answers.at(-1)?.()
    await waitFor(() => expect(names().at(-1)).toBe('8992000000000'))
    act(undo)
    expect(names()).toEqual(codes)
    act(undo)
    expect(names()).toHaveLength(199)
  })

  test('a code that finds no room in the order stays told until somebody has seen to it', async () => {
    open()
    const full = Array.from({ length: MOST_LINES }, (_, index) => `7${String(index).padStart(5, '0')}`)
    for (const code of full) scan(code)
    await waitFor(() => expect(names()).toHaveLength(MOST_LINES))
    scan('8990000000001')
    const notice = await screen.findByTestId('scan-missed')
    expect(notice.textContent).toContain('8990000000001')
    expect(notice.textContent).toContain('300')
    // more of what is there needs no room
    scan('700007')
    await waitFor(() => expect(useDraft.getState().cart.lines[7]?.quantity).toBe(2_000))
  })

  test('a product that is no longer sold is told by its name, and nobody is sent to scan it again', async () => {
    byCode = () => Promise.resolve(err({ type: 'product_not_sold', name: 'Rokok Lama' }))
    open()
    scan('8990000000002')
    const notice = await screen.findByTestId('scan-missed')
    expect(notice.textContent).toContain('Rokok Lama')
    expect(notice.textContent).not.toContain('sekali lagi')
  })

  test('letters of a code are no shortcuts, and a letter typed by hand still is', async () => {
    open()
    addAmountLine(amountOf(1_000), 'Jasa', 'a')
    scan('PDN1234')
    await waitFor(() => expect(names()).toEqual(['Jasa', 'PDN1234']))
    expect(usePage.getState().sheet).toBeNull()
    press('d', 500)
    await waitFor(() => expect(usePage.getState().sheet).toEqual({ name: 'discount' }))
  })

  test('a code scanned into the search leaves what was typed there', async () => {
    open()
    const search = screen.getByTestId<HTMLInputElement>('search')
    search.focus()
    fireEvent.change(search, { target: { value: 'kop' } })
    scan('8991234567890', search)
    await waitFor(() => expect(names()).toEqual(['8991234567890']))
    expect(search.value).toBe('kop')
  })

  test('an unknown code is told with the code and a way to search, and puts nothing into the order', async () => {
    byCode = ({ code }) => Promise.resolve(err({ type: 'product_code_unknown', code }))
    open()
    scan('8990000000000')
    const notice = await screen.findByTestId('scan-missed')
    expect(notice.textContent).toContain('8990000000000')
    fireEvent.click(screen.getByTestId('scan-search'))
    expect(screen.getByTestId<HTMLInputElement>('search').value).toBe('8990000000000')
    expect(names()).toEqual([])
  })

  test('a code whose answer was lost is told too, and what comes after it is not held up', async () => {
    byCode = ({ code }) =>
      code === '1111'
        ? Promise.reject(new Error('connection closed'))
        : Promise.resolve(ok({ product: product(code), quantity: null, price: null }))
    open()
    scan('1111')
    scan('2222')
    await waitFor(() => expect(names()).toEqual(['2222']))
    expect(useScanned.getState().missed).toEqual([{ code: '1111', trouble: { type: 'call_lost' } }])
  })

  test('a scale’s label gives the weight, or the price of the piece', async () => {
    const apple = product('Apel', { price: amountOf(40_000), unit: 'kg' })
    byCode = ({ code }) =>
      Promise.resolve(
        ok(
          code === '2000001'
            ? { product: apple, quantity: 350, price: null }
            : { product: apple, quantity: null, price: amountOf(12_500) },
        ),
      )
    open()
    for (const code of ['2000001', '2000001', '2100002']) scan(code)
    const lines = () => useDraft.getState().cart.lines.map(({ quantity, unitPrice }) => [quantity, unitPrice])
    await waitFor(() =>
      expect(lines()).toEqual([
        [700, 40_000],
        [1_000, 12_500],
      ]),
    )
  })

  test('what is typed quickly as an amount stays an amount', () => {
    open()
    press('F9', 500)
    byCode = () => {
      throw new Error('this was no code')
    }
    for (const key of '15000') press(key, 3)
    press('Enter', 3)
    expect(names()).toEqual([])
  })
})

describe('the groups above the products', () => {
  const shop = [
    product('Es Teh'),
    product('Kopi', { favourite: false }),
    product('Kerupuk', { favourite: false, category: 'Camilan' }),
  ]
  const sells = (products: readonly Product[]) => {
    const answer = ({ category, favouritesOnly }: Group) => ({
      rows: products
        .filter((each) => !favouritesOnly || each.favourite)
        .filter((each) => category === null || each.category === category),
      nextCursor: null,
    })
    find = (input) => Promise.resolve(ok(answer(input)))
  }
  const shown = () =>
    screen.queryAllByTestId('product').map((tile) => tile.querySelector('span')?.textContent)
  beforeEach(() => {
    // nothing has a size here, and only tiles in sight are drawn
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(700)
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })
  const marked = () =>
    screen
      .getAllByRole('button', { pressed: true })
      .map(({ textContent }) => textContent)
      .join()

  test('the sale begins with the favourites; a group shows its own, and all is all', async () => {
    sells(shop)
    open()
    await screen.findByText('Favorit')
    await waitFor(() => expect(shown()).toEqual(['Es Teh']))
    expect(marked()).toBe('Favorit')
    fireEvent.click(screen.getByText('Minuman'))
    await waitFor(() => expect(shown()).toEqual(['Es Teh', 'Kopi']))
    expect(marked()).toBe('Minuman')
    fireEvent.click(screen.getByText('Semua'))
    await waitFor(() => expect(shown()).toEqual(['Es Teh', 'Kopi', 'Kerupuk']))
  })

  test('a shop without favourites begins with all it has, and no empty group stands there', async () => {
    sells(shop.slice(1))
    open()
    await waitFor(() => expect(shown()).toEqual(['Kopi', 'Kerupuk']))
    expect(screen.queryByText('Favorit')).toBeNull()
    expect(marked()).toBe('Semua')
  })
})

describe('the search', () => {
  const type = (text: string) => fireEvent.change(screen.getByTestId('search'), { target: { value: text } })

  test('a late answer never stands in the place of a newer one', async () => {
    const late: (() => void)[] = []
    find = ({ text }) => {
      if (text === 'k') return new Promise((resolve) => late.push(() => resolve(page('Kerupuk'))))
      return Promise.resolve(text === 'ko' ? page('Kopi') : page('Es Teh'))
    }
    open()
    type('k')
    type('ko')
    await waitFor(() => expect(screen.getByTestId('hits').textContent).toContain('1 '))
    await act(async () => {
      for (const answer of late) answer()
      await Promise.resolve()
    })
    fireEvent.keyDown(screen.getByTestId('search'), { key: 'Enter' })
    await waitFor(() => expect(names()).toEqual(['Kopi']))
  })

  test('Enter that is quicker than the answer adds what the text means, not what stood there before', async () => {
    let answer = (): void => undefined
    find = ({ text }) =>
      text === 'kopi'
        ? new Promise((resolve) => {
            const before = answer
            answer = () => {
              before()
              resolve(page('Kopi'))
            }
          })
        : Promise.resolve(page('Es Teh'))
    open()
    type('teh')
    await waitFor(() => expect(screen.getByTestId('hits').textContent).toContain('1 '))
    type('kopi')
    fireEvent.keyDown(screen.getByTestId('search'), { key: 'Enter' })
    expect(names()).toEqual([])
    answer()
    await waitFor(() => expect(names()).toEqual(['Kopi']))
  })

  test('arrows choose among the hits and Enter adds the chosen one', async () => {
    open()
    type('e')
    await waitFor(() => expect(screen.getByTestId('hits').textContent).toContain('2 '))
    fireEvent.keyDown(screen.getByTestId('search'), { key: 'ArrowDown' })
    fireEvent.keyDown(screen.getByTestId('search'), { key: 'Enter' })
    expect(names()).toEqual(['Kopi'])
  })
})

describe('the last receipt once more', () => {
  const lastPaid = { saleId: 'sale-42', number: 'BDG1-260715-00042' }
  const openAfter = (paid: typeof view.lastPaid, print: (input: never) => unknown = () => ok(null)) => {
    const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
    return renderWith(
      fakeClient({
        'catalog.find': ((input: Find) => find(input)) as never,
        'catalog.categories': () => Promise.resolve(ok([])),
        'sale.print': print,
      }),
      <QueryClientProvider client={queries}>
        <SaleScreen view={{ ...view, lastPaid: paid }} />
      </QueryClientProvider>,
    )
  }
  const toast = () => usePage.getState().toast?.text ?? ''

  test('F6 prints it, also with the next order begun, and says whose it was', async () => {
    const asked: unknown[] = []
    openAfter(lastPaid, (input) => {
      asked.push(input)
      return Promise.resolve(ok(null))
    })
    addAmountLine(amountOf(1_000), 'Jasa', 'a')
    press('F6', 500)
    await waitFor(() => expect(toast()).toContain('00042'))
    expect(asked).toEqual([{ saleId: 'sale-42' }])
    expect(names()).toEqual(['Jasa'])
  })

  test('before the first sale there is nothing to print, and that is said', async () => {
    openAfter(null)
    expect(screen.queryByTestId('reprint-last')).toBeNull()
    press('F6', 500)
    await waitFor(() => expect(toast()).toContain('Belum ada struk'))
  })

  test('a receipt that cannot be printed is no secret', async () => {
    openAfter(lastPaid, () => Promise.resolve(err({ type: 'printer_none' })))
    fireEvent.click(screen.getByTestId('reprint-last'))
    expect((await screen.findByTestId('refusal')).dataset['type']).toBe('printer_none')
    addAmountLine(amountOf(1_000), 'Jasa', 'a')
    await waitFor(() => expect(screen.queryByTestId('refusal')).toBeNull())
  })
})

test('a round amount is typed by one tap and sold like a typed one', async () => {
  open()
  press('F9', 500)
  const [, second] = await screen.findAllByTestId('round-amount')
  if (second === undefined) throw new Error('there are no round amounts')
  fireEvent.click(second)
  expect(screen.getByTestId<HTMLInputElement>('amount-input').value).toBe(second.textContent)
  fireEvent.click(screen.getByTestId('amount-add'))
  expect(useDraft.getState().cart.lines[0]?.unitPrice).toBe(Number(second.textContent?.replace('.', '')))
})

test('a button that works keeps the focus and takes no second press', () => {
  let presses = 0
  const element = (busy: boolean) => (
    <Button busy={busy} onClick={() => (presses += 1)}>
      Bayar
    </Button>
  )
  const { rerender } = render(element(false))
  const button = screen.getByRole('button')
  button.focus()
  rerender(element(true))
  fireEvent.click(button)
  expect(presses).toBe(0)
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-disabled')).toBe('true')
})

describe('a press by hand on a line', () => {
  test('leaves the keys to the order: Enter opens the line and adds no second piece', async () => {
    open()
    act(() => addAmountLine(amountOf(5_000), 'Es batu', 'line-1'))
    const more = await screen.findByRole('button', { name: /^Tambah.*Es batu/ })
    more.focus()
    fireEvent.click(more, { detail: 1 })
    expect(document.activeElement).toBe(document.body)
    press('Enter', 500)
    expect(usePage.getState().sheet).toMatchObject({ name: 'line', lineId: 'line-1' })
    expect(useDraft.getState().cart.lines[0]?.quantity).toBe(2_000)
  })
})

describe('the tint of a shelf', () => {
  const hueOf = (category: string) => Number((shelfOf(category) as Record<string, unknown>)['--shelf'])

  test('is the same for a group every time, and none for what is in no group', () => {
    expect(hueOf('Minuman')).toBe(hueOf('Minuman'))
    expect(shelfOf('')).toBeUndefined()
  })

  test('is never near the colours that say waiting, paid or broken', () => {
    const hues = Array.from({ length: 500 }, (_, at) => hueOf(`Rak ${at}`))
    expect(Math.min(...hues)).toBeGreaterThanOrEqual(190)
    expect(Math.max(...hues)).toBeLessThan(320)
    // and groups differ
    expect(new Set(hues).size).toBeGreaterThan(50)
  })

  test('comes with the letters an eye looks for', () => {
    expect([
      initialsOf('Es Teh Manis'),
      initialsOf('  kopi'),
      initialsOf('7-Up 330 ml'),
      initialsOf('!!!'),
    ]).toEqual(['ET', 'K', '73', ''])
  })
})
