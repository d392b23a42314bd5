-- Sign-ups to newsletters that wait for the network. A row holds somebody's address: it goes when it is withdrawn, and
-- when the reader removes it. `sending` is written before a request goes out, so that one that was cut off is known for
-- what it is, neither sent nor unsent, and is not sent twice.

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
    changed INTEGER NOT NULL,
    UNIQUE (list, address)
) STRICT;
