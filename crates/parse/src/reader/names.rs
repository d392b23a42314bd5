use Ns::{Atom, Content, Core, Dc, Feedburner, Itunes, Media, Other, Rdf, Rss, Xhtml};

/// The vocabularies that a feed's elements come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ns {
    /// The feed's own: that of its root, or none.
    Core,
    /// Atom, in whatever feed (RFC 4287; 0.3).
    Atom,
    /// RSS 1.0 and its forerunners, in whatever feed.
    Rss,
    /// <http://purl.org/dc/elements/1.1/> and <http://purl.org/dc/terms/>.
    Dc,
    /// <http://purl.org/rss/1.0/modules/content/>.
    Content,
    /// <http://www.itunes.com/dtds/podcast-1.0.dtd> and its likes.
    Itunes,
    /// <https://www.rssboard.org/media-rss>.
    Media,
    /// <http://rssnamespace.org/feedburner/ext/1.0>.
    Feedburner,
    /// <http://www.w3.org/1999/02/22-rdf-syntax-ns#>.
    Rdf,
    /// <http://www.w3.org/1999/xhtml>.
    Xhtml,
    /// Any other.
    Other,
}

impl Ns {
    /// One of those in which items are written.
    pub fn is_feed(self) -> bool {
        matches!(self, Core | Atom | Rss)
    }

    /// By address, whatever its scheme, case and last slash: they are often misspelt.
    fn of_address(address: &str) -> Ns {
        let lower = address.trim().to_ascii_lowercase();
        let bare = lower
            .strip_prefix("http://")
            .or(lower.strip_prefix("https://"))
            .unwrap_or(&lower);
        let bare = bare
            .strip_prefix("www.")
            .unwrap_or(bare)
            .trim_end_matches(['/', '#']);
        match bare {
            "" => Core,
            "w3.org/2005/atom" | "purl.org/atom/ns" | "purl.org/net/atom" => Atom,
            "w3.org/1999/xhtml" => Xhtml,
            "w3.org/1999/02/22-rdf-syntax-ns" => Rdf,
            _ if bare.starts_with("purl.org/dc/") => Dc,
            _ if bare.starts_with("purl.org/rss/1.0/modules/content") => Content,
            _ if bare.starts_with("purl.org/rss/1.0/modules") => Other,
            _ if bare.starts_with("purl.org/atom/ns") => Atom,
            _ if bare.starts_with("itunes.com/") || bare.starts_with("google.com/schemas/play-podcasts") => {
                Itunes
            }
            _ if bare.starts_with("example.com/dtds/podcast-1.0") => Itunes,
            _ if bare.starts_with("search.yahoo.com/mrss") || bare == "rssboard.org/media-rss" => Media,
            _ if bare.starts_with("rssnamespace.org/feedburner") => Feedburner,
            _ if bare.starts_with("purl.org/rss/1.0")
                || bare.starts_with("purl.org/net/rss")
                || bare.starts_with("my.netscape.com/rdf/simple")
                || bare.starts_with("channel.netscape.com/rdf/simple")
                || bare.starts_with("my.netscape.com/publish")
                || bare.starts_with("backend.userland.com/rss")
                || bare.starts_with("blogs.law.harvard.edu/tech/rss")
                || bare.starts_with("cyber.law.harvard.edu/rss/rss")
                || bare == "rssboard.org/rss-specification" =>
            {
                Rss
            }
            _ => Other,
        }
    }

    /// By prefix, where nobody declared it.
    fn of_prefix(prefix: &str) -> Ns {
        match prefix.to_ascii_lowercase().as_str() {
            "atom" | "atom10" | "atom03" | "a10" => Atom,
            "rss" => Rss,
            "dc" | "dcterms" | "dcterm" => Dc,
            "content" => Content,
            "itunes" | "googleplay" => Itunes,
            "media" | "mrss" => Media,
            "feedburner" => Feedburner,
            "rdf" => Rdf,
            "xhtml" | "html" | "h" => Xhtml,
            _ => Other,
        }
    }
}

/// What prefixes stand for here.
#[derive(Default)]
pub(super) struct Spaces<'a> {
    /// Innermost last. The empty prefix is the default namespace.
    known: Vec<(&'a str, Ns, &'a str)>,
    /// The prefix and the address of the root's namespace.
    core: Option<(&'a str, &'a str)>,
    /// The address declared last: some programs declare it anew on each element.
    last: Option<(&'a str, Ns)>,
}

impl<'a> Spaces<'a> {
    pub fn len(&self) -> usize {
        self.known.len()
    }

    pub fn truncate(&mut self, length: usize) {
        self.known.truncate(length);
    }

    pub fn declare(&mut self, prefix: &'a str, address: &'a str) {
        const MOST: usize = 256;
        if self.known.len() < MOST {
            let ns = match self.last {
                Some((last, ns)) if last == address => ns,
                _ => Ns::of_address(address),
            };
            self.last = Some((address, ns));
            self.known.push((prefix, ns, address));
        }
    }

    /// From now on the namespace of an element so named is [`Ns::Core`].
    pub fn set_core(&mut self, name: &'a str) {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let address = self.find(prefix).map_or("", |(_, _, address)| *address);
        self.core = Some((prefix, address));
    }

    fn find(&self, prefix: &str) -> Option<&(&'a str, Ns, &'a str)> {
        self.known.iter().rev().find(|(known, ..)| *known == prefix)
    }

    /// The vocabulary and the local name of `name`.
    pub fn resolve<'n>(&self, name: &'n str) -> (Ns, &'n str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let ns = match self.find(prefix) {
            Some((_, ns, address)) => match self.core {
                Some((_, core)) if core == *address && !matches!(ns, Atom | Rdf) => Core,
                _ if prefix.is_empty() && *ns == Other => Core,
                _ => *ns,
            },
            None if prefix.is_empty() => Core,
            None if self.core.is_some_and(|(core, _)| core == prefix) => Core,
            None => Ns::of_prefix(prefix),
        };
        (ns, local)
    }
}

/// A local name in small letters, so that `pubdate` is `pubDate`.
#[derive(Clone, Copy)]
pub(crate) struct Local {
    letters: [u8; Local::LONGEST],
    length: usize,
}

impl Local {
    const LONGEST: usize = 24;

    /// Names longer than any that is known are none.
    pub fn new(name: &str) -> Local {
        let mut letters = [0; Local::LONGEST];
        let length = if name.len() > Local::LONGEST || !name.is_ascii() {
            0
        } else {
            name.len()
        };
        letters[..length].copy_from_slice(&name.as_bytes()[..length]);
        letters.make_ascii_lowercase();
        Local { letters, length }
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.length]).unwrap_or_default()
    }
}

/// XML tells case apart; writers do not.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

pub(super) fn may_be_item(name: &str) -> bool {
    let local = local(name);
    same(local, "item") || same(local, "entry")
}

/// Elements whose end is the end of all in them, however it was nested.
pub(super) fn is_structure(name: &str) -> bool {
    let local = local(name);
    [
        "item",
        "entry",
        "channel",
        "rss",
        "feed",
        "rdf",
        "description",
        "encoded",
        "content",
        "summary",
    ]
    .iter()
    .any(|known| same(local, known))
}

/// Elements of a feed that cannot stand in a field of text: if one does, the field was never closed.
pub(super) fn ends_text(name: &str) -> bool {
    [
        "item",
        "entry",
        "channel",
        "title",
        "link",
        "description",
        "pubdate",
        "guid",
        "enclosure",
        "category",
        "author",
        "comments",
        "content:encoded",
        "dc:creator",
        "dc:date",
        "language",
        "lastbuilddate",
        "generator",
        "ttl",
        "image",
    ]
    .iter()
    .any(|known| same(name, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_people_write_them() {
        assert_eq!(Ns::of_address("https://www.w3.org/2005/Atom/"), Atom);
        assert_eq!(
            Ns::of_address("http://www.itunes.com/DTDs/PodCast-1.0.dtd"),
            Itunes
        );
        assert_eq!(Ns::of_address("http://purl.org/dc/elements/1.1"), Dc);
        assert_eq!(Ns::of_address("http://purl.org/rss/1.0/modules/slash/"), Other);
        assert_eq!(Ns::of_address("http://purl.org/rss/1.0/"), Rss);
    }

    #[test]
    fn prefixes_declared_and_not() {
        let mut spaces = Spaces::default();
        spaces.declare("r", "http://example.org/own");
        spaces.declare("m", "http://search.yahoo.com/mrss");
        spaces.set_core("r:rss");
        assert_eq!(spaces.resolve("r:item"), (Core, "item"));
        assert_eq!(spaces.resolve("m:content"), (Media, "content"));
        assert_eq!(spaces.resolve("dc:date"), (Dc, "date"));
        assert_eq!(spaces.resolve("szf:description"), (Other, "description"));
        assert_eq!(spaces.resolve("title"), (Core, "title"));
    }

    #[test]
    fn local_names_are_small_and_short() {
        assert_eq!(Local::new("pubDate").as_str(), "pubdate");
        assert_eq!(Local::new(&"x".repeat(25)).as_str(), "");
    }
}
