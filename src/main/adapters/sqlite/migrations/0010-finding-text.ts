/**
 * Finding a sale by words: what was sold and noted on its lines, who bought it, and the references of its payments.
 * `sale_words` and `personal_words` hold no text, only an index of it. What tells who somebody is leaves its index in the
 * same transaction in which it is erased, by a trigger, and with `secure-delete` nothing of it stays behind in the index.
 */
export const findingText = `
CREATE TABLE sale_texts (doc INTEGER PRIMARY KEY, sale_id TEXT NOT NULL UNIQUE REFERENCES sales) STRICT;
CREATE VIRTUAL TABLE sale_words USING fts5(
  words, content = '', columnsize = 0, detail = 'none', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE sale_vocabulary USING fts5vocab(sale_words, instance);

CREATE TABLE personal_texts (doc INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE personal_words USING fts5(
  words, content = '', columnsize = 0, tokenize = "trigram remove_diacritics 1"
);
INSERT INTO personal_words (personal_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER personal_found AFTER INSERT ON personal WHEN typeof(new.value) = 'text' BEGIN
  INSERT INTO personal_texts (ref) VALUES (new.ref);
  INSERT INTO personal_words (rowid, words) SELECT doc, new.value FROM personal_texts WHERE ref = new.ref;
END;
CREATE TRIGGER personal_forgotten AFTER DELETE ON personal WHEN typeof(old.value) = 'text' BEGIN
  INSERT INTO personal_words (personal_words, rowid, words)
    SELECT 'delete', doc, old.value FROM personal_texts WHERE ref = old.ref;
  DELETE FROM personal_texts WHERE ref = old.ref;
END;
CREATE TRIGGER personal_value_kept BEFORE UPDATE OF ref, value ON personal
  BEGIN SELECT RAISE(ABORT, 'a personal value is erased, never changed'); END;

CREATE INDEX sessions_by_payment ON sessions (facts ->> 'paymentId') WHERE facts ->> 'paymentId' IS NOT NULL;
CREATE INDEX sessions_by_sale ON sessions (sale_id, created_at, id) WHERE sale_id IS NOT NULL;
CREATE INDEX evidence_by_rrn ON evidence (upper(facts ->> 'rrn')) WHERE facts ->> 'rrn' <> '';
CREATE INDEX evidence_by_reference ON evidence (upper(facts ->> 'reference')) WHERE facts ->> 'reference' <> '';
CREATE INDEX attention_by_note ON attention (note) WHERE note IS NOT NULL;
CREATE INDEX attention_open_by_sale ON attention (sale_id) WHERE resolved_at IS NULL AND sale_id IS NOT NULL;

INSERT INTO sale_texts (sale_id) SELECT id FROM sales ORDER BY id;
INSERT INTO sale_words (rowid, words)
  SELECT doc, coalesce((SELECT group_concat(name || ' ' || coalesce(note, ''), ' ') FROM sale_lines
    WHERE sale_lines.sale_id = sale_texts.sale_id), '') FROM sale_texts ORDER BY doc;
INSERT INTO personal_texts (ref) SELECT ref FROM personal WHERE typeof(value) = 'text';
INSERT INTO personal_words (rowid, words)
  SELECT doc, value FROM personal_texts JOIN personal USING (ref) ORDER BY doc;
`
