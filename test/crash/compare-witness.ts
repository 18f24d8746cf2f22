import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { PrintJob, Store } from '../../src/core/ports/store.ts'
import type { Word } from './life.ts'
import type { Paper } from './paper.ts'

/** What people saw and hold in their hands, which no kill takes back. */
export interface Witness {
  readonly words: readonly Word[]
  readonly papers: readonly Paper[]
  /** What was said and printed in the time that restored books know nothing of; null when none were restored. */
  readonly lost?: { readonly words: ReadonlySet<Word>; readonly papers: ReadonlySet<Paper> } | null
}

/** Holds the till's books against what was on its screens and what came out of its printer. */
export function compareWitness(store: Store, witness: Witness): string[] {
  const { lost = null } = witness
  const words = witness.words.filter((word) => lost?.words.has(word) !== true)
  const papers = witness.papers.filter((paper) => lost?.papers.has(paper) !== true)
  return [...wordsAreKept(store, words), ...paperIsRight(store, papers)]
}

/** What the till has told somebody stands in the books: an answer is given after the commit, never before. */
function wordsAreKept(store: Store, words: readonly Word[]): string[] {
  const broken: string[] = []
  const sales = salesByNumber(store)
  for (const word of words) {
    switch (word.say) {
      case 'lunas':
        if (sales.get(word.number) !== 'paid')
          broken.push(`LUNAS was shown for sale ${word.number}, which is ${sales.get(word.number)}`)
        break
      case 'taken':
        if (store.read.evidence(word.tenderId) === null)
          broken.push(`the till said that ${word.kind} ${word.tenderId} is taken, and has no evidence of it`)
        break
      case 'shown': {
        const tender = store.read
          .saleOfTender(word.tenderId)
          ?.sale.tenders.find((each) => each.id === word.tenderId)
        const neverShown =
          tender?.type !== 'provider' ||
          ['intended', 'requesting', 'refused', 'abandoned'].includes(tender.state.name)
        if (neverShown || store.read.code(word.tenderId) === null)
          broken.push(`the code of tender ${word.tenderId} was shown, and the books do not know`)
        break
      }
      case 'open':
      case 'dies':
      case 'settled':
        break
    }
  }
  return broken
}

function salesByNumber(store: Store): ReadonlyMap<string, string> {
  const { rows } = store.read.sales({ cursor: null, limit: 100_000 })
  return new Map(rows.map((row) => [row.number, row.phase]))
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** At most one original for each sale, no LUNAS for money that is not there, no drawer that opens by itself. */
function paperIsRight(store: Store, papers: readonly Paper[]): string[] {
  const broken: string[] = []
  const sales = salesByNumber(store)
  const jobs = allJobs(store)
  const whole = countBy(papers.map(hashOf))
  const asked = countBy(jobs.flatMap((job) => job.bytesHash ?? []))
  for (const [hash, count] of whole) {
    const wanted = asked.get(hash) ?? 0
    if (wanted > 0 && count > wanted)
      broken.push(`a job of ${wanted} came out ${count} times: ${nameOf(jobs, hash)}`)
  }
  const said = countBy(
    jobs.flatMap((job) => (job.state === 'sent' || job.state === 'confirmed' ? (job.bytesHash ?? []) : [])),
  )
  for (const [hash, count] of said) {
    if ((whole.get(hash) ?? 0) < count)
      broken.push(`said to be printed, but is not on paper: ${nameOf(jobs, hash)}`)
  }
  const originals = new Map<string, number>()
  for (const paper of papers) {
    const text = Buffer.from(paper).toString('latin1')
    // a refund's slip has its own number and names the sale's below
    const refund = /[A-Z0-9]+-R-\d{6}-\d{4,}/.exec(text)?.[0]
    if (refund !== undefined) {
      if (!text.includes('SALINAN')) originals.set(refund, (originals.get(refund) ?? 0) + 1)
      continue
    }
    const number = /[A-Z0-9]+-\d{6}-\d{5}/.exec(text)?.[0]
    // a bill that was torn off has lost its last line, but not its first
    const isBill = text.includes('TAGIHAN') || text.includes('BELUM LUNAS')
    if (number === undefined || isBill) continue
    if (sales.get(number) !== 'paid')
      broken.push(`a receipt for sale ${number}, which is ${sales.get(number)}`)
    if (!text.includes('SALINAN')) originals.set(number, (originals.get(number) ?? 0) + 1)
  }
  for (const [number, count] of originals) {
    if (count > 1)
      broken.push(`${number.includes('-R-') ? 'refund' : 'sale'} ${number} has ${count} originals`)
  }
  return [...broken, ...uncertainPrintsAreTold(store, jobs)]
}

function uncertainPrintsAreTold(store: Store, jobs: readonly PrintJob[]): string[] {
  const { rows } = store.read.attentions({ cursor: null, limit: 100_000 })
  const told = rows.filter((item) => item.kind === 'print_unknown').length
  // slips that restored books had still to print are given up together, by the item that tells of the restore
  const given = (job: PrintJob): boolean => job.failure?.includes('nothing_to_print') === true
  const unknown = jobs.filter((job) => job.state === 'unknown' && !given(job)).length
  return told < unknown ? [`${unknown} print jobs are uncertain, somebody is told of ${told}`] : []
}

const allJobs = (store: Store): readonly PrintJob[] =>
  store.read.printJobs(['queued', 'sending', 'sent', 'confirmed', 'failed', 'unknown'])

function nameOf(jobs: readonly PrintJob[], hash: string): string {
  const job = jobs.find((each) => each.bytesHash === hash)
  return `${job?.what} of sale ${job?.saleId}`
}

function countBy(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** The file itself: whole, every reference kept, and the chain of its events unbroken. */
export function checkFile(folder: string): string[] {
  const handle = new Database(join(folder, 'practice', 'gerai.sqlite'), { readonly: true })
  try {
    const broken: string[] = []
    const integrity = String(handle.pragma('integrity_check', { simple: true }))
    if (integrity !== 'ok') broken.push(`the file is damaged: ${integrity}`)
    const orphans = handle.prepare('PRAGMA foreign_key_check').all()
    if (orphans.length > 0) broken.push(`${orphans.length} rows point to nothing`)
    const chain = handle
      .prepare<[], { previous_hash: string; hash: string }>(
        'SELECT previous_hash, hash FROM events ORDER BY seq',
      )
      .all()
    chain.forEach(({ previous_hash: previous }, index) => {
      if (previous !== (chain[index - 1]?.hash ?? '')) broken.push(`the chain of events breaks at ${index}`)
    })
    return broken
  } finally {
    handle.close()
  }
}
