import { readdir, readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { create } from 'qrcode'
import { beforeAll, describe, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { layoutDocument, layoutToText, type Block, type Layout } from '../../src/core/escpos-layout/index.ts'
import { nativeQrModules } from '../../src/main/adapters/escpos/commands.ts'
import {
  afterBreak,
  drawerPulse,
  encodeLayout,
  findProfile,
  GENERIC_58,
  GENERIC_80,
  loadProfile,
  PRINTER_PROFILES,
  type PrinterProfile,
} from '../../src/main/adapters/escpos/index.ts'
import { qrRaster } from '../../src/main/adapters/escpos/qr-raster.ts'
import { GOLDEN_SLIPS } from '../fakes/golden-slips.ts'
import { describeBytes, interpret, printedImage, printedLines } from '../fakes/printer-interpreter.ts'
import {
  edcCopy,
  kiosReceipt,
  qrisBill,
  QRIS_TEXT,
  testPage,
  tokoReceipt,
} from '../fakes/printer-receipts.ts'
import { SHOP_SLIPS } from '../fakes/printer-slips.ts'

const layoutOf = (...blocks: Block[]): Layout => ({ columns: 32, blocks, warnings: [] })
const START = [0x1b, 0x40, 0x1b, 0x52, 0, 0x1b, 0x74, 0, 0x1b, 0x4d, 0]
/** The bytes of some blocks, without what begins every job. */
async function bytesOf(profile: PrinterProfile, ...blocks: Block[]): Promise<number[]> {
  const bytes = Array.from(await encodeLayout(layoutOf(...blocks), profile))
  expect(bytes.slice(0, START.length)).toEqual(START)
  return bytes.slice(START.length)
}
const ascii = (text: string): number[] => Array.from(Buffer.from(text, 'ascii'))
const text = (content: string, style: Partial<Extract<Block, { kind: 'text' }>> = {}): Block => ({
  ...{ kind: 'text', text: content, size: 'normal', bold: false, align: 'left' },
  ...style,
})

describe('each command', () => {
  test('a job begins with reset, USA letters, the code page and the font of the profile', async () => {
    const profile = { ...GENERIC_58, codePage: 200, font: 'B' as const, density: -2 }
    expect(Array.from(await encodeLayout(layoutOf(), profile))).toEqual([
      ...[0x1b, 0x40, 0x1b, 0x52, 0, 0x1b, 0x74, 200, 0x1b, 0x4d, 1],
      ...[0x1d, 0x28, 0x4b, 2, 0, 49, 0xfe],
    ])
  })

  test('a line ends with LF alone', async () => {
    expect(await bytesOf(GENERIC_58, text('abc'))).toEqual([...ascii('abc'), 0x0a])
  })

  test('bold and double are switched on for their line and off after it', async () => {
    expect(await bytesOf(GENERIC_58, text('A', { bold: true, size: 'double' }), text('b'))).toEqual([
      ...[0x1b, 0x21, 0x30, 0x1b, 0x45, 0x31, 0x41, 0x1b, 0x45, 0x30, 0x1b, 0x21, 0, 0x0a],
      ...[0x62, 0x0a],
    ])
  })

  test('a font B printer stays in font B after a double line', async () => {
    const bytes = Array.from(
      await encodeLayout(layoutOf(text('A', { size: 'double' })), { ...GENERIC_58, font: 'B' }),
    )
    expect(bytes.slice(START.length)).toEqual([0x1b, 0x21, 0x31, 0x41, 0x1b, 0x21, 1, 0x0a])
  })

  test('centred text is moved by spaces, so that paper and preview agree', async () => {
    expect(await bytesOf(GENERIC_58, text('abcd', { align: 'center' }))).toEqual([
      ...ascii(' '.repeat(14) + 'abcd'),
      0x0a,
    ])
    expect(await bytesOf(GENERIC_58, { kind: 'rule', character: '=' })).toEqual([
      ...ascii('='.repeat(32)),
      0x0a,
    ])
  })

  test.each([
    [1, [0x0a]],
    [4, [0x1b, 0x64, 4]],
    [200, [0x1b, 0x64, 200]],
    [300, [0x1b, 0x64, 255, 0x1b, 0x64, 45]],
  ])('feeding %i lines', async (lines, expected) => {
    expect(await bytesOf(GENERIC_58, { kind: 'feed', lines })).toEqual(expected)
  })

  test.each([
    ['none', true, [0x1b, 0x64, 4]],
    ['partial', true, [0x1b, 0x64, 4, 0x1d, 0x56, 66, 0]],
    ['full', true, [0x1b, 0x64, 4, 0x1d, 0x56, 65, 0]],
    ['partial', false, [0x1b, 0x64, 4, 0x1d, 0x56, 1]],
    ['full', false, [0x1b, 0x64, 4, 0x1d, 0x56, 0]],
  ] as const)('a cut (%s, the knife feeds: %s) comes after feeding', async (kind, feedsItself, expected) => {
    const profile = { ...GENERIC_58, feedLines: 4, cutter: { kind, feedsItself } }
    expect(await bytesOf(profile, { kind: 'cut' })).toEqual(expected)
  })

  test.each([
    [{ pin: 2, onMs: 120, offMs: 240 } as const, [0x1b, 0x70, 0, 60, 120]],
    [{ pin: 5, onMs: 200, offMs: 510 } as const, [0x1b, 0x70, 1, 100, 255]],
  ])('the drawer kick %j', (drawer, expected) => {
    expect(Array.from(drawerPulse({ ...GENERIC_58, drawer }))).toEqual(expected)
  })

  test('no drawer, no kick', () => {
    expect(drawerPulse({ ...GENERIC_58, drawer: null })).toHaveLength(0)
  })

  test('native QR: model 2, module size, level M, UTF-8 bytes with their own length, print', async () => {
    const profile = { ...GENERIC_58, qr: { mode: 'native' as const, qrisModuleDots: 5, linkModuleDots: 6 } }
    const data = Array.from(Buffer.from('Caf\u00e9', 'utf8'))
    expect(await bytesOf(profile, { kind: 'qr', payload: 'Caf\u00e9', moduleHint: 'link' })).toEqual([
      ...[0x1b, 0x61, 1, 0x0a],
      ...[0x1d, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0],
      ...[0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x43, 6],
      ...[0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31],
      ...[0x1d, 0x28, 0x6b, data.length + 3, 0, 0x31, 0x50, 0x30, ...data],
      ...[0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30],
      ...[0x0a, 0x1b, 0x61, 0],
    ])
  })

  test('an image goes out in bands, moved to the middle by white dots', async () => {
    const profile = { ...GENERIC_58, dotsPerLine: 48, rasterBandDots: 2 }
    const rows = Uint8Array.from([0xff, 0xc0, 0x80, 0x40, 0xaa, 0x80])
    expect(await bytesOf(profile, { kind: 'image', image: { widthDots: 10, heightDots: 3, rows } })).toEqual([
      ...[0x1d, 0x76, 0x30, 0, 4, 0, 2, 0, 0, 0, 0xff, 0xc0, 0, 0, 0x80, 0x40],
      ...[0x1d, 0x76, 0x30, 0, 4, 0, 1, 0, 0, 0, 0xaa, 0x80],
    ])
    expect(Array.from(rows)).toEqual([0xff, 0xc0, 0x80, 0x40, 0xaa, 0x80])
  })

  test('a layout made elsewhere cannot smuggle commands in', async () => {
    expect(await bytesOf(GENERIC_58, text('a\u001bp\u0000\u00e9b'))).toEqual([...ascii('a?p??b'), 0x0a])
  })
})

describe('slips', () => {
  test.each(GOLDEN_SLIPS)(
    '$name prints the bytes that were agreed on',
    async ({ name, profileId, document, logo }) => {
      const profile = findProfile(profileId)
      if (profile === undefined) throw new Error(profileId)
      const layout = layoutDocument(document, { columns: profile.columns, logo: logo ?? null })
      const bytes = await encodeLayout(layout, profile)
      const golden = new URL(`../golden/receipts/${name}`, import.meta.url).href
      expect(describeBytes(bytes)).toBe(await readFile(new URL(`${golden}.txt`), 'utf8'))
      expect(Buffer.from(bytes).equals(await readFile(new URL(`${golden}.bin`)))).toBe(true)
    },
  )

  test('no golden is left over', async () => {
    const kept = await readdir(new URL('../golden/receipts/', import.meta.url))
    const names = GOLDEN_SLIPS.flatMap(({ name }) => [`${name}.bin`, `${name}.txt`])
    expect(kept.toSorted()).toEqual(names.toSorted())
  })

  test.each(PRINTER_PROFILES)(
    'read back from the bytes of $id they say what the preview says',
    async (profile) => {
      for (const document of [kiosReceipt, tokoReceipt, qrisBill, edcCopy, testPage, ...SHOP_SLIPS]) {
        const layout = layoutDocument(document, { columns: profile.columns })
        const onPaper = printedLines(interpret(await encodeLayout(layout, profile)))
        expect(onPaper).toEqual(layoutToText(layout).filter((line) => !['', '[QR]'].includes(line.trim())))
      }
    },
  )

  test('a slip of eight lines with a native code stays below 2.2 kB', async () => {
    const line = kiosReceipt.lines[0]
    if (line === undefined) throw new Error('no line')
    const layout = layoutDocument({ ...kiosReceipt, lines: Array(8).fill(line) }, { columns: 48 })
    const qr: Block = { kind: 'qr', payload: QRIS_TEXT, moduleHint: 'qris' }
    const profile = { ...GENERIC_80, qr: { ...GENERIC_80.qr, mode: 'native' as const } }
    const bytes = await encodeLayout({ ...layout, blocks: [...layout.blocks, qr] }, profile)
    expect(bytes.length).toBeLessThanOrEqual(2_200)
  })
})

describe('a slip that broke off', () => {
  test.each(PRINTER_PROFILES.filter(({ id }) => id === 'generic-58' || id === 'sunmi'))(
    'wherever it did, the kick and the slip that follow are whole: $id',
    async (profile) => {
      const torn = await encodeLayout(layoutDocument(qrisBill, { columns: profile.columns }), profile)
      const next = await encodeLayout(layoutDocument(tokoReceipt, { columns: profile.columns }), profile)
      const whole = interpret(next)
      const ends = Array.from({ length: torn.length }, (_, index) => index + 1)
      // near the start of a command and far into its data
      const tried = ends.filter((end) => end % (torn.length < 3_000 || end < 700 ? 5 : 499) === 0)
      for (const end of tried) {
        const heard = Buffer.concat([torn.subarray(0, end), afterBreak(profile, torn.length), next])
        expect(interpret(heard).slice(-whole.length), `broken off after ${end} bytes`).toEqual(whole)
      }
    },
  )
})

describe('codes on paper', () => {
  beforeAll(async () => {
    const wasm = await readFile(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
    const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  })

  /** Scans the paper as a phone would. */
  async function scan({ width, height, rows }: ReturnType<typeof printedImage>): Promise<string[]> {
    const data = new Uint8ClampedArray(width * height * 4).fill(255)
    for (let dot = 0; dot < width * height; dot += 1) {
      const byte = rows[Math.floor(dot / width) * (width / 8) + ((dot % width) >> 3)] ?? 0
      if (byte & (0x80 >> ((dot % width) & 7))) data.fill(0, dot * 4, dot * 4 + 3)
    }
    const found = await readBarcodes(
      { data, width, height, colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0],
      {
        formats: ['QRCode'],
      },
    )
    return found.map((each) => each.text)
  }

  test.each(PRINTER_PROFILES.filter((profile) => profile.qr.mode === 'raster'))(
    'a raster code of $id scans as the text it was made of',
    async (profile) => {
      const events = interpret(
        await encodeLayout(layoutDocument(qrisBill, { columns: profile.columns }), profile),
      )
      const image = printedImage(events)
      expect(image.width).toBeLessThanOrEqual(profile.dotsPerLine)
      expect(await scan(image)).toEqual([QRIS_TEXT])
    },
  )

  test('so does any text, on paper of any width', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[A-Za-z0-9 .:/-]{1,300}$/),
        fc.constantFrom(360, 384, 512, 576),
        async (payload, dotsPerLine) => {
          const profile = { ...GENERIC_58, dotsPerLine }
          const bytes = await encodeLayout(layoutOf({ kind: 'qr', payload, moduleHint: 'link' }), profile)
          expect(await scan(printedImage(interpret(bytes)))).toEqual([payload])
        },
      ),
      { numRuns: 25 },
    )
  })

  test('a symbol keeps four modules of white and shrinks its modules to fit the paper', () => {
    const { size } = create(QRIS_TEXT, { errorCorrectionLevel: 'M' }).modules
    const wide = qrRaster(QRIS_TEXT, 5, 384)
    expect(wide.widthDots).toBe((size + 8) * 5)
    expect(wide.rows.subarray(0, (wide.widthDots / 8) * 20).every((byte) => byte === 0)).toBe(true)
    expect(qrRaster(QRIS_TEXT, 16, 384).widthDots).toBe((size + 8) * Math.floor(384 / (size + 8)))
  })

  test.each(PRINTER_PROFILES.filter((profile) => profile.qr.mode === 'native'))(
    'the native code of $id holds the text, at level M, and fits with its quiet zone',
    async (profile) => {
      const events = interpret(
        await encodeLayout(layoutDocument(qrisBill, { columns: profile.columns }), profile),
      )
      const [code] = events.filter((event) => event.type === 'native_qr')
      expect(code).toMatchObject({ payload: QRIS_TEXT, level: 'M' })
      const modules = (nativeQrModules(QRIS_TEXT) + 8) * (code?.moduleDots ?? 0)
      expect(modules).toBeLessThanOrEqual(profile.dotsPerLine)
      // 3 cm and more, or a phone has to come too close
      expect(code?.moduleDots).toBeGreaterThanOrEqual(5)
    },
  )

  test('the size of a native symbol is worked out as a symbol library does', () => {
    for (const length of [1, 14, 15, 213, 214, 251, 252, 512, 2331]) {
      const data = new Uint8ClampedArray(length).fill(0x61)
      const symbol = create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M' })
      expect(nativeQrModules('a'.repeat(length))).toBe(symbol.modules.size)
    }
  })
})

describe('printer profiles', () => {
  test('every file in resources/printers ships, once, under its own name', async () => {
    const files = await readdir(new URL('../../resources/printers/', import.meta.url))
    const ids = files.filter((file) => file.endsWith('.json')).map((file) => file.replace('.json', ''))
    expect(PRINTER_PROFILES.map((profile) => profile.id).toSorted()).toEqual(ids.toSorted())
  })

  test.each([
    [{ ...GENERIC_58, columns: 10 }, 'columns'],
    [{ ...GENERIC_58, qr: { ...GENERIC_58.qr, mode: 'laser' } }, 'qr.mode'],
    [{ ...GENERIC_58, drawer: { pin: 3, onMs: 100, offMs: 100 } }, 'drawer.pin'],
    [{ ...GENERIC_58, chunkBytes: 100_000 }, 'chunkBytes'],
    ['not a profile', ''],
  ])('a profile that is wrong is refused by its field', (json, field) => {
    expect(loadProfile(json)).toMatchObject({ ok: false, error: { type: 'printer_profile_invalid', field } })
  })

  test('a copied profile is taken as it is', () => {
    const copied = { ...GENERIC_80, id: 'my-printer', name: 'Dapur', columns: 42 }
    expect(loadProfile(JSON.parse(JSON.stringify(copied)))).toEqual({ ok: true, value: copied })
  })
})
