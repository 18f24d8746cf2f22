/**
 * Who works here, and who did what. A person is never deleted, because the log names the id; the name can be erased.
 * The head of the events stands outside of their table, so that a cut-off end is noticed. What tells who a customer is
 * stands by itself: events hold its salted hash only.
 */
export const people = `
CREATE TABLE people (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('cashier', 'supervisor', 'owner')),
  active INTEGER NOT NULL CHECK (active IN (0, 1)), pin_hash TEXT NOT NULL,
  pin_use TEXT NOT NULL DEFAULT 'always' CHECK (pin_use IN ('always', 'once', 'spent')),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX people_active_name ON people (lower(name)) WHERE active = 1;
CREATE TABLE pin_failures (
  person_id TEXT PRIMARY KEY REFERENCES people, count INTEGER NOT NULL CHECK (count > 0), last_at TEXT NOT NULL
) STRICT;

ALTER TABLE events ADD COLUMN actor TEXT;
CREATE INDEX events_by_actor ON events (actor, id) WHERE actor IS NOT NULL;
CREATE INDEX events_by_actor_and_kind ON events (actor, kind, id) WHERE actor IS NOT NULL;
CREATE INDEX events_by_kind ON events (kind, id);
INSERT INTO meta (name, value) SELECT 'log_head', seq || ':' || hash FROM events ORDER BY seq DESC LIMIT 1;

CREATE TABLE personal (
  ref TEXT PRIMARY KEY, kind TEXT NOT NULL, value ANY NOT NULL, salt TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX personal_oldest ON personal (at);
`
