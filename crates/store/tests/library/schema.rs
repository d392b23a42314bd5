use rusqlite::Connection;

use crate::support::Library;

/// The whole schema as it stands in a new file.
fn written(connection: &Connection) -> String {
    let mut statement = connection
        .prepare(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
             ORDER BY tbl_name, type DESC, name",
        )
        .unwrap();
    let parts: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    parts.iter().map(|part| format!("{part};\n")).collect()
}

/// The review of every change to the schema: whatever migrations there are, this is what they come to.
#[test]
fn the_schema_is_the_one_written_down() {
    let library = Library::new();
    let written = written(&library.sql());
    let expected = include_str!("schema.sql").replace("\r\n", "\n");
    assert!(
        written == expected,
        "the schema is not that of tests/library/schema.sql; if it is meant to be, keep this there:\n{written}"
    );
}

#[test]
fn the_file_says_whose_it_is_and_how_new() {
    let library = Library::new();
    let application: i32 = library.one("SELECT * FROM pragma_application_id");
    assert_eq!(application.to_be_bytes(), *b"KzPt");
    let version: u32 = library.one("SELECT * FROM pragma_user_version");
    assert_eq!(version, library.schema_version());
    let journal: String = library.one("SELECT * FROM pragma_journal_mode");
    assert_eq!(journal, "wal", "readers must not wait for the writer");
}

/// Migration files with the hash of what each said when it was released. A file that changed would leave readers
/// of the release with another schema than the newcomers: write the next number instead. Only the last one, and
/// only before its release, may get a new hash.
const MIGRATIONS: &[(&str, &str, u64)] = &[
    (
        "0001_library.sql",
        include_str!("../../migrations/0001_library.sql"),
        0x0232_2595_26a9_0f48,
    ),
    (
        "0002_titles.sql",
        include_str!("../../migrations/0002_titles.sql"),
        0x0484_6477_309b_317d,
    ),
    (
        "0003_annotations.sql",
        include_str!("../../migrations/0003_annotations.sql"),
        0xf1e8_c39f_5e50_104b,
    ),
    (
        "0004_search.sql",
        include_str!("../../migrations/0004_search.sql"),
        0x5a78_633f_2acf_f22b,
    ),
    (
        "0005_pages.sql",
        include_str!("../../migrations/0005_pages.sql"),
        0x7b21_3769_13bd_cb5c,
    ),
    (
        "0006_arrangement.sql",
        include_str!("../../migrations/0006_arrangement.sql"),
        0x2228_161f_3fa8_0bc8,
    ),
    (
        "0007_filters.sql",
        include_str!("../../migrations/0007_filters.sql"),
        0x2698_c288_f0fb_d06b,
    ),
    (
        "0008_outbox.sql",
        include_str!("../../migrations/0008_outbox.sql"),
        0x1bdb_54e2_8f97_bdf4,
    ),
    (
        "0009_sites.sql",
        include_str!("../../migrations/0009_sites.sql"),
        0xf1f3_e448_e1c4_265e,
    ),
    (
        "0010_mail.sql",
        include_str!("../../migrations/0010_mail.sql"),
        0x67b8_547c_34c7_4693,
    ),
    (
        "0011_picture_files.sql",
        include_str!("../../migrations/0011_picture_files.sql"),
        0xb884_7bdd_47e9_2768,
    ),
    (
        "0012_corrections.sql",
        include_str!("../../migrations/0012_corrections.sql"),
        0xe55c_4a7e_ac4b_99b2,
    ),
    (
        "0013_unread.sql",
        include_str!("../../migrations/0013_unread.sql"),
        0x58f9_e14b_d015_7b13,
    ),
    (
        "0014_mailboxes.sql",
        include_str!("../../migrations/0014_mailboxes.sql"),
        0x75c8_9826_a08a_508d,
    ),
    (
        "0015_stories.sql",
        include_str!("../../migrations/0015_stories.sql"),
        0x88d7_3607_1175_709b,
    ),
    (
        "0016_looks.sql",
        include_str!("../../migrations/0016_looks.sql"),
        0x8f41_0508_8a29_b167,
    ),
    (
        "0017_lighter_sync.sql",
        include_str!("../../migrations/0017_lighter_sync.sql"),
        0x7a91_e011_8cb9_5569,
    ),
    (
        "0018_unread_by_row.sql",
        include_str!("../../migrations/0018_unread_by_row.sql"),
        0xfa61_563c_5f91_7763,
    ),
    (
        "0019_packed.sql",
        include_str!("../../migrations/0019_packed.sql"),
        0x8143_6dcf_b21d_7fac,
    ),
    (
        "0020_feeds_removed.sql",
        include_str!("../../migrations/0020_feeds_removed.sql"),
        0xcbf0_90f9_ed80_5d76,
    ),
    (
        "0021_pages_tried.sql",
        include_str!("../../migrations/0021_pages_tried.sql"),
        0xd6a7_c16c_d211_9752,
    ),
];

#[test]
fn migrations_do_not_change_once_released() {
    for (name, text, hash) in MIGRATIONS {
        let now = fnv(text);
        assert_eq!(now, *hash, "{name} changed: it hashes to {now:#018x} now");
    }
}

#[test]
fn every_migration_is_listed_numbered_and_says_why() {
    let folder = std::path::Path::new("migrations");
    let mut present: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    present.sort();
    let listed: Vec<&str> = MIGRATIONS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(present, listed);
    for (place, (name, text, _)) in MIGRATIONS.iter().enumerate() {
        assert_eq!(name[..5], format!("{:04}_", place + 1), "its number is its place");
        assert!(text.starts_with("-- "), "{name} opens with why");
    }
    let library = Library::new();
    assert_eq!(
        library.schema_version() as usize,
        MIGRATIONS.len(),
        "all are taken"
    );
}

/// FNV-1a: stable everywhere, and nobody means harm here. Line ends do not count.
fn fnv(text: &str) -> u64 {
    let bytes = text.bytes().filter(|byte| *byte != b'\r');
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A library from before what is unread had a table of its own.
#[test]
fn what_was_read_stays_read_when_unread_becomes_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.sqlite");
    let old = Connection::open(&path).unwrap();
    for (_, text, _) in &MIGRATIONS[..12] {
        old.execute_batch(text).unwrap();
    }
    old.execute_batch(
        "PRAGMA application_id = 0x4b7a5074; PRAGMA user_version = 12;
         INSERT INTO feeds (id, key, url, found_at) VALUES (1, zeroblob(12), 'u', 'u'), (2, x'000000000000000000000001', 'v', 'v');
         INSERT INTO actions (id, at, device) VALUES (1, 5, 'd'), (2, 6, 'd');",
    )
    .unwrap();
    let key = |n: u32| format!("x'00000000000000000000{n:04x}'");
    for n in 1..=300 {
        let (feed, read, hidden) = (1 + n % 2, u32::from(n > 100), u32::from(n % 50 == 0));
        old.execute_batch(&format!(
            "INSERT INTO articles (id, key, feed_id, time, read, hidden, words, title, standfirst, author, language,
                 section, fingerprint)
             VALUES ({n}, {}, {feed}, {}, {read}, {hidden}, 1, 'Title {n}', '', '', '', '', zeroblob(16));
             INSERT INTO bodies (article_id, content, authors, tags, enclosures, first_seen)
             VALUES ({n}, '', '[]', '[]', '[]', 5);",
            key(n),
            n / 3,
        ))
        .unwrap();
        if n > 100 {
            let log = format!("INSERT INTO changes VALUES (1, {}, 'read', 1)", key(n));
            old.execute_batch(&log).unwrap();
        }
    }
    // One that is gone and was read and bookmarked, one that was marked unread before it went.
    old.execute_batch(&format!(
        "INSERT INTO changes VALUES (1, {gone}, 'read', 1), (1, {gone}, 'saved', 1), (1, {other}, 'read', 1),
             (2, {other}, 'read', 0);",
        gone = key(1000),
        other = key(1001)
    ))
    .unwrap();
    drop(old);

    let library = kazpost_store::Store::open(&path).unwrap();
    assert_eq!(library.integrity().unwrap(), "ok");
    let counts = library.counts().unwrap();
    assert_eq!((counts.articles, counts.unread), (294, 98));
    let rows: Vec<i64> = (1..=300).collect();
    for row in library.rows(&rows).unwrap() {
        assert_eq!(row.read, row.id > 100, "{}", row.id);
    }
    let sql = Connection::open(&path).unwrap();
    let departed: (String, bool, bool) = sql
        .query_row("SELECT hex(article), read, saved FROM departed", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(departed, ("0000000000000000000003E8".into(), true, true));
    let at = kazpost_model::Timestamp::from_seconds(9).unwrap();
    assert_eq!(
        library.undo(1, at).unwrap(),
        200,
        "an act of before is taken back"
    );
    assert_eq!(library.counts().unwrap().unread, 294);
    assert_eq!(library.integrity().unwrap(), "ok");
}
