use kazpost_store::{Annotation, LabelKind, ListScope, Which};

use crate::support::{Library, article_key, articles, key, now, seconds};

const FEED: &str = "https://one.example/feed";

fn library() -> Library {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 5));
    library
}

fn it(n: u32) -> kazpost_model::ArticleKey {
    article_key(FEED, &n.to_string())
}

fn mark(quote: &str, colour: &str, note: &str) -> Annotation {
    Annotation {
        quote: quote.into(),
        prefix: "before".into(),
        suffix: "after".into(),
        colour: colour.into(),
        note: note.into(),
    }
}

#[test]
fn a_highlight_is_made_changed_removed_and_each_can_be_taken_back() {
    let library = library();
    let contents = || -> Vec<Annotation> {
        let all = library.annotations(&it(1)).unwrap();
        all.into_iter().map(|one| one.content).collect()
    };
    let (first, second) = (mark("steppe", "ochre", ""), mark("steppe", "leaf", "why?"));
    let made = library.annotate("a", &it(1), &first, now()).unwrap();
    assert_eq!(made.changed, 1);
    assert!(library.row(&it(1)).unwrap().saved, "it stays when its feed goes");
    let again = library.annotate("a", &it(1), &first, now()).unwrap();
    assert_eq!(again.action, None, "the same once more is no act");
    let changed = library.annotate("a", &it(1), &second, now()).unwrap();
    assert_eq!(contents(), std::slice::from_ref(&second));
    let removed = library.annotation_remove("a", now()).unwrap();
    assert_eq!(contents(), []);

    assert_eq!(library.undo(removed.action.unwrap(), now()).unwrap(), 1);
    assert_eq!(contents(), std::slice::from_ref(&second));
    assert_eq!(
        library.undo(made.action.unwrap(), now()).unwrap(),
        1,
        "only the bookmark: the highlight was changed since"
    );
    assert_eq!(contents(), [second]);
    assert_eq!(
        library.undo(changed.action.unwrap(), now()).unwrap(),
        0,
        "something came after it"
    );
}

#[test]
fn taking_back_a_new_highlight_takes_its_bookmark_along() {
    let library = library();
    let made = library
        .annotate("a", &it(0), &mark("x", "ochre", ""), now())
        .unwrap();
    assert_eq!(library.undo(made.action.unwrap(), now()).unwrap(), 1);
    assert!(library.annotations(&it(0)).unwrap().is_empty());
    assert!(!library.row(&it(0)).unwrap().saved);
    assert_eq!(library.annotation_count().unwrap(), 0);
}

#[test]
fn what_the_reader_wrote_on_outlives_its_feed_and_a_reopening() {
    let mut library = library();
    library
        .annotate("a", &it(2), &mark("x", "rose", "n"), now())
        .unwrap();
    library
        .record(
            Which::Articles(&[it(2)]),
            kazpost_store::StateChange::Saved(false),
            now(),
        )
        .unwrap();
    library
        .label(Which::Articles(&[it(3)]), LabelKind::Tag, "Water", true, now())
        .unwrap();
    assert_eq!(library.remove_feed(&key(FEED)).unwrap(), 2);
    library.reopen();
    assert_eq!(library.annotation_count().unwrap(), 1);
    assert!(library.row(&it(2)).is_some() && library.row(&it(3)).is_some());
    assert!(library.row(&it(4)).is_none());
}

#[test]
fn collections_and_tags_are_put_on_many_taken_off_and_renamed_each_in_one_act() {
    let library = library();
    let three = [it(0), it(1), it(2)];
    let tagged = library
        .label(Which::Articles(&three), LabelKind::Tag, "Су", true, now())
        .unwrap();
    assert_eq!(tagged.changed, 3);
    assert_eq!(library.labels(LabelKind::Tag).unwrap(), [("Су".to_owned(), 3)]);
    assert_eq!(library.titles(ListScope::Tag("Су".into()), "").len(), 3);
    assert!(!library.row(&it(0)).unwrap().saved, "a tag bookmarks nothing");

    let kept = library
        .label(
            Which::Articles(&[it(0)]),
            LabelKind::Collection,
            "Winter",
            true,
            now(),
        )
        .unwrap();
    assert!(library.row(&it(0)).unwrap().saved, "a collection does");
    assert_eq!(
        library.titles(ListScope::Collection("Winter".into()), "").len(),
        1
    );

    let renamed = library
        .label_rename(LabelKind::Tag, "Су", Some("Water"), now())
        .unwrap();
    assert_eq!(renamed.changed, 3);
    assert_eq!(library.labels(LabelKind::Tag).unwrap(), [("Water".to_owned(), 3)]);
    assert_eq!(library.labels_of(&it(1), LabelKind::Tag).unwrap(), ["Water"]);
    library.undo(renamed.action.unwrap(), now()).unwrap();
    assert_eq!(library.labels(LabelKind::Tag).unwrap(), [("Су".to_owned(), 3)]);
    library.undo(kept.action.unwrap(), now()).unwrap();
    assert!(!library.row(&it(0)).unwrap().saved);
    let gone = library.label_rename(LabelKind::Tag, "Су", None, now()).unwrap();
    assert_eq!(gone.changed, 3);
    assert!(library.labels(LabelKind::Tag).unwrap().is_empty());
}

#[test]
fn the_longest_unseen_come_first_in_the_review() {
    let library = library();
    for (n, name) in ["a", "b", "c"].into_iter().enumerate() {
        let article = it(u32::try_from(n).unwrap());
        let at = seconds(1000 + i64::try_from(n).unwrap());
        library
            .annotate(name, &article, &mark(name, "ochre", ""), at)
            .unwrap();
    }
    let names = |limit| -> Vec<String> {
        let due = library.annotations_to_review(limit).unwrap();
        due.into_iter().map(|(one, _)| one.key).collect()
    };
    assert_eq!(names(2), ["a", "b"]);
    library.annotations_reviewed(&names(2), now()).unwrap();
    assert_eq!(names(3), ["c", "a", "b"]);
    let newest: Vec<String> = library
        .all_annotations()
        .unwrap()
        .into_iter()
        .map(|(one, _)| one.key)
        .collect();
    assert_eq!(newest, ["c", "b", "a"]);
}
