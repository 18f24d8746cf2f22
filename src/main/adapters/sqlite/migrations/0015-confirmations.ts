/**
 * What people decided about payments of the provider's page that belong to no sale here: the decision, the call that tells
 * the provider, and what became of it. One row for each session; a new decision after a refusal takes the old one's place,
 * and the log keeps both.
 */
export const confirmations = `
CREATE TABLE reviews (
  session_id TEXT PRIMARY KEY REFERENCES sessions, decision TEXT NOT NULL CHECK (decision IN ('confirm', 'reject')),
  amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL,
  decided_by TEXT NOT NULL, decided_at TEXT NOT NULL, reason TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'done', 'differs', 'refused')),
  key TEXT NOT NULL, sent_at TEXT, next_at TEXT NOT NULL, trouble TEXT, updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reviews_unfinished ON reviews (next_at) WHERE state IN ('waiting', 'sent');
CREATE INDEX reviews_newest ON reviews (decided_at);
CREATE INDEX tenders_recorded ON tenders (created_at, id) WHERE state_name = 'recorded';
CREATE INDEX sessions_in_review ON sessions (created_at, id) WHERE status = 'review' AND tender_id IS NULL;
`
