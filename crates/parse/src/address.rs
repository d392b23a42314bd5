//! Addresses (RFC 3986): absolute where there is a base, and none that would run anything.

use std::rc::Rc;

use url::Url;

/// The base of relative addresses: the document's address under `xml:base`.
pub(crate) type Base = Option<Rc<Url>>;

/// An address as the document means it. What is absolute stays as it stands.
pub(crate) fn absolute(address: &str, base: &Base) -> Option<String> {
    let address = cleaned(address);
    if address.is_empty() {
        return None;
    }
    if let Some(scheme) = scheme(&address) {
        return (!is_unsafe(scheme)).then_some(address);
    }
    match base {
        Some(base) => base.join(&address).ok().map(String::from),
        None => Some(address),
    }
}

/// `base` below `under`.
pub(crate) fn join(base: &str, under: &Base) -> Base {
    let base = cleaned(base);
    let joined = match under {
        Some(under) => under.join(&base).ok()?,
        None => Url::parse(&base).ok()?,
    };
    (!is_unsafe(joined.scheme())).then(|| Rc::new(joined))
}

/// Line breaks and tabs within and white space around an address are accidents of typing.
fn cleaned(address: &str) -> String {
    address.trim().chars().filter(|c| !c.is_control()).collect()
}

/// The scheme with which an absolute address begins.
pub(crate) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let first = scheme.bytes().next()?;
    let rest = scheme
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    (first.is_ascii_alphabetic() && rest).then_some(scheme)
}

fn is_unsafe(scheme: &str) -> bool {
    ["javascript", "vbscript", "data", "file", "blob", "about"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
}

/// True for what a browser can follow.
pub(crate) fn is_web(address: &str) -> bool {
    scheme(address).is_some_and(|s| s.eq_ignore_ascii_case("http") || s.eq_ignore_ascii_case("https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_as_it_stands_relative_under_its_base() {
        let base = join("http://example.org/a/b", &None);
        assert_eq!(
            absolute(" http://EXAMPLE.org/%7e\n", &base).unwrap(),
            "http://EXAMPLE.org/%7e"
        );
        assert_eq!(absolute("../c?d", &base).unwrap(), "http://example.org/c?d");
        assert_eq!(absolute("c", &None).unwrap(), "c");
        assert_eq!(
            absolute("//cdn.example/x", &base).unwrap(),
            "http://cdn.example/x"
        );
        assert_eq!(absolute("tag:a,2020:b", &base).unwrap(), "tag:a,2020:b");
        assert_eq!(absolute("javascript:alert(1)", &base), None);
        assert_eq!(absolute("JAVA\tSCRIPT:alert(1)", &base), None);
        assert_eq!(absolute("", &base), None);
        assert_eq!(join("c/", &base).unwrap().as_str(), "http://example.org/a/c/");
        assert_eq!(join("c/", &None), None);
    }
}
