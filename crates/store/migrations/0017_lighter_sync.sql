-- A sync writes less. Titles are searched in the articles themselves: an index with all titles by time made a sync write a
-- page of it for nearly every article, a fifth of all that it wrote, to spare a search that is seldom done a third of its
-- time. And what follows from a new article is said where articles are stored, which is one place: of a statement that sets
-- off a trigger SQLite keeps a copy of each page that it changes, to be able to take it back by itself.

-- Counts, which are asked for after each mark, need two columns of each source's wide row: they have them apart now.

DROP INDEX articles_by_title;
DROP TRIGGER article_comes;
DROP TRIGGER body_comes;
CREATE INDEX feeds_subscribed ON feeds (id, key) WHERE subscribed = 1;
