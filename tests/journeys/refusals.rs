//! Hosts that ask to be left alone, for a while or for good.

use std::time::{SystemTime, UNIX_EPOCH};

use kazpost_tests::{Reply, Server};
use serde_json::Value;

use crate::reader::{Reader, text};
use crate::stories;

/// A reader with one feed, and how a sync of it reads.
struct Subscribed {
    server: Server,
    reader: Reader,
    id: String,
}

const PATH: &str = "/feed.xml";

impl Subscribed {
    fn new() -> Subscribed {
        let (server, reader) = (Server::start(), Reader::new());
        server.set(PATH, Reply::rss(stories("Courier", 1..=2)));
        let id = reader.add(&server.url(PATH));
        server.clear();
        Subscribed { server, reader, id }
    }

    /// Status of the feed, and how many requests it cost.
    fn sync(&self, words: &[&str]) -> (String, usize) {
        self.server.clear();
        let ran = self.reader.kazpost(&[&["sync", "--json"], words].concat());
        let report = ran.json();
        (text(&report["feeds"][0]["status"]), self.server.requests().len())
    }

    fn sync_by_name(&self) -> (String, usize) {
        self.sync(&["--feed", &self.id])
    }

    /// When the feed is asked again, in seconds from now.
    fn wait(&self) -> Option<i64> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
        let feeds = self.reader.open().feeds().expect("the feeds");
        feeds[0]
            .next_try
            .map(|time| time - i64::try_from(now.as_secs()).expect("in range"))
    }
}

fn is(status: &str, requests: usize) -> (String, usize) {
    (status.to_owned(), requests)
}

#[test]
fn a_feed_that_is_gone_is_asked_no_more() {
    let story = Subscribed::new();
    story
        .server
        .set("/other.xml", Reply::rss(stories("Gazette", 1..=1)));
    story.reader.add(&story.server.url("/other.xml"));
    story.server.set(PATH, Reply::status(410));
    story
        .server
        .set("/other.xml", Reply::rss(stories("Gazette", 1..=2)));

    let report = story.reader.json(&["sync", "--json"]);
    let lines = [&report["feeds"][0], &report["feeds"][1]];
    let gone = lines
        .iter()
        .find(|line| line["id"] == story.id.as_str())
        .expect("its line");
    assert_eq!(gone["status"], "gone", "410 is for good: {report}");
    assert_eq!(report["new"], 1, "the other feed goes on");

    story.server.clear();
    story.reader.json(&["sync", "--json"]);
    assert!(
        story.server.requests_for(PATH).is_empty(),
        "who is gone is not asked again"
    );
    assert_eq!(
        story.sync_by_name(),
        is("gone", 0),
        "nor by name: 410 means for good"
    );
    let feeds = story.reader.feeds();
    let feed = feeds
        .iter()
        .find(|feed| feed["id"] == story.id.as_str())
        .expect("it stays in the list");
    assert_eq!(feed["total"], 2, "its articles stay");
    assert!(
        text(&feed["error"]).contains("gone for good"),
        "the list says why: {feed}"
    );
}

#[test]
fn too_many_requests_is_obeyed_for_as_long_as_was_said() {
    let told_by_date = Reply::status(429)
        .header("Date", "Thu, 01 Jan 2026 00:00:00 GMT")
        .header("Retry-After", "Thu, 01 Jan 2026 02:00:00 GMT");
    for (reply, seconds) in [
        (Reply::status(429).header("Retry-After", "5000"), 5000),
        (told_by_date, 7200),
        (Reply::status(503).header("Retry-After", "900"), 900),
        (Reply::status(429), 3600),
        (Reply::status(429).header("Retry-After", "999999999"), 7 * 86_400),
    ] {
        let story = Subscribed::new();
        let what = format!("{} {:?}", reply.status, reply.headers);
        story.server.set(PATH, reply);
        assert_eq!(
            story.sync(&[]),
            is("deferred", 1),
            "{what}: the host says when to come back, and that is no failure"
        );
        let wait = story.wait().expect("it is left alone for a while");
        assert!((seconds - 20..=seconds).contains(&wait), "{what}: {wait} s");
        assert_eq!(story.sync(&[]), is("deferred", 0), "{what}: obeyed");
        assert_eq!(
            story.sync_by_name(),
            is("deferred", 0),
            "{what}: obeyed also where it is asked for by name"
        );
        assert_eq!(
            story.reader.kazpost(&["sync"]).code,
            Some(0),
            "{what}: waiting as told is no failure"
        );

        story.reader.let_time_pass();
        story.server.set(PATH, Reply::rss(stories("Courier", 1..=3)));
        assert_eq!(story.sync(&[]), is("ok", 1), "{what}: the time has come");
        let feed = &story.reader.feeds()[0];
        assert_eq!(
            (&feed["error"], &feed["total"]),
            (&Value::Null, &3.into()),
            "{what}"
        );
        assert_eq!(story.wait(), None, "{what}: forgiven");
    }
}

#[test]
fn a_feed_that_fails_again_and_again_is_asked_less_often() {
    for status in [500, 503, 404] {
        let story = Subscribed::new();
        story.server.set(PATH, Reply::status(status));
        for time in 1..=3 {
            assert_eq!(
                story.sync(&[]),
                is("error", 1),
                "{status}, failure {time}: anybody stumbles"
            );
        }
        let wait = story
            .wait()
            .expect("after three failures it is left alone for a while");
        assert!((880..=900).contains(&wait), "{status}: {wait} s");
        assert_eq!(story.sync(&[]), is("deferred", 0), "{status}: left alone");
        assert_eq!(
            story.sync_by_name(),
            is("error", 1),
            "{status}: asked for by name it is tried at once"
        );
        let longer = story.wait().expect("and is left alone again");
        assert!(
            (1780..=1800).contains(&longer),
            "{status}: twice as long, {longer} s"
        );

        story.server.set(PATH, Reply::rss(stories("Courier", 1..=3)));
        assert_eq!(story.sync_by_name(), is("ok", 1), "{status}: well again");
        story.server.set(PATH, Reply::status(status));
        assert_eq!(story.sync(&[]), is("error", 1));
        assert_eq!(
            story.sync(&[]),
            is("error", 1),
            "{status}: the count began anew with the good answer"
        );
    }
}

/// Who failed while the clock showed the year 2100 would not be asked for a lifetime.
#[test]
fn a_clock_that_was_wrong_costs_no_feed() {
    let story = Subscribed::new();
    story
        .server
        .set(PATH, Reply::status(429).header("Retry-After", "600"));
    assert_eq!(story.sync(&[]), is("deferred", 1));
    story.reader.tamper("UPDATE feeds SET next_try = 4102444800");
    story.server.set(PATH, Reply::rss(stories("Courier", 1..=3)));
    assert_eq!(
        story.sync(&[]),
        is("ok", 1),
        "no host is left alone for longer than a week"
    );
}
