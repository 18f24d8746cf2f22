import { pathToFileURL } from 'node:url'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

const COMPILER = '@lingui/message-utils/compileMessage'
const NO_COMPILER = '\0gerai-no-compiler'
const CATALOG = /\/src\/renderer\/i18n\/(?:id\/|en\/|display\.(?:id|en)\.ts)/

/**
 * Compiles the screens' texts when they are built: the pages then carry no parser for ICU messages, which is a tenth of
 * what the customer's screen may weigh. Tests and tools read the catalogs as they are written.
 */
export function compiledTexts(): Plugin {
  return {
    name: 'gerai-compiled-texts',
    enforce: 'pre',
    apply: 'build',
    resolveId: (id) => (id === COMPILER ? NO_COMPILER : null),
    load: async (id) => {
      if (id === NO_COMPILER) return 'export const compileMessage = (message) => message'
      if (!CATALOG.test(id)) return null
      const catalogs = (await import(pathToFileURL(id).href)) as Readonly<Record<string, unknown>>
      return Object.entries(catalogs)
        .map(([name, texts]) => `export const ${name} = ${JSON.stringify(compiled(texts))}`)
        .join('\n')
    },
  }
}

/** A text without anything to fill in stays a text: some are shown as they stand. */
function compiled(texts: unknown): Readonly<Record<string, unknown>> {
  if (typeof texts !== 'object' || texts === null) throw new Error('a catalog is an object of texts')
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => {
      const message = compileMessage(String(text))
      const [only] = message
      return [key, message.length === 1 && typeof only === 'string' ? only : message]
    }),
  )
}
