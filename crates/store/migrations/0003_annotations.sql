-- What the reader writes into the paper: highlights and notes on articles, collections of bookmarks, own tags. As
-- with read and bookmarked, what was done is a log (`own_changes`) and what is follows from it. By the article's
-- key, so that both outlive an article that goes and comes back.

CREATE TABLE own_changes (
    action_id INTEGER NOT NULL REFERENCES actions (id),
    article BLOB NOT NULL CHECK (length(article) = 12),
    -- `annotation:<key>`, `collection:<name>` or `tag:<name>`.
    thing TEXT NOT NULL,
    -- JSON, as it is after this; NULL: taken away.
    value TEXT,
    PRIMARY KEY (action_id, article, thing)
) STRICT, WITHOUT ROWID;
CREATE INDEX own_changes_by_article ON own_changes (article, thing, action_id);

CREATE TABLE annotations (
    key TEXT PRIMARY KEY,
    article BLOB NOT NULL CHECK (length(article) = 12),
    -- What was highlighted and what stood around it (W3C Web Annotation, TextQuoteSelector); empty: the whole article.
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    colour TEXT NOT NULL,
    note TEXT NOT NULL,
    made INTEGER NOT NULL,
    -- When the reader last met it again on the review page; of this device alone.
    reviewed INTEGER
) STRICT;
CREATE INDEX annotations_by_article ON annotations (article, made);

CREATE TABLE labels (
    kind TEXT NOT NULL CHECK (kind IN ('collection', 'tag')),
    name TEXT NOT NULL,
    article BLOB NOT NULL CHECK (length(article) = 12),
    PRIMARY KEY (kind, name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX labels_by_article ON labels (article);
