use std::{borrow::Cow, cell::Cell, collections::HashMap, sync::LazyLock};

use memchr::memchr;

/// The named character references of HTML (<https://html.spec.whatwg.org/multipage/named-characters.html>), which
/// RSS documents use without declaring them: a name and its code points on each line.
static NAMED: LazyLock<HashMap<&str, String>> = LazyLock::new(|| {
    include_str!("references.txt")
        .lines()
        .filter_map(|line| {
            let (name, points) = line.split_once(' ')?;
            let text = points
                .split(' ')
                .filter_map(|point| char::from_u32(u32::from_str_radix(point, 16).ok()?))
                .collect();
            Some((name, text))
        })
        .collect()
});

/// What windows-1252 has at 0x80–0x9F: who writes U+0080–U+009F means these (HTML, 13.2.5.80).
const WINDOWS_1252: [u32; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
    0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A,
    0x153, 0x9D, 0x17E, 0x178,
];

/// The longest name of a reference, `CounterClockwiseContourIntegral`, with room.
const LONGEST: usize = 40;
const MOST_DECLARED: usize = 1000;
const LONGEST_VALUE: usize = 4096;
/// How many bytes of declared entities one document may unfold.
const MOST_UNFOLDED: usize = 1 << 20;

/// Entities that a document declares itself.
#[derive(Default)]
pub(crate) struct Entities {
    declared: HashMap<String, String>,
    unfolded: Cell<usize>,
}

impl Entities {
    /// The value's own references are resolved here and now, but for those to declared entities: no bombs.
    pub fn declare(&mut self, name: &str, value: &str) {
        if self.declared.len() < MOST_DECLARED && value.len() <= LONGEST_VALUE && name.len() <= LONGEST {
            let value = resolve(value, &Entities::default()).into_owned();
            self.declared.entry(name.to_owned()).or_insert(value);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.declared.is_empty()
    }

    fn get(&self, name: &str) -> Option<&str> {
        let value = self.declared.get(name)?;
        self.unfolded.set(self.unfolded.get() + value.len());
        (self.unfolded.get() <= MOST_UNFOLDED).then_some(value)
    }
}

/// Resolves references once: the five of XML, those of HTML, numbers, and the document's own. What is none stays.
pub(crate) fn resolve<'a>(text: &'a str, entities: &Entities) -> Cow<'a, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    loop {
        // `rest` begins with `&`.
        match reference(&rest[1..], entities, &mut out) {
            Some(length) => rest = &rest[1 + length..],
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
        let Some(next) = memchr(b'&', rest.as_bytes()) else {
            break;
        };
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Writes what the reference `name;…` stands for and gives its length with the semicolon.
fn reference(text: &str, entities: &Entities, out: &mut String) -> Option<usize> {
    for (name, value) in [
        ("lt;", '<'),
        ("gt;", '>'),
        ("amp;", '&'),
        ("quot;", '"'),
        ("apos;", '\''),
    ] {
        if text.starts_with(name) {
            out.push(value);
            return Some(name.len());
        }
    }
    if let Some(number) = text.strip_prefix('#') {
        return numbered(number, out).map(|length| length + 1);
    }
    let length = text.bytes().take(LONGEST).position(|byte| {
        !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-' | b'.') && byte < 0x80
    })?;
    if length == 0 || text.as_bytes()[length] != b';' {
        return None;
    }
    let name = &text[..length];
    if !entities.is_empty()
        && let Some(value) = entities.get(name)
    {
        out.push_str(value);
        return Some(length + 1);
    }
    out.push_str(NAMED.get(name)?);
    Some(length + 1)
}

fn numbered(text: &str, out: &mut String) -> Option<usize> {
    let (digits, radix, prefix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits
        .bytes()
        .take(10)
        .take_while(|byte| char::from(*byte).is_digit(radix))
        .count();
    if length == 0 || digits.as_bytes().get(length) != Some(&b';') {
        return None;
    }
    let number = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    out.push(character(number));
    Some(prefix + length + 1)
}

/// The character of that number, or U+FFFD where there is none.
pub(crate) fn character(number: u32) -> char {
    let number = match number {
        0x80..=0x9F => WINDOWS_1252[(number - 0x80) as usize],
        0 => 0xFFFD,
        other => other,
    };
    char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn once(text: &str) -> String {
        resolve(text, &Entities::default()).into_owned()
    }

    #[test]
    fn named_numbered_and_unknown() {
        assert_eq!(once("a&amp;b &eacute;&#233;&#xE9;&#Xe9; &apos;"), "a&b éééé '");
        assert_eq!(
            once("&nope; &; & &#; &#x; &copy=2; &#xFFFFFFFFF;"),
            "&nope; &; & &#; &#x; &copy=2; \u{fffd}"
        );
        assert_eq!(once("don&#146;t"), "don’t");
        assert_eq!(once("&amp;lt;"), "&lt;");
        assert!(matches!(resolve("Қазақ", &Entities::default()), Cow::Borrowed(_)));
    }

    #[test]
    fn declared_values_do_not_multiply_without_end() {
        let mut entities = Entities::default();
        entities.declare("big", &"x".repeat(LONGEST_VALUE));
        let text = "&big;".repeat(10_000);
        assert!(resolve(&text, &entities).len() < 2 * MOST_UNFOLDED);
    }
}
