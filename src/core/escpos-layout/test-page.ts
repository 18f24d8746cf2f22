import type { TestPage } from '../domain/receipts/receipt.ts'
import type { Paper } from './paper.ts'
import { layoutEnd, layoutHead, momentText } from './slip-parts.ts'

/** A page to look at: does the width fit, are all letters there, which code scans, does it cut where it should. */
export function layoutTestPage(paper: Paper, page: TestPage): void {
  const { words } = paper
  layoutHead(paper, page)
  paper.centered(words.testPage, { bold: true, size: 'double' })
  paper.centered(momentText(page.occurredAt, page))
  paper.text(page.printerName)
  paper.text(page.printerAddress)
  paper.text(`${words.profile}: ${page.profileName}`)
  paper.rule()
  paper.text(words.lastNumberSeen)
  for (const line of rulerLines(paper.columns)) paper.line(line)
  paper.rule()
  layoutLetters(paper)
  paper.rule()
  layoutCodes(paper, page)
  layoutEnd(paper, page)
}

/** Tens above ones; the last number on a line that the printer did not break is its number of columns. */
function rulerLines(columns: number): [tens: string, ones: string] {
  const positions = Array.from({ length: columns }, (_, index) => index + 1)
  const tens = positions.map((position) => (position % 10 === 0 ? String(position / 10) : ' ')).join('')
  const ones = positions.map((position) => String(position % 10)).join('')
  return [tens.trimEnd(), ones]
}

function layoutLetters(paper: Paper): void {
  const letters = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index)).join(
    '',
  )
  for (let start = 0; start < letters.length; start += paper.columns) {
    paper.line(letters.slice(start, start + paper.columns))
  }
  paper.text('ABC abc 0123456789', { bold: true })
  paper.text('ABC 0123', { size: 'double' })
}

function layoutCodes(paper: Paper, page: TestPage): void {
  paper.centered(paper.words.whichCodeScans, { bold: true })
  for (const dots of paper.isWide ? [4, 5, 6] : [3, 4, 5]) {
    const caption = paper.words.dotsPerModule(dots)
    paper.add({ kind: 'qr', payload: page.qrSample, moduleHint: 'qris', moduleDots: dots, caption })
    paper.centered(caption)
  }
}
