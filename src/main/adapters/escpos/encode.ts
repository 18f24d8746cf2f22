import escpos from 'escpos-buffer'
import { unreachable } from '../../../core/domain/result.ts'
import {
  LONGEST_CODE,
  marginCells,
  type Block,
  type Layout,
  type QrBlock,
  type TextBlock,
} from '../../../core/escpos-layout/index.ts'
import { cut, feedLines, kickDrawer, reset } from './commands.ts'
import type { PrinterProfile } from '../../../core/domain/printers.ts'
import { qrRaster } from './qr-raster.ts'
import { ReceiptProfile } from './receipt-profile.ts'

/**
 * A whole slip as the bytes of one print job: reset, code page, the slip, feed, cut. The same layout and profile give
 * the same bytes. A QR text above 2331 bytes is a bug and throws; the layout never asks for one.
 */
export async function encodeLayout(layout: Layout, profile: PrinterProfile): Promise<Uint8Array> {
  const connection = new escpos.InMemory()
  const device = new ReceiptProfile(profile)
  const printer = await escpos.Printer.CONNECT(new escpos.Model(device), connection)
  const job: Job = { layout, profile, device, printer }
  for (const block of layout.blocks) await printBlock(job, block)
  return new Uint8Array(connection.buffer())
}

/** The kick that opens the drawer, a job of its own; empty when the profile says that none is connected. */
export const drawerPulse = (profile: PrinterProfile): Uint8Array =>
  new Uint8Array(profile.drawer === null ? [] : kickDrawer(profile.drawer))

/**
 * For a printer whose last job broke off: it may still wait for the rest of a picture, and would take the next slip, or
 * the kick of the drawer, for its dots. So many zeros that any command of ours is over (a printer that waits for nothing
 * ignores them), then everything is forgotten and the torn slip cut off. No command is longer than its job.
 */
export function afterBreak(profile: PrinterProfile, tornBytes: number): Uint8Array {
  const band = Math.floor(profile.dotsPerLine / 8) * profile.rasterBandDots
  const longest = Math.min(tornBytes, Math.max(band, LONGEST_CODE + 16))
  return Uint8Array.from([
    ...Array.from({ length: longest }, () => 0),
    ...reset(),
    ...feedLines(1 + profile.feedLines),
    ...cut(profile.cutter),
  ])
}

interface Job {
  readonly layout: Layout
  readonly profile: PrinterProfile
  readonly device: ReceiptProfile
  readonly printer: InstanceType<typeof escpos.Printer>
}

async function printBlock(job: Job, block: Block): Promise<void> {
  switch (block.kind) {
    case 'text':
      return await printText(job, block)
    case 'rule':
      return await job.printer.writeln(block.character.repeat(job.layout.columns))
    case 'feed':
      return await job.printer.feed(block.lines)
    case 'qr':
      return await printCode(job, block)
    case 'image':
      return await job.device.raster(block.image)
    case 'cut':
      return await job.printer.cutter()
    default:
      return unreachable(block)
  }
}

async function printText({ layout, printer }: Job, block: TextBlock): Promise<void> {
  const large = block.size === 'double' ? escpos.Style.DoubleWidth | escpos.Style.DoubleHeight : 0
  const styles = large | (block.bold ? escpos.Style.Bold : 0)
  // the layout promises ASCII; should one ever not keep it, no name may reach the printer as a command
  const text = block.text.replace(/[^\x20-\x7E]/g, '?')
  // centred with spaces, exactly as in the preview: what "centre" means differs between printers
  await printer.writeln(' '.repeat(marginCells(block, layout.columns)) + text, styles)
}

async function printCode({ profile, device, printer }: Job, block: QrBlock): Promise<void> {
  const { qrisModuleDots, linkModuleDots, mode } = profile.qr
  const wanted = block.moduleDots ?? (block.moduleHint === 'qris' ? qrisModuleDots : linkModuleDots)
  if (mode === 'native') return await printer.qrcode(block.payload, wanted)
  await device.raster(qrRaster(block.payload, wanted, profile.dotsPerLine))
}
