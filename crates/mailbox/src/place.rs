use std::fmt;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// The port of IMAP over TLS (RFC 8314, 3.2).
const PORT: u16 = 993;

/// Somebody at a server.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Account {
    /// The server's name or number.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The name that the server knows the reader by.
    pub user: String,
}

/// A folder of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose.
    pub account: Account,
    /// Which, as people write it.
    pub folder: String,
}

/// Why a text names no mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPlace {
    /// It is no `imaps://user@host/folder`.
    #[error("it is no imaps://user@host/folder")]
    Shape,
    /// There is a password in it, where it would be seen and kept.
    #[error("a password has no place in an address")]
    Password,
}

impl Account {
    /// The account of this name at `mail.example.org` or `mail.example.org:1993`.
    pub fn at(server: &str, user: &str) -> Result<Account, BadPlace> {
        let (server, user) = (server.trim(), user.trim());
        let server = server.strip_prefix("imaps://").unwrap_or(server);
        let url = Url::parse(&format!("imaps://{}", server.trim_end_matches('/'))).ok();
        let url = url.filter(|url| url.username().is_empty() && url.password().is_none());
        let url = url.ok_or(BadPlace::Shape)?;
        Account::of(&url, user.to_owned())
    }

    fn of(url: &Url, user: String) -> Result<Account, BadPlace> {
        // `imaps` is no special scheme to the URL standard, so its hosts are not read as names yet.
        let host = url.host_str().unwrap_or_default();
        let host = percent_decode_str(host)
            .decode_utf8()
            .map_err(|_| BadPlace::Shape)?;
        let host = Host::parse(&host).map_err(|_| BadPlace::Shape)?;
        if user.is_empty() || user.contains(|sign: char| sign.is_control()) {
            return Err(BadPlace::Shape);
        }
        Ok(Account {
            host: host.to_string(),
            port: url.port().unwrap_or(PORT),
            user,
        })
    }

    /// Its folder of this name.
    pub fn folder(&self, name: &str) -> Place {
        Place {
            account: self.clone(),
            folder: name.to_owned(),
        }
    }
}

impl Place {
    /// Reads `imaps://user@host/folder` (RFC 5092, as far as people write it). Without a folder it is the inbox.
    pub fn parse(text: &str) -> Result<Place, BadPlace> {
        let url = Url::parse(text.trim()).map_err(|_| BadPlace::Shape)?;
        if url.scheme() != "imaps" {
            return Err(BadPlace::Shape);
        }
        if url.password().is_some() {
            return Err(BadPlace::Password);
        }
        let plain = |text: &str| {
            let decoded = percent_decode_str(text).decode_utf8();
            decoded.map(String::from).map_err(|_| BadPlace::Shape)
        };
        let account = Account::of(&url, plain(url.username())?)?;
        let folder = plain(url.path().trim_start_matches('/').trim_end_matches('/'))?;
        if folder.contains(|sign: char| sign.is_control()) {
            return Err(BadPlace::Shape);
        }
        Ok(Place {
            account,
            folder: if folder.is_empty() { "INBOX".into() } else { folder },
        })
    }

    /// Whether this is where all mail arrives, letters among it (RFC 3501, 5.1: in any case).
    pub fn is_inbox(&self) -> bool {
        self.folder.eq_ignore_ascii_case("INBOX")
    }
}

/// `imaps://user@host:port`, without a folder.
impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.url().as_str().trim_end_matches('/'))
    }
}

/// As [`Place::parse`] reads it.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.account.url();
        if let Ok(mut path) = url.path_segments_mut() {
            path.clear().extend(self.folder.split('/'));
        }
        f.write_str(url.as_str())
    }
}

impl Account {
    fn url(&self) -> Url {
        let port = if self.port == PORT {
            String::new()
        } else {
            format!(":{}", self.port)
        };
        let mut url = Url::parse(&format!("imaps://{}{port}/", self.host))
            .expect("a host that was read is one in an address");
        // An address with a host takes a name.
        let _ = url.set_username(&self.user);
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_back() {
        for (text, user, folder, written) in [
            (
                "imaps://me@mail.example.org/News",
                "me",
                "News",
                "imaps://me@mail.example.org/News",
            ),
            (
                "imaps://me@example.org@mail.example.org:1993/Lists/Daily%20news",
                "me@example.org",
                "Lists/Daily news",
                "imaps://me%40example.org@mail.example.org:1993/Lists/Daily%20news",
            ),
            (
                "imaps://me@MAIL.example.org",
                "me",
                "INBOX",
                "imaps://me@mail.example.org/INBOX",
            ),
            (
                "imaps://me@127.0.0.1:993/",
                "me",
                "INBOX",
                "imaps://me@127.0.0.1/INBOX",
            ),
        ] {
            let place = Place::parse(text).expect(text);
            assert_eq!(
                (place.account.user.as_str(), place.folder.as_str()),
                (user, folder)
            );
            assert_eq!(place.to_string(), written);
            assert_eq!(Place::parse(written).as_ref(), Ok(&place));
        }
        let cyrillic = Place::parse("imaps://я@почта.рф/Рассылка").expect("it is one");
        assert_eq!(cyrillic.account.host, "xn--80a1acny.xn--p1ai");
        assert_eq!(cyrillic.folder, "Рассылка");
        assert_eq!(Place::parse(&cyrillic.to_string()), Ok(cyrillic));
        let odd = Account::at("mail.example.org", "me")
            .expect("one")
            .folder("50% off & more?");
        assert_eq!(Place::parse(&odd.to_string()), Ok(odd));
    }

    #[test]
    fn what_names_no_mailbox_is_refused() {
        for text in [
            "imap://me@h.example/",
            "imaps://h.example/News",
            "me@h.example",
            "https://me@h.example/",
            "",
        ] {
            assert_eq!(Place::parse(text), Err(BadPlace::Shape), "{text}");
        }
        assert_eq!(
            Place::parse("imaps://me:secret@h.example/"),
            Err(BadPlace::Password)
        );
    }

    #[test]
    fn a_server_may_be_typed_with_its_port_or_its_scheme() {
        for text in ["mail.example.org:1993", " imaps://mail.example.org:1993/ "] {
            let account = Account::at(text, " me ").expect(text);
            assert_eq!(
                (account.host.as_str(), account.port, account.user.as_str()),
                ("mail.example.org", 1993, "me")
            );
        }
        for (server, user) in [
            ("", "me"),
            ("mail.example.org", ""),
            ("a b", "me"),
            ("x:y@h.example", "me"),
        ] {
            assert!(Account::at(server, user).is_err(), "{server}");
        }
    }
}
