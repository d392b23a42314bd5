use std::fmt;

use url::Host;

/// A mail address as somebody wrote it, its domain in the form that mail servers know.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    local: String,
    domain: String,
}

/// Why a text is no mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadAddress {
    /// There is no `@` with something on both sides.
    NoAt,
    /// A space or a control character stands in it.
    Space,
    /// What stands after the `@` is no domain.
    Domain,
    /// Longer than 64 octets before the `@` or 254 in all (RFC 5321, 4.5.3.1).
    TooLong,
}

impl Address {
    /// Reads what somebody typed. Letters of any script may stand on both sides (RFC 6531); what a server may refuse
    /// is for the server to refuse.
    pub fn parse(text: &str) -> Result<Address, BadAddress> {
        let text = text.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(BadAddress::Space);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(BadAddress::NoAt)?;
        if local.is_empty() || domain.is_empty() {
            return Err(BadAddress::NoAt);
        }
        if local.contains(['<', '>', '@', ',', ';']) {
            return Err(BadAddress::Domain);
        }
        let domain = match Host::parse(domain.trim_end_matches('.')) {
            Ok(Host::Domain(domain)) if domain.contains('.') => domain,
            _ => return Err(BadAddress::Domain),
        };
        if local.len() > 64 || local.len() + domain.len() + 1 > 254 {
            return Err(BadAddress::TooLong);
        }
        Ok(Address {
            local: local.to_owned(),
            domain,
        })
    }

    /// `local@domain`, the domain in ASCII (RFC 5891).
    pub fn text(&self) -> String {
        format!("{}@{}", self.local, self.domain)
    }
}

/// An address is personal: what is printed for a log shows none.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "(an address at {})", self.domain)
    }
}

/// Domains that many have their mail at, in this part of the world and in all.
const USUAL: [&str; 18] = [
    "gmail.com",
    "mail.ru",
    "yandex.ru",
    "yandex.kz",
    "inbox.ru",
    "bk.ru",
    "list.ru",
    "rambler.ru",
    "ya.ru",
    "mail.kz",
    "outlook.com",
    "hotmail.com",
    "yahoo.com",
    "icloud.com",
    "live.com",
    "proton.me",
    "protonmail.com",
    "googlemail.com",
];

/// The address that was probably meant, where the domain is a slip away from one that many have.
pub fn correction(address: &Address) -> Option<String> {
    let domain = address.domain.as_str();
    if USUAL.contains(&domain) {
        return None;
    }
    let meant = USUAL
        .iter()
        .find(|usual| usual.len() > 5 && one_slip(domain, usual))?;
    Some(format!("{}@{meant}", address.local))
}

/// One letter too many, too few, another, or two changed about. The first letter is right: other domains that differ
/// in it exist (`hail.ru`).
fn one_slip(written: &str, meant: &str) -> bool {
    let (a, b) = (written.as_bytes(), meant.as_bytes());
    if a.first() != b.first() {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([_, a @ ..], b) if a == b => true,
        (a, [_, b @ ..]) if a == b => true,
        ([a0, a1, a @ ..], [b0, b1, b @ ..]) => a0 == b1 && a1 == b0 && a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_as_people_write_them() {
        for (written, kept) in [
            ("  reader@example.org ", "reader@example.org"),
            ("mailto:a.b+news@sub.example.co.uk", "a.b+news@sub.example.co.uk"),
            ("o'hara@example.org", "o'hara@example.org"),
            ("оқырман@пошта.қаз", "оқырман@xn--80a1acn3a.xn--80ao21a"),
            ("reader@EXAMPLE.org.", "reader@example.org"),
            ("x@museum.museum", "x@museum.museum"),
        ] {
            let address = Address::parse(written).unwrap_or_else(|why| panic!("{written}: {why:?}"));
            assert_eq!(address.text(), kept);
        }
    }

    #[test]
    fn what_is_no_address_is_told_why() {
        for (written, why) in [
            ("", BadAddress::NoAt),
            ("reader", BadAddress::NoAt),
            ("@example.org", BadAddress::NoAt),
            ("reader@", BadAddress::NoAt),
            ("rea der@example.org", BadAddress::Space),
            ("reader@localhost", BadAddress::Domain),
            ("reader@127.0.0.1", BadAddress::Domain),
            ("a@x.org,b@x.org", BadAddress::Domain),
        ] {
            assert_eq!(Address::parse(written), Err(why), "{written}");
        }
        let long = format!("{}@example.org", "a".repeat(65));
        assert_eq!(Address::parse(&long), Err(BadAddress::TooLong));
    }

    #[test]
    fn a_slip_in_a_usual_domain_is_seen_and_other_domains_are_left_alone() {
        let meant = |text: &str| correction(&Address::parse(text).unwrap());
        assert_eq!(meant("a@gmial.com").as_deref(), Some("a@gmail.com"));
        assert_eq!(meant("a@gmail.con").as_deref(), Some("a@gmail.com"));
        assert_eq!(meant("a@yandx.kz").as_deref(), Some("a@yandex.kz"));
        assert_eq!(meant("a@maill.ru").as_deref(), Some("a@mail.ru"));
        for right in [
            "a@gmail.com",
            "a@ymail.com",
            "a@hail.ru",
            "a@example.org",
            "a@bk.kz",
        ] {
            assert_eq!(meant(right), None, "{right}");
        }
    }

    #[test]
    fn an_address_is_not_printed() {
        let address = Address::parse("somebody@example.org").unwrap();
        assert!(!format!("{address:?}").contains("somebody"));
    }
}
