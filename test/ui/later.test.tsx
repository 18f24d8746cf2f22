// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, expect, test } from 'vitest'
import { later } from '../../src/renderer/ui/later.ts'

afterEach(cleanup)

const Sheet = ({ name }: { name: string }) => <p>{name}</p>
const under = (Part: (props: { name: string }) => React.ReactElement | null) => (
  <Suspense fallback={<p>tunggu</p>}>
    <Part name="lembar" />
  </Suspense>
)

test('what was fetched before stands at its first drawing, without an empty moment', async () => {
  const Part = later(() => Promise.resolve(Sheet))
  Part.fetch()
  await Promise.resolve()
  await Promise.resolve()
  render(under(Part))
  expect(document.body.textContent).toBe('lembar')
})

test('what was not fetched is fetched when it is drawn', async () => {
  const Part = later(() => Promise.resolve(Sheet))
  await act(async () => void render(under(Part)))
  expect(await screen.findByText('lembar')).toBeDefined()
})

test('what could not be fetched ahead is tried again when it is asked for', async () => {
  let tries = 0
  const Part = later(() => {
    tries += 1
    return tries === 1 ? Promise.reject(new Error('the core is away')) : Promise.resolve(Sheet)
  })
  Part.fetch()
  await act(async () => undefined)
  await act(async () => void render(under(Part)))
  expect(await screen.findByText('lembar')).toBeDefined()
  expect(tries).toBe(2)
})
