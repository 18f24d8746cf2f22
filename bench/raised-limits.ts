import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

/**
 * Loaded before the till where the simulator's limits are raised: the till keeps to what the provider documents, so its
 * own copy of those limits has to be raised with them. The product has no switch for that, and needs none.
 */
const BUDGET = pathToFileURL(join(import.meta.dirname, '../src/main/usecases/provider/call-budget.ts')).href
const DOCUMENTED = '{ read: 100, write: 20 }'
const RAISED = '{ read: 20_000, write: 20_000 }'

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context)
    if (url !== BUDGET) return loaded
    const { source } = loaded
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source)
    if (!text.includes(DOCUMENTED)) throw new Error(`${BUDGET} holds the limits no more`)
    return { ...loaded, source: text.replace(DOCUMENTED, RAISED) }
  },
})
