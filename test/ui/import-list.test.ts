import { describe, expect, test, vi } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import {
  applyList,
  bytesOf,
  partsOf,
  previewList,
  type Stage,
} from '../../src/renderer/cashier/catalog/import-list.ts'
import { draftOf, typedOf, withBarcode } from '../../src/renderer/cashier/catalog/draft.ts'
import { readPictureFile as readProductPicture } from '../../src/renderer/cashier/catalog/picture-file.ts'
import { readPictureFile as readShopPicture } from '../../src/renderer/cashier/settings/look/picture-file.ts'
import { parseTypedAmount } from '../../src/core/domain/money.ts'

const PREVIEW = { rows: 3, added: 1, changed: 1, unchanged: 0, refused: 1, complaints: [], sample: [] }

/** A core that takes a list; what it was asked is kept. */
function fakeImports(refuse: 'part' | 'preview' | null = null) {
  const asked: string[] = []
  const gone = err({ type: 'import_unknown' as const })
  return {
    asked,
    importPart: async ({ index }: { index: number }) => {
      asked.push(`part ${index}`)
      return refuse === 'part' ? gone : ok(null)
    },
    importPreview: async ({ importId }: { importId: string }) => {
      asked.push(`preview ${importId}`)
      return refuse === 'preview' ? gone : ok(PREVIEW)
    },
    importApply: async ({ importId }: { importId: string }) => {
      asked.push(`apply ${importId}`)
      return ok({ added: 1, changed: 1 })
    },
    importCancel: async () => ok(null),
    importProgress: async () => ok(null),
  } as never
}
const askedOf = (imports: unknown) => (imports as { asked: string[] }).asked

describe('a list on its way to the core', () => {
  test('that was saved anew since it was chosen is to be chosen once more', async () => {
    expect(await bytesOf(new Blob(['Nama']))).toEqual(ok(new TextEncoder().encode('Nama')))
    const changed = new Blob(['Nama'])
    changed.arrayBuffer = () => Promise.reject(new DOMException('changed', 'NotReadableError'))
    expect(await bytesOf(changed)).toEqual(err({ type: 'import_unknown' }))
  })

  test('goes in pieces that put together are the file, also an empty one', () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, at) => at % 256)
    const parts = partsOf(bytes, 300)
    expect(parts).toHaveLength(4)
    expect(Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')))).toEqual(Buffer.from(bytes))
    expect(partsOf(new Uint8Array())).toEqual([''])
    expect(partsOf(new Uint8Array(510_000))[0]?.length).toBeLessThanOrEqual(700_000)
  })

  test('is applied as it was previewed: the same list by the same id', async () => {
    const imports = fakeImports()
    const seen: Stage[] = []
    const previewed = await previewList(imports, new Uint8Array(3), (stage) => seen.push(stage))
    if (!previewed.ok || previewed.value.name !== 'previewed') throw new Error('no preview')
    expect(seen).toEqual([{ name: 'previewing', progress: null }])
    const done = await applyList(imports, previewed.value, () => undefined)
    expect(done).toEqual(ok({ name: 'done', result: { added: 1, changed: 1 }, refused: 1 }))
    const { id } = previewed.value
    expect(askedOf(imports)).toEqual(['part 0', `preview ${id}`, `apply ${id}`])
  })

  test('that is refused stops there and says why', async () => {
    const imports = fakeImports('part')
    const refused = await previewList(imports, new Uint8Array(3), () => undefined)
    expect(refused).toEqual(err({ type: 'import_unknown' }))
    expect(askedOf(imports)).toEqual(['part 0'])
    expect(await previewList(fakeImports('preview'), new Uint8Array(3), () => undefined)).toEqual(
      err({ type: 'import_unknown' }),
    )
  })
})

describe('a product that is being typed', () => {
  const read = (text: string) => parseTypedAmount(text, { currency: 'IDR', language: 'id' })
  const plain = String
  const empty = typedOf(null, '8991234567890', { plain })

  test('begins with the code that was scanned, and says every field that is missing at once', () => {
    expect(empty.barcodes).toEqual(['8991234567890'])
    expect(draftOf(empty, read)).toEqual(err(new Set(['name', 'category', 'price'])))
  })

  test('is saved without the spaces around it; nothing is a price too', () => {
    const typed = { ...empty, name: ' Kopi ', category: 'Minuman', price: '0' }
    expect(draftOf(typed, read)).toMatchObject({ ok: true, value: { name: 'Kopi', price: amountOf(0) } })
    expect(draftOf({ ...typed, price: '18.000' }, read)).toMatchObject({ value: { price: 18_000 } })
  })

  test('takes each code once, ten at most, and none with spaces', () => {
    expect(withBarcode(['1'], '1')).toEqual(err('has'))
    expect(withBarcode(['1'], 'a b')).toEqual(err('bad'))
    expect(withBarcode('0123456789'.split(''), '11')).toEqual(err('many'))
    expect(withBarcode(['1'], '2')).toEqual(ok(['1', '2']))
  })
})

describe('a chosen picture', () => {
  test('that claims gigabytes is not unpacked, for a product or for the customer’s screen either', async () => {
    const unpack = vi.fn<() => Promise<never>>().mockRejectedValue(new Error('no picture'))
    vi.stubGlobal('createImageBitmap', unpack)
    const png = new Uint8Array(64)
    png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
    new DataView(png.buffer).setUint32(16, 60_000)
    new DataView(png.buffer).setUint32(20, 60_000)
    const file = new File([png], 'besar.png')
    expect(await readProductPicture(file)).toBeNull()
    expect(await readShopPicture(file, 'slide')).toEqual({
      ok: false,
      error: { type: 'slide_too_large', unit: 'pixels', limit: 8_000 },
    })
    expect(unpack).not.toHaveBeenCalled()
    vi.unstubAllGlobals()
  })
})
