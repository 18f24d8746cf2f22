import { readFile } from 'node:fs/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { layoutDocument } from '../../src/core/escpos-layout/index.ts'
import { encodeLayout, findProfile } from '../../src/main/adapters/escpos/index.ts'
import { openNetworkPrinter, openPseudoTerminal } from '../fakes/printer-devices.ts'
import { send } from '../fakes/printer-jobs.ts'
import { GOLDEN_SLIPS } from '../fakes/golden-slips.ts'

/** The same two documents on both papers: what the printer got is what the golden says, byte for byte. */
const SLIPS = GOLDEN_SLIPS.filter(({ name }) => /^(?:qris|cash)-(?:58|80)$/.test(name))

async function bytesAndGolden(slip: (typeof SLIPS)[number]): Promise<{ bytes: Uint8Array; golden: Buffer }> {
  const profile = findProfile(slip.profileId)
  if (profile === undefined) throw new Error(`no profile ${slip.profileId}`)
  const bytes = await encodeLayout(layoutDocument(slip.document, { columns: profile.columns }), profile)
  const golden = await readFile(new URL(`../golden/receipts/${slip.name}.bin`, import.meta.url))
  return { bytes, golden }
}

describe('from a document to the printer', () => {
  test('four slips are tried', () => {
    expect(SLIPS.map(({ name }) => name).toSorted()).toEqual(['cash-58', 'cash-80', 'qris-58', 'qris-80'])
  })

  test.each(SLIPS)('over a serial line: $name', async (slip) => {
    const { bytes, golden } = await bytesAndGolden(slip)
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    const { written, failure } = await send(`serial:${terminal.path}?baud=115200`, bytes)
    expect({ written, failure }).toEqual({ written: golden.length, failure: null })
    await terminal.arrived(golden.length)
    expect(terminal.received().equals(golden)).toBe(true)
  })

  test.each(SLIPS)('over the network: $name', async (slip) => {
    const { bytes, golden } = await bytesAndGolden(slip)
    const printer = await openNetworkPrinter(() => {})
    onTestFinished(printer.close)
    expect((await send(printer.uri, bytes)).failure).toBeNull()
    expect(printer.received().equals(golden)).toBe(true)
  })
})
