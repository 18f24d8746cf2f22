// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Announcer } from '../../src/renderer/cashier/paid/Announcer.tsx'
import { SALES } from '../gallery/scenes/sales.ts'

afterEach(cleanup)

test('LUNAS is said aloud by what was on the page before: with its amount and the number of the sale', () => {
  const { rerender } = render(<Announcer sale={SALES.waiting} />)
  const region = screen.getByRole('status')
  expect(region.textContent).toBe('')
  expect(region.getAttribute('aria-live')).toBe('assertive')
  act(() => rerender(<Announcer sale={SALES.paid} />))
  expect(screen.getByRole('status')).toBe(region)
  expect(region.textContent).toContain(SALES.paid.number)
  expect(region.textContent).toContain('80.000')
})
