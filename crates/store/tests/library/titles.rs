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

/// Whatever the order in which they came, near the newest and far from it.
#[test]
fn of_many_the_newest_are_found() {
    const MANY: u32 = 3000;
    let feed = "https://a.example/feed";
    let library = Library::with_feeds(&[feed]);
    let titles: Vec<String> = (0..MANY).map(|age| format!("News {age:04}")).collect();
    let articles: Vec<NewArticle> = (0..MANY)
        .map(|n| {
            // 77 and 3000 have no divisor in common: each age once, in a wild order.
            let age = n * 77 % MANY;
            NewArticle {
                published: Some(seconds(NOW - i64::from(age))),
                ..article(feed, &n.to_string(), &titles[age as usize])
            }
        })
        .collect();
    library.ingest(feed, &articles);
    assert_eq!(found(&library, "news", 7), titles[..7]);
    assert_eq!(found(&library, "news 1", 3), titles[1000..1003]);
    assert_eq!(
        found(&library, "news", 2500),
        titles[..2500],
        "more than are looked into by their time"
    );
    assert_eq!(found(&library, "28", 3), titles[2800..2803], "none of the newest");
    assert!(found(&library, "news", 0).is_empty());
}
