/**
 * What makes two slips or notices the same payment (`evidenceKeys` in the domain). Several tenders may share a key: a
 * supervisor can let a repeated number pass. Slips recorded before are entered too, so that they cannot be used again.
 */
export const evidenceKeysTable = `
CREATE TABLE evidence_keys (
  key TEXT NOT NULL, tender_id TEXT NOT NULL REFERENCES tenders, PRIMARY KEY (key, tender_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER evidence_keys_kept BEFORE UPDATE ON evidence_keys
  BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END;
CREATE TRIGGER evidence_keys_stay BEFORE DELETE ON evidence_keys
  BEGIN SELECT RAISE(ABORT, 'evidence never goes'); END;

INSERT INTO evidence_keys (key, tender_id)
SELECT 'edc ' || upper(replace(facts ->> 'tid', ' ', '')) || CASE facts ->> 'batch'
         WHEN '' THEN ' approval ' || upper(replace(facts ->> 'approvalCode', ' ', ''))
         ELSE ' batch ' || CAST(facts ->> 'batch' AS INTEGER) END
       || ' trace ' || CAST(facts ->> 'trace' AS INTEGER), tender_id
FROM evidence WHERE kind = 'edc';
INSERT INTO evidence_keys (key, tender_id)
SELECT 'rrn ' || upper(facts ->> 'rrn'), tender_id FROM evidence WHERE kind = 'edc' AND facts ->> 'rrn' <> '';
`
