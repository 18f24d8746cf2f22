import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { listNotices, writeNotices, type Notice } from '../../scripts/third-party.ts'
import { buildIfStale } from '../../src/cli/build-if-stale.ts'

const FILE = join(import.meta.dirname, '..', '..', 'resources', 'THIRD-PARTY.txt')

describe('licence notices', () => {
  let notices: readonly Notice[] = []
  beforeAll(() => {
    buildIfStale()
    notices = listNotices()
  })

  it('the file names what the build bundles, in its versions; `npm run notices` writes it', () => {
    const stamps = (text: string): readonly string[] =>
      text.split(`${'-'.repeat(78)}\n\n`).map((part) => part.split('\n')[0] ?? '')
    expect(stamps(readFileSync(FILE, 'utf8'))).toEqual(stamps(writeNotices(notices)))
  })

  it('every package has its licence and the text of it', () => {
    const bare = notices.filter(({ text, licence }) => (text ?? '').length < 200 || licence === 'see below')
    expect(bare.map(({ name }) => name)).toEqual([])
  })

  it('natives, screens and fonts are all among them', () => {
    const names = notices.map(({ name }) => name)
    for (const name of [
      'better-sqlite3',
      '@serialport/bindings-cpp',
      'usb',
      'koffi',
      'react-dom',
      'zxing-wasm',
      '@fontsource-variable/plus-jakarta-sans',
    ])
      expect(names).toContain(name)
  })
})
