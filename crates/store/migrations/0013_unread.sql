-- Marking everything as read takes a moment and no longer, however large the library is. So what is unread stands in a
-- narrow table that can be emptied at once, and no more in a column of wide rows; an act on many articles is one row of
-- the log, with the keys of those that it changed; and how many articles a feed has is known without counting them.

CREATE TABLE unread (
    time INTEGER NOT NULL,
    id INTEGER NOT NULL,
    feed_id INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    key BLOB NOT NULL,
    PRIMARY KEY (time, id)
) STRICT, WITHOUT ROWID;
INSERT INTO unread SELECT time, id, feed_id, hidden, key FROM articles WHERE read = 0 ORDER BY time, id;
CREATE INDEX unread_by_feed ON unread (feed_id, time, id) WHERE hidden = 0;

-- What lists and counts leave out is not counted.
CREATE TABLE tallies (
    feed_id INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
    articles INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO tallies
SELECT id, (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND hidden = 0),
    (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND hidden = 0 AND read = 0) FROM feeds;

-- As `changes`, for an act on many articles at once.
CREATE TABLE sweeps (
    action_id INTEGER NOT NULL REFERENCES actions (id),
    field TEXT NOT NULL CHECK (field IN ('read', 'saved')),
    value INTEGER NOT NULL CHECK (value IN (0, 1)),
    -- Keys of the articles that changed, 12 bytes each.
    articles BLOB NOT NULL CHECK (length(articles) > 0 AND length(articles) % 12 = 0),
    PRIMARY KEY (action_id, field, value)
) STRICT;

-- How articles stood that are gone, for when they come back: what the log says of them, found without reading it.
CREATE TABLE departed (
    article BLOB PRIMARY KEY CHECK (length(article) = 12),
    read INTEGER NOT NULL CHECK (read IN (0, 1)),
    saved INTEGER NOT NULL CHECK (saved IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO departed
SELECT article,
    coalesce((SELECT value FROM changes AS c WHERE c.article = gone.article AND field = 'read' ORDER BY action_id DESC LIMIT 1), 0),
    coalesce((SELECT value FROM changes AS c WHERE c.article = gone.article AND field = 'saved' ORDER BY action_id DESC LIMIT 1), 0)
FROM (SELECT DISTINCT article FROM changes WHERE article NOT IN (SELECT key FROM articles)) AS gone;
DELETE FROM departed WHERE read = 0 AND saved = 0;

DROP INDEX articles_unread;
DROP INDEX articles_unread_by_time;
ALTER TABLE articles DROP COLUMN read;

CREATE TRIGGER feed_comes AFTER INSERT ON feeds BEGIN
    INSERT INTO tallies (feed_id) VALUES (new.id);
END;
CREATE TRIGGER article_comes AFTER INSERT ON articles BEGIN
    INSERT INTO unread (time, id, feed_id, hidden, key) VALUES (new.time, new.id, new.feed_id, new.hidden, new.key);
    UPDATE tallies SET articles = articles + 1 - new.hidden, unread = unread + 1 - new.hidden WHERE feed_id = new.feed_id;
END;
CREATE TRIGGER article_moves AFTER UPDATE OF time, hidden ON articles
WHEN old.time <> new.time OR old.hidden <> new.hidden BEGIN
    UPDATE tallies SET articles = articles + old.hidden - new.hidden,
        unread = unread + (old.hidden - new.hidden) * EXISTS (SELECT 1 FROM unread WHERE time = old.time AND id = old.id)
    WHERE feed_id = new.feed_id;
    UPDATE unread SET time = new.time, hidden = new.hidden WHERE time = old.time AND id = old.id;
END;
CREATE TRIGGER article_leaves BEFORE DELETE ON articles BEGIN
    INSERT OR REPLACE INTO departed (article, read, saved) SELECT old.key, read, old.saved FROM (
        SELECT NOT EXISTS (SELECT 1 FROM unread WHERE time = old.time AND id = old.id) AS read)
    WHERE read OR old.saved;
    UPDATE tallies SET articles = articles - 1 + old.hidden,
        unread = unread - (1 - old.hidden) * EXISTS (SELECT 1 FROM unread WHERE time = old.time AND id = old.id)
    WHERE feed_id = old.feed_id;
    DELETE FROM unread WHERE time = old.time AND id = old.id;
END;
