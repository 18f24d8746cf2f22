/**
 * The shop's pictures on the customer's screen. They stand in the books, so that a copy of the books has them too; eight
 * slides and a logo are less than three megabytes. The same file may be a slide and the logo.
 */
export const slides = `
CREATE TABLE shop_pictures (
  role TEXT NOT NULL CHECK (role IN ('slide', 'logo')),
  id TEXT NOT NULL CHECK (length(id) = 64),
  place INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('webp', 'jpeg')),
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 1280),
  height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 1280),
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL CHECK (length(bytes) = size AND size <= 300000),
  added_at TEXT NOT NULL,
  PRIMARY KEY (role, id)
) STRICT;
`
