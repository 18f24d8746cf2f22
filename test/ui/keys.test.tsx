// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { useKeys, type KeyBindings } from '../../src/renderer/ui/keys.ts'

function Keys({
  bindings,
  children,
  ...kind
}: {
  bindings: KeyBindings
  modal?: boolean
  everywhere?: boolean
  above?: number
  children?: ReactNode
}) {
  useKeys(bindings, kind)
  return children
}

describe('the keys', () => {
  afterEach(cleanup)
  const pressed: string[] = []
  const bind = (...names: string[]): KeyBindings =>
    Object.fromEntries(names.map((name) => [name, () => pressed.push(name)]))
  const press = (key: string, target: Element = document.body) => {
    pressed.length = 0
    const untouched = fireEvent.keyDown(target, { key })
    return { pressed: [...pressed], prevented: !untouched }
  }

  test('F5 never reloads the page, bound or not', () => {
    render(<Keys bindings={bind('F1')} />)
    expect(press('F5')).toEqual({ pressed: [], prevented: true })
  })

  test('a sheet over the page keeps the page’s keys quiet: Esc there does not cancel the code', () => {
    render(<Keys bindings={bind('Escape', 'F2')} />)
    expect(press('Escape').pressed).toEqual(['Escape'])
    const sheet = render(<Keys bindings={{}} modal />)
    expect(press('Escape').pressed).toEqual([])
    expect(press('F2')).toEqual({ pressed: [], prevented: true })
    sheet.unmount()
    expect(press('F2').pressed).toEqual(['F2'])
  })

  test('a page that comes back together with its open sheet lies below it: F1 there charges nothing', () => {
    render(
      <Keys bindings={bind('F1', 'F12')}>
        <Keys bindings={bind('Enter')} modal above={1} />
      </Keys>,
    )
    expect(press('F1')).toEqual({ pressed: [], prevented: true })
    expect(press('Enter').pressed).toEqual(['Enter'])
  })

  test('what is typed into a field belongs to the field, except function keys', () => {
    render(
      <>
        <Keys bindings={bind('/', 'Enter', 'F1')} />
        <input aria-label="field" />
      </>,
    )
    const field = screen.getByLabelText('field')
    expect(press('/', field).pressed).toEqual([])
    expect(press('Enter', field).pressed).toEqual([])
    expect(press('F1', field).pressed).toEqual(['F1'])
  })

  test('an Enter held too long does not press the button that came under it', () => {
    render(
      <>
        <Keys bindings={{}} />
        <button type="button">Penjualan berikutnya</button>
      </>,
    )
    const button = screen.getByRole('button')
    expect(fireEvent.keyDown(button, { key: 'Enter' })).toBe(true)
    expect(fireEvent.keyDown(button, { key: 'Enter', repeat: true })).toBe(false)
  })

  test('a held key is one press', () => {
    render(<Keys bindings={bind('F1')} />)
    pressed.length = 0
    fireEvent.keyDown(document.body, { key: 'F1' })
    fireEvent.keyDown(document.body, { key: 'F1', repeat: true })
    expect(pressed).toEqual(['F1'])
  })

  test('the key to the lock works also under an open sheet, unless the sheet has it for itself', () => {
    render(<Keys bindings={bind('F12', 'F2')} everywhere />)
    const sheet = render(<Keys bindings={{}} modal />)
    expect(press('F12').pressed).toEqual(['F12'])
    sheet.unmount()
    render(<Keys bindings={{ F12: () => pressed.push('lock now') }} modal />)
    expect(press('F12').pressed).toEqual(['lock now'])
  })

  test('an Esc that closes a sheet is not seen by the sheet below it', () => {
    const below: string[] = []
    document.addEventListener('keydown', ({ key }) => below.push(key), { once: true })
    render(<Keys bindings={bind('Escape')} modal />)
    press('Escape')
    expect(below).toEqual([])
  })
})
