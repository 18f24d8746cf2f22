/**
 * Mistyped totals of a card terminal are typed again: its newest settlement is looked up, and the slips that it had taken
 * are free again. Both tables grow with every card that is paid by.
 */
export const settlementsAgain = `
CREATE INDEX edc_settlements_by_terminal ON edc_settlements (tid);
CREATE INDEX edc_settled_by_settlement ON edc_settled (settlement_id);
`
