use memchr::{memchr, memchr2, memchr3, memmem};

use crate::text::Entities;

/// Reads `<!DOCTYPE …>` at the start of `text` and gives its length. Only what the internal subset declares as plain
/// text is kept: no external entity is fetched, none refers to another.
pub(super) fn read(text: &str, entities: &mut Entities) -> usize {
    let bytes = text.as_bytes();
    let Some(stop) = memchr2(b'[', b'>', bytes) else {
        return bytes.len();
    };
    if bytes[stop] == b'>' {
        return stop + 1;
    }
    let mut at = stop + 1;
    loop {
        let rest = &text[at..];
        let Some(next) = memchr2(b'<', b']', rest.as_bytes()) else {
            return text.len();
        };
        at += next;
        let rest = &text[at..];
        if rest.starts_with(']') {
            return at + memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        }
        at += if rest.starts_with("<!--") {
            memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |end| end + 3)
        } else if let Some(entity) = rest.strip_prefix("<!ENTITY") {
            8 + declaration(entity, entities)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1)
        } else {
            // The document has begun: the subset was never closed.
            return at;
        };
    }
}

/// ` name "value">`: gives its length.
fn declaration(text: &str, entities: &mut Entities) -> usize {
    let Some(open) = memchr3(b'"', b'\'', b'>', text.as_bytes()) else {
        return text.len();
    };
    let quote = text.as_bytes()[open];
    if quote == b'>' {
        return open + 1;
    }
    let Some(length) = memchr(quote, &text.as_bytes()[open + 1..]) else {
        return text.len();
    };
    let name = text[..open].trim();
    // `% name`, `name SYSTEM` and their kind have a space within.
    if !name.is_empty() && !name.contains(|c: char| c.is_ascii_whitespace()) {
        entities.declare(name, &text[open + 1..open + 1 + length]);
    }
    let after = open + 1 + length + 1;
    after + memchr(b'>', &text.as_bytes()[after..]).map_or(text.len() - after, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::resolve;

    #[test]
    fn internal_entities_are_text_and_nothing_is_fetched() {
        let mut entities = Entities::default();
        let text = "<!DOCTYPE rss [<!ENTITY city \"Алматы\"><!-- > --><!ENTITY x SYSTEM 'file:///etc/passwd'>\
                    <!ENTITY % p 'q'>]><rss>";
        assert_eq!(&text[read(text, &mut entities)..], "<rss>");
        assert_eq!(resolve("&city; &x; &p;", &entities), "Алматы &x; &p;");
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        let mut text = String::from("<!DOCTYPE r [<!ENTITY a0 'ha'>");
        for n in 1..50 {
            text += &format!("<!ENTITY a{n} '&a{};&a{};'>", n - 1, n - 1);
        }
        text += "]>";
        let mut entities = Entities::default();
        assert_eq!(read(&text, &mut entities), text.len());
        assert!(resolve("&a49;", &entities).len() < 100);
    }
}
