import type Database from 'better-sqlite3'

interface BothBooks {
  readonly till: Database.Database
  readonly provider: Database.Database
}

/** Copies of an ended payment under other ids, on both sides: as many as a shop has behind it after some days. */
export const copyEnded = (books: BothBooks, tenderId: string, times: number): void =>
  copyPayment(books, tenderId, times, 'E')

/** The same for one whose code still waits. */
export const copyLive = (books: BothBooks, tenderId: string, times: number): void =>
  copyPayment(books, tenderId, times, 'L')

const OURS = ['sales', 'sale_lines', 'tenders', 'sessions', 'codes'] as const

function copyPayment({ till, provider }: BothBooks, tenderId: string, times: number, mark: string): void {
  const one = (sql: string, id: string): Row => till.prepare<[string], Row>(sql).get(id) ?? {}
  const tender = one('SELECT * FROM tenders WHERE id = ?', tenderId)
  const saleId = String(tender['sale_id'])
  const session = one('SELECT id FROM sessions WHERE tender_id = ?', tenderId)
  const sessionId = String(session['id'])
  const number = String(one('SELECT number FROM sales WHERE id = ?', saleId)['number'])
  const lineIds = till
    .prepare<[string], string>('SELECT id FROM sale_lines WHERE sale_id = ?')
    .pluck()
    .all(saleId)
  const names = [tenderId, String(tender['attempt_id']), saleId, sessionId, number, ...lineIds]
  const where: Readonly<Record<(typeof OURS)[number], string>> = {
    ...{ sales: saleId, sale_lines: saleId, tenders: saleId, sessions: sessionId, codes: tenderId },
  }
  const keys = { sales: 'id', sale_lines: 'sale_id', tenders: 'sale_id', sessions: 'id', codes: 'tender_id' }
  const copies = OURS.map((table) => copier(till, table, `${keys[table]} = ?`, where[table]))
  const theirs = copier(provider, 'sessions', 'id = ?', sessionId)
  for (const [handle, all] of [
    [till, copies],
    [provider, [theirs]],
  ] as const)
    handle.transaction(() => {
      for (let turn = 0; turn < times; turn += 1) {
        const tail = `${mark}${String(turn).padStart(5, '0')}`
        const renamed = (text: string): string =>
          names.reduce((changed, name) => changed.replaceAll(name, `${name.slice(0, -6)}${tail}`), text)
        for (const copy of all) copy(renamed)
      }
    })()
}

type Row = Record<string, string | number | null>

function copier(
  handle: Database.Database,
  table: string,
  where: string,
  id: string,
): (renamed: (text: string) => string) => void {
  const rows = handle.prepare<[string], Row>(`SELECT * FROM ${table} WHERE ${where}`).all(id)
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return () => {}
  const insert = handle.prepare(
    `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  return (renamed) => {
    for (const row of rows)
      insert.run(
        columns.map((column) => {
          const value = row[column] ?? null
          return typeof value === 'string' ? renamed(value) : value
        }),
      )
  }
}
