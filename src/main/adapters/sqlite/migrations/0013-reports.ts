/**
 * Reports need one index only. The ledger is written in the order of its days, so `takings_by_day` leads to rows that lie
 * side by side, and so do sales and lines by their rising ids: wider indexes would make each sale dearer to store and a
 * report hardly faster. Cancelled sales alone are spread; their index is not touched by a sale that is paid.
 */
export const reports = `
CREATE INDEX sales_canceled ON sales (business_date, currency, total) WHERE phase = 'canceled';
`
