import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DESK_CATALOGS } from '../../src/renderer/cashier/desk-words.ts'
import { CATALOGS } from '../../src/renderer/cashier/words.ts'

const DOCS = join(import.meta.dirname, '..', '..', 'docs')
const KEY = /^(F\d+|Enter)$/

/** Whatever a guide prints in bold is a key or stands on the screen in that language, so that nobody looks for it in vain. */
describe.each([
  { file: 'guide.md', words: { ...CATALOGS.en, ...DESK_CATALOGS.en } },
  { file: 'panduan.md', words: { ...CATALOGS.id, ...DESK_CATALOGS.id } },
])('$file', ({ file, words }) => {
  const text = readFileSync(join(DOCS, file), 'utf8')
  const named = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, bold = '']) => bold)

  it('names what stands on the screen', () => {
    const shown = new Set<string>(Object.values(words))
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((word) => !KEY.test(word) && !shown.has(word))).toEqual([])
  })

  it('leads to files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(join(DOCS, link)))).toEqual([])
  })
})
