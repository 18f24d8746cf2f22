/**
 * The first books. Money is INTEGER (whole units of the row's currency), times are UTC text, ids are ULIDs. What must
 * never change (evidence, events, documents) is held by triggers, not by good behaviour.
 */
export const firstBooks = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE products (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL, sku TEXT NOT NULL, barcode TEXT,
  price INTEGER NOT NULL CHECK (price >= 0), category TEXT NOT NULL, tax TEXT NOT NULL, favourite INTEGER NOT NULL
) STRICT;

CREATE TABLE sales (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, currency TEXT NOT NULL, total INTEGER NOT NULL CHECK (total > 0),
  subtotal INTEGER NOT NULL, order_discount INTEGER NOT NULL, taxes TEXT NOT NULL, phase TEXT NOT NULL,
  cashier TEXT NOT NULL, business_date TEXT NOT NULL, created_at TEXT NOT NULL, paid_at TEXT
) STRICT;
CREATE INDEX sales_open ON sales (phase, created_at) WHERE phase = 'open';

CREATE TABLE sale_lines (
  sale_id TEXT NOT NULL REFERENCES sales, position INTEGER NOT NULL, id TEXT NOT NULL, product_id TEXT,
  name TEXT NOT NULL, quantity INTEGER NOT NULL, unit_price INTEGER NOT NULL, tax TEXT NOT NULL, discount TEXT,
  note TEXT, gross INTEGER NOT NULL, discount_amount INTEGER NOT NULL, net INTEGER NOT NULL,
  PRIMARY KEY (sale_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE tenders (
  id TEXT PRIMARY KEY, sale_id TEXT NOT NULL REFERENCES sales, position INTEGER NOT NULL,
  attempt_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
  covers INTEGER NOT NULL CHECK (covers > 0), currency TEXT NOT NULL, provider_mode TEXT NOT NULL,
  state_name TEXT NOT NULL, state TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX tenders_by_sale ON tenders (sale_id, position);
CREATE INDEX tenders_by_state ON tenders (state_name, updated_at);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY, tender_id TEXT, sale_id TEXT, status TEXT NOT NULL, amount INTEGER NOT NULL,
  currency TEXT NOT NULL, facts TEXT NOT NULL, raw TEXT NOT NULL, created_at TEXT NOT NULL, fetched_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_newest ON sessions (created_at DESC, id DESC);
CREATE INDEX sessions_by_tender ON sessions (tender_id);

CREATE TABLE codes (
  tender_id TEXT PRIMARY KEY REFERENCES tenders, kind TEXT NOT NULL, payload TEXT NOT NULL, size INTEGER NOT NULL,
  modules TEXT NOT NULL, merchant_name TEXT, nmid TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  tender_id TEXT PRIMARY KEY REFERENCES tenders, kind TEXT NOT NULL, facts TEXT NOT NULL,
  recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
) STRICT;

CREATE TABLE outbox (
  id TEXT PRIMARY KEY, sale_id TEXT NOT NULL REFERENCES sales, tender_id TEXT NOT NULL REFERENCES tenders,
  call TEXT NOT NULL, session_id TEXT, key TEXT, body TEXT, sends INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL,
  first_sent_at TEXT, next_at TEXT NOT NULL, trouble TEXT, done_at TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (next_at, id) WHERE done_at IS NULL;
CREATE INDEX outbox_by_tender ON outbox (tender_id, id);

CREATE TABLE events (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, terminal_id TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
  sale_id TEXT, tender_id TEXT, facts TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_sale ON events (sale_id, seq) WHERE sale_id IS NOT NULL;

CREATE TABLE documents (
  id TEXT PRIMARY KEY, sale_id TEXT REFERENCES sales, kind TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_one_receipt ON documents (sale_id) WHERE kind = 'receipt';

CREATE TABLE print_jobs (
  id TEXT PRIMARY KEY, document_id TEXT REFERENCES documents, sale_id TEXT REFERENCES sales, what TEXT NOT NULL,
  copy TEXT, printer_uri TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, asked_by TEXT NOT NULL,
  bytes_hash TEXT, bytes_written INTEGER NOT NULL DEFAULT 0, failure TEXT, created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX print_jobs_by_state ON print_jobs (state, id);
CREATE INDEX print_jobs_by_document ON print_jobs (document_id);

CREATE TABLE attention (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, sale_id TEXT, tender_id TEXT, dedupe TEXT NOT NULL UNIQUE, facts TEXT NOT NULL,
  created_at TEXT NOT NULL, resolved_at TEXT, resolved_by TEXT, note TEXT
) STRICT;
CREATE INDEX attention_open ON attention (id) WHERE resolved_at IS NULL;

CREATE TRIGGER evidence_kept BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END;
CREATE TRIGGER evidence_stays BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence never goes'); END;
CREATE TRIGGER events_kept BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events never change'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events never go'); END;
CREATE TRIGGER documents_kept BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'documents never change'); END;
CREATE TRIGGER documents_stay BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'documents never go'); END;
`
