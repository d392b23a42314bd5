-- A publisher may change an article after its page was fetched, on a site that is followed as well as where a feed gives
-- only how it begins. For some days the page is asked whether it did: kept is what its answer said, to be asked with, and
-- when that is due. A row goes when nothing is to be asked any more.

CREATE TABLE looks (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    -- The page's address; of an article on a followed site that of its link.
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    -- The address that gave both.
    validated_url TEXT,
    -- When the page was first stored.
    since INTEGER NOT NULL,
    next INTEGER NOT NULL
) STRICT;
CREATE INDEX looks_by_next ON looks (next);
