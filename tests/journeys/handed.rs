//! Files that another program hands over.

use kazpost_api::OpenRequest;
use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, opml};
use crate::stories;

fn named(reader: &Reader, name: &str, text: &str) -> OpenRequest {
    let file = reader.keep(name, text);
    reader.open().take_file(file.as_ref())
}

#[test]
fn a_list_is_imported_whatever_its_name() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/a.xml", Reply::rss(stories("a", 1..=1)));
    let taken = named(&reader, "subscriptions.xml", &opml(&[server.url("/a.xml")]));
    let OpenRequest::Imported { imported } = taken else {
        panic!("{taken:?}");
    };
    assert_eq!((imported.added, imported.invalid), (1, 0));
    assert_eq!(reader.feeds().len(), 1, "the feed of the list is there");
    assert!(server.requests().is_empty(), "handing over fetches nothing");
}

#[test]
fn a_feed_is_asked_about_by_its_own_address_or_else_by_its_site() {
    let reader = Reader::new();
    let own = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title>\
               <link rel=\"self\" href=\"https://a.example/atom\"/><link href=\"https://a.example/\"/></feed>";
    let site =
        "<rss version=\"2.0\"><channel><title>T</title><link>https://b.example/</link></channel></rss>";
    for (name, text, wanted) in [
        ("one.atom", own, "https://a.example/atom"),
        ("two.rss", site, "https://b.example/"),
    ] {
        let taken = named(&reader, name, text);
        assert!(
            matches!(&taken, OpenRequest::Feed { address } if address == wanted),
            "{name}: {taken:?}"
        );
    }
    assert!(reader.feeds().is_empty(), "nothing is subscribed to unasked");
}

#[test]
fn what_cannot_be_taken_is_refused_by_its_name() {
    let reader = Reader::new();
    let nowhere = "<rss version=\"2.0\"><channel><title>T</title></channel></rss>";
    let local = "<rss version=\"2.0\"><channel><link>file:///etc/passwd</link></channel></rss>";
    for (name, text, wanted) in [
        ("nowhere.rss", nowhere, "NoFeedFound"),
        ("local.rss", local, "NoFeedFound"),
        ("page.xml", "<html><body>hello</body></html>", "NotAFeed"),
        ("page.opml", "<html><body>hello</body></html>", "NotOpml"),
    ] {
        let taken = named(&reader, name, text);
        let OpenRequest::Refused { failure } = taken else {
            panic!("{name}: {taken:?}");
        };
        assert_eq!(
            (format!("{:?}", failure.code), failure.subject.as_str()),
            (wanted.into(), name)
        );
    }
    let taken = reader.open().take_file("/nowhere/at all.opml".as_ref());
    assert!(matches!(taken, OpenRequest::Refused { failure } if failure.subject == "at all.opml"));
}
