-- Newsletters are also read from folders of mailboxes, by IMAP. What is kept of one is its address (never a password:
-- that lies in the system's keyring) and how far it was read: the numbers of its mails count only for as long as
-- `validity` stays what it was. And a sign-up has a token of ours, which comes back with the link that confirms it: who
-- does not know it cannot say that a sign-up is confirmed.

CREATE TABLE mailboxes (
    -- imaps://user@host/folder
    address TEXT PRIMARY KEY,
    validity INTEGER NOT NULL DEFAULT 0,
    -- The number of the last mail that was read; 0: none yet.
    last INTEGER NOT NULL DEFAULT 0,
    -- Why it could not be read when it was asked last, as JSON; empty: it could.
    failure TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- Empty: nothing of it is on the way.
ALTER TABLE outbox ADD COLUMN token TEXT NOT NULL DEFAULT '';
