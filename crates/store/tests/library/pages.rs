use kazpost_model::RawHtml;
use kazpost_store::{NewArticle, Page};

use crate::support::{Library, NOW, article, article_key, key, seconds};

const FEED: &str = "https://one.example/feed";

#[test]
fn a_page_asked_for_in_vain_is_no_younger_text_and_is_let_rest() {
    let library = Library::with_feeds(&[FEED]);
    library.set_feed_content(&key(FEED), "full").unwrap();
    library.ingest(FEED, &[article(FEED, "1", "First")]);
    let it = article_key(FEED, "1");
    let put = |page: &Page, at: i64| library.put_page(&it, page, None, seconds(at)).unwrap();
    put(
        &Page::Whole {
            content: RawHtml::new("<p>The ferry sails</p>"),
            base: FEED.into(),
            words: 3,
            picture: None,
            reworded: false,
            caught: vec![],
        },
        NOW,
    );
    library.ingest(
        FEED,
        &[NewArticle {
            fingerprint: [9; 16],
            ..article(FEED, "1", "Second")
        }],
    );
    let due = |failed_before: i64| {
        let due = library.pages_of_sync(None, seconds(failed_before)).unwrap();
        due.iter().any(|candidate| candidate.key == it)
    };
    assert!(due(NOW), "the feed has said something else");
    put(&Page::Failed("No.".into()), NOW + 50);
    assert!(!due(NOW + 50) && due(NOW + 51));
    let seen = library.versions(&it).unwrap().pop().expect("the page").seen_at;
    assert_eq!(seen, Some(seconds(NOW)));
    put(&Page::Lost, NOW + 60);
    assert!(!due(NOW + 100), "it was answered");
}
