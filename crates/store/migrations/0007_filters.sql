-- Filters mute or mark articles as they arrive. What a filter caught is kept, so that it can be said why an article
-- is hidden, and so that a filter that changes or ends gives back what it alone had hidden. Hidden articles stand
-- in no list and no count; the indexes leave them out, so that lists and counts stay as quick as before.

CREATE TABLE filters (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- JSON, understood by the core.
    conditions TEXT NOT NULL,
    effect TEXT NOT NULL CHECK (effect IN ('mute', 'read', 'save', 'important')),
    -- Active until then, in seconds; NULL: for good.
    expires INTEGER,
    made INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE caught (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    filter TEXT NOT NULL REFERENCES filters (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, filter)
) STRICT, WITHOUT ROWID;
CREATE INDEX caught_by_filter ON caught (filter);

ALTER TABLE articles ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));
ALTER TABLE articles ADD COLUMN important INTEGER NOT NULL DEFAULT 0 CHECK (important IN (0, 1));

DROP INDEX articles_by_time;
DROP INDEX articles_by_feed;
DROP INDEX articles_unread;
DROP INDEX articles_unread_by_time;
DROP INDEX articles_by_title;
CREATE INDEX articles_by_time ON articles (time) WHERE hidden = 0;
CREATE INDEX articles_by_feed ON articles (feed_id, time) WHERE hidden = 0;
CREATE INDEX articles_unread ON articles (feed_id, time) WHERE read = 0 AND hidden = 0;
CREATE INDEX articles_unread_by_time ON articles (time) WHERE read = 0 AND hidden = 0;
CREATE INDEX articles_by_title ON articles (time, title) WHERE hidden = 0;
CREATE INDEX articles_hidden ON articles (feed_id, time) WHERE hidden = 1;
