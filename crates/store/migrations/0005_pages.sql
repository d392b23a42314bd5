-- Whole articles, fetched from their pages where the feed gives a teaser, and the texts that a publisher changed
-- after they were stored.

-- Which text is shown: the feed's where it is no teaser (auto), always the feed's, or always the page's (full).
ALTER TABLE feeds ADD COLUMN content TEXT NOT NULL DEFAULT 'auto' CHECK (content IN ('auto', 'feed', 'full'));

-- Since when the text is as it is; NULL: since the article was first seen.
ALTER TABLE bodies ADD COLUMN seen_at INTEGER;

-- 0: not shortened, 1: so short that its page might have more, 2: plainly cut.
ALTER TABLE articles ADD COLUMN teaser INTEGER NOT NULL DEFAULT 0 CHECK (teaser IN (0, 1, 2));
CREATE INDEX articles_teasers ON articles (feed_id, time) WHERE teaser > 0;

CREATE TABLE pages (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    -- What the feed said of the article when its page was asked for; something else means: ask again.
    fingerprint BLOB NOT NULL,
    -- whole: `content` is the article; same: the page has no more than the feed; failed: `why`.
    state TEXT NOT NULL CHECK (state IN ('whole', 'same', 'failed')),
    -- As extracted: untrusted, sanitised each time it is shown.
    content TEXT NOT NULL,
    content_base TEXT,
    why TEXT,
    at INTEGER NOT NULL
) STRICT;

-- The words of an article are those of its page, where that is there.
CREATE TRIGGER page_comes AFTER INSERT ON pages WHEN new.state = 'whole' BEGIN
    INSERT INTO unindexed SELECT new.article_id WHERE new.article_id NOT IN (SELECT article_id FROM unindexed);
END;

CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seen_at INTEGER NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    content_base TEXT
) STRICT;
CREATE INDEX versions_by_article ON versions (article_id, id);
