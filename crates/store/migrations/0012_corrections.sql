-- A publisher changes an article that the reader has read: `changed_from` names the version that was read, until the
-- reader has seen the difference. What the reader lets go of old articles is remembered, for a feed may bring them
-- again.

ALTER TABLE articles ADD COLUMN changed_from INTEGER;

CREATE TABLE let_go (
    article BLOB PRIMARY KEY CHECK (length(article) = 12)
) STRICT, WITHOUT ROWID;
