// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { err, ok } from '../../src/core/domain/result.ts'
import { useAction } from '../../src/renderer/cashier/client.ts'

describe('one press, one attempt', () => {
  afterEach(cleanup)

  async function pressAll(
    answers: readonly (() => Promise<
      ReturnType<typeof ok<null>> | ReturnType<typeof err<{ type: 'store_busy' }>>
    >)[],
    situations: readonly string[] = [],
  ): Promise<string[]> {
    const { result } = renderHook(() => useAction())
    const ids: string[] = []
    for (const [index, answer] of answers.entries()) {
      await act(async () => {
        await result.current.run((id) => {
          ids.push(id)
          return answer()
        }, situations[index])
      })
    }
    return ids
  }
  const lost = () => Promise.reject(new Error('connection closed'))
  const refused = () => Promise.resolve(err({ type: 'store_busy' as const }))
  const answered = () => Promise.resolve(ok(null))

  test('pressing again after the connection broke is the same attempt', async () => {
    const [first, second] = await pressAll([lost, answered])
    expect(second).toBe(first)
  })

  test('pressing again after an answer is another attempt', async () => {
    const ids = await pressAll([answered, refused, answered])
    expect(new Set(ids).size).toBe(3)
  })

  test('once the sale has one payment more, the lost attempt is not taken for the new one', async () => {
    const [first, second] = await pressAll([lost, answered], ['0', '1'])
    expect(second).not.toBe(first)
  })

  test('a second press while the first is under way does nothing', async () => {
    const { result } = renderHook(() => useAction())
    let calls = 0
    let finish: (() => void) | undefined
    const slow = () =>
      new Promise<ReturnType<typeof ok<null>>>((resolve) => {
        calls += 1
        finish = () => resolve(ok(null))
      })
    await act(async () => {
      const first = result.current.run(slow)
      expect(await result.current.run(slow)).toBeNull()
      finish?.()
      await first
    })
    expect(calls).toBe(1)
  })

  test('a broken connection is told as unknown, never as failed', async () => {
    const { result } = renderHook(() => useAction())
    await act(async () => {
      await result.current.run(lost)
    })
    expect(result.current.trouble).toEqual({ type: 'call_lost' })
  })
})
