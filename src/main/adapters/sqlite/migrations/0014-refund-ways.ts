/**
 * Refunds get their own numbers, the lines that came back, and the terminal's void slip. The table is made anew, since a
 * way of giving back was added to those it takes; nothing refers to it. Each slip of a refund is a document of its own.
 */
export const refundWays = `
CREATE TABLE refunds_with_ways (
  id TEXT PRIMARY KEY, sale_id TEXT NOT NULL REFERENCES sales, tender_id TEXT NOT NULL REFERENCES tenders,
  way TEXT NOT NULL CHECK (way IN ('provider', 'cash', 'terminal', 'elsewhere')), charge_id TEXT,
  amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL, reason TEXT NOT NULL, words TEXT NOT NULL,
  number TEXT UNIQUE, lines TEXT NOT NULL, voided TEXT,
  state_name TEXT NOT NULL, state TEXT NOT NULL, asked_by TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  CHECK ((way = 'terminal') = (voided IS NOT NULL))
) STRICT;
INSERT INTO refunds_with_ways SELECT id, sale_id, tender_id, way, charge_id, amount, currency, reason, words, NULL, '[]',
  NULL, state_name, state, asked_by, created_at, updated_at FROM refunds ORDER BY id;
DROP TABLE refunds;
ALTER TABLE refunds_with_ways RENAME TO refunds;
CREATE INDEX refunds_by_tender ON refunds (tender_id, id);
CREATE INDEX refunds_by_sale ON refunds (sale_id, id);
CREATE INDEX refunds_by_charge ON refunds (charge_id) WHERE charge_id IS NOT NULL;
CREATE INDEX refunds_unknown ON refunds (updated_at) WHERE state_name = 'requesting';
CREATE TRIGGER refunds_stay BEFORE DELETE ON refunds BEGIN SELECT RAISE(ABORT, 'refunds never go'); END;
CREATE TRIGGER refunds_terms_kept
  BEFORE UPDATE OF id, sale_id, tender_id, way, charge_id, amount, currency, reason, words, number, lines, voided,
    asked_by, created_at ON refunds
  BEGIN SELECT RAISE(ABORT, 'the terms of a refund never change'); END;

CREATE TABLE refund_documents (
  document_id TEXT PRIMARY KEY REFERENCES documents, refund_id TEXT NOT NULL REFERENCES refunds
) STRICT;
CREATE INDEX refund_documents_by_refund ON refund_documents (refund_id);
`
