/**
 * Money that goes back, who the customer was, and how each item of the inbox was dealt with. A refund's terms never
 * change and it never goes, since it holds its amount against giving it twice. Customers are refs into the personal data,
 * so that erasing them needs nothing here. Bytes that a provider made for a printer are kept as they came.
 */
export const refundsAndCustomers = `
CREATE TABLE refunds (
  id TEXT PRIMARY KEY, sale_id TEXT NOT NULL REFERENCES sales, tender_id TEXT NOT NULL REFERENCES tenders,
  way TEXT NOT NULL CHECK (way IN ('provider', 'cash', 'elsewhere')), charge_id TEXT,
  amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL, reason TEXT NOT NULL, words TEXT NOT NULL,
  state_name TEXT NOT NULL, state TEXT NOT NULL, asked_by TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX refunds_by_tender ON refunds (tender_id, id);
CREATE INDEX refunds_by_sale ON refunds (sale_id, id);
CREATE INDEX refunds_by_charge ON refunds (charge_id) WHERE charge_id IS NOT NULL;
CREATE INDEX refunds_unknown ON refunds (updated_at) WHERE state_name = 'requesting';
CREATE TRIGGER refunds_stay BEFORE DELETE ON refunds BEGIN SELECT RAISE(ABORT, 'refunds never go'); END;
CREATE TRIGGER refunds_terms_kept
  BEFORE UPDATE OF id, sale_id, tender_id, way, charge_id, amount, currency, reason, words, asked_by, created_at ON refunds
  BEGIN SELECT RAISE(ABORT, 'the terms of a refund never change'); END;

CREATE TABLE customers (
  id TEXT PRIMARY KEY, name_ref TEXT NOT NULL, phone_ref TEXT, email_ref TEXT, provider_id TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX customers_by_name ON customers (name_ref);
CREATE INDEX customers_by_phone ON customers (phone_ref) WHERE phone_ref IS NOT NULL;
CREATE INDEX customers_by_email ON customers (email_ref) WHERE email_ref IS NOT NULL;
CREATE UNIQUE INDEX customers_by_provider ON customers (provider_id) WHERE provider_id IS NOT NULL;
CREATE TABLE sale_customers (
  sale_id TEXT PRIMARY KEY REFERENCES sales, customer_id TEXT NOT NULL REFERENCES customers, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sale_customers_by_customer ON sale_customers (customer_id, sale_id);

ALTER TABLE attention ADD COLUMN escalated_at TEXT;
CREATE INDEX attention_resolved ON attention (id) WHERE resolved_at IS NOT NULL;
CREATE INDEX attention_by_tender ON attention (tender_id) WHERE tender_id IS NOT NULL;
CREATE TABLE attention_steps (
  id TEXT PRIMARY KEY, attention_id TEXT NOT NULL REFERENCES attention, at TEXT NOT NULL, actor TEXT,
  kind TEXT NOT NULL, facts TEXT NOT NULL
) STRICT;
CREATE INDEX attention_steps_by_item ON attention_steps (attention_id, id);
CREATE TRIGGER attention_steps_kept BEFORE UPDATE ON attention_steps
  BEGIN SELECT RAISE(ABORT, 'what was done never changes'); END;
CREATE TRIGGER attention_steps_stay BEFORE DELETE ON attention_steps
  BEGIN SELECT RAISE(ABORT, 'what was done never goes'); END;

CREATE TABLE foreign_slips (
  job_id TEXT PRIMARY KEY REFERENCES print_jobs, bytes BLOB NOT NULL CHECK (length(bytes) > 0)
) STRICT, WITHOUT ROWID;
`
