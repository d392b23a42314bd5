-- The texts of articles are packed where that makes them shorter: they are most of the file, and most of what a sync writes.
-- `packed`: the text in UTF-8 as one block of LZ4 (https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md), its length in
-- bytes before it as four bytes, the lowest first. `content` is empty then; where `packed` is NULL it is the text itself, as in
-- all rows from before.

ALTER TABLE bodies ADD COLUMN packed BLOB;
ALTER TABLE pages ADD COLUMN packed BLOB;
ALTER TABLE versions ADD COLUMN packed BLOB;

DROP TRIGGER body_changes;
CREATE TRIGGER body_changes AFTER UPDATE OF content, packed, summary, authors, tags ON bodies BEGIN
    INSERT INTO unindexed SELECT new.article_id WHERE new.article_id NOT IN (SELECT article_id FROM unindexed);
END;
