import { join } from 'node:path'
import type { Core } from '../src/main/core.ts'
import { findProducts, productByCode } from '../src/main/usecases/catalog/catalog.ts'
import { barcodeOf, listOf, markOf, nameOf } from './catalog-list.ts'
import { seenByCashier, WARM_UP } from './catalog-screen.ts'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'
import { ids, openCore } from './till.ts'

/** What the budgets are about; the most that one import takes. */
const PRODUCTS = 100_000
const PIECE = 512 * 1024

/**
 * A shop with 100 000 products: how long taking them in lasts, what the core needs for one code and one search, and what a
 * cashier waits for in a real browser, from the key press to the painted line or hit.
 */
export async function benchCatalog({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const shopFolder = join(folder, 'catalog')
  const products = Math.min(PRODUCTS, Math.max(2_000, Math.round(PRODUCTS * scale)))
  const core = await openCore(shopFolder)
  const imported = await importAll(core, products)
  const asked = askedOfCore(core, products, Math.round(2_000 * Math.min(1, scale)))
  await core.stop()
  const seen = await seenByCashier(shopFolder, products, Math.max(20, Math.round(60 * scale)))
  return [...imported, ...asked, ...seen]
}

async function importAll(core: Core, products: number): Promise<readonly Figure[]> {
  const list = listOf(products)
  // the same list with other prices, as a supplier sends it every month
  const dearerList = listOf(products, 500)
  const id = upload(core, list)
  // begins once the lists are written: that is a supplier's work and not the core's
  const turns = watchTurns()
  const begun = performance.now()
  const preview = expectOk(await core.imports.preview(id))
  if (preview.added !== products) throw new Error(`the preview would add ${preview.added} of ${products}`)
  const read = performance.now()
  expectOk(await core.imports.apply(id))
  const done = performance.now()
  const longest = turns.longest()
  const dearer = await takeIn(core, dearerList)
  const figure = (name: string, ms: number): Figure =>
    figureOf({ name, unit: 's', note: `${Math.round((products / ms) * 1_000)} rows a second` }, [ms / 1_000])
  const budget = { atMost: 50, of: 'median' } as const
  const note =
    'the longest time in which the core took no scan; work of its own thread, not of what else runs here'
  return [
    figure(`import: ${products} rows read and checked`, read - begun),
    figure(`import: ${products} rows taken`, done - read),
    figure(`import: ${products} prices changed`, dearer),
    figureOf({ name: 'import: longest pause of the core', unit: 'ms', budget, note }, [longest]),
    figureOf({ name: '... with other prices', unit: 'ms', budget, note }, [turns.stop()]),
  ]
}

/** How long the core was busy at most between two turns of its loop. */
function watchTurns(): { longest(): number; stop(): number } {
  const busy = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1_000
  }
  let before = busy()
  let longest = 0
  let goesOn = true
  const turn = (): void => {
    const now = busy()
    longest = Math.max(longest, now - before)
    before = now
    if (goesOn) setImmediate(turn)
  }
  setImmediate(turn)
  return {
    longest: () => {
      const found = longest
      longest = 0
      return found
    },
    stop: () => {
      goesOn = false
      return longest
    },
  }
}

async function takeIn(core: Core, list: Uint8Array): Promise<number> {
  const id = upload(core, list)
  expectOk(await core.imports.preview(id))
  const begun = performance.now()
  expectOk(await core.imports.apply(id))
  return performance.now() - begun
}

function upload(core: Core, list: Uint8Array): string {
  const id = ids.next()
  for (let index = 0; index * PIECE < list.length; index += 1)
    expectOk(core.imports.part(id, index, list.subarray(index * PIECE, (index + 1) * PIECE)))
  return id
}

function askedOfCore(core: Core, products: number, rounds: number): readonly Figure[] {
  const { till } = core
  const find = (text: string): number =>
    findProducts(till, { text, category: null, favouritesOnly: false, cursor: null, limit: 100 }).rows.length
  const timed = (ask: (place: number) => boolean): number[] => {
    const samples: number[] = []
    for (let round = 0; round < WARM_UP + rounds; round += 1) {
      const place = (round * 7_919) % products
      const before = performance.now()
      const found = ask(place)
      const took = performance.now() - before
      if (!found) throw new Error(`product ${place} is not found`)
      if (round >= WARM_UP) samples.push(took)
    }
    return samples
  }
  const figure = (name: string, samples: number[]): Figure =>
    figureOf(
      { name: `catalog: ${name}, ${products} products`, unit: 'ms', note: 'asked of the core' },
      samples,
    )
  return [
    figure(
      'one barcode',
      timed((place) => productByCode(till, barcodeOf(place)).ok),
    ),
    figure(
      'a whole mark typed',
      timed((place) => find(markOf(place)) === 1),
    ),
    figure(
      'two letters typed',
      timed((place) => find(nameOf(place).slice(0, 2)) > 0),
    ),
    figure(
      'two words typed',
      timed((place) => find(nameOf(place).split(' ').slice(0, 2).join(' ')) > 0),
    ),
  ]
}

function expectOk<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}
