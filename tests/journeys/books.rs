//! What a reader takes along: books and folders of what is kept.

use std::process::Command;

use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server, skipped};

use crate::reader::Reader;

/// One pixel.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// One pixel, without loss.
const WEBP: &[u8] = &[
    0x52, 0x49, 0x46, 0x46, 0x1a, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50, 0x38, 0x4c, 0x0d,
    0x00, 0x00, 0x00, 0x2f, 0x00, 0x00, 0x00, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 0x07, 0x00,
];

/// As much of an AVIF as says what it is and how large.
fn avif() -> Vec<u8> {
    let boxed = |kind: &[u8], inside: &[u8]| {
        let mut bytes = (inside.len() as u32 + 8).to_be_bytes().to_vec();
        bytes.extend(kind);
        bytes.extend(inside);
        bytes
    };
    let ispe = boxed(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 6]);
    let iprp = boxed(b"iprp", &boxed(b"ipco", &ispe));
    let meta = boxed(b"meta", &[&[0; 4][..], &iprp].concat());
    [boxed(b"ftyp", b"avif\0\0\0\0avifmif1"), meta].concat()
}

const ODD: &str = "<p id=x>One &amp; two &lt;three&gt; <b>bold<p>in bold</p></b></p><ul>words<li>a<ul><li>b</ul></ul>
    <table><caption>c</caption><tr><th>h<td>d</table><center><font color=red>old</font></center><figure><img src=/drawing.gif alt='A \"pixel\"'><figcaption>cap</figcaption></figure><img src=/modern.webp alt='A modern one'><img src=/newest.avif alt='The newest kind'>
    <a href='#note'>here</a> <a href='https://example.org/?a=1&amp;b=[2]'>there</a><pre>  x\n y</pre><dl><dt>t<dd>d</dl><hr><h1>H</h1><h5>h</h5><blockquote>q</blockquote><details><summary>s</summary>d</details>";

fn kept() -> (Server, Reader) {
    let (server, reader) = (Server::start(), Reader::new());
    let story = |number: u32, title: &str, body: &str| Item {
        guid: number.to_string(),
        title: title.into(),
        body: body.into(),
        hours: number,
        ..Item::default()
    };
    let items = [
        story(1, "Odd & \"new\"", ODD),
        story(2, "Қала / Город?", "<p>Сәлем, <em>әлем</em>.</p>"),
        story(3, "", "<p>Untitled.</p>"),
    ];
    server.set(
        "/feed.xml",
        Reply::rss(rss("Courier <1>", &server.url("/"), &items)),
    );
    server.set("/drawing.gif", Reply::ok("image/gif", GIF));
    server.set("/modern.webp", Reply::ok("image/webp", WEBP));
    server.set("/newest.avif", Reply::ok("image/avif", avif()));
    reader.add(&server.url("/feed.xml"));
    reader.json(&["edition", "--json"]);
    server.stop();
    (server, reader)
}

fn export(reader: &Reader, format: &str, more: &[&str]) -> std::path::PathBuf {
    let out = reader.data().join(format!("out.{format}"));
    let path = out.to_string_lossy().into_owned();
    let ran = reader.kazpost(&[&["export", "--format", format, "--out", &path], more].concat());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    out
}

#[test]
fn a_book_passes_the_check_of_books() {
    let (_server, reader) = kept();
    let book = export(&reader, "epub", &[]);
    let bytes = std::fs::read(&book).expect("the book");
    assert!(bytes.starts_with(b"PK\x03\x04"));
    assert_eq!(
        &bytes[30..58],
        b"mimetypeapplication/epub+zip",
        "it is told by its beginning"
    );
    assert!(
        bytes.windows(GIF.len()).any(|window| window == GIF),
        "its picture is in it"
    );
    let holds = |name: &str| bytes.windows(name.len()).any(|window| window == name.as_bytes());
    assert!(
        !holds(".webp") && !holds(".avif"),
        "kinds that not all readers of books know"
    );
    assert!(holds(".png"), "the modern one is there in an old kind");
    let Some(mut check) = book_check() else {
        skipped("the book against its schemas", "epubcheck");
        return;
    };
    let checked = check.arg(&book).output().expect("the check starts");
    let said =
        String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success() && !said.contains("WARNING("), "{said}");
}

/// How epubcheck is started here, if it is here. Debian's is an archive that some systems start by themselves; Java
/// does it on all, but that Java is there says nothing of the archive.
fn book_check() -> Option<Command> {
    const ARCHIVE: &str = "/usr/bin/epubcheck";
    let starts = Command::new("epubcheck").arg("--version").output().is_ok();
    if starts {
        return Some(Command::new("epubcheck"));
    }
    std::path::Path::new(ARCHIVE).exists().then(|| {
        let mut java = Command::new("java");
        java.args(["-jar", ARCHIVE]);
        java
    })
}

#[test]
fn a_folder_a_page_and_a_feed_hold_the_same() {
    let (_server, reader) = kept();
    let folder = export(&reader, "markdown", &[]);
    let text = std::fs::read_to_string(folder.join("Қала Город.md")).expect("a file for each article");
    assert!(
        text.starts_with("# Қала / Город?\n") && text.contains("Сәлем, *әлем*."),
        "{text}"
    );
    let pictures = std::fs::read_dir(folder.join("pictures"))
        .expect("the pictures")
        .count();
    assert_eq!(pictures, 3, "a folder takes every kind");

    let page = std::fs::read_to_string(export(&reader, "html", &[])).expect("the page");
    assert!(
        page.contains("Сәлем") && page.contains("src=\"data:image/gif;base64,R0lGOD"),
        "{page}"
    );
    assert!(
        !page.contains("src=\"http") && !page.contains("<script"),
        "it asks nobody for anything"
    );

    let feed: serde_json::Value =
        serde_json::from_slice(&std::fs::read(export(&reader, "jsonfeed", &[])).expect("the feed"))
            .expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["items"].as_array().map(Vec::len), Some(3));
}

#[test]
fn bookmarks_alone_can_be_taken() {
    let (_server, reader) = kept();
    let id = crate::reader::text(&reader.items(&[])[1]["id"]);
    reader.kazpost(&["mark", &id, "--saved"]);
    let page = std::fs::read_to_string(export(&reader, "html", &["--saved"])).expect("the page");
    assert!(page.contains("Сәлем") && !page.contains("Untitled"));
    let nowhere = reader.kazpost(&["export", "--format", "html", "--out", "/nowhere/at/all.html"]);
    assert_eq!(nowhere.code, Some(1), "{nowhere:?}");
}
