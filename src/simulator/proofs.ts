import { data, notFound, refused, type Answer } from './answers.ts'
import type { SessionRow } from './books.ts'
import { sessionById, writeJournal } from './settle.ts'
import type { Call, World } from './world.ts'

interface ProofRow {
  readonly id: string
  readonly mime: string
  readonly body: Buffer
}

/** POST /public/checkout/sessions/{id}/proof-image: the buyer's photo of a transfer, as multipart form data. */
export function uploadProof(world: World, call: Call): Answer {
  const session = sessionById(world, call.params['id'] ?? '')
  if (!session) return notFound('checkout session')
  const proofUrl = keepProof(world, session, call)
  return proofUrl === null || proofUrl === 'unreadable'
    ? refused('bad_field', 'file: a PNG, JPEG or WebP picture is needed.', 'file')
    : data({ proofUrl }, 201)
}

/** Keeps an uploaded picture and answers its address, `unreadable` when it is no picture; null when there is no file. */
export function keepProof(
  world: World,
  session: SessionRow,
  upload: Pick<Call, 'body' | 'contentType'>,
): string | null {
  const image = firstFile(upload)
  if (!image || image.length === 0) return null
  const mime = imageType(image)
  if (!mime) return 'unreadable'
  const id = world.newId('proof')
  const sql = 'INSERT INTO proofs (id, session_id, mime, body) VALUES (?, ?, ?, ?)'
  world.books.run(sql, id, session.id, mime, image)
  writeJournal(world, 'proof', session.id, null, { id, bytes: image.length })
  return `${world.origin()}/proofs/${id}`
}

/** GET /proofs/{id} */
export function showProof(world: World, id: string): Answer {
  const row = world.books.get<ProofRow>('SELECT * FROM proofs WHERE id = ?', id)
  if (!row) return notFound('proof')
  const headers = { 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'" }
  return { kind: 'raw', status: 200, contentType: row.mime, body: row.body, headers }
}

/** The bytes of the first part that carries a file name. */
function firstFile({ body, contentType }: Pick<Call, 'body' | 'contentType'>): Buffer | null {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]{1,70})"?/i.exec(contentType)?.[1]
  if (boundary === undefined) return null
  const mark = Buffer.from(`--${boundary}`)
  for (let at = body.indexOf(mark); at >= 0;) {
    const next = body.indexOf(mark, at + mark.length)
    if (next < 0) return null
    const part = body.subarray(at + mark.length, next)
    const split = part.indexOf('\r\n\r\n')
    const isFile = split > 0 && /\bfilename=/i.test(part.subarray(0, split).toString('latin1'))
    if (isFile) return part.subarray(split + 4, part.length - 2)
    at = next
  }
  return null
}

/** By the first bytes, whatever the upload called itself. */
function imageType(image: Buffer): string | null {
  const start = image.subarray(0, 12).toString('latin1')
  if (start.startsWith('\x89PNG\r\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'image/webp' : null
}
