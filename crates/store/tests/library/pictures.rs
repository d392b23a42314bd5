use kazpost_model::PictureKey;
use kazpost_store::{PictureRecord, StateChange};

use crate::support::{Library, article_key, articles, key};

const FEED: &str = "https://one.example/feed";
const OTHER: &str = "https://two.example/feed";

fn library() -> Library {
    let library = Library::with_feeds(&[FEED, OTHER]);
    for feed in [FEED, OTHER] {
        library.ingest(feed, &articles(feed, 2));
    }
    library
}

fn name(address: &str) -> PictureKey {
    PictureKey::of_address(address)
}

fn picture(byte: u8) -> PictureRecord {
    PictureRecord {
        media_type: "image/png".into(),
        width: 40,
        height: 30,
        bytes: vec![byte; 20_000],
    }
}

#[test]
fn a_picture_comes_back_as_it_was() {
    let library = library();
    let it = name("https://one.example/a.png");
    assert_eq!(library.picture(&it).unwrap(), None);
    library
        .put_picture(&article_key(FEED, "0"), &it, &picture(7), &[7; 32])
        .unwrap();
    assert_eq!(library.picture(&it).unwrap(), Some(picture(7)));
    library
        .put_picture(&article_key(FEED, "1"), &it, &picture(8), &[8; 32])
        .unwrap();
    assert_eq!(library.picture(&it).unwrap(), Some(picture(7)), "the first stays");
    assert_eq!(
        library
            .picture(&PictureKey::from_text("../../etc/passwd"))
            .unwrap(),
        None
    );
}

#[test]
fn a_picture_goes_with_the_last_article_that_shows_it() {
    let library = library();
    let (own, shared) = (
        name("https://one.example/own.png"),
        name("https://one.example/shared.png"),
    );
    library
        .put_picture(&article_key(FEED, "0"), &own, &picture(1), &[1; 32])
        .unwrap();
    library
        .put_picture(&article_key(FEED, "0"), &shared, &picture(2), &[2; 32])
        .unwrap();
    for _ in 0..2 {
        library.use_picture(&article_key(OTHER, "0"), &shared).unwrap();
    }
    library.remove_feed(&key(FEED)).unwrap();
    assert_eq!(library.picture(&own).unwrap(), None);
    assert!(
        library.picture(&shared).unwrap().is_some(),
        "another article shows it"
    );
    library.remove_feed(&key(OTHER)).unwrap();
    assert_eq!(library.picture(&shared).unwrap(), None);
}

#[test]
fn the_pictures_of_bookmarked_articles_stay_for_as_long_as_these() {
    let mut library = library();
    let it = name("https://one.example/a.png");
    let kept = [article_key(FEED, "0")];
    library.put_picture(&kept[0], &it, &picture(1), &[1; 32]).unwrap();
    library.mark(&kept, StateChange::Saved(true));
    library.remove_feed(&key(FEED)).unwrap();
    library.reopen();
    assert!(library.picture(&it).unwrap().is_some());
    library.mark(&kept, StateChange::Saved(false));
    library.reopen();
    assert_eq!(library.picture(&it).unwrap(), None, "gone with its article");
}

#[test]
fn a_picture_that_no_article_shows_is_not_kept() {
    let library = library();
    let it = name("https://one.example/a.png");
    let gone = article_key(FEED, "gone meanwhile");
    library.put_picture(&gone, &it, &picture(1), &[1; 32]).unwrap();
    assert_eq!(library.picture(&it).unwrap(), None);
    library.use_picture(&article_key(FEED, "0"), &it).unwrap();
    let uses: u32 = library.one("SELECT count(*) FROM picture_uses");
    assert_eq!(uses, 0, "nor is the use of one that is not there");
}
