import type { Cart } from '../../../../core/domain/sale.ts'
import type { HeldCart, HeldWriter } from '../../../../core/ports/held-books.ts'
import type { Handle } from '../open.ts'

interface HeldSqlRow extends Omit<HeldCart, 'cart'> {
  cart: string
}

const COLUMNS = `id, name, cart, customer_id AS customerId, held_by AS heldBy, held_at AS heldAt,
  dropped_at AS droppedAt`

/** Orders set aside before they are a sale. A cart is one JSON value, as the open one is. */
export function heldQueries(handle: Handle): HeldWriter {
  const waiting = handle.prepare<[], HeldSqlRow>(
    `SELECT ${COLUMNS} FROM held_carts WHERE dropped_at IS NULL ORDER BY id DESC`,
  )
  const count = handle.prepare<[], number>('SELECT count(*) FROM held_carts WHERE dropped_at IS NULL').pluck()
  const byId = handle.prepare<[string], HeldSqlRow>(`SELECT ${COLUMNS} FROM held_carts WHERE id = ?`)
  const product = handle
    .prepare<[string], number>('SELECT 1 FROM products WHERE id = ? AND active = 1')
    .pluck()
  const insert = handle.prepare(
    `INSERT INTO held_carts (id, name, cart, customer_id, held_by, held_at, dropped_at)
     VALUES (@id, @name, @cart, @customerId, @heldBy, @heldAt, @droppedAt)`,
  )
  const drop = handle.prepare('UPDATE held_carts SET dropped_at = ? WHERE id = ?')
  const remove = handle.prepare('DELETE FROM held_carts WHERE id = ?')
  const forget = handle.prepare('DELETE FROM held_carts WHERE dropped_at < ?')

  const load = (row: HeldSqlRow): HeldCart => ({ ...row, cart: JSON.parse(row.cart) as Cart })
  return {
    heldCarts: () => waiting.all().map(load),
    heldCount: () => count.get() ?? 0,
    heldCart: (id) => {
      const row = byId.get(id)
      return row === undefined ? null : load(row)
    },
    sells: (productId) => product.get(productId) !== undefined,
    holdCart: (held) => {
      insert.run({ ...held, cart: JSON.stringify(held.cart) })
    },
    setHeldDropped: (id, at) => {
      drop.run(at, id)
    },
    removeHeld: (id) => {
      remove.run(id)
    },
    forgetHeldDroppedBefore: (at) => {
      forget.run(at)
    },
  }
}
