-- What is unread stands in the order in which it came. By time each article fell on a page of its own as soon as the library
-- was large, since many sources come in no order of time: a sync wrote a page for each. Who asks for the list puts it in order.

DROP TRIGGER article_leaves;
DROP TRIGGER article_moves;

CREATE TABLE unread_by_row (
    id INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    feed_id INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    key BLOB NOT NULL
) STRICT;
INSERT INTO unread_by_row SELECT id, time, feed_id, hidden, key FROM unread ORDER BY id;
DROP TABLE unread;
ALTER TABLE unread_by_row RENAME TO unread;
CREATE INDEX unread_by_feed ON unread (feed_id, time) WHERE hidden = 0;

CREATE TRIGGER article_moves AFTER UPDATE OF time, hidden ON articles
WHEN old.time <> new.time OR old.hidden <> new.hidden BEGIN
    UPDATE tallies SET articles = articles + old.hidden - new.hidden,
        unread = unread + (old.hidden - new.hidden) * EXISTS (SELECT 1 FROM unread WHERE id = old.id)
    WHERE feed_id = new.feed_id;
    UPDATE unread SET time = new.time, hidden = new.hidden WHERE id = old.id;
END;
CREATE TRIGGER article_leaves BEFORE DELETE ON articles BEGIN
    INSERT OR REPLACE INTO departed (article, read, saved) SELECT old.key, read, old.saved FROM (
        SELECT NOT EXISTS (SELECT 1 FROM unread WHERE id = old.id) AS read)
    WHERE read OR old.saved;
    UPDATE tallies SET articles = articles - 1 + old.hidden,
        unread = unread - (1 - old.hidden) * EXISTS (SELECT 1 FROM unread WHERE id = old.id)
    WHERE feed_id = old.feed_id;
    DELETE FROM unread WHERE id = old.id;
END;
