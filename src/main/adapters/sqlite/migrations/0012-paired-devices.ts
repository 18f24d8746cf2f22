/**
 * Customer screens in the shop's network. The token itself is on the device only. A row counts for the terminal it was
 * made by: books that were restored or copied are another terminal's, and a device that was removed does not come back.
 */
export const pairedDevices = `
CREATE TABLE paired_devices (
  id TEXT PRIMARY KEY,
  terminal_id TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
  paired_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL
) STRICT;
`
