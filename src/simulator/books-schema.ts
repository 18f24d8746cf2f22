/** Made when missing; a file from an earlier version keeps its tables and gets `LATER_COLUMNS`. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sessions (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, status TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
  methods TEXT NOT NULL, payment_method TEXT, adapter TEXT, customer_id TEXT, line_items TEXT NOT NULL,
  success_url TEXT NOT NULL, cancel_url TEXT NOT NULL, template_id TEXT, metadata TEXT, payment_id TEXT,
  chosen TEXT, committed INTEGER NOT NULL, expires_at INTEGER NOT NULL, completed_at INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS sessions_by_time ON sessions (mode, created_at, id);
CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (expires_at) WHERE status IN ('open', 'pending');
CREATE UNIQUE INDEX IF NOT EXISTS sessions_by_payment ON sessions (payment_id) WHERE payment_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS captures (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL, mode TEXT NOT NULL, amount INTEGER NOT NULL,
  currency TEXT NOT NULL, method TEXT NOT NULL, adapter TEXT NOT NULL, rrn TEXT, issuer TEXT,
  visible INTEGER NOT NULL, captured_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS captures_by_session ON captures (session_id);
CREATE TABLE IF NOT EXISTS receipts (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, session_id TEXT NOT NULL, mode TEXT NOT NULL, customer_id TEXT,
  amount INTEGER NOT NULL, currency TEXT NOT NULL, method TEXT NOT NULL, adapter TEXT NOT NULL,
  snapshot TEXT NOT NULL, issued_at INTEGER NOT NULL, emailed_at INTEGER, emailed_to TEXT
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS receipts_by_session ON receipts (session_id);
CREATE INDEX IF NOT EXISTS receipts_by_time ON receipts (mode, issued_at, id);
CREATE TABLE IF NOT EXISTS events (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, mode TEXT NOT NULL, aggregate_id TEXT NOT NULL, data TEXT NOT NULL,
  occurred_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS events_by_time ON events (mode, occurred_at, id);
CREATE TABLE IF NOT EXISTS refunds (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, charge_id TEXT NOT NULL, session_id TEXT NOT NULL,
  amount INTEGER NOT NULL, currency TEXT NOT NULL, status TEXT NOT NULL, reason TEXT, metadata TEXT,
  failure_code TEXT, failure_message TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS refunds_by_charge ON refunds (charge_id);
CREATE TABLE IF NOT EXISTS ledger (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, tx_id TEXT NOT NULL, code TEXT NOT NULL, direction TEXT NOT NULL,
  amount INTEGER NOT NULL, currency TEXT NOT NULL, source_type TEXT NOT NULL, source_id TEXT NOT NULL,
  posted_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS customers (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, email TEXT, name TEXT, phone TEXT, external_id TEXT, currency TEXT,
  metadata TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS journal (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, session_id TEXT, idempotency_key TEXT,
  detail TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS proofs (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL, mime TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS proofs_by_session ON proofs (session_id);
CREATE TABLE IF NOT EXISTS idempotency (
  mode TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, status INTEGER NOT NULL,
  headers TEXT NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (mode, key)
) STRICT;
CREATE TABLE IF NOT EXISTS emails (
  id TEXT PRIMARY KEY, receipt_id TEXT NOT NULL, mode TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL,
  body TEXT NOT NULL, sent_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS checkout_settings (mode TEXT PRIMARY KEY, changes TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS webhook_endpoints (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, url TEXT NOT NULL, events TEXT NOT NULL, description TEXT,
  secret TEXT NOT NULL, active INTEGER NOT NULL, consecutive_failures INTEGER NOT NULL, failing_since INTEGER,
  disabled_at INTEGER, disabled_reason TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS deliveries (
  id TEXT PRIMARY KEY, provider TEXT NOT NULL, mode TEXT NOT NULL, endpoint_id TEXT, url TEXT NOT NULL,
  event_id TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, status TEXT NOT NULL, attempts INTEGER NOT NULL,
  next_at INTEGER, last_attempt_at INTEGER, delivered_at INTEGER, response_code INTEGER, last_error TEXT,
  attempt_log TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (next_at) WHERE status = 'pending';
CREATE INDEX IF NOT EXISTS deliveries_by_endpoint ON deliveries (endpoint_id);
CREATE TABLE IF NOT EXISTS plexo_sessions (
  id TEXT PRIMARY KEY, token TEXT NOT NULL, merchant_id INTEGER NOT NULL, reference_id TEXT NOT NULL UNIQUE,
  payment_reference_id TEXT NOT NULL UNIQUE, invoice_number TEXT UNIQUE, customer_id TEXT, status TEXT NOT NULL,
  hundredths INTEGER NOT NULL, currency TEXT NOT NULL, installments INTEGER NOT NULL, metadata TEXT,
  settings TEXT NOT NULL, payment_id TEXT, expires_at INTEGER NOT NULL, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS plexo_sessions_by_time ON plexo_sessions (created_at, id);
CREATE INDEX IF NOT EXISTS plexo_sessions_by_end ON plexo_sessions (expires_at) WHERE status = 'pending';
CREATE TABLE IF NOT EXISTS plexo_payments (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL, merchant_id INTEGER NOT NULL, reference_id TEXT NOT NULL,
  status TEXT NOT NULL, hundredths INTEGER NOT NULL, currency TEXT NOT NULL, installments INTEGER NOT NULL,
  invoice_number TEXT, capture TEXT NOT NULL, card TEXT, metadata TEXT, decline_code TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS plexo_payments_by_reference ON plexo_payments (reference_id);
CREATE TABLE IF NOT EXISTS plexo_transactions (
  id TEXT PRIMARY KEY, payment_id TEXT NOT NULL, reference_id TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL,
  hundredths INTEGER NOT NULL, result_code TEXT NOT NULL, result_message TEXT NOT NULL, reason TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS plexo_transactions_by_payment ON plexo_transactions (payment_id);
`

/** Columns that a books file of an earlier version may lack. */
export const LATER_COLUMNS = [
  { table: 'events', column: 'metadata', type: 'TEXT' },
  { table: 'customers', column: 'tax_id', type: 'TEXT' },
  { table: 'customers', column: 'default_payment_token_id', type: 'TEXT' },
] as const
