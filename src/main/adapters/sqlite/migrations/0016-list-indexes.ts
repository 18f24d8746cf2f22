/**
 * Sessions of no sale here are few beside the shop's own, and where a drawer's last shift ended is looked up at each
 * opening: neither may cost more with the years.
 */
export const listIndexes = `
CREATE INDEX sessions_foreign ON sessions (created_at, id) WHERE sale_id IS NULL;
CREATE INDEX shifts_by_drawer ON shifts (drawer, outside_until);
`
