//! What a document is that is no feed, in words for a person.

/// Told by the first bytes alone (<https://mimesniff.spec.whatwg.org/>).
pub(crate) fn of_bytes(bytes: &[u8]) -> Option<&'static str> {
    if bytes.is_empty() {
        return Some("nothing: 0 bytes");
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some("nothing but white space");
    }
    const SIGNS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF document"),
        (b"\x89PNG", "a picture"),
        (b"GIF8", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "gzipped data"),
        (b"ID3", "an audio file"),
        (b"OggS", "an audio file"),
    ];
    SIGNS
        .iter()
        .find(|(sign, _)| bytes.starts_with(sign))
        .map(|(_, what)| *what)
}

/// Told by its first element, `root`, in small letters.
pub(crate) fn of_root(root: &str) -> String {
    match root {
        "html" | "head" | "body" | "title" | "meta" | "script" | "div" | "p" | "br" | "b" | "h1" => {
            "an HTML page".into()
        }
        "opml" | "outline" => "an OPML list of feeds".into(),
        "urlset" | "sitemapindex" => "a site map".into(),
        "svg" => "a picture".into(),
        "opensearchdescription" => "a description of a search engine".into(),
        "error" => "an error message".into(),
        "" => "an XML document of an unknown kind".into(),
        other => format!("an XML document of the kind <{other}>"),
    }
}

/// Told by its text, in which there is no element.
pub(crate) fn of_text(text: &str) -> &'static str {
    let head = text.trim_start().get(..9).unwrap_or_default();
    if head.eq_ignore_ascii_case("<!doctype") {
        "an HTML page"
    } else if text.contains('\0') {
        "binary data"
    } else {
        "plain text"
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, feed};

    #[test]
    fn what_it_was_instead() {
        for (bytes, what) in [
            (&b""[..], "nothing: 0 bytes"),
            (b" \n", "nothing but white space"),
            (b"%PDF-1.7", "a PDF document"),
            (b"<!DOCTYPE html><html><body><p>Hi", "an HTML page"),
            (b"<!DOCTYPE html>", "an HTML page"),
            (b"<opml/>", "an OPML list of feeds"),
            (
                b"<catalog><book/></catalog>",
                "an XML document of the kind <catalog>",
            ),
            (b"{\"a\": 1}", "JSON, but no JSON Feed"),
            (b"[1, 2]", "JSON, but no JSON Feed"),
            (b"Not found", "plain text"),
        ] {
            let document = Document {
                bytes,
                url: None,
                content_type: None,
            };
            assert_eq!(feed(document).unwrap_err().what, what);
        }
    }
}
