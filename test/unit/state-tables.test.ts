import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tablesIn, workedOutTables } from './state-tables.ts'

const DECISION = join(import.meta.dirname, '..', '..', 'docs', 'adr', '0006-state-tables.md')
const stated = tablesIn(readFileSync(DECISION, 'utf8'))
const workedOut = workedOutTables()

describe('every state meets every event as the decision says', () => {
  it('and the decision has every table', () => {
    expect(stated.map((table) => table.name)).toEqual(workedOut.map((table) => table.name))
  })

  describe.each(workedOut.map((table) => [table.name, table] as const))('%s', (name, { columns, rows }) => {
    const decided = stated.find((table) => table.name === name)

    it('has the same events and states', () => {
      expect(decided?.columns).toEqual(columns)
      expect(decided?.rows.map(([state]) => state)).toEqual(rows.map(([state]) => state))
    })

    it.each(rows.map(([state, ...cells]) => [state, cells] as const))('%s', (state, cells) => {
      const [, ...said] = decided?.rows.find(([each]) => each === state) ?? ['']
      expect(Object.fromEntries(columns.map((column, at) => [column, said[at]]))).toEqual(
        Object.fromEntries(columns.map((column, at) => [column, cells[at]])),
      )
    })
  })
})

describe('what must hold in all of them', () => {
  const [, says] = workedOut
  const column = (name: string) => {
    const at = says?.columns.indexOf(name) ?? -1
    return (says?.rows ?? []).map((row) => [row[0], row[at + 1] ?? ''] as const)
  }

  it('a completion is money wherever it meets the tender', () => {
    for (const [state, cell] of column('completed, needed')) {
      const counted = state.startsWith('settled')
      expect([state, cell]).toEqual([state, counted ? '=' : 'settled + money_settled'])
    }
    for (const [state, cell] of column('completed, not needed')) {
      const counted = state.startsWith('settled')
      expect([state, cell]).toEqual([state, counted ? '=' : 'settled_late + ask: money_late'])
    }
  })

  it('a status nobody knows never pays and never ends anything', () => {
    for (const [state, cell] of column('unknown'))
      expect([state, /settled|expired|canceled|failed/.test(cell)]).toEqual([state, false])
  })

  it('money that arrived never goes', () => {
    for (const { rows } of workedOut.slice(0, 3))
      for (const [state, ...cells] of rows)
        if (state.startsWith('settled'))
          for (const cell of cells)
            expect([state, cell]).toEqual([
              state,
              expect.stringMatching(/^(=|refused: |settled_late, attached)/),
            ])
  })
})
