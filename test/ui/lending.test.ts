import { describe, expect, test } from 'vitest'
import { err, ok, type Result } from '../../src/core/domain/result.ts'
import { lendingLink, type LendingQuestion } from '../../src/renderer/api/lending.ts'
import type { Link } from '../../src/renderer/api/link.ts'

const NEEDED = { type: 'permission_needed', right: 'supersede_code', role: 'supervisor' } as const
const INPUT = { tenderId: 't1', reason: 'pelanggan pindah ke tunai' }

/** A core in which a call needs a lent right; `lend` answers what the test says. */
function guardedCore(lendAnswer: () => Result<null, unknown> = () => ok(null)) {
  const calls: { path: string; input: unknown }[] = []
  let lent: unknown = null
  const link: Link = {
    call: (path, input) => {
      const name = path.join('.')
      calls.push({ path: name, input })
      if (name === 'people.lend') {
        const answer = lendAnswer()
        if (answer.ok) lent = JSON.stringify((input as { input: unknown }).input)
        return Promise.resolve(answer)
      }
      if (name !== 'sale.supersede') return Promise.resolve(ok('open to all'))
      const allowed = lent === JSON.stringify(input)
      lent = null
      return Promise.resolve(allowed ? ok('covered') : err(NEEDED))
    },
  }
  return { link, calls }
}

const send = (link: Link, path: string, input: unknown) => link.call(path.split('.'), input, { context: {} })

describe('a call that needs somebody else’s right', () => {
  test('asks once, goes out again with the very same input, and its answer is the caller’s', async () => {
    const { link, calls } = guardedCore()
    const asked: LendingQuestion[] = []
    const asking = lendingLink(link, async (question) => {
      asked.push(question)
      return (await question.lend('p-dewi', '4826')).ok
    })
    expect(await send(asking, 'sale.supersede', INPUT)).toEqual(ok('covered'))
    expect(asked.map(({ procedure, refusal }) => ({ procedure, refusal }))).toEqual([
      { procedure: 'sale.supersede', refusal: NEEDED },
    ])
    expect(calls).toEqual([
      { path: 'sale.supersede', input: INPUT },
      {
        path: 'people.lend',
        input: { personId: 'p-dewi', pin: '4826', procedure: 'sale.supersede', input: INPUT },
      },
      { path: 'sale.supersede', input: INPUT },
    ])
  })

  test('nobody lends it: the caller gets the refusal, and nothing is sent again', async () => {
    const { link, calls } = guardedCore()
    const asking = lendingLink(link, () => Promise.resolve(false))
    expect(await send(asking, 'sale.supersede', INPUT)).toEqual(err(NEEDED))
    expect(calls.map(({ path }) => path)).toEqual(['sale.supersede'])
  })

  test('refused again although it was lent: it is not asked in a circle', async () => {
    const { link, calls } = guardedCore()
    let questions = 0
    const asking = lendingLink(link, () => {
      questions += 1
      return Promise.resolve(true)
    })
    expect(await send(asking, 'sale.supersede', INPUT)).toEqual(err(NEEDED))
    expect(questions).toBe(1)
    expect(calls).toHaveLength(2)
  })

  test('a second pair of eyes is asked for in the same way', async () => {
    const link: Link = { call: () => Promise.resolve(err({ type: 'second_person_needed' })) }
    const asked: string[] = []
    const asking = lendingLink(link, ({ refusal }) => {
      asked.push(refusal.type)
      return Promise.resolve(false)
    })
    await send(asking, 'sale.acceptTender', { tenderId: 't1' })
    expect(asked).toEqual(['second_person_needed'])
  })

  test('two calls ask one after the other, never over each other', async () => {
    const { link } = guardedCore()
    const open: ((lent: boolean) => void)[] = []
    const asking = lendingLink(link, () => new Promise((resolve) => open.push(resolve)))
    const first = send(asking, 'sale.supersede', INPUT)
    const second = send(asking, 'sale.supersede', { ...INPUT, tenderId: 't2' })
    await settled()
    expect(open).toHaveLength(1)
    open[0]?.(false)
    await first
    await settled()
    expect(open).toHaveLength(2)
    open[1]?.(false)
    expect(await second).toEqual(err(NEEDED))
  })

  test('everything else passes by: values, other refusals, streams', async () => {
    async function* stream() {
      yield await Promise.resolve({ type: 'beat' })
    }
    const beats = stream()
    for (const answer of [ok('x'), err({ type: 'till_locked' }), beats, null, undefined, 'text']) {
      const asking = lendingLink({ call: () => Promise.resolve(answer) }, () => {
        throw new Error('nothing to ask')
      })
      expect(await send(asking, 'sale.list', {})).toBe(answer)
    }
  })
})

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
