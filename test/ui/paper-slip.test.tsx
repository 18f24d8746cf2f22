// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { layoutDocument, type RasterImage } from '../../src/core/escpos-layout/index.ts'
import { createQrCodec } from '../../src/main/adapters/qr/codec.ts'
import { encodeLayout, findProfile } from '../../src/main/adapters/escpos/index.ts'
import { MOST_LINES } from '../../src/core/domain/sale.ts'
import { CELL, LINE } from '../../src/renderer/ui/slip-drawing.ts'
import { dotsUrl, rasterOf } from '../../src/renderer/ui/slip-dots.ts'
import { layoutSheet, PaperSlip, type SheetView } from '../../src/renderer/ui/PaperSlip.tsx'
import { pictureScale, slipTextFile } from '../../src/renderer/ui/slip-files.ts'
import { GOLDEN_SLIPS } from '../fakes/golden-slips.ts'
import { interpret, printedImage, printedLines, type PaperEvent } from '../fakes/printer-interpreter.ts'
import { kiosReceipt, qrisBill } from '../fakes/printer-receipts.ts'

afterEach(cleanup)

const codec = createQrCodec()

const dotsView = ({ widthDots, heightDots, rows }: RasterImage) => ({
  ...{ widthDots, heightDots },
  rows: Buffer.from(rows).toString('base64'),
})

function sheetOf({ document, logo, profileId }: (typeof GOLDEN_SLIPS)[number]): SheetView {
  const columns = findProfile(profileId)?.columns ?? 0
  const codes = layoutDocument(document, { columns }).blocks.flatMap((block) =>
    block.kind === 'qr' ? [{ payload: block.payload, matrix: codec.draw(block.payload) }] : [],
  )
  return { document, columns, logo: logo === undefined ? null : dotsView(logo), codes }
}

/**
 * Reads the drawn paper as an eye would: every character where it stands, row by row; never the text for screen
 * readers, which is not what is seen.
 */
function seenLines(root: Element, columns: number): string[] {
  const rows = new Map<number, string>()
  for (const mark of root.querySelectorAll('svg text')) {
    const size = Number(mark.getAttribute('font-size'))
    const scale = size / 13
    const text = mark.textContent ?? ''
    const places = (mark.getAttribute('x') ?? '').split(' ').map(Number)
    expect(places).toHaveLength(text.length)
    const line = Array.from(text, (character, index) => ({
      character,
      column: Math.round((places[index] ?? 0) / CELL - scale / 2) / scale,
    }))
    const first = line[0]?.column ?? 0
    // letters side by side, one column each
    expect(line.map(({ column }) => column - first)).toEqual(line.map((_, index) => index))
    expect((first + text.length) * scale).toBeLessThanOrEqual(columns)
    rows.set(Number(mark.getAttribute('y')), ' '.repeat(first * scale) + text)
  }
  for (const rule of root.querySelectorAll('svg [data-rule]')) {
    const top = Number(/^M0 ([\d.]+)/.exec(rule.getAttribute('d') ?? '')?.[1])
    rows.set(top, (rule.getAttribute('data-rule') ?? '').repeat(columns))
  }
  return [...rows].toSorted(([a], [b]) => a - b).map(([, line]) => line.trimEnd())
}

describe('what is seen is what is printed', () => {
  test.each(GOLDEN_SLIPS)('$name, character by character', async (golden) => {
    const sheet = sheetOf(golden)
    const profile = findProfile(golden.profileId)
    if (profile === undefined) throw new Error(golden.profileId)
    const { container } = render(<PaperSlip sheet={sheet} label="Struk" />)
    const bytes = await encodeLayout(layoutSheet(sheet).layout, profile)
    expect(seenLines(container, sheet.columns)).toEqual(printedLines(interpret(bytes)))
  })

  test.each(GOLDEN_SLIPS.filter(({ profileId }) => findProfile(profileId)?.qr.mode === 'raster'))(
    '$name shows as many codes as are printed, and the logo',
    async (golden) => {
      const sheet = sheetOf(golden)
      const profile = findProfile(golden.profileId)
      if (profile === undefined) throw new Error(golden.profileId)
      const { container } = render(<PaperSlip sheet={sheet} label="Struk" />)
      const { layout } = layoutSheet(sheet)
      const seen = container.querySelectorAll('[data-testid=slip-code], [data-testid=slip-logo]').length
      expect(seen).toBe(picturesOf(interpret(await encodeLayout(layout, profile))))
      expect(container.querySelectorAll('svg rect')).toHaveLength(0)
    },
  )

  /** Pictures on paper: bands that follow each other without a line between them are one. */
  const picturesOf = (events: readonly PaperEvent[]): number =>
    events.filter((event, index) => event.type === 'raster' && events[index - 1]?.type !== 'raster').length

  test('a code whose modules this screen does not have is only marked', () => {
    const { container } = render(
      <PaperSlip sheet={{ document: qrisBill, columns: 32, logo: null, codes: [] }} label="Tagihan" />,
    )
    expect(container.querySelectorAll('[data-testid=slip-code]')).toHaveLength(0)
    expect(container.querySelectorAll('svg rect')).toHaveLength(1)
  })

  test('screen readers hear the same lines', () => {
    const sheet: SheetView = { document: kiosReceipt, columns: 32, logo: null, codes: [] }
    const { container } = render(<PaperSlip sheet={sheet} label="Struk" />)
    expect(container.querySelector('pre')?.textContent?.split('\n')).toEqual(seenLines(container, 32))
  })

  test('no mark stands on another', () => {
    for (const golden of GOLDEN_SLIPS) {
      const { drawing } = layoutSheet(sheetOf(golden))
      const tops = drawing.marks.map((mark) => (mark.kind === 'text' ? mark.baseline : mark.top))
      expect(tops).toEqual(tops.toSorted((a, b) => a - b))
      expect(drawing.height).toBeGreaterThanOrEqual((tops.at(-1) ?? 0) + LINE / 4)
    }
  })
})

describe('a slip as a file', () => {
  test('of text holds the printed lines', async () => {
    const sheet: SheetView = { document: kiosReceipt, columns: 32, logo: null, codes: [] }
    const { layout } = layoutSheet(sheet)
    const profile = findProfile('generic-58')
    if (profile === undefined) throw new Error('no profile')
    const printed = printedLines(interpret(await encodeLayout(layout, profile)))
    expect((await slipTextFile(layout).text()).trimEnd().split('\n')).toEqual(printed)
  })
})

describe('the dots of a logo', () => {
  const logo: RasterImage = {
    widthDots: 10,
    heightDots: 3,
    rows: Uint8Array.of(0xff, 0xc0, 0x80, 0x40, 0xaa, 0x80),
  }

  test('come over the connection unchanged', () => {
    expect(rasterOf(dotsView(logo))).toEqual(logo)
  })

  test('are a picture of one bit a dot, the last row first', () => {
    const bytes = Buffer.from(dotsUrl(logo).replace('data:image/bmp;base64,', ''), 'base64')
    expect(bytes.subarray(0, 2).toString()).toBe('BM')
    expect([bytes.readUInt32LE(2), bytes.readUInt32LE(10)]).toEqual([62 + 12, 62])
    expect([bytes.readInt32LE(18), bytes.readInt32LE(22), bytes.readUInt16LE(28)]).toEqual([10, 3, 1])
    expect([...bytes.subarray(62)]).toEqual([0xaa, 0x80, 0, 0, 0x80, 0x40, 0, 0, 0xff, 0xc0, 0, 0])
  })

  test('are printed as they are shown', async () => {
    const golden = GOLDEN_SLIPS.find(({ name }) => name === 'rich-80')
    const profile = findProfile('epson-tm-m30')
    if (golden?.logo === undefined || profile === undefined) throw new Error('no slip with a logo')
    const image = printedImage(interpret(await encodeLayout(layoutSheet(sheetOf(golden)).layout, profile)))
    const shown = rasterOf(dotsView(golden.logo))
    const rowBytes = image.width / 8
    const margin = rowBytes - shown.widthDots / 8
    const printedRows = Array.from({ length: image.height }, (_, row) =>
      image.rows.subarray(row * rowBytes + margin, (row + 1) * rowBytes),
    )
    expect(Buffer.concat(printedRows).equals(Buffer.from(shown.rows))).toBe(true)
  })
})

test('a slip of the most things, each with the longest name, is no higher as a picture than browsers make one', () => {
  const [line] = kiosReceipt.lines
  if (line === undefined) throw new Error('no line')
  const long = { ...line, name: 'Kopi '.repeat(24), note: 'pedas '.repeat(20) }
  const lines = Array.from({ length: MOST_LINES }, () => long)
  const { drawing } = layoutSheet({ document: { ...kiosReceipt, lines }, columns: 32, logo: null, codes: [] })
  expect(drawing.height * 3).toBeGreaterThan(65_535)
  expect((drawing.height + 40) * pictureScale(drawing.height)).toBeLessThan(65_535)
  // and what fits is drawn as large as always
  expect(pictureScale(20_000)).toBe(3)
})
