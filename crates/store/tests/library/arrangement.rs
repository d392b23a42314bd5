use crate::support::{Library, key};

const A: &str = "https://a.example/feed";
const B: &str = "https://b.example/feed";

#[test]
fn folders_and_feeds_keep_the_order_they_were_put_in() {
    let mut library = Library::with_feeds(&[A, B]);
    assert!(library.folders().unwrap().is_empty());
    let folders = ["West".to_owned(), "Empty".to_owned(), "West".to_owned()];
    let feeds = [(key(B), None), (key(A), Some("West".to_owned()))];
    library.arrange(&folders, &feeds).unwrap();
    library.reopen();
    assert_eq!(library.folders().unwrap(), ["West", "Empty"], "each once");
    let mut places = library.places().unwrap();
    places.sort_by_key(|(_, place)| *place);
    assert_eq!(places, [(key(B), 0), (key(A), 1)]);
    assert_eq!(
        library.feed(&key(A)).unwrap().unwrap().folder.as_deref(),
        Some("West")
    );
    library.arrange(&[], &[(key(A), None)]).unwrap();
    assert!(library.folders().unwrap().is_empty());
    assert_eq!(library.feed(&key(A)).unwrap().unwrap().folder, None);
}
