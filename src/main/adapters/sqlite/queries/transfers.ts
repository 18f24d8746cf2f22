import { bandsOf, looksTheSame, type PhotoPrint } from '../../../../core/domain/tenders/photo-print.ts'
import type { StoredPhoto, TransferAsk, TransferWriter } from '../../../../core/ports/transfer-books.ts'
import type { Handle } from '../open.ts'

interface AskedSqlRow {
  amount: number
  held: number
}

interface PrintSqlRow {
  tenderId: string
  high: number
  low: number
  fine: Buffer
}

/** Looking through a hundred thousand photos that all look alike must not hold a sale up: the newest of them are compared. */
const COMPARED = 1_000

/** Amounts that only one sale asks for, and photos of slips. */
export function transferQueries(handle: Handle): TransferWriter {
  const openAsk = handle.prepare<[string, number, string], TransferAsk>(
    `SELECT transfer_asks.id, suffix FROM transfer_asks LEFT JOIN tenders ON tenders.id = tender_id
     WHERE order_key = ? AND transfer_asks.covers = ? AND freed_at IS NULL AND asked_at >= ?
       AND (tender_id IS NULL OR state_name = 'rejected')
     ORDER BY transfer_asks.id DESC LIMIT 1`,
  )
  const asked = handle.prepare<[{ least: number; most: number; since: string }], AskedSqlRow>(
    `SELECT covers + suffix AS amount, freed_at IS NULL AS held FROM transfer_asks INDEXED BY transfer_asks_newest
     WHERE asked_at >= @since AND covers + suffix BETWEEN @least AND @most
     UNION ALL
     SELECT amount, 1 FROM tenders INDEXED BY tenders_recorded
     WHERE state_name = 'recorded' AND kind = 'transfer' AND amount BETWEEN @least AND @most`,
  )
  const ask = handle.prepare(
    'INSERT INTO transfer_asks (order_key, covers, suffix, asked_at) VALUES (@orderKey, @covers, @suffix, @at)',
  )
  const bind = handle.prepare('UPDATE transfer_asks SET tender_id = ? WHERE id = ?')
  const free = handle.prepare(
    `UPDATE transfer_asks SET freed_at = ? WHERE order_key = ? AND freed_at IS NULL AND (tender_id IS NULL
       OR (SELECT state_name FROM tenders WHERE tenders.id = tender_id) = 'rejected')`,
  )
  const key = handle.prepare('INSERT OR IGNORE INTO evidence_keys (key, tender_id) VALUES (?, ?)')
  const photo = handle.prepare<[string], Omit<StoredPhoto, 'kept'> & { kept: number }>(
    `SELECT ref, width, height, size, similar_tender_id AS similarTenderId,
            EXISTS (SELECT 1 FROM personal WHERE personal.ref = evidence_photos.ref) AS kept
     FROM evidence_photos WHERE tender_id = ?`,
  )
  const addPhoto = handle.prepare(
    `INSERT INTO evidence_photos (tender_id, ref, width, height, size, rough_high, rough_low, fine, similar_tender_id)
     VALUES (@tenderId, @ref, @width, @height, @size, @high, @low, @fine, @similarTenderId)`,
  )
  const addBand = handle.prepare('INSERT INTO photo_bands (band, bits, tender_id) VALUES (?, ?, ?)')
  const inBand = handle
    .prepare<[number, number, number], string>(
      'SELECT tender_id FROM photo_bands WHERE band = ? AND bits = ? ORDER BY tender_id DESC LIMIT ?',
    )
    .pluck()
  // in the order of the list: the outer loop of a cross join
  const prints = handle.prepare<[string], PrintSqlRow>(
    `SELECT tender_id AS tenderId, rough_high AS high, rough_low AS low, fine
     FROM json_each(?) CROSS JOIN evidence_photos ON evidence_photos.tender_id = json_each.value`,
  )
  const stateOf = handle.prepare<[string], string>('SELECT state_name FROM tenders WHERE id = ?').pluck()
  const ofCustomer = handle
    .prepare<[{ ref: string }], string>(
      `SELECT evidence_photos.ref FROM customers
       JOIN sale_customers ON sale_customers.customer_id = customers.id
       JOIN tenders ON tenders.sale_id = sale_customers.sale_id
       JOIN evidence_photos ON evidence_photos.tender_id = tenders.id
       WHERE customers.name_ref = @ref OR customers.phone_ref = @ref OR customers.email_ref = @ref`,
    )
    .pluck()
  return {
    openTransferAsk: (orderKey, covers, since) => openAsk.get(orderKey, covers, since) ?? null,
    askedAmounts: (least, most, since) => {
      const rows = asked.all({ least, most, since })
      return {
        held: new Set(rows.filter(({ held }) => held === 1).map(({ amount }) => amount)),
        recent: new Set(rows.map(({ amount }) => amount)),
      }
    },
    addTransferAsk: (terms) => {
      ask.run(terms)
    },
    bindTransferAsk: (id, tenderId) => {
      bind.run(tenderId, id)
    },
    freeTransferAsks: (orderKey, at) => {
      free.run(at, orderKey)
    },
    addEvidenceKey: (tenderId, text) => {
      key.run(text, tenderId)
    },
    photoOf: (tenderId) => {
      const row = photo.get(tenderId)
      return row === undefined ? null : { ...row, kept: row.kept === 1 }
    },
    similarPhoto: (print) => {
      const candidates = new Set(bandsOf(print).flatMap((bits, band) => inBand.all(band, bits, COMPARED)))
      const newestFirst = [...candidates].toSorted((one, other) => (one < other ? 1 : -1))
      for (const row of prints.iterate(JSON.stringify(newestFirst))) {
        if (looksTheSame(print, toPrint(row)) && stateOf.get(row.tenderId) !== 'rejected') return row.tenderId
      }
      return null
    },
    photosOfCustomer: (ref) => ofCustomer.all({ ref }),
    addPhoto: (tenderId, { print, ...stored }) => {
      const [high, low] = print.rough
      addPhoto.run({ ...stored, tenderId, high, low, fine: toBytes(print.fine) })
      bandsOf(print).forEach((bits, band) => addBand.run(band, bits, tenderId))
    },
  }
}

/** Words in the order of their bytes on every machine. */
function toBytes(words: Uint32Array): Buffer {
  const bytes = Buffer.alloc(words.length * 4)
  words.forEach((word, index) => bytes.writeUInt32BE(word, index * 4))
  return bytes
}

function toPrint({ high, low, fine }: PrintSqlRow): PhotoPrint {
  const words = new Uint32Array(fine.length / 4)
  for (let index = 0; index < words.length; index += 1) words[index] = fine.readUInt32BE(index * 4)
  return { rough: [high, low], fine: words }
}
