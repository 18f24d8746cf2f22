/** Finding a sale or a session by what a person remembers (the last digits of its number, its amount), and what was just paid. */
export const finding = `
CREATE INDEX sales_by_total ON sales (total, id);
CREATE INDEX sales_by_tail ON sales (substr(number, -5), id);
CREATE INDEX sales_by_paid ON sales (paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX tenders_by_time ON tenders (created_at, id);
CREATE INDEX tenders_by_amount ON tenders (amount, sale_id);
CREATE INDEX sessions_by_amount ON sessions (amount, created_at);
`
