import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer'
import { transform } from 'receiptline'
import type { Layout, TextBlock } from '../src/core/escpos-layout/index.ts'
import { marginCells } from '../src/core/escpos-layout/index.ts'
import { nativeQr } from '../src/main/adapters/escpos/commands.ts'
import { encodeLayout, type PrinterProfile } from '../src/main/adapters/escpos/index.ts'

/** Something that makes the bytes of one slip out of its laid out lines. */
export interface SlipEncoder {
  readonly name: string
  /** How it writes a code: the printer's own command, or dots (larger, and worked out here). */
  readonly code: 'native' | 'dots'
  readonly encode: (layout: Layout) => Promise<Uint8Array> | Uint8Array
}

/** Dots per module and columns that every encoder is given, so that all write the same slip. */
const QR_DOTS = 6

/**
 * Ours and others, each given the same lines, bold or double where ours are, one code by the printer's own command, and a
 * cut. Every job starts anew, as a till does it: settings of the printer before this job are not known.
 */
export function slipEncoders(profile: PrinterProfile): readonly SlipEncoder[] {
  return [
    {
      ...{ name: 'Gerai (escpos-buffer, own profile)', code: 'native' },
      encode: (layout) => encodeLayout(layout, profile),
    },
    { name: 'node-thermal-printer 4.6', code: 'native', encode: byNodeThermalPrinter },
    { name: 'receipt-printer-encoder 4.0', code: 'native', encode: byReceiptPrinterEncoder },
    { name: 'receiptline 4.0', code: 'dots', encode: byReceiptline },
    { name: 'floor: bytes put one after the other', code: 'native', encode: byConcatenation },
  ]
}

/** A line with the margin that centres it, as ours are printed. */
const lineOf = (block: TextBlock, columns: number): string =>
  ' '.repeat(marginCells(block, columns)) + block.text

async function byNodeThermalPrinter({ columns, blocks }: Layout): Promise<Uint8Array> {
  const printer = new ThermalPrinter({
    type: PrinterTypes.EPSON,
    width: columns,
    // never opened: only its buffer is used
    interface: 'tcp://127.0.0.1:9',
    characterSet: CharacterSet.PC437_USA,
  })
  for (const block of blocks) {
    switch (block.kind) {
      case 'text':
        printer.bold(block.bold)
        if (block.size === 'double') printer.setTextQuadArea()
        printer.println(lineOf(block, columns))
        if (block.size === 'double') printer.setTextNormal()
        break
      case 'rule':
        printer.println(block.character.repeat(columns))
        break
      case 'qr':
        printer.alignCenter()
        printer.printQR(block.payload, { cellSize: QR_DOTS, correction: 'M', model: 2 })
        printer.alignLeft()
        break
      case 'feed':
        for (let line = 0; line < block.lines; line += 1) printer.newLine()
        break
      case 'cut':
        printer.cut()
        break
      case 'image':
        break
    }
  }
  return await Promise.resolve(printer.getBuffer())
}

function byReceiptPrinterEncoder({ columns, blocks }: Layout): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns, feedBeforeCut: 4 })
  encoder.initialize().codepage('cp437')
  for (const block of blocks) {
    switch (block.kind) {
      case 'text':
        encoder
          .bold(block.bold)
          .size(block.size === 'double' ? 2 : 1)
          .line(lineOf(block, columns))
        break
      case 'rule':
        encoder.size(1).bold(false).line(block.character.repeat(columns))
        break
      case 'qr':
        encoder
          .align('center')
          .qrcode(block.payload, { model: 2, size: QR_DOTS, errorlevel: 'm' })
          .align('left')
        break
      case 'feed':
        encoder.newline(block.lines)
        break
      case 'cut':
        encoder.cut('partial')
        break
      case 'image':
        break
    }
  }
  return encoder.encode()
}

/** It reads a language of its own: what means something there is escaped. */
function byReceiptline({ columns, blocks }: Layout): Uint8Array {
  const escape = (text: string): string => text.replace(/[\\|{}~_"`^*]/g, '\\$&')
  const lines = blocks.flatMap((block) => {
    switch (block.kind) {
      case 'text': {
        const words = escape(lineOf(block, columns))
        return [`|${block.size === 'double' ? '^^^' : block.bold ? '"' : ''}${words}${block.bold ? '"' : ''}`]
      }
      case 'rule':
        return [`|${escape(block.character.repeat(columns))}`]
      case 'qr':
        return [`{code:${escape(block.payload)};option:qrcode,${QR_DOTS},M}`]
      case 'feed':
        return Array.from({ length: block.lines }, () => '|')
      case 'cut':
        return ['=']
      case 'image':
        return []
    }
  })
  const commands = transform(lines.join('\n'), {
    ...{ cpl: columns, encoding: 'cp437', command: 'escpos', spacing: false, cutting: true },
  })
  return Buffer.from(commands, 'latin1')
}

/** What nobody can be faster than: the same bytes, without asking what any of them means. */
function byConcatenation({ columns, blocks }: Layout): Uint8Array {
  const parts: Buffer[] = [Buffer.from([0x1b, 0x40, 0x1b, 0x74, 0])]
  for (const block of blocks) {
    switch (block.kind) {
      case 'text':
        parts.push(
          Buffer.from(
            `${block.bold ? '\x1bE\x01' : ''}${lineOf(block, columns)}\n${block.bold ? '\x1bE\x00' : ''}`,
            'latin1',
          ),
        )
        break
      case 'rule':
        parts.push(Buffer.from(`${block.character.repeat(columns)}\n`, 'latin1'))
        break
      case 'qr':
        parts.push(Buffer.from(nativeQr(block.payload, QR_DOTS)))
        break
      case 'feed':
        parts.push(Buffer.from('\n'.repeat(block.lines)))
        break
      case 'cut':
        parts.push(Buffer.from([0x1d, 0x56, 66, 0]))
        break
      case 'image':
        break
    }
  }
  return Buffer.concat(parts)
}

/** Throws unless every printed line, and a code by command, is in the bytes: a faster encoder of less is not faster. */
export function expectWholeSlip({ name, code }: SlipEncoder, bytes: Uint8Array, { blocks }: Layout): void {
  const printed = Buffer.from(bytes).toString('latin1')
  for (const block of blocks) {
    const payload = block.kind === 'qr' && code === 'native' ? block.payload : ''
    const wanted = block.kind === 'text' ? block.text.trim() : payload
    if (!printed.includes(wanted)) throw new Error(`${name} does not print: ${wanted}`)
  }
}
