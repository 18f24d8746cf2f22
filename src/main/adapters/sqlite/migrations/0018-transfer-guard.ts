/**
 * What makes a transfer hard to fake: amounts that only one sale asks for, and photos with their prints.
 *
 * `transfer_asks`: one row for each amount that a customer was told to send. `order_key` is the order's first line, which
 * stays the same while a cart becomes a sale. A photo's bytes stand with the personal data, so that they go with it; what
 * is kept here for good tells nobody what was on it.
 *
 * `settlement_photos`: the paper of a card terminal's settlement, likewise, beside the settlement it belongs to.
 */
export const transferGuard = `
CREATE TABLE transfer_asks (
  id INTEGER PRIMARY KEY, order_key TEXT NOT NULL, covers INTEGER NOT NULL CHECK (covers > 0),
  suffix INTEGER NOT NULL CHECK (suffix BETWEEN 1 AND 999), asked_at TEXT NOT NULL, freed_at TEXT,
  tender_id TEXT UNIQUE REFERENCES tenders
) STRICT;
CREATE INDEX transfer_asks_newest ON transfer_asks (asked_at);
CREATE INDEX transfer_asks_open ON transfer_asks (order_key, covers) WHERE freed_at IS NULL;
CREATE TRIGGER transfer_asks_stay BEFORE DELETE ON transfer_asks
  BEGIN SELECT RAISE(ABORT, 'what was asked for never goes'); END;
CREATE TRIGGER transfer_asks_terms_kept BEFORE UPDATE OF id, order_key, covers, suffix, asked_at ON transfer_asks
  BEGIN SELECT RAISE(ABORT, 'what was asked for never changes'); END;

CREATE TABLE evidence_photos (
  tender_id TEXT PRIMARY KEY REFERENCES tenders, ref TEXT NOT NULL UNIQUE,
  width INTEGER NOT NULL, height INTEGER NOT NULL, size INTEGER NOT NULL,
  rough_high INTEGER NOT NULL, rough_low INTEGER NOT NULL, fine BLOB NOT NULL CHECK (length(fine) = 128),
  similar_tender_id TEXT REFERENCES tenders
) STRICT, WITHOUT ROWID;
CREATE TRIGGER evidence_photos_kept BEFORE UPDATE ON evidence_photos
  BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END;
CREATE TRIGGER evidence_photos_stay BEFORE DELETE ON evidence_photos
  BEGIN SELECT RAISE(ABORT, 'evidence never goes'); END;
CREATE TABLE photo_bands (
  band INTEGER NOT NULL, bits INTEGER NOT NULL, tender_id TEXT NOT NULL REFERENCES evidence_photos,
  PRIMARY KEY (band, bits, tender_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE settlement_photos (
  settlement_id TEXT PRIMARY KEY REFERENCES edc_settlements, ref TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL UNIQUE,
  width INTEGER NOT NULL, height INTEGER NOT NULL, size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER settlement_photos_kept BEFORE UPDATE ON settlement_photos
  BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END;
CREATE TRIGGER settlement_photos_stay BEFORE DELETE ON settlement_photos
  BEGIN SELECT RAISE(ABORT, 'evidence never goes'); END;
`
