/**
 * Shifts, and the ledger of money: one row for each movement, written with the step that makes it. Neither a row of the
 * ledger nor a closed shift ever changes. Money from before there were shifts is put in as it stood, outside of any; where
 * it ends is noted, so that the first shift does not carry years of it.
 */
export const shifts = `
CREATE TABLE shifts (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, drawer TEXT NOT NULL, currency TEXT NOT NULL,
  opened_by TEXT NOT NULL, opened_at TEXT NOT NULL, business_date TEXT NOT NULL,
  float INTEGER NOT NULL CHECK (float >= 0), outside_after INTEGER NOT NULL,
  outside_until INTEGER NOT NULL CHECK (outside_until >= outside_after), events_after INTEGER NOT NULL,
  closed_at TEXT, closed_by TEXT, close_attempt TEXT UNIQUE, z_number TEXT UNIQUE, counts TEXT, counted INTEGER,
  expected INTEGER, variance INTEGER, reason TEXT, document_id TEXT REFERENCES documents,
  CHECK ((closed_at IS NULL) = (z_number IS NULL)), CHECK ((closed_at IS NULL) = (document_id IS NULL)),
  CHECK (closed_at IS NULL OR variance = counted - expected),
  CHECK (closed_at IS NULL OR variance = 0 OR reason IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX shifts_one_open ON shifts (drawer) WHERE closed_at IS NULL;
CREATE TRIGGER shifts_stay BEFORE DELETE ON shifts BEGIN SELECT RAISE(ABORT, 'shifts never go'); END;
CREATE TRIGGER shifts_closed_kept BEFORE UPDATE ON shifts WHEN OLD.closed_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a closed shift never changes'); END;
CREATE TRIGGER shifts_terms_kept BEFORE UPDATE OF id, number, drawer, currency, opened_by, opened_at, business_date,
  float, outside_after, outside_until, events_after ON shifts
  BEGIN SELECT RAISE(ABORT, 'how a shift was opened never changes'); END;

CREATE TABLE shift_counts (
  attempt_id TEXT PRIMARY KEY, shift_id TEXT NOT NULL REFERENCES shifts, counts TEXT NOT NULL,
  counted INTEGER NOT NULL, expected INTEGER NOT NULL, actor TEXT, at TEXT NOT NULL
) STRICT;
CREATE INDEX shift_counts_by_shift ON shift_counts (shift_id, attempt_id);
CREATE TRIGGER shift_counts_kept BEFORE UPDATE ON shift_counts BEGIN SELECT RAISE(ABORT, 'counts never change'); END;
CREATE TRIGGER shift_counts_stay BEFORE DELETE ON shift_counts BEGIN SELECT RAISE(ABORT, 'counts never go'); END;

CREATE TABLE takings (
  seq INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, shift_id TEXT REFERENCES shifts, business_date TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('float', 'sale', 'refund', 'cash_in', 'cash_out')),
  method TEXT NOT NULL, amount INTEGER NOT NULL, rounding INTEGER NOT NULL, currency TEXT NOT NULL,
  sale_id TEXT REFERENCES sales, tender_id TEXT REFERENCES tenders,
  completes INTEGER NOT NULL CHECK (completes IN (0, 1)), actor TEXT, at TEXT NOT NULL, terminal TEXT NOT NULL,
  CHECK ((what IN ('refund', 'cash_out') AND amount < 0) OR (what IN ('sale', 'cash_in') AND amount > 0)
    OR (what = 'float' AND amount >= 0))
) STRICT;
CREATE INDEX takings_by_shift ON takings (shift_id, seq);
CREATE INDEX takings_by_day ON takings (business_date, seq);
CREATE INDEX takings_by_card ON takings (seq) WHERE method = 'edc' AND what = 'sale';
CREATE INDEX takings_by_sale ON takings (sale_id) WHERE sale_id IS NOT NULL;

INSERT INTO takings (source, shift_id, business_date, what, method, amount, rounding, currency, sale_id, tender_id,
    completes, actor, at, terminal)
  SELECT 'tender:' || id, NULL, business_date, 'sale', kind, amount, amount - covers, currency, sale_id, id,
    phase = 'paid' AND row_number() OVER (PARTITION BY sale_id ORDER BY moment DESC, position DESC) = 1,
    actor, moment, coalesce((SELECT value FROM meta WHERE name = 'terminal_id'), '')
  FROM (
    SELECT tenders.id, tenders.sale_id, tenders.position, tenders.kind, tenders.amount, tenders.covers,
      tenders.currency, sales.business_date, sales.phase,
      nullif(json_extract(tenders.state, '$.money.by'), 'till') AS actor,
      coalesce(json_extract(tenders.state, '$.money.at'), json_extract(tenders.state, '$.settledAt'),
        tenders.updated_at) AS moment
    FROM tenders JOIN sales ON sales.id = tenders.sale_id
    WHERE (tenders.type = 'provider' AND tenders.state_name = 'settled')
      OR (tenders.type = 'manual' AND tenders.state_name = 'accepted')
  ) ORDER BY moment, id;
INSERT INTO takings (source, shift_id, business_date, what, method, amount, rounding, currency, sale_id, tender_id,
    completes, actor, at, terminal)
  SELECT 'refund:' || refunds.id, NULL, takings.business_date, 'refund',
    CASE refunds.way WHEN 'cash' THEN 'cash' ELSE takings.method END, -json_extract(refunds.state, '$.given'), 0,
    refunds.currency, refunds.sale_id, refunds.tender_id, 0, refunds.asked_by, refunds.updated_at, takings.terminal
  FROM refunds JOIN takings ON takings.source = 'tender:' || refunds.tender_id
  WHERE refunds.state_name = 'succeeded' AND json_extract(refunds.state, '$.given') > 0
  ORDER BY refunds.updated_at, refunds.id;
INSERT INTO meta (name, value) SELECT 'takings_before_shifts', max(seq) FROM takings HAVING max(seq) IS NOT NULL;

CREATE TRIGGER takings_kept BEFORE UPDATE ON takings BEGIN SELECT RAISE(ABORT, 'takings never change'); END;
CREATE TRIGGER takings_stay BEFORE DELETE ON takings BEGIN SELECT RAISE(ABORT, 'takings never go'); END;
CREATE TRIGGER takings_into_open_shift BEFORE INSERT ON takings
  WHEN NEW.shift_id IS NOT NULL AND (SELECT closed_at FROM shifts WHERE id = NEW.shift_id) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a closed shift takes no more money'); END;

CREATE TABLE edc_settlements (
  id TEXT PRIMARY KEY, shift_id TEXT REFERENCES shifts, tid TEXT NOT NULL, batch TEXT NOT NULL, result TEXT NOT NULL,
  actor TEXT, at TEXT NOT NULL, document_id TEXT NOT NULL REFERENCES documents
) STRICT;
CREATE INDEX edc_settlements_by_shift ON edc_settlements (shift_id, id);
CREATE TABLE edc_settled (
  tender_id TEXT PRIMARY KEY REFERENCES tenders, settlement_id TEXT NOT NULL REFERENCES edc_settlements
) STRICT, WITHOUT ROWID;
CREATE TRIGGER edc_settlements_kept BEFORE UPDATE ON edc_settlements
  BEGIN SELECT RAISE(ABORT, 'settlements never change'); END;
CREATE TRIGGER edc_settlements_stay BEFORE DELETE ON edc_settlements
  BEGIN SELECT RAISE(ABORT, 'settlements never go'); END;
`
