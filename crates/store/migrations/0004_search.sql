-- Search: an index of the words of every article. It holds no text: words come as keys that are folded and stemmed
-- already, and what is shown of an article comes from its body. `unindexed` names the articles whose text is not in
-- the index as it is now; triggers see to that whoever changes an article, so that index and `unindexed` together
-- are always all articles. What was there before is indexed step by step after the start.

CREATE VIRTUAL TABLE search USING fts5 (
    title, standfirst, author, tags, notes, body,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
-- A sync writes in portions of its own; more of them are merged at once.
INSERT INTO search (search, rank) VALUES ('automerge', 8);
INSERT INTO search (search, rank) VALUES ('hashsize', 2097152);
INSERT INTO search (search, rank) VALUES ('pgsz', 8000);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (search, row);

CREATE TABLE unindexed (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;

CREATE TRIGGER article_goes AFTER DELETE ON articles BEGIN
    DELETE FROM search WHERE rowid = old.id;
END;
CREATE TRIGGER article_changes AFTER UPDATE OF title, standfirst, author ON articles BEGIN
    INSERT INTO unindexed SELECT new.id WHERE new.id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TRIGGER body_comes AFTER INSERT ON bodies BEGIN
    INSERT INTO unindexed SELECT new.article_id WHERE new.article_id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TRIGGER body_changes AFTER UPDATE OF content, summary, authors, tags ON bodies BEGIN
    INSERT INTO unindexed SELECT new.article_id WHERE new.article_id NOT IN (SELECT article_id FROM unindexed);
END;

-- What the reader wrote into an article belongs to its words.
CREATE TRIGGER note_comes AFTER INSERT ON annotations BEGIN
    INSERT INTO unindexed SELECT id FROM articles
    WHERE key = new.article AND id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TRIGGER note_changes AFTER UPDATE OF note ON annotations BEGIN
    INSERT INTO unindexed SELECT id FROM articles
    WHERE key = new.article AND id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TRIGGER note_goes AFTER DELETE ON annotations BEGIN
    INSERT INTO unindexed SELECT id FROM articles
    WHERE key = old.article AND id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TRIGGER label_comes AFTER INSERT ON labels BEGIN
    INSERT INTO unindexed SELECT id FROM articles
    WHERE key = new.article AND id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TRIGGER label_goes AFTER DELETE ON labels BEGIN
    INSERT INTO unindexed SELECT id FROM articles
    WHERE key = old.article AND id NOT IN (SELECT article_id FROM unindexed);
END;

INSERT INTO unindexed SELECT article_id FROM bodies;
