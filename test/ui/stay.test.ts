// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ok } from '../../src/core/domain/result.ts'
import { useCounter } from '../../src/renderer/cashier/state/counter.ts'
import { tellPresence } from '../../src/renderer/cashier/state/stay.ts'
import { fakeClient, view } from './fixtures.tsx'

describe('somebody is at the screen', () => {
  let told = 0
  let stop: () => void = () => undefined

  beforeEach(() => {
    vi.useFakeTimers()
    told = 0
    useCounter.setState({ view, locked: null, hearing: 'live', offsetMs: 0 })
    const stay = () => {
      told += 1
      return Promise.resolve(ok(null))
    }
    stop = tellPresence(fakeClient({ 'people.stay': stay }))
  })
  afterEach(() => {
    stop()
    vi.useRealTimers()
  })

  test('typing that calls nothing is told, rarely enough to cost nothing', async () => {
    for (let second = 0; second < 60; second += 1) {
      fireEvent.keyDown(document.body, { key: '5' })
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(told).toBe(4)
  })

  test('a finger counts like a key', () => {
    fireEvent.pointerDown(document.body)
    expect(told).toBe(1)
  })

  test('a key that a sheet keeps for itself counts all the same', () => {
    document.body.addEventListener('keydown', (event) => event.stopPropagation(), { once: true })
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(told).toBe(1)
  })

  test('nobody touching it says nothing, and neither does whoever stands before a locked till', async () => {
    await vi.advanceTimersByTimeAsync(600_000)
    useCounter.setState({ view: null })
    fireEvent.keyDown(document.body, { key: '5' })
    expect(told).toBe(0)
  })
})
