/** Orders set aside before they are a sale: they have used no sale number, and go when they are taken up again. */
export const heldCarts = `
CREATE TABLE held_carts (
  id TEXT PRIMARY KEY, name TEXT, cart TEXT NOT NULL, customer_id TEXT REFERENCES customers,
  held_by TEXT NOT NULL, held_at TEXT NOT NULL, dropped_at TEXT
) STRICT, WITHOUT ROWID;
`
