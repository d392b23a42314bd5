-- Newsletters are read from folders of mails. A list is a subscription like any other (`feeds`, its `url` is `mail:` and
-- the list's name); what is kept besides is which folders are read again with a sync, which of their files were read,
-- and how the list says that it is left. A list that is here and is no subscription any more was removed by the
-- reader: a sync does not bring it back.

CREATE TABLE mail_folders (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE mail_files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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
