/** A bug that is written into the till's own source while the test loads it: what the crash test must catch. */
export interface PlantedBug {
  readonly name: string
  /** Where, from the root of the project. */
  readonly file: string
  /** Stands there exactly once, or the plant fails loudly. */
  readonly original: string
  readonly planted: string
  /** The broken promise that gives it away. */
  readonly breaks: RegExp
}

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'a timeout is a failure',
    file: 'src/core/ports/gateway-outcome.ts',
    original: `failure.type === 'unreachable' || failure.type === 'unknown' || failure.type === 'rate_limited'`,
    planted: `failure.type === 'unreachable' || failure.type === 'rate_limited'`,
    breaks: /lost sight of session|captured, but tender .* is refused/,
  },
  {
    name: 'a resend has a new key',
    file: 'src/main/usecases/outbox/calls.ts',
    original: `idempotencyKey: entry.key ?? ''`,
    planted: `idempotencyKey: \`\${entry.key}:\${entry.sends}\``,
    breaks: /made more than one session/,
  },
  {
    name: 'money counts twice',
    file: 'src/core/domain/tenders/read-provider-session.ts',
    original: `if (!saleNeedsIt) {`,
    planted: `if (!saleNeedsIt && facts.status === 'refunded') {`,
    // late money of a sale that was paid otherwise, or given up
    breaks: /is covered twice|: canceled, covered [1-9]/,
  },
  {
    name: 'paid while the customer still types the PIN',
    file: 'src/core/domain/tenders/read-provider-session.ts',
    original: `    case 'completed':\n    case 'refunded':\n      return onCompleted(`,
    planted: `    case 'paying':\n    case 'completed':\n    case 'refunded':\n      return onCompleted(`,
    breaks: /says settled(_late)? without money/,
  },
  {
    name: 'the evidence follows after the commit',
    file: 'src/main/usecases/selling/record-manual.ts',
    original: `  books.addEvidence(`,
    planted: `;((...row) => setTimeout(() => till.store.write((later) => later.addEvidence(...row)), 1))(`,
    breaks: /has no evidence/,
  },
  {
    name: 'an interrupted print job is sent again',
    file: 'src/main/usecases/printing/print-queue.ts',
    original: `updatePrintJob(job.id, { state: 'unknown' }, `,
    planted: `updatePrintJob(job.id, { state: 'queued' }, `,
    breaks: /came out \d+ times|has 2 originals/,
  },
  {
    name: 'a charge is sent again after a restart',
    file: 'src/main/usecases/outbox/calls.ts',
    original: `if (entry.sends > 0 && !neverLeft(entry)) return abandon(till, entry, null)`,
    planted: ``,
    breaks: /was charged twice/,
  },
  {
    name: 'money that comes after the end is not seen',
    file: 'src/core/domain/tenders/read-provider-session.ts',
    original: `if (tender.state.name === 'settled') return stay(`,
    planted: `if (['settled', 'expired', 'canceled'].includes(tender.state.name)) return stay(`,
    breaks: /captured, but tender .* is (expired|canceled)/,
  },
  {
    name: 'the receipt is stored after the sale',
    file: 'src/main/usecases/selling/record-step.ts',
    original: `      queueReceipt(till, books, record)`,
    planted: `      setTimeout(() => till.store.write((later) => queueReceipt(till, later, record)), 1)`,
    breaks: /: paid, no receipt/,
  },
  {
    name: 'the ledger is written after the sale',
    file: 'src/main/usecases/selling/record-step.ts',
    original: `  recordTakings(till, books, record.sale, next, at)`,
    planted: `  setTimeout(() => till.store.write((later) => recordTakings(till, later, record.sale, next, at)), 1)`,
    breaks: /stands in the ledger as 0/,
  },
  {
    name: 'an attempt that was given up is not looked for',
    file: 'src/main/usecases/outbox/cancels.ts',
    original: `if (create.sends === 0 || neverLeft(create)) return finish(`,
    planted: `return finish(`,
    breaks: /lost sight of session|captured, but tender .* is abandoned/,
  },
]

export function plantedBug(name: string): PlantedBug {
  const bug = PLANTED_BUGS.find((each) => each.name === name)
  if (bug === undefined) throw new Error(`no planted bug is called ${name}`)
  return bug
}
