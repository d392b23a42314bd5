use kazpost_store::NewArticle;

use crate::support::{Library, NOW, article, seconds};

fn found(library: &Library, text: &str, limit: u32) -> Vec<String> {
    let rows = library.rows(&library.titled(text, limit).unwrap()).unwrap();
    rows.into_iter().map(|row| row.title).collect()
}

#[test]
fn titles_are_found_across_alphabets_newest_first() {
    let feed = "https://a.example/feed";
    let library = Library::with_feeds(&[feed]);
    let titles = [
        "Syganak gets a new road",
        "Сырдария бойындағы тоғай",
        "Сырный завод",
        "An easy one",
    ];
    let articles: Vec<NewArticle> = (0..)
        .zip(titles)
        .map(|(age, title)| NewArticle {
            published: Some(seconds(NOW - age)),
            ..article(feed, title, title)
        })
        .collect();
    library.ingest(feed, &articles);
    assert_eq!(found(&library, "sy", 10), titles[..3], "an “easy” is none");
    assert_eq!(found(&library, "сы", 2), titles[..2], "no more than asked for");
    assert_eq!(
        found(&library, "тогай сыр", 10),
        [titles[1]],
        "each word, in any order"
    );
    assert!(found(&library, "zzz", 10).is_empty());
    assert!(found(&library, " ", 10).is_empty(), "nothing typed finds nothing");
}

#[test]
fn titles_are_read_from_their_index_alone() {
    let library = Library::new();
    let plan: String = library
        .sql()
        .query_row(
            "EXPLAIN QUERY PLAN SELECT id, title FROM articles INDEXED BY articles_by_title WHERE hidden = 0
             ORDER BY time DESC",
            [],
            |row| row.get(3),
        )
        .unwrap();
    assert!(plan.contains("COVERING INDEX articles_by_title"), "{plan}");
}
