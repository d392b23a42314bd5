-- The same story from many sources is shown once. Of each article that is not old a sketch is kept, made by the core,
-- so that what comes is held against sketches and not against texts. `story` of an article is the row of the first
-- that was known to tell its story, and is there only where two or more tell it.

ALTER TABLE articles ADD COLUMN story INTEGER;
CREATE INDEX articles_by_story ON articles (story, feed_id) WHERE story IS NOT NULL AND hidden = 0;

CREATE TABLE sketches (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    feed_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    -- NULL: not held against the others yet; its own row: it tells a story of its own, or is the first.
    story INTEGER,
    sketch BLOB NOT NULL
) STRICT;
CREATE INDEX sketches_by_time ON sketches (time) WHERE story IS NULL;

-- All are looked at once more, so that what is young has a sketch; and the words of Russian and Kazakh have other keys
-- than before.
INSERT OR IGNORE INTO unindexed SELECT article_id FROM bodies;
