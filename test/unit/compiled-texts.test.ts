import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compiledTexts } from '../../scripts/compiled-texts.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FILES = globSync('src/renderer/i18n/{id,en}/*.ts', { cwd: ROOT }).concat([
  'src/renderer/i18n/display.id.ts',
  'src/renderer/i18n/display.en.ts',
])
const { load, resolveId } = compiledTexts() as unknown as {
  load(id: string): Promise<string | null>
  resolveId(id: string): string | null
}
const evaluate = async (code: string): Promise<Record<string, Record<string, never>>> =>
  await import(`data:text/javascript,${encodeURIComponent(code)}`)

/** Every value a text may ask for; counts of one and of more, because plurals differ. */
const VALUES = (count: number) =>
  new Proxy({ count } as Record<string, string | number>, {
    get: (known, name) => known[String(name)] ?? `‹${String(name)}›`,
    has: () => true,
  })

describe('the texts that a build carries', () => {
  it.each(FILES)('%s reads the same as where it is written', async (file) => {
    const path = join(ROOT, file)
    const written = (await import(pathToFileURL(path).href)) as Record<string, Record<string, string>>
    const built = await evaluate((await load(path)) ?? '')
    expect(Object.keys(built)).toEqual(Object.keys(written))
    const language = file.includes('en') ? 'en' : 'id'
    for (const [name, texts] of Object.entries(written)) {
      const plain = setupI18n({ locale: language, messages: { [language]: texts } })
      plain.setMessagesCompiler(compileMessage)
      // what stands in for the compiler in a build
      const fast = setupI18n({ locale: language, messages: { [language]: built[name] ?? {} } })
      fast.setMessagesCompiler((message) => message as never)
      for (const count of [0, 1, 3]) {
        const read = (words: typeof plain) =>
          Object.keys(texts).map((key) => [key, words._(key, VALUES(count))])
        expect(read(fast)).toEqual(read(plain))
      }
    }
  })

  it('leaves the compiler out, and touches nothing but texts', async () => {
    const id = resolveId('@lingui/message-utils/compileMessage')
    expect(id).not.toBeNull()
    expect(await load(id ?? '')).toContain('compileMessage')
    expect(await load(join(ROOT, 'src/renderer/i18n/translate.ts'))).toBeNull()
  })
})
