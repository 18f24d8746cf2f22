// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DateField } from '../../src/renderer/cashier/dates/DateField.tsx'
import { DayRange } from '../../src/renderer/cashier/dates/DayRange.tsx'
import { setLanguage } from '../../src/renderer/cashier/desk-words.ts'

const TODAY = '2026-07-15'
let told: string[] = []
let sent: string[] = []

function OneDay({ start = '2026-07-10', required = false }: { start?: string; required?: boolean }) {
  const [day, setDay] = useState(start)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        sent.push(day)
      }}
    >
      <DateField
        label="Tanggal"
        value={day}
        today={TODAY}
        max={TODAY}
        neverEmpty={required}
        testId="day"
        onChange={(next) => {
          told.push(next)
          setDay(next)
        }}
      />
      <button type="button" data-testid="elsewhere" onClick={() => setDay('2026-01-02')} />
    </form>
  )
}

function TwoDays() {
  const [days, setDays] = useState({ from: '2026-07-01', to: '2026-07-07' })
  const labels = { from: 'Dari', to: 'Sampai' }
  return <DayRange {...days} labels={labels} today={TODAY} testId="range" onChange={setDays} />
}

const field = (id = 'day') => screen.getByTestId<HTMLInputElement>(id)
const type = (text: string, id = 'day') => fireEvent.change(field(id), { target: { value: text } })
const key = (name: string, init: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...init })
const standsOn = () => document.activeElement?.getAttribute('data-day')
async function openCalendar() {
  field().focus()
  fireEvent.keyDown(field(), { key: 'ArrowDown' })
  await screen.findByTestId('calendar')
  await waitFor(() => expect(standsOn()).not.toBeNull())
}

beforeEach(() => {
  told = []
  sent = []
  setLanguage('id')
})
afterEach(cleanup)

describe('a day that is typed', () => {
  test('is shown date first, and taken as soon as it is whole', () => {
    render(<OneDay />)
    expect(field().value).toBe('10/07/2026')
    type('9/7')
    expect(told).toEqual([])
    type('9/7/2026')
    expect(told).toEqual(['2026-07-09'])
    fireEvent.blur(field())
    expect(field().value).toBe('09/07/2026')
  })

  test('in short is taken when the field is left, and shown in full', () => {
    render(<OneDay />)
    type('0107')
    fireEvent.blur(field())
    expect(told).toEqual(['2026-07-01'])
    expect(field().value).toBe('01/07/2026')
  })

  test('that is none stays there with the reason, and no form is sent with another day', () => {
    render(<OneDay />)
    type('31/06/2026')
    expect(fireEvent.keyDown(field(), { key: 'Enter' })).toBe(false)
    expect(field().value).toBe('31/06/2026')
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText('Tulis tanggal seperti 15/07/2026.')).toBeTruthy()
    expect(told).toEqual([''])
  })

  test('after the last one allowed is told which that is', () => {
    render(<OneDay />)
    type('16/07/2026')
    fireEvent.blur(field())
    expect(screen.getByText('Paling akhir 15/07/2026.')).toBeTruthy()
    expect(told).toEqual([''])
  })

  test('gives way to a day that comes from elsewhere', () => {
    render(<OneDay />)
    type('31/06')
    fireEvent.click(screen.getByTestId('elsewhere'))
    expect(field().value).toBe('02/01/2026')
  })

  test('may be taken away, except where a day must stand', () => {
    const { unmount } = render(<OneDay />)
    type('')
    fireEvent.blur(field())
    expect(told).toEqual([''])
    expect(field().getAttribute('aria-invalid')).toBeNull()
    unmount()
    render(<OneDay required />)
    type('')
    fireEvent.blur(field())
    expect(field().getAttribute('aria-invalid')).toBe('true')
  })
})

describe('a day from the calendar', () => {
  test('is walked to by keys alone: day, week, month, year, the ends of the week', async () => {
    render(<OneDay />)
    await openCalendar()
    expect(standsOn()).toBe('2026-07-10')
    const steps: [string, object, string][] = [
      ['ArrowLeft', {}, '2026-07-09'],
      ['ArrowUp', {}, '2026-07-02'],
      ['ArrowDown', {}, '2026-07-09'],
      ['Home', {}, '2026-07-06'],
      ['End', {}, '2026-07-12'],
      ['PageUp', {}, '2026-06-12'],
      ['PageUp', { shiftKey: true }, '2025-06-12'],
      ['PageDown', {}, '2025-07-12'],
      ['PageDown', { shiftKey: true }, '2026-07-12'],
    ]
    for (const [name, init, day] of steps) {
      key(name, init)
      await waitFor(() => expect(standsOn()).toBe(day))
    }
    fireEvent.click(document.activeElement ?? document.body)
    expect(told).toEqual(['2026-07-12'])
    expect(field().value).toBe('12/07/2026')
    await waitFor(() => expect(screen.queryByTestId('calendar')).toBeNull())
  })

  test('does not go past the last day allowed, by key or by press', async () => {
    render(<OneDay />)
    await openCalendar()
    key('PageDown')
    await waitFor(() => expect(standsOn()).toBe(TODAY))
    key('ArrowRight')
    expect(standsOn()).toBe(TODAY)
    fireEvent.click(document.querySelector('[data-day="2026-07-16"]') ?? document.body)
    expect(told).toEqual([])
    fireEvent.click(screen.getByTestId('calendar-today'))
    expect(told).toEqual([TODAY])
  })

  test('speaks the language of the shop and says which day is today', async () => {
    render(<OneDay />)
    await openCalendar()
    expect(screen.getByText('Juli 2026')).toBeTruthy()
    expect(screen.getByLabelText('Rabu, 15 Juli 2026').getAttribute('aria-current')).toBe('date')
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      ...['Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab', 'Min'],
    ])
  })

  test('Esc leaves the day as it was and closes nothing else', async () => {
    render(<OneDay />)
    await openCalendar()
    key('ArrowLeft')
    key('Escape')
    await waitFor(() => expect(screen.queryByTestId('calendar')).toBeNull())
    expect(told).toEqual([])
    expect(field().value).toBe('10/07/2026')
  })
})

test('of two days that cross, the one that was not touched goes along', () => {
  render(<TwoDays />)
  type('10/07/2026', 'range-from')
  expect(field('range-to').value).toBe('10/07/2026')
  type('14/07/2026', 'range-to')
  type('02/06/2026', 'range-to')
  expect(field('range-from').value).toBe('02/06/2026')
})
