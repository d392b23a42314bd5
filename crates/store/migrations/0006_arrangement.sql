-- The reader puts sources and folders into an order of their own, and a folder may be empty. What was never put
-- anywhere stands after the rest, by name.

ALTER TABLE feeds ADD COLUMN place INTEGER;

CREATE TABLE folders (
    name TEXT PRIMARY KEY,
    place INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
