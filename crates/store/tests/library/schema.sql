CREATE TABLE actions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    device TEXT NOT NULL,
    undoes INTEGER REFERENCES actions (id)
) STRICT;
CREATE TRIGGER note_changes AFTER UPDATE OF note ON annotations BEGIN
    INSERT INTO unindexed SELECT id FROM articles
    WHERE key = new.article AND id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TRIGGER note_comes AFTER INSERT ON annotations BEGIN
    INSERT INTO unindexed SELECT id FROM articles
    WHERE key = new.article AND id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TRIGGER note_goes AFTER DELETE ON annotations BEGIN
    INSERT INTO unindexed SELECT id FROM articles
    WHERE key = old.article AND id NOT IN (SELECT article_id FROM unindexed);
END;
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
CREATE TRIGGER article_changes AFTER UPDATE OF title, standfirst, author ON articles BEGIN
    INSERT INTO unindexed SELECT new.id WHERE new.id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TRIGGER article_goes AFTER DELETE ON articles BEGIN
    DELETE FROM search WHERE rowid = old.id;
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
CREATE TRIGGER article_moves AFTER UPDATE OF time, hidden ON articles
WHEN old.time <> new.time OR old.hidden <> new.hidden BEGIN
    UPDATE tallies SET articles = articles + old.hidden - new.hidden,
        unread = unread + (old.hidden - new.hidden) * EXISTS (SELECT 1 FROM unread WHERE id = old.id)
    WHERE feed_id = new.feed_id;
    UPDATE unread SET time = new.time, hidden = new.hidden WHERE id = old.id;
END;
CREATE TABLE articles (
    -- Never used twice: an open list names its rows by it.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 12),
    feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    time INTEGER NOT NULL,
    saved INTEGER NOT NULL DEFAULT 0 CHECK (saved IN (0, 1)),
    updated INTEGER NOT NULL DEFAULT 0 CHECK (updated IN (0, 1)),
    position REAL NOT NULL DEFAULT 0,
    words INTEGER NOT NULL,
    title TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    author TEXT NOT NULL,
    language TEXT NOT NULL,
    section TEXT NOT NULL,
    picture TEXT,
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16)
, teaser INTEGER NOT NULL DEFAULT 0 CHECK (teaser IN (0, 1, 2)), hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)), important INTEGER NOT NULL DEFAULT 0 CHECK (important IN (0, 1)), changed_from INTEGER, story INTEGER) STRICT;
CREATE INDEX articles_by_feed ON articles (feed_id, time) WHERE hidden = 0;
CREATE INDEX articles_by_story ON articles (story, feed_id) WHERE story IS NOT NULL AND hidden = 0;
CREATE INDEX articles_by_time ON articles (time) WHERE hidden = 0;
CREATE INDEX articles_hidden ON articles (feed_id, time) WHERE hidden = 1;
CREATE INDEX articles_saved ON articles (time) WHERE saved = 1;
CREATE INDEX articles_teasers ON articles (feed_id, time) WHERE teaser > 0;
CREATE TRIGGER body_changes AFTER UPDATE OF content, packed, summary, authors, tags ON bodies BEGIN
    INSERT INTO unindexed SELECT new.article_id WHERE new.article_id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TABLE bodies (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    guid TEXT,
    url TEXT,
    external_url TEXT,
    summary TEXT,
    -- As received: untrusted, sanitised each time it is shown.
    content TEXT NOT NULL,
    content_base TEXT,
    image TEXT,
    -- JSON arrays.
    authors TEXT NOT NULL,
    tags TEXT NOT NULL,
    enclosures TEXT NOT NULL,
    published INTEGER,
    modified INTEGER,
    first_seen INTEGER NOT NULL
, seen_at INTEGER, pictured INTEGER NOT NULL DEFAULT 0 CHECK (pictured IN (0, 1)), packed BLOB) STRICT;
CREATE TABLE caught (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    filter TEXT NOT NULL REFERENCES filters (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, filter)
) STRICT, WITHOUT ROWID;
CREATE INDEX caught_by_filter ON caught (filter);
CREATE TABLE changes (
    action_id INTEGER NOT NULL REFERENCES actions (id),
    article BLOB NOT NULL CHECK (length(article) = 12),
    field TEXT NOT NULL CHECK (field IN ('read', 'saved')),
    value INTEGER NOT NULL CHECK (value IN (0, 1)),
    PRIMARY KEY (action_id, article, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_article ON changes (article, field, action_id, value);
CREATE TABLE departed (
    article BLOB PRIMARY KEY CHECK (length(article) = 12),
    read INTEGER NOT NULL CHECK (read IN (0, 1)),
    saved INTEGER NOT NULL CHECK (saved IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER feed_comes AFTER INSERT ON feeds BEGIN
    INSERT INTO tallies (feed_id) VALUES (new.id);
END;
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 12),
    url TEXT NOT NULL,
    found_at TEXT NOT NULL,
    feed_title TEXT NOT NULL DEFAULT '',
    custom_title TEXT,
    site_url TEXT,
    folder TEXT,
    icon TEXT,
    language TEXT NOT NULL DEFAULT '',
    -- 0: removed by the reader; the row stays for as long as bookmarked articles need its name.
    subscribed INTEGER NOT NULL DEFAULT 1 CHECK (subscribed IN (0, 1)),
    etag TEXT,
    last_modified TEXT,
    validated_url TEXT,
    body_hash BLOB,
    synced_at INTEGER,
    attempted_at INTEGER,
    next_try INTEGER,
    failing_since INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
, content TEXT NOT NULL DEFAULT 'auto' CHECK (content IN ('auto', 'feed', 'full')), place INTEGER, site INTEGER NOT NULL DEFAULT 0 CHECK (site IN (0, 1)), pictures TEXT NOT NULL DEFAULT 'usual'
    CHECK (pictures IN ('usual', 'always', 'unmetered', 'saved', 'never'))) STRICT;
CREATE INDEX feeds_by_url ON feeds (url);
CREATE INDEX feeds_removed ON feeds (id) WHERE subscribed = 0;
CREATE INDEX feeds_subscribed ON feeds (id, key) WHERE subscribed = 1;
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
CREATE TABLE folders (
    name TEXT PRIMARY KEY,
    place INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER label_comes AFTER INSERT ON labels BEGIN
    INSERT INTO unindexed SELECT id FROM articles
    WHERE key = new.article AND id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TRIGGER label_goes AFTER DELETE ON labels BEGIN
    INSERT INTO unindexed SELECT id FROM articles
    WHERE key = old.article AND id NOT IN (SELECT article_id FROM unindexed);
END;
CREATE TABLE labels (
    kind TEXT NOT NULL CHECK (kind IN ('collection', 'tag')),
    name TEXT NOT NULL,
    article BLOB NOT NULL CHECK (length(article) = 12),
    PRIMARY KEY (kind, name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX labels_by_article ON labels (article);
CREATE TABLE let_go (
    article BLOB PRIMARY KEY CHECK (length(article) = 12)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE mail_files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_folders (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE mail_lists (
    list TEXT PRIMARY KEY,
    -- The folder that it was last found in; NULL: in a single file.
    folder TEXT,
    -- What follows is of its newest mail.
    newest INTEGER NOT NULL,
    one_click TEXT,
    page TEXT,
    mail TEXT,
    -- When its sender took the one click.
    ended INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE mailboxes (
    -- imaps://user@host/folder
    address TEXT PRIMARY KEY,
    validity INTEGER NOT NULL DEFAULT 0,
    -- The number of the last mail that was read; 0: none yet.
    last INTEGER NOT NULL DEFAULT 0,
    -- Why it could not be read when it was asked last, as JSON; empty: it could.
    failure TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    list TEXT NOT NULL,
    address TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'unsure', 'sent', 'check_inbox', 'confirmed', 'failed')),
    reason TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL, token TEXT NOT NULL DEFAULT '',
    UNIQUE (list, address)
) STRICT;
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
CREATE TRIGGER page_comes AFTER INSERT ON pages WHEN new.state = 'whole' BEGIN
    INSERT INTO unindexed SELECT new.article_id WHERE new.article_id NOT IN (SELECT article_id FROM unindexed);
END;
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
, packed BLOB, tried INTEGER) STRICT;
CREATE TABLE picture_files (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE picture_uses (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    picture BLOB NOT NULL REFERENCES pictures (key) ON DELETE CASCADE,
    PRIMARY KEY (article_id, picture)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_uses_by_picture ON picture_uses (picture);
CREATE TABLE pictures (
    key BLOB PRIMARY KEY CHECK (length(key) = 12),
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL
, file BLOB REFERENCES picture_files (hash)) STRICT;
CREATE INDEX pictures_by_file ON pictures (file);
CREATE VIRTUAL TABLE search USING fts5 (
    title, standfirst, author, tags, notes, body,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
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
CREATE INDEX site_links_by_place ON site_links (feed_id, place) WHERE place IS NOT NULL;
CREATE INDEX site_links_by_words ON site_links (words) WHERE words IS NOT NULL;
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
CREATE TABLE sketches (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    feed_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    -- NULL: not held against the others yet; its own row: it tells a story of its own, or is the first.
    story INTEGER,
    sketch BLOB NOT NULL
) STRICT;
CREATE INDEX sketches_by_time ON sketches (time) WHERE story IS NULL;
CREATE TABLE sweeps (
    action_id INTEGER NOT NULL REFERENCES actions (id),
    field TEXT NOT NULL CHECK (field IN ('read', 'saved')),
    value INTEGER NOT NULL CHECK (value IN (0, 1)),
    -- Keys of the articles that changed, 12 bytes each.
    articles BLOB NOT NULL CHECK (length(articles) > 0 AND length(articles) % 12 = 0),
    PRIMARY KEY (action_id, field, value)
) STRICT;
CREATE TABLE tallies (
    feed_id INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
    articles INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE unindexed (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE "unread" (
    id INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    feed_id INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    key BLOB NOT NULL
) STRICT;
CREATE INDEX unread_by_feed ON unread (feed_id, time) WHERE hidden = 0;
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seen_at INTEGER NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    content_base TEXT
, packed BLOB) STRICT;
CREATE INDEX versions_by_article ON versions (article_id, id);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (search, row);
