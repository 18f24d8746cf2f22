import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import type { TaxKind } from '../../src/core/domain/sale.ts'
import { hasCheckDigit } from '../../src/core/domain/catalog/scale-barcode.ts'
import { tables } from '../../src/main/adapters/tables/tables.ts'
import { findProducts, priceHistory, productByCode } from '../../src/main/usecases/catalog/catalog.ts'
import { saveProduct, setProductActive } from '../../src/main/usecases/catalog/change.ts'
import { setDraft } from '../../src/main/usecases/selling/counter.ts'
import { holdCart, takeHeld, heldCarts } from '../../src/main/usecases/selling/held-carts.ts'
import { createCatalogImports } from '../../src/main/usecases/catalog/import.ts'
import { exportPart } from '../../src/main/usecases/catalog/export.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { must, refusal } from './after-sale-bench.ts'
import { cartOf, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
beforeAll(async () => {
  till = await openTestTill()
})
afterAll(async () => {
  await till.close()
})

const NEW = {
  id: null,
  name: 'Kopi Bubuk 200 g',
  sku: 'KB-200',
  barcodes: [] as readonly string[],
  price: amountOf(25_000),
  unit: 'pcs',
  category: 'Kopi',
  tax: 'none' as TaxKind,
  favourite: false,
  picture: null,
}
type Draft = Omit<typeof NEW, 'id'> & { readonly id: string | null }
const save = (changes: Partial<Draft>) => saveProduct(till.core.till, { ...NEW, ...changes })
const add = (name: string, changes: Partial<Draft> = {}) =>
  must(save({ name, sku: `S-${name}`, ...changes })).product
const byCode = (code: string) => productByCode(till.core.till, code)
const find = (text: string, changes: object = {}) =>
  findProducts(till.core.till, {
    text,
    category: null,
    favouritesOnly: false,
    cursor: null,
    limit: 100,
    ...changes,
  })
const names = (text: string, changes: object = {}) => find(text, changes).rows.map(({ name }) => name)
const ean = (twelve: string): string =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${twelve}${digit}`).find(hasCheckDigit) ?? ''

describe('finding a product', () => {
  it('puts the beginnings of words before pieces inside of words, and shows each once', () => {
    add('Bakwan Jagung')
    add('Jagung Manis')
    add('Popjagung')
    expect(names('jagung')).toEqual(['Bakwan Jagung', 'Jagung Manis', 'Popjagung'])
    add('Jagung Bakar')
    expect(names('jagung')).toEqual(['Bakwan Jagung', 'Jagung Manis', 'Jagung Bakar', 'Popjagung'])
    expect(names('MAN jag')).toEqual(['Jagung Manis'])
  })

  it('goes on page by page without losing or doubling one', () => {
    const whole = names('jagung')
    const paged: string[] = []
    let cursor: string | null = null
    do {
      const page = find('jagung', { cursor, limit: 1 })
      paged.push(...page.rows.map(({ name }) => name))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(paged).toEqual(whole)
  })

  it('takes what was typed as text, whatever it is', () => {
    add('Es "Cendol" 🍧 100%')
    for (const text of ['"', '*', 'AND', 'a OR b', '🍧', 'cendol"', '--', 'text:x', '(', '\u0000', '^es'])
      expect(() => find(text)).not.toThrow()
    expect(names('"cendol')).toEqual(['Es "Cendol" 🍧 100%'])
    expect(names('çéndöl')).toEqual(['Es "Cendol" 🍧 100%'])
  })

  it('follows a changed name, and stays within a group and within favourites', () => {
    const { id } = add('Wajik', { category: 'Kue', favourite: true })
    must(save({ id, name: 'Dodol', sku: 'S-Wajik', category: 'Kue', favourite: true }))
    expect([names('wajik', { category: 'Minuman' }), names('dodol')]).toEqual([[], ['Dodol']])
    expect(names('', { category: 'Kue' })).toEqual(['Dodol'])
    expect(names('', { category: 'Kue', favouritesOnly: true })).toEqual(['Dodol'])
    expect(names('dodol', { category: 'Minuman' })).toEqual([])
    expect(till.core.till.store.read.categories()).toContainEqual({ name: 'Kue', count: 1 })
    add('Klepon', { category: 'Kue' })
    expect(till.core.till.store.read.categories()).toContainEqual({ name: 'Kue', count: 2 })
  })
})

describe('a code', () => {
  it('finds by any barcode, by UPC and EAN alike, and by SKU', () => {
    const { id } = add('Susu', { sku: 'SU-1', barcodes: ['036000291452', '8990001112223'] })
    for (const code of ['036000291452', '0036000291452', '8990001112223', 'su-1'])
      expect(must(byCode(code))).toMatchObject({ product: { id }, quantity: null, price: null })
  })

  it('that nobody gave out, or that was misread, is refused', () => {
    expect(refusal(byCode(ean('899999999999')))).toMatchObject({ type: 'product_code_unknown' })
    expect(refusal(byCode('8999999999990'))).toMatchObject({ type: 'product_code_misread' })
  })

  it('belongs to one product; the refusal names it', () => {
    add('Gula', { barcodes: ['111222'] })
    expect(refusal(save({ sku: '', barcodes: ['111222'] }))).toEqual({
      type: 'barcode_taken',
      code: '111222',
      name: 'Gula',
    })
    expect(refusal(save({ sku: 's-gula' }))).toEqual({ type: 'sku_taken', sku: 's-gula', name: 'Gula' })
  })

  it('of a scale says weight or price, once the owner said what its prefix means', () => {
    const { id } = add('Apel', { sku: '123', unit: 'kg', price: amountOf(40_000) })
    const weighed = ean('200012301250')
    expect(refusal(byCode(weighed))).toMatchObject({ type: 'product_code_unknown' })
    must(
      saveSettings(till.core.till, {
        scaleBarcodes: [
          { prefix: '20', holds: 'weight', step: 1 },
          { prefix: '21', holds: 'price', step: 10 },
        ],
      }),
    )
    expect(must(byCode(weighed))).toMatchObject({ product: { id }, quantity: 1_250, price: null })
    expect(must(byCode(ean('210012301250')))).toMatchObject({
      product: { id },
      quantity: null,
      price: 12_500,
    })
    const misread = `${weighed.slice(0, 12)}${(Number(weighed[12]) + 1) % 10}`
    expect(refusal(byCode(misread))).toMatchObject({ type: 'product_code_misread' })
    expect(refusal(byCode(ean('209999901250')))).toMatchObject({ type: 'product_code_unknown' })
  })
})

describe('changing the catalog', () => {
  it('keeps who set which price when, and the log says both prices', () => {
    const { id } = add('Beras', { price: amountOf(60_000) })
    must(save({ id, name: 'Beras', sku: 'S-Beras', price: amountOf(65_000) }))
    must(save({ id, name: 'Beras 5 kg', sku: 'S-Beras', price: amountOf(65_000) }))
    expect(must(priceHistory(till.core.till, id)).map(({ from, to }) => [from, to])).toEqual([
      [60_000, 65_000],
      [null, 60_000],
    ])
    const changes = till.core.till.store.read.products().find((each) => each.id === id)
    expect(changes).toMatchObject({ name: 'Beras 5 kg', price: 65_000 })
    expect(refusal(priceHistory(till.core.till, 'gone'))).toEqual({ type: 'product_unknown' })
    expect(refusal(save({ id: 'gone' }))).toEqual({ type: 'product_unknown' })
  })

  it('leaves the price of orders that have it already, and says how many', () => {
    const product = add('Madu', { price: amountOf(50_000) })
    const [line] = cartOf(50_000, 'Madu').lines
    if (line === undefined) throw new Error('an empty cart')
    const cart = { lines: [{ ...line, productId: product.id }], discount: null }
    must(setDraft(till.core.till, cart))
    must(holdCart(till.core.till, ''))
    must(setDraft(till.core.till, cart))
    const saved = must(save({ id: product.id, name: 'Madu', sku: 'S-Madu', price: amountOf(55_000) }))
    expect(saved.ordersAtOldPrice).toBe(2)
    expect(till.core.till.store.read.draft()?.lines[0]?.unitPrice).toBe(50_000)
    expect(
      must(save({ id: product.id, name: 'Madu', sku: 'S-Madu', price: amountOf(50_000) })),
    ).toMatchObject({
      ordersAtOldPrice: 0,
    })
    must(setDraft(till.core.till, { lines: [], discount: null }))
    must(setProductActive(till.core.till, product.id, false))
    // an order on hold that has it says so when it is taken up
    const [held] = heldCarts(till.core.till)
    expect(must(takeHeld(till.core.till, held?.id ?? '')).notSold).toEqual(['Madu'])
  })

  it('takes a product out of sale and back, and never deletes it', () => {
    const { id } = add('Petis', { barcodes: ['777888'] })
    must(setProductActive(till.core.till, id, false))
    expect(names('petis')).toEqual([])
    expect(names('petis', { inactive: true })).toEqual(['Petis'])
    expect(refusal(byCode('777888'))).toEqual({ type: 'product_not_sold', name: 'Petis' })
    must(setProductActive(till.core.till, id, true))
    expect(must(byCode('777888')).product.id).toBe(id)
  })
})

describe('a list of products', () => {
  const upload = (text: string): string => {
    const id = till.ids.next()
    const bytes = new TextEncoder().encode(text)
    const half = Math.floor(bytes.length / 2)
    must(till.core.imports.part(id, 0, bytes.slice(0, half)))
    must(till.core.imports.part(id, 1, bytes.slice(half)))
    return id
  }
  const preview = async (text: string) => {
    const id = upload(text)
    return { id, ...must(await till.core.imports.preview(id)) }
  }

  it('is previewed first, then taken exactly so, and the second time says nothing new', async () => {
    const before = add('Sirup', { sku: 'SR-1', barcodes: ['9001'], price: amountOf(20_000) })
    const text =
      'Nama;Harga;SKU;Barcode;Kategori\r\nSirup Merah;21.000;sr-1;;\r\nSarden;9.000;;9002;Kaleng\r\nRusak;1,5;;;\r\n'
    const { id, ...seen } = await preview(text)
    expect(seen).toMatchObject({
      rows: 3,
      added: 1,
      changed: 1,
      unchanged: 0,
      refused: 1,
      complaints: [{ row: 4, column: 'price' }],
      sample: [
        { name: 'Sirup Merah', isNew: false, priceFrom: 20_000, priceTo: 21_000 },
        { name: 'Sarden', isNew: true, priceFrom: null, priceTo: 9_000 },
      ],
    })
    expect(names('sarden')).toEqual([])
    expect(must(await till.core.imports.apply(id))).toEqual({ added: 1, changed: 1 })
    expect(must(byCode('9001')).product).toMatchObject({ id: before.id, name: 'Sirup Merah', price: 21_000 })
    expect(must(byCode('9002')).product).toMatchObject({ name: 'Sarden', category: 'Kaleng', unit: 'pcs' })
    expect(must(priceHistory(till.core.till, before.id))[0]).toMatchObject({ from: 20_000, to: 21_000 })
    expect(refusal(await till.core.imports.apply(id))).toEqual({ type: 'import_unknown' })
    expect(await preview(text)).toMatchObject({ added: 0, changed: 0, unchanged: 2, refused: 1 })
  })

  it('that names one code twice, or one that another product has, is refused in that row', async () => {
    add('Kecap', { sku: 'KC', barcodes: ['9100'] })
    add('Saus', { sku: 'SS', barcodes: ['9101'] })
    const { complaints } = await preview('Name,Price,SKU,Barcode\nA,1,,555\nB,2,,555\nKecap,3,KC,9101\n')
    expect(complaints).toMatchObject([
      { row: 3, column: 'barcode', why: { type: 'twice', text: '555', firstRow: 2 } },
      { row: 4, column: 'barcode', why: { type: 'taken', text: '9101', name: 'Saus' } },
    ])
  })

  it('that writes one article as UPC and as EAN names it twice, and is not stopped half-way by it', async () => {
    const { complaints, added } = await preview('Nama;Harga;Barcode\nA;1;044000030001\nB;2;0044000030001\n')
    expect(complaints).toMatchObject([
      { row: 3, column: 'barcode', why: { type: 'twice', text: '0044000030001', firstRow: 2 } },
    ])
    expect(added).toBe(1)
  })

  it('knows a product by its name where there is nothing else, so that the same list twice doubles none', async () => {
    const text = 'Nama;Harga\nNasi Bungkus;12.000\nTempe Mendoan;2.000\n'
    const first = await preview(text)
    expect(first).toMatchObject({ added: 2, refused: 0 })
    must(await till.core.imports.apply(first.id))
    expect(await preview(text)).toMatchObject({ added: 0, unchanged: 2 })
    // one that has a code of its own is another one, even under the same name
    expect(await preview('Nama;Harga;SKU\nNasi Bungkus;13.000;NB-1\n')).toMatchObject({ added: 1 })
    const { complaints } = await preview('Nama;Harga\nTahu;1.000\nTahu;1.500\n')
    expect(complaints).toMatchObject([{ row: 3, column: 'name', why: { type: 'twice', firstRow: 2 } }])
  })

  it('gives no price to one of two products that nothing but their prices tells apart', async () => {
    for (const price of [4_000, 7_000]) add('Rempeyek', { sku: '', price: amountOf(price) })
    const same = 'Nama;Harga\nRempeyek;7.000\nRempeyek;4.000\n'
    expect(await preview(same)).toMatchObject({ unchanged: 2, changed: 0, refused: 0 })
    expect(await preview('Nama;Harga\nRempeyek;5.000\n')).toMatchObject({
      ...{ added: 0, changed: 0, refused: 1 },
      complaints: [{ row: 2, column: 'name', why: { type: 'ambiguous', text: 'Rempeyek' } }],
    })
  })

  it('that brings other prices alone is found as before, by name, by piece and by code', async () => {
    const list = (price: number): string =>
      `Nama;Harga;SKU;Barcode\n${Array.from({ length: 30 }, (_, at) => `Permen Jahe ${at};${price};PJ-${at};77${String(at).padStart(4, '0')}`).join('\n')}`
    for (const price of [500, 600]) must(await till.core.imports.apply((await preview(list(price))).id))
    expect([names('jahe 29'), names('ermen jah', { limit: 1 })]).toEqual([
      ['Permen Jahe 29'],
      ['Permen Jahe 0'],
    ])
    expect(must(byCode('770029')).product.price).toBe(600)
    const renamed = await preview('Nama;Harga;SKU\nPermen Asem;600;PJ-29\n')
    must(await till.core.imports.apply(renamed.id))
    expect([names('jahe 29'), names('asem')]).toEqual([[], ['Permen Asem']])
  })

  it('stops before a product that somebody changed since the preview', async () => {
    const { id: productId } = add('Terasi', { sku: 'TR', price: amountOf(2_000) })
    const { id } = await preview('Nama;Harga;SKU\nTerasi;3.000;TR\n')
    must(save({ id: productId, name: 'Terasi', sku: 'TR', price: amountOf(2_500) }))
    expect(refusal(await till.core.imports.apply(id))).toMatchObject({
      type: 'import_stopped',
      done: 0,
      name: 'Terasi',
    })
    expect(must(byCode('TR')).product.price).toBe(2_500)
  })

  it('that is called off changes nothing', async () => {
    const { id } = await preview('Nama;Harga\nBatal;1.000\n')
    till.core.imports.cancel(id)
    expect(refusal(await till.core.imports.apply(id))).toEqual({ type: 'import_unknown' })
    expect(names('batal')).toEqual([])
  })

  it('stops in words when the till does, with what was taken in the log, and goes on from there', async () => {
    const lines = Array.from({ length: 3_000 }, (_, at) => `Lidi ${at};900;LD-${at}`).join('\n')
    const { id } = await preview(`Nama;Harga;SKU\n${lines}`)
    const running = till.core.imports.apply(id)
    await till.restart()
    const { done } = refusal(await running) as { type: 'import_stopped'; done: number }
    const [noted] = till.core.till.store.read.auditEvents({
      ...{ cursor: null, limit: 1, actor: null, saleId: null, from: null, to: null },
      kinds: { only: ['catalog_imported'] },
    }).rows
    expect(noted?.facts).toEqual({ added: done, changed: 0 })
    expect(await preview(`Nama;Harga;SKU\n${lines}`)).toMatchObject({ added: 3_000 - done, unchanged: done })
  })

  it('that is too large, or no list, is refused', async () => {
    const big = till.core.imports
    const id = till.ids.next()
    must(big.part(id, 0, new Uint8Array(6 * 1024 * 1024)))
    expect(refusal(big.part(id, 2, new Uint8Array(1)))).toEqual({ type: 'import_unknown' })
    expect(refusal(big.part(id, 1, new Uint8Array(6 * 1024 * 1024)))).toMatchObject({
      type: 'import_too_large',
    })
    const none = upload('\u0000\u0001PK')
    expect(refusal(await big.preview(none))).toMatchObject({ type: 'import_column', problem: 'missing' })
  })

  it('carries over what each product is taxed by, and the log says so', async () => {
    const { id: productId } = add('Soto', { sku: 'ST-1', tax: 'pbjt_included' })
    const { text } = exportPart(till.core.till, tables, null)
    expect(text).toMatch(/Soto,ST-1,.*,PBJT termasuk\r/)
    const { id, ...seen } = await preview(
      'Nama;Harga;SKU;Jenis pajak\nSoto;25.000;ST-1;PBJT ditambahkan\nRawon;30.000;RW-1;PBJT termasuk\n',
    )
    expect(seen).toMatchObject({ added: 1, changed: 1, refused: 0 })
    must(await till.core.imports.apply(id))
    expect(must(byCode('ST-1')).product.tax).toBe('pbjt_added')
    expect(must(byCode('RW-1')).product.tax).toBe('pbjt_included')
    const [changed] = till.core.till.store.read.auditEvents({
      ...{ cursor: null, limit: 1, actor: null, saleId: null, from: null, to: null },
      kinds: { only: ['product_changed'] },
    }).rows
    expect(changed?.facts).toEqual({
      ...{ product: productId, name: 'Soto', names: 'tax' },
      ...{ tax_from: 'pbjt_included', tax_to: 'pbjt_added' },
    })
  })

  it('goes out as a file that comes in again unchanged', async () => {
    add('=2+3', { sku: '+62', category: '@toko' })
    let text = ''
    let cursor: string | null = null
    do {
      const part = exportPart(till.core.till, tables, cursor)
      text += part.text
      cursor = part.nextCursor
    } while (cursor !== null)
    expect(text).toContain("'=2+3")
    const sold = find('', { limit: 10_000 }).rows.length
    expect(await preview(text)).toMatchObject({ added: 0, changed: 0, unchanged: sold, refused: 0 })
  })

  it('lets a scan in between: at most 500 rows in one go, and on a slow machine each by itself', async () => {
    const { till: on } = till.core
    const taken = (price: number): number =>
      find('kerupuk udang', { limit: 1_000 }).rows.filter((row) => row.price === price).length
    const stepsOf = async (rows: number, price: number, msARow: number): Promise<readonly number[]> => {
      let upMs = 0
      const steps: number[] = []
      const slow = { ...on, duty: { ...on.duty, upMs: () => (upMs += msARow) } }
      const desk = createCatalogImports(slow, tables, async () => {
        steps.push(taken(price))
      })
      const lines = Array.from({ length: rows }, (_, at) => `Kerupuk Udang ${at};${price};KU-${at}`)
      const id = till.ids.next()
      must(desk.part(id, 0, new TextEncoder().encode(['Nama;Harga;SKU', ...lines].join('\n'))))
      must(await desk.preview(id))
      const looked = steps.splice(0).length
      must(await desk.apply(id))
      return [looked, ...steps]
    }
    expect(await stepsOf(520, 500, 0)).toEqual([1, 500, 520])
    expect(await stepsOf(520, 600, 0)).toEqual([1, 500, 520])
    expect(await stepsOf(4, 700, 8)).toEqual([4, 1, 2, 3, 4])
  })
})
