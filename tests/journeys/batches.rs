//! The pure stages for scripts: documents and fragments through `parse` and `sanitize`, no library needed.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use kazpost_tests::feeds::{Item, rss};
use serde_json::{Value, json};

use crate::reader::{Reader, list, text};
use crate::stories;

fn lines(out: &str) -> Vec<Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|cause| panic!("{cause}: {line}")))
        .collect()
}

#[test]
fn parse_reads_a_file_or_standard_input() {
    let reader = Reader::new();
    let item = Item {
        guid: "1".into(),
        title: "One".into(),
        body: "<p>Text <img src=\"/a.png\" onerror=\"alert(1)\"></p><script>alert(2)</script>".into(),
        hours: 1,
        ..Item::default()
    };
    let document = rss("Courier", "https://example.org/", &[item]);
    let file = reader.keep("feed.xml", &document);
    let words = ["parse", &file, "--url", "https://example.org/deep/feed.xml"];
    let parsed = reader.json(&words);
    assert_eq!(parsed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(
        (&parsed["title"], &parsed["items"][0]["id"]),
        (&"Courier".into(), &"1".into())
    );
    let html = text(&parsed["items"][0]["content_html"]);
    assert!(html.contains("https://example.org/a.png"), "absolute: {html}");
    assert!(
        !html.contains("script") && !html.contains("onerror"),
        "sanitised: {html}"
    );

    for words in [
        &["parse", "--url", words[3]][..],
        &["parse", "-", "--url", words[3], "--json"],
    ] {
        let ran = reader.kazpost_fed(words, document.as_bytes());
        assert_eq!(ran.json(), parsed, "{words:?}: standard input says the same");
    }
    let koi = encoding_rs::KOI8_R
        .encode("<rss><channel><title>Почта</title></channel></rss>")
        .0;
    let ran = reader.kazpost_fed(&["parse", "--content-type", "text/xml; charset=koi8-r"], &koi);
    assert_eq!(ran.json()["title"], "Почта", "the header's charset counts");

    for (input, words) in [
        (&b"<!DOCTYPE html><html><body>x</body></html>"[..], "HTML"),
        (b"", ""),
    ] {
        let ran = reader.kazpost_fed(&["parse"], input);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
        assert!(
            ran.err.starts_with("error: not a feed but") && ran.err.contains(words),
            "{ran:?}"
        );
    }
    let ran = reader.kazpost(&["parse", "/no/such/file"]);
    assert!(
        ran.code == Some(1) && ran.err.contains("/no/such/file"),
        "{ran:?}"
    );
    assert!(!reader.data().exists(), "no library is made for it");
}

#[test]
fn parse_answers_every_line_of_a_batch_in_order() {
    let reader = Reader::new();
    let one = reader.keep("one.xml", stories("One", 1..=2));
    let page = reader.keep("page.html", "<!DOCTYPE html><html><body>x</body></html>");
    let koi = encoding_rs::KOI8_R
        .encode("<rss><channel><title>Почта</title></channel></rss>")
        .0;
    let koi = reader.keep("koi.xml", koi);
    let requests = [
        json!({ "file": one, "url": "https://example.org/" }).to_string(),
        "this is no JSON".into(),
        json!({ "file": page }).to_string(),
        String::new(),
        json!({ "file": "/no/such/file" }).to_string(),
        json!({ "url": "https://example.org/" }).to_string(),
        "[1, 2]".into(),
        json!({ "file": koi, "url": null, "content_type": "text/xml; charset=koi8-r" }).to_string(),
        json!({ "file": one }).to_string(),
    ];
    // The last line without its end.
    let ran = reader.kazpost_fed(&["parse", "--batch"], requests.join("\n").as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    let answers = lines(&ran.out);
    let summary: Vec<String> = answers
        .iter()
        .map(|answer| match answer["title"].as_str() {
            Some(title) => title.to_owned(),
            None => {
                assert_eq!(
                    answer.as_object().map(serde_json::Map::len),
                    Some(1),
                    "only the error: {answer}"
                );
                assert!(!text(&answer["error"]).is_empty());
                "error".to_owned()
            }
        })
        .collect();
    assert_eq!(
        summary,
        ["One", "error", "error", "error", "error", "error", "Почта", "One"],
        "an answer for each line that says anything, in order"
    );
    assert_eq!(list(&answers[0]["items"]).len(), 2);
}

#[test]
fn sanitize_answers_every_line_of_a_batch_in_order() {
    let reader = Reader::new();
    let requests = [
        json!({ "id": 1, "html": "<p onclick=\"x()\">a<script>b</script></p>" }).to_string(),
        json!({ "id": "two", "html": "<a href=\"/x\">l</a>", "url": "https://example.org/y/" }).to_string(),
        "{".into(),
        json!({ "id": 4 }).to_string(),
        json!({ "html": "<b>c</b>" }).to_string(),
    ];
    let mut input = (requests.join("\n") + "\n").into_bytes();
    input.extend(b"\xff\xfe\n");
    let ran = reader.kazpost_fed(&["sanitize", "--batch"], &input);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    let answers = lines(&ran.out);
    assert_eq!(answers.len(), 6, "{ran:?}");
    assert!(
        answers[5]["error"].is_string(),
        "what is no text is answered too: {}",
        answers[5]
    );
    assert_eq!(answers[0], json!({ "id": 1, "html": "<p>a</p>" }));
    assert_eq!(answers[1]["id"], "two");
    assert!(
        text(&answers[1]["html"]).contains("href=\"https://example.org/x\""),
        "{}",
        answers[1]
    );
    assert!(
        answers[2]["error"].is_string(),
        "a bad line is answered: {}",
        answers[2]
    );
    assert!(
        answers[3]["id"] == 4 && answers[3]["error"].is_string(),
        "and named where it can be: {}",
        answers[3]
    );
    assert_eq!(answers[4], json!({ "id": null, "html": "<b>c</b>" }));
}

#[test]
fn sanitize_cleans_a_file_or_standard_input() {
    let reader = Reader::new();
    let dirty = "<p>a<img src=b.png onerror=alert(1)></p><iframe src=javascript:alert(2)></iframe>";
    let file = reader.keep("page.html", dirty);
    let clean = reader.kazpost(&["sanitize", &file, "--url", "https://example.org/x/"]);
    assert_eq!((clean.code, clean.err.as_str()), (Some(0), ""), "{clean:?}");
    assert!(clean.out.contains("https://example.org/x/b.png"), "{clean:?}");
    for word in ["onerror", "iframe", "javascript"] {
        assert!(!clean.out.contains(word), "{word} is gone: {clean:?}");
    }
    let piped = reader.kazpost_fed(&["sanitize", "--url", "https://example.org/x/"], dirty.as_bytes());
    assert_eq!(piped, clean, "standard input says the same");
    assert!(!reader.data().exists(), "no library is made for it");
}

/// Who asks line by line must not wait for an answer that lies in a buffer.
#[test]
fn each_line_is_answered_at_once() {
    let reader = Reader::new();
    let file = reader.keep("one.xml", stories("One", 1..=2));
    for (words, request) in [
        (["parse", "--batch"], json!({ "file": file })),
        (["sanitize", "--batch"], json!({ "id": 1, "html": "<p>x" })),
    ] {
        let mut command = reader.command(&words);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("kazpost starts");
        let mut stdin = child.stdin.take().expect("piped");
        let mut answers = BufReader::new(child.stdout.take().expect("piped")).lines();
        for _ in 0..3 {
            writeln!(stdin, "{request}").expect("it is read");
            let answer = answers.next().expect("an answer").expect("text");
            let answer: Value = serde_json::from_str(&answer).expect("JSON");
            assert!(answer.get("error").is_none(), "{words:?}: {answer}");
        }
        drop(stdin);
        assert!(child.wait().expect("it ends").success(), "{words:?}");
        assert!(answers.next().is_none(), "{words:?}: nothing unasked");
    }
}
