-- Each start asks which subscriptions were removed. Without an index it read every source to find that there are none.

CREATE INDEX feeds_removed ON feeds (id) WHERE subscribed = 0;
