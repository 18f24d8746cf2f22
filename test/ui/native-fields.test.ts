import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const RENDERER = join(import.meta.dirname, '../../src/renderer')
const pages = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
)

/** Fields that a browser checks or writes by itself, in the language and the formats it was installed with. */
const NATIVE =
  /type="(date|time|month|week|datetime-local|number|email|url)"|<form[^>]* required|^\s+(required|pattern=.*|min=.*)$/m

test('no field speaks for itself: a browser in English would tell an Indonesian cashier "Please fill out this field"', () => {
  expect(pages.length).toBeGreaterThan(100)
  const found = pages.filter((name) => NATIVE.test(readFileSync(join(RENDERER, name), 'utf8')))
  expect(found).toEqual([])
})
