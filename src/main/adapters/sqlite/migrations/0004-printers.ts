/**
 * A till has several printers, each with its profile, its roles and what it said about itself. The one printer of the
 * settings becomes the first of them.
 */
export const printersTable = `
CREATE TABLE printers (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, uri TEXT NOT NULL UNIQUE, profile TEXT NOT NULL, roles TEXT NOT NULL,
  channel TEXT, confirms INTEGER CHECK (confirms IN (0, 1)), condition TEXT, checked_at TEXT,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;
INSERT INTO printers (id, name, uri, profile, roles, created_at, updated_at)
  SELECT 'first', 'Printer kasir', json_extract(value, '$'),
    coalesce((SELECT value FROM settings WHERE name = 'printerProfile'), '"generic-58"'), '["receipt","copy"]',
    updated_at, updated_at
  FROM settings WHERE name = 'printerUri' AND json_extract(value, '$') <> 'screen:';
DELETE FROM settings WHERE name IN ('printerUri', 'printerProfile', 'paper');
CREATE INDEX print_jobs_by_printer ON print_jobs (printer_uri, state, what, id);
CREATE INDEX print_jobs_newest ON print_jobs (printer_uri, id) WHERE what <> 'drawer';
`
