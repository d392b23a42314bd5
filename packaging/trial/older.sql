-- A library as the program left it when its schema had three steps, with one of each thing that a reader would miss:
-- a source in a folder, an article that is read and bookmarked, a highlight with a note, a collection, a setting.
-- The trial of the package writes it after the migrations 0001 to 0003.

PRAGMA application_id = 0x4b7a5074;
PRAGMA user_version = 3;
INSERT INTO feeds (id, key, url, found_at, feed_title, custom_title, site_url, folder, language)
    VALUES (1, x'000102030405060708090a0b', 'http://127.0.0.1:9/gone.xml', 'http://127.0.0.1:9/gone.xml', 'Older Courier',
            'My older courier', 'http://127.0.0.1:9/', 'Kept', 'en');
INSERT INTO articles (id, key, feed_id, time, read, saved, words, title, standfirst, author, language, section, fingerprint)
    VALUES (1, x'0a0b0c0d0e0f101112131415', 1, 1700000000, 1, 1, 9, 'Kept through every version', 'What was kept is here.',
            'Aigul Serik', 'en', '', x'000102030405060708090a0b0c0d0e0f');
INSERT INTO bodies (article_id, guid, content, authors, tags, enclosures, published, first_seen)
    VALUES (1, 'kept', '<p>What was kept is here, and nothing of it is lost.</p>', '["Aigul Serik"]', '[]', '[]',
            1700000000, 1700000000);
INSERT INTO actions (id, at, device) VALUES (1, 1700000100, 'older'), (2, 1700000200, 'older'), (3, 1700000300, 'older');
INSERT INTO changes (action_id, article, field, value)
    VALUES (1, x'0a0b0c0d0e0f101112131415', 'read', 1), (1, x'0a0b0c0d0e0f101112131415', 'saved', 1);
INSERT INTO annotations (key, article, quote, prefix, suffix, colour, note, made)
    VALUES ('aaaaaaaaaaaaaaaaaaaaaaaa', x'0a0b0c0d0e0f101112131415', 'nothing of it is lost', 'is here, and ', '.', 'yellow',
            'Remember this.', 1700000200);
INSERT INTO own_changes (action_id, article, thing, value)
    VALUES (2, x'0a0b0c0d0e0f101112131415', 'annotation:aaaaaaaaaaaaaaaaaaaaaaaa',
            '{"quote":"nothing of it is lost","prefix":"is here, and ","suffix":".","colour":"yellow","note":"Remember this.","made":1700000200}'),
           (3, x'0a0b0c0d0e0f101112131415', 'collection:To keep', 'true');
INSERT INTO labels (kind, name, article) VALUES ('collection', 'To keep', x'0a0b0c0d0e0f101112131415');
INSERT INTO settings (name, value) VALUES ('settings', '{"language":"en","theme":"sepia","sync_at_start":false,"sync_minutes":0}');
