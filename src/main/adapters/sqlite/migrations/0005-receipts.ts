/**
 * What stored receipts lean on: the dots of logos, by their own hash, and the public halves of the keys that signed.
 * Neither ever changes or goes, because a slip of years ago names them.
 */
export const receipts = `
CREATE TABLE logos (
  id TEXT PRIMARY KEY, width INTEGER NOT NULL CHECK (width > 0), height INTEGER NOT NULL CHECK (height > 0),
  rows BLOB NOT NULL, created_at TEXT NOT NULL
) STRICT;
CREATE TABLE seal_keys (id TEXT PRIMARY KEY, public_key TEXT NOT NULL, created_at TEXT NOT NULL) STRICT;

CREATE TRIGGER logos_kept BEFORE UPDATE ON logos BEGIN SELECT RAISE(ABORT, 'logos never change'); END;
CREATE TRIGGER logos_stay BEFORE DELETE ON logos BEGIN SELECT RAISE(ABORT, 'logos never go'); END;
CREATE TRIGGER seal_keys_kept BEFORE UPDATE ON seal_keys BEGIN SELECT RAISE(ABORT, 'keys never change'); END;
CREATE TRIGGER seal_keys_stay BEFORE DELETE ON seal_keys BEGIN SELECT RAISE(ABORT, 'keys never go'); END;
`
