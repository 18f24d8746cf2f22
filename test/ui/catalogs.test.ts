import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { describe, expect, test } from 'vitest'
import { DESK_CATALOGS, type WordKey } from '../../src/renderer/cashier/desk-words.ts'
import { CATALOGS as SALE_CATALOGS } from '../../src/renderer/cashier/words.ts'

const CATALOGS = {
  id: { ...SALE_CATALOGS.id, ...DESK_CATALOGS.id },
  en: { ...SALE_CATALOGS.en, ...DESK_CATALOGS.en },
}

type Token = string | readonly [name: string, type?: string, format?: unknown]

/** Names of the arguments a sentence takes, also those inside plural choices. */
function argumentsOf(tokens: readonly Token[]): Set<string> {
  const names = new Set<string>()
  for (const token of tokens) {
    if (typeof token === 'string') continue
    const [name, , format] = token
    names.add(name)
    if (typeof format !== 'object' || format === null) continue
    for (const choice of Object.values(format)) {
      if (Array.isArray(choice)) for (const inner of argumentsOf(choice as Token[])) names.add(inner)
    }
  }
  return names
}

describe('the sentences of the cashier’s screen', () => {
  const keys = Object.keys(CATALOGS.id) as WordKey[]

  test('every sentence can be read and takes the same arguments in both languages', () => {
    const taken = (language: 'id' | 'en') =>
      keys.map((key) => {
        const tokens = compileMessageOrThrow(CATALOGS[language][key]) as Token[]
        return `${key}: ${[...argumentsOf(tokens)].toSorted().join(', ')}`
      })
    expect(taken('en')).toEqual(taken('id'))
  })

  test('no sentence is empty', () => {
    const empty = keys.filter((key) => CATALOGS.id[key].trim() === '' || CATALOGS.en[key].trim() === '')
    expect(empty).toEqual([])
  })

  test('the two languages have exactly the same sentences', () => {
    expect(Object.keys(CATALOGS.en).toSorted()).toEqual(Object.keys(CATALOGS.id).toSorted())
  })
})
