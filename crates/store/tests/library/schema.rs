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
        "0013_stories.sql",
        include_str!("../../migrations/0013_stories.sql"),
        0x2164_e170_3c4e_efcf,
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
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
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
