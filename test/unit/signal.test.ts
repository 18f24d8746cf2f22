import { expect, it } from 'vitest'
import { createSignal } from '../../src/main/usecases/signal.ts'

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

it('a listener that throws silences no other and ends nothing', async () => {
  const heard: string[] = []
  const faults: unknown[] = []
  const signal = createSignal((fault) => faults.push(fault))
  const broken = new Error('disk I/O error')
  signal.listen(() => {
    throw broken
  })
  signal.listen(() => heard.push('screen'))
  signal.ring()
  signal.ring()
  await settled()
  expect(heard).toEqual(['screen'])
  expect(faults).toEqual([broken])
})
