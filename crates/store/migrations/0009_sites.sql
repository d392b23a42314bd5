-- Sites without a feed are followed through their front pages. Such a site is a subscription like any other (`feeds`,
-- with `site` set; `url` is its front page); what is kept besides is which of its pages are read for links and which
-- links were seen there, so that each article is fetched once and navigation is known by staying where it is.

ALTER TABLE feeds ADD COLUMN site INTEGER NOT NULL DEFAULT 0 CHECK (site IN (0, 1));

CREATE TABLE site_pages (
    feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('robots', 'section', 'sitemap')),
    etag TEXT,
    last_modified TEXT,
    -- Of robots.txt the text; NULL: it could not be had.
    body TEXT,
    asked INTEGER NOT NULL,
    PRIMARY KEY (feed_id, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE site_links (
    feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    -- waiting: to be fetched; standing: perhaps navigation; article: filed; double: filed already, from elsewhere;
    -- none: no article; failed: to be tried again.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'standing', 'article', 'double', 'none', 'failed')),
    title TEXT NOT NULL,
    -- The site itself says that it is an article.
    named INTEGER NOT NULL CHECK (named IN (0, 1)),
    published INTEGER,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    visits INTEGER NOT NULL DEFAULT 1,
    tries INTEGER NOT NULL DEFAULT 0,
    -- Where it stands in the site's list of headlines; NULL: not there any more.
    place INTEGER,
    article BLOB CHECK (length(article) = 12),
    -- Hash of the article's words: sister sites publish the same.
    words BLOB CHECK (length(words) = 16),
    PRIMARY KEY (feed_id, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX site_links_by_words ON site_links (words) WHERE words IS NOT NULL;
CREATE INDEX site_links_by_place ON site_links (feed_id, place) WHERE place IS NOT NULL;
