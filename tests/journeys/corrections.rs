//! A publisher changes an article after it was read.

use kazpost_api::{Change, MarkRequest, Redline, Scope, Target, Wording};
use kazpost_core::Library;
use kazpost_tests::feeds::channel;
use kazpost_tests::{Reply, Server};

use crate::lists::all_rows;
use crate::reader::{Reader, subscribe, sync};

fn feed(title: &str, body: &str) -> Reply {
    Reply::rss(channel(
        "Courier",
        &format!("<item><guid>1</guid><title>{title}</title><description>{body}</description></item>"),
    ))
}

fn read(library: &Library, id: &str) {
    let target = Target::Articles { ids: vec![id.into()] };
    let request = MarkRequest {
        target,
        change: Change::Read,
    };
    library.mark(request).expect("it is read");
}

fn words(redline: &Redline, kind: Wording) -> Vec<&str> {
    let pieces = redline
        .paragraphs
        .iter()
        .flatten()
        .filter(|piece| piece.kind == kind);
    pieces.map(|piece| piece.text.as_str()).collect()
}

#[tokio::test]
async fn what_changed_since_it_was_read_is_told_word_by_word_until_it_was_seen() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    server.set("/feed.xml", feed("Budget", "The budget is four million."));
    subscribe(&library, &[server.url("/feed.xml")]);
    sync(&library).await;
    let row = || all_rows(&library, Scope::All)[0].clone();
    let id = row().id;

    server.set("/feed.xml", feed("Budget", "The budget is five million."));
    sync(&library).await;
    assert!(!row().changed, "nobody had read it");

    read(&library, &id);
    server.set(
        "/feed.xml",
        feed("Budget", "The budget is &lt;b&gt;five&lt;/b&gt; million."),
    );
    sync(&library).await;
    assert!(!row().changed, "other markup around the same words is no change");

    server.set("/feed.xml", feed("Budget", "The budget is six million."));
    sync(&library).await;
    server.set("/feed.xml", feed("Budget passed", "The budget is seven million."));
    sync(&library).await;
    assert!(row().changed);
    let redline = library.redline(&id).expect("it changed");
    assert_eq!(words(&redline, Wording::Removed), ["five"], "what was read");
    assert_eq!(
        words(&redline, Wording::Added),
        ["seven"],
        "what stands there now"
    );
    assert!(
        redline
            .title
            .iter()
            .any(|piece| piece.kind == Wording::Added && piece.text == "passed")
    );
    assert!(redline.seen_at > 0);

    library.redline_seen(&id).expect("it is kept");
    assert!(!row().changed);
    assert!(library.redline(&id).is_err());
    assert!(
        !reader.open().article(&id).expect("it opens").row.changed,
        "for good"
    );
}
