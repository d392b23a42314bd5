use kazpost_store::OutboxChange;

use crate::support::Library;

fn change(state: &str, next_try: i64) -> OutboxChange<'_> {
    OutboxChange {
        state,
        reason: "",
        detail: "",
        next_try,
    }
}

#[test]
fn one_that_is_being_sent_is_nobody_elses_and_outlives_a_crash_as_unsure() {
    let mut library = Library::new();
    let first = library.outbox_add("Daily", "me@example.org", "t", 100).unwrap();
    assert_eq!(first.state, "queued");
    let taken = library.outbox_take(110, 0).unwrap().unwrap();
    assert_eq!((taken.id, taken.attempts), (first.id, 1));
    assert!(library.outbox_take(111, 0).unwrap().is_none(), "it is taken");
    assert!(
        !library.outbox_remove(first.id, false).unwrap(),
        "it is on its way"
    );
    library.reopen();
    assert!(library.outbox_take(120, 110).unwrap().is_none());
    assert_eq!(library.outbox().unwrap()[0].state, "sending", "it may still be");
    assert!(
        library.outbox_take(400, 220).unwrap().is_none(),
        "it is not sent again"
    );
    assert_eq!(library.outbox().unwrap()[0].state, "unsure");
    let again = library.outbox_add("Daily", "me@example.org", "t", 500).unwrap();
    assert_eq!(
        (again.id, again.state.as_str()),
        (first.id, "queued"),
        "the reader asked for it"
    );
}

#[test]
fn the_same_sign_up_is_there_once_and_waits_until_it_is_due() {
    let library = Library::new();
    let one = library.outbox_add("Daily", "me@example.org", "t", 100).unwrap();
    assert_eq!(
        library
            .outbox_add("Daily", "me@example.org", "t", 200)
            .unwrap()
            .id,
        one.id
    );
    let other = library.outbox_add("Weekly", "me@example.org", "t", 200).unwrap();
    assert_eq!(library.outbox_take(300, 0).unwrap().unwrap().id, one.id);
    library.outbox_set(one.id, &change("queued", 900), 300).unwrap();
    assert_eq!(library.outbox_take(300, 0).unwrap().unwrap().id, other.id);
    library
        .outbox_set(other.id, &change("check_inbox", 0), 301)
        .unwrap();
    assert!(library.outbox_take(899, 0).unwrap().is_none());
    assert!(library.outbox_take(900, 0).unwrap().is_some());
    assert!(!library.outbox_remove(other.id, true).unwrap(), "it went out");
    assert!(
        library.outbox_remove(other.id, false).unwrap(),
        "but it can be forgotten"
    );
    assert_eq!(library.outbox().unwrap().len(), 1);
}

#[test]
fn a_token_confirms_what_was_sent_and_once() {
    let library = Library::new();
    let one = library.outbox_add("Daily", "me@example.org", "abc", 100).unwrap();
    assert_eq!(
        library.outbox_confirm("abc", 110).unwrap(),
        None,
        "nothing went out yet"
    );
    library
        .outbox_set(one.id, &change("check_inbox", 0), 120)
        .unwrap();
    assert_eq!(library.outbox_confirm("other", 130).unwrap(), None);
    assert_eq!(
        library.outbox_confirm("", 130).unwrap(),
        None,
        "no token confirms nothing"
    );
    assert_eq!(
        library.outbox_confirm("abc", 140).unwrap().as_deref(),
        Some("Daily")
    );
    assert_eq!(library.outbox().unwrap()[0].state, "confirmed");
    assert_eq!(library.outbox_confirm("abc", 150).unwrap(), None, "it is used up");
    let again = library.outbox_add("Daily", "me@example.org", "new", 160).unwrap();
    assert_eq!(again.state, "confirmed", "who has it need not ask again");
}
