import type { EdcMatchView } from '../../../core/contract/views/shift.ts'
import { matchBatch, type RecordedSlip } from '../../../core/domain/shifts/edc-match.ts'
import { amountOf, MAX_SALE_AMOUNT } from '../../../core/domain/money.ts'
import type { BatchSettlement } from '../../../core/domain/receipts/receipt.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { ShiftRefusal } from '../../../core/domain/shifts/shift.ts'
import type { EdcSettlement } from '../../../core/ports/shift-books.ts'
import type { BooksWriter } from '../../../core/ports/store.ts'
import { readPhoto, settlementPhotoView, type CheckedPhoto } from '../confirmations/evidence-photos.ts'
import { slipFrame } from '../printing/receipts.ts'
import { printDocument, tell } from './shifts.ts'
import { sheetOf } from '../printing/slip-sheets.ts'
import { DRAWER } from '../selling/takings.ts'
import { actorId, businessDateOf, businessDayNow, settingsOf, writeOrRefuse, type Till } from '../till.ts'

/** What the terminal printed at its settlement, as the cashier typed it. */
export interface TypedSettlement {
  readonly attemptId: string
  readonly tid: string
  readonly batch: string
  readonly count: number
  readonly amount: number
  readonly slips: readonly { readonly trace: string; readonly amount: number }[]
  /** Of that slip; it is kept beside what was typed and never read. */
  readonly photo?: Uint8Array | null
}

const SLIPS_AT_MOST = 5_000

/** Compares a terminal's batch with the slips recorded for it, and keeps and prints the outcome. */
export function matchEdc(till: Till, typed: TypedSettlement): Result<EdcMatchView, Refusal> {
  const tid = typed.tid.trim()
  const batch = typed.batch.trim()
  const invalid = whatIsWrong({ ...typed, tid, batch })
  if (invalid !== null) return err({ type: 'batch_invalid', field: invalid })
  const taken = readPhoto(till, typed.photo ?? null)
  if (!taken.ok) return taken
  const photo = taken.value
  const stored = writeOrRefuse(till, (books) => {
    const again = books.edcSettlement(typed.attemptId)
    if (again !== null) return ok(again)
    const { count, amount } = typed
    const corrected = typedAgain(till, books, { tid, batch, count })
    if (corrected !== null) books.reopenEdcSettlement(corrected.id)
    const other = photo === null ? null : books.settlementWithPhoto(photo.sha256)
    const isSameSlip = corrected !== null && other?.tid === tid && sameNumber(other.batch, batch)
    if (other !== null && !isSameSlip) return err({ type: 'settlement_photo_used', ...other })
    const slips = waitingSlips(books, tid, batch)
    const result = matchBatch(slips, {
      count,
      amount: amountOf(amount),
      slips: typed.slips.map((slip) => ({ trace: slip.trace.trim(), amount: amountOf(slip.amount) })),
    })
    const at = till.clock.now()
    const document: BatchSettlement = {
      ...slipFrame(till, settingsOf(till), at),
      kind: 'batch_settlement',
      ...{ bank: slips[0]?.bank ?? '-', tid, mid: slips[0]?.mid || null, batch: batch === '' ? null : batch },
      rows: [],
      byTill: result.recorded,
      byTerminal: result.typed,
    }
    const documentId = printDocument(till, books, document, 'edc_settlement')
    const settlement: EdcSettlement = {
      ...{ id: typed.attemptId, shiftId: books.openShift(DRAWER)?.id ?? null, tid, batch, result },
      ...{ actor: actorId(till), at, documentId },
    }
    // what the terminal did not have is still to be settled
    const missing = new Set(result.missing.map(({ tenderId }) => tenderId))
    books.addEdcSettlement(
      settlement,
      slips.map(({ tenderId }) => tenderId).filter((id) => !missing.has(id)),
    )
    // the photo of what is corrected stays where it is
    if (photo !== null && other === null) keepSettlementPhoto(till, books, typed.attemptId, photo)
    const facts = { tid, batch, count, amount, recorded: result.recorded.amount, verdict: result.verdict }
    // by its hash, so that another picture can never take its place unnoticed
    tell(till, books, 'edc_matched', {
      ...facts,
      ...(photo === null ? {} : { photo: photo.sha256 }),
      ...(corrected === null ? {} : { corrects: corrected.id }),
    })
    return ok(settlement)
  })
  till.changed.ring()
  if (!stored.ok) return stored
  const { result, documentId } = stored.value
  const document = till.store.read.document(documentId)
  if (document === null) throw new Error(`settlement ${typed.attemptId} has no document`)
  const { tid: ofTid, batch: ofBatch } = stored.value
  const sheet = sheetOf(till, document)
  const ofSlip = settlementPhotoView(till, stored.value.id)
  return ok({ tid: ofTid, batch: ofBatch, result, photo: ofSlip, documentId, sheet })
}

function waitingSlips(books: BooksWriter, tid: string, batch: string): readonly RecordedSlip[] {
  return books
    .unsettledSlips(tid, SLIPS_AT_MOST)
    .filter((slip) => batch === '' || slip.batch === '' || sameNumber(slip.batch, batch))
}

/**
 * The settlement whose sums were mistyped, when these can only be about the same paper: it was this terminal's last one, in
 * the shift that is open, it did not fit, and no card was taken there since. Its slips are compared once more; without it
 * the right sums would find nothing left to fit, and slips that the terminal never had would count as settled.
 */
function typedAgain(
  till: Till,
  books: BooksWriter,
  { tid, batch, count }: Pick<TypedSettlement, 'tid' | 'batch' | 'count'>,
): EdcSettlement | null {
  const last = books.lastEdcSettlement(tid)
  if (last?.result.verdict !== 'differs' || count === 0 || !sameNumber(last.batch, batch)) return null
  const shift = books.openShift(DRAWER)
  const { utcOffsetMinutes, businessDayStartsAt } = settingsOf(till)
  const day = businessDateOf(Date.parse(last.at), utcOffsetMinutes, businessDayStartsAt)
  if (last.shiftId !== (shift?.id ?? null) || (shift === null && day !== businessDayNow(till))) return null
  return waitingSlips(books, tid, batch).every(({ at }) => at <= last.at) ? last : null
}

/** In the transaction that keeps the settlement; erased after the age of personal data, like every photo. */
function keepSettlementPhoto(
  till: Till,
  books: BooksWriter,
  settlementId: string,
  { bytes, width, height, sha256 }: CheckedPhoto,
): void {
  const ref = books.keepPersonal({ kind: 'photo', value: bytes, at: till.clock.now() })
  books.addSettlementPhoto(settlementId, { ref, sha256, width, height, size: bytes.byteLength })
}

const isSum = (value: number): boolean =>
  Number.isSafeInteger(value) && value >= 0 && value <= MAX_SALE_AMOUNT

function whatIsWrong({
  tid,
  batch,
  count,
  amount,
  slips,
}: TypedSettlement): Extract<ShiftRefusal, { type: 'batch_invalid' }>['field'] | null {
  if (!/^[A-Za-z0-9]{1,16}$/.test(tid)) return 'tid'
  if (!/^\d{0,8}$/.test(batch)) return 'batch'
  if (!Number.isSafeInteger(count) || count < 0 || count > 10_000) return 'count'
  if (!isSum(amount)) return 'amount'
  const areSlips = slips.every(({ trace, amount: each }) => /^\d{1,12}$/.test(trace.trim()) && isSum(each))
  return areSlips ? null : 'slips'
}

/** Terminals print leading zeros, people leave them out. */
const sameNumber = (a: string, b: string): boolean => a.replace(/^0+/, '') === b.replace(/^0+/, '')
