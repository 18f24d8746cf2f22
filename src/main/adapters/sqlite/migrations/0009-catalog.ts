/**
 * A catalog of a hundred thousand products: found by the beginnings of words, by any piece of three letters, and by
 * code. `position` is the shop's order and names a product to the two indexes of text, so it never changes.
 */
export const catalog = `
CREATE TABLE product_barcodes (
  code TEXT PRIMARY KEY, product_id TEXT NOT NULL REFERENCES products ON DELETE CASCADE, position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX product_barcodes_of ON product_barcodes (product_id, position, code);
INSERT OR IGNORE INTO product_barcodes (code, product_id, position)
  SELECT trim(barcode), id, 0 FROM products WHERE trim(coalesce(barcode, '')) <> '' ORDER BY position, id;

ALTER TABLE products DROP COLUMN barcode;
ALTER TABLE products ADD COLUMN unit TEXT NOT NULL DEFAULT 'pcs';
ALTER TABLE products ADD COLUMN active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1));
ALTER TABLE products ADD COLUMN picture TEXT;
ALTER TABLE products ADD COLUMN updated_at TEXT NOT NULL DEFAULT '';
UPDATE products SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
UPDATE products SET position = ordered.place
  FROM (SELECT id, row_number() OVER (ORDER BY position, id) AS place FROM products) AS ordered
  WHERE ordered.id = products.id;
CREATE UNIQUE INDEX products_by_position ON products (position);
CREATE INDEX products_sold ON products (active, position);
CREATE INDEX products_by_category ON products (active, category, position);
CREATE INDEX products_favourite ON products (active, favourite, position);
CREATE INDEX products_by_sku ON products (sku COLLATE NOCASE, active);

CREATE VIRTUAL TABLE product_words USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE VIRTUAL TABLE product_pieces USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO product_words (rowid, text)
  SELECT position, name || ' ' || sku || ' ' || coalesce((SELECT code FROM product_barcodes WHERE product_id = id), '')
  FROM products;
INSERT INTO product_pieces (rowid, text)
  SELECT position, name || ' ' || sku || ' ' || coalesce((SELECT code FROM product_barcodes WHERE product_id = id), '')
  FROM products;

CREATE TABLE price_changes (
  id INTEGER PRIMARY KEY, product_id TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, old_price INTEGER,
  new_price INTEGER NOT NULL CHECK (new_price >= 0)
) STRICT;
CREATE INDEX price_changes_of ON price_changes (product_id, id);
CREATE TRIGGER price_changes_kept_1 BEFORE UPDATE ON price_changes
  BEGIN SELECT raise(ABORT, 'price changes are never changed'); END;
CREATE TRIGGER price_changes_kept_2 BEFORE DELETE ON price_changes
  BEGIN SELECT raise(ABORT, 'price changes are never deleted'); END;
`
