-- A picture is kept once, however many addresses and articles it has: by the hash of its bytes, with its width and
-- height, so that the page knows its shape before it is there. Pictures kept before stay where they are.

CREATE TABLE picture_files (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- Where it is given, `bytes` here is empty.
ALTER TABLE pictures ADD COLUMN file BLOB REFERENCES picture_files (hash);
CREATE INDEX pictures_by_file ON pictures (file);

-- 1: the pictures of the article as it is now were asked for after a sync.
ALTER TABLE bodies ADD COLUMN pictured INTEGER NOT NULL DEFAULT 0 CHECK (pictured IN (0, 1));

-- When the pictures of its articles are fetched; usual: as the settings say.
ALTER TABLE feeds ADD COLUMN pictures TEXT NOT NULL DEFAULT 'usual'
    CHECK (pictures IN ('usual', 'always', 'unmetered', 'saved', 'never'));
