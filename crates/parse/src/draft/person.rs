use kazpost_model::Person;

use crate::text;

/// What an author's element says: `mail (Name)`, `Name (mail)`, `Name <mail>`, a name or a mail address.
pub(crate) fn person(said: &str) -> Option<Person> {
    let said = said.trim();
    for (open, close) in [('<', '>'), ('(', ')')] {
        let Some((before, within)) = said.strip_suffix(close).and_then(|said| said.rsplit_once(open)) else {
            continue;
        };
        let (before, within) = (before.trim(), within.trim());
        if is_mail(within) && !before.is_empty() && !is_mail(before) {
            return named(before);
        }
        if is_mail(before) && !within.is_empty() {
            return named(within);
        }
        if is_mail(within) && before.is_empty() {
            return named(within);
        }
    }
    // `mail Name` and `Name mail`
    let words: Vec<&str> = said.split_whitespace().collect();
    if let [rest @ .., last] = words.as_slice()
        && !rest.is_empty()
        && is_mail(last)
    {
        return named(&rest.join(" "));
    }
    named(said)
}

fn named(name: &str) -> Option<Person> {
    let name = text::plain(name.trim_matches('"'));
    (!name.is_empty()).then(|| Person {
        name: Some(name),
        ..Person::default()
    })
}

fn is_mail(text: &str) -> bool {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    text.contains('@') && !text.contains(char::is_whitespace)
}

/// The parts of a person that stand in elements of their own (RFC 4287, 3.2).
#[derive(Default)]
pub(crate) struct Named {
    pub name: Option<String>,
    pub mail: Option<String>,
    pub url: Option<String>,
}

impl Named {
    /// The person, without the mail address where there is a name.
    pub fn person(self) -> Option<Person> {
        let name = self.name.filter(|name| !name.is_empty());
        let name = name.or(self.mail.filter(|mail| !mail.is_empty()));
        (name.is_some() || self.url.is_some()).then_some(Person {
            name,
            url: self.url,
            avatar: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_their_mail() {
        for (said, want) in [
            ("me@example.org (Айгүл)", "Айгүл"),
            ("Айгүл (me@example.org)", "Айгүл"),
            ("Айгүл <me@example.org>", "Айгүл"),
            ("Айгүл me@example.org", "Айгүл"),
            ("me@example.org", "me@example.org"),
            ("<me@example.org>", "me@example.org"),
            ("Айгүл (редактор)", "Айгүл (редактор)"),
            ("A &amp; B", "A & B"),
        ] {
            assert_eq!(person(said).and_then(|p| p.name).as_deref(), Some(want), "{said}");
        }
        assert_eq!(person(" "), None);
    }
}
