//! What a site asks of programs (RFC 9309).

/// More rules are not read.
const MOST: usize = 5_000;
/// Longer files are cut, in bytes (RFC 9309, 2.5).
const LONGEST: usize = 512 << 10;
/// Where a pattern has more wildcards they are one each.
const MOST_WILDCARDS: usize = 32;

/// The rules of a `robots.txt` for one program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// The sitemaps that it names.
    pub sitemaps: Vec<String>,
    /// Seconds that it wants between two requests; no part of the RFC, but asked for and harmless.
    pub delay: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    pattern: String,
    allow: bool,
}

impl Robots {
    /// Reads the rules for `agent`, a product token such as `KazPost`: those of all groups that name it, else those
    /// for everybody.
    pub fn read(bytes: &[u8], agent: &str) -> Robots {
        let bytes = &bytes[..bytes.len().min(LONGEST)];
        let text = String::from_utf8_lossy(bytes);
        let mut robots = Robots::default();
        let (mut own, mut all) = (Group::default(), Group::default());
        // Which groups the lines to come belong to, and whether a rule has come since the last user-agent line.
        let (mut in_own, mut in_all, mut ruled) = (false, false, true);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            match name.as_str() {
                "user-agent" | "useragent" | "user agent" => {
                    if std::mem::take(&mut ruled) {
                        (in_own, in_all) = (false, false);
                    }
                    in_all |= value == "*";
                    if token(value).eq_ignore_ascii_case(agent) {
                        in_own = true;
                        own.named = true;
                    }
                }
                "allow" | "disallow" | "crawl-delay" => {
                    ruled = true;
                    for (within, group) in [(in_own, &mut own), (in_all, &mut all)] {
                        if within {
                            group.take(&name, value);
                        }
                    }
                }
                "sitemap" if robots.sitemaps.len() < 50 => robots.sitemaps.push(value.to_owned()),
                _ => {}
            }
        }
        let group = if own.named { own } else { all };
        Robots {
            rules: group.rules,
            delay: group.delay,
            ..robots
        }
    }

    /// Nothing is allowed: what a server that fails is taken to say (RFC 9309, 2.3.1.4).
    pub fn closed() -> Robots {
        Robots {
            rules: vec![Rule {
                pattern: "/".into(),
                allow: false,
            }],
            ..Robots::default()
        }
    }

    /// Whether the address may be asked for: the longest pattern that fits decides, of two equals the kinder.
    pub fn allows(&self, url: &url::Url) -> bool {
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let path = spelt(&path);
        if path == "/robots.txt" {
            return true;
        }
        let deciding = self
            .rules
            .iter()
            .filter(|rule| fits(&rule.pattern, &path))
            .max_by_key(|rule| (rule.pattern.len(), rule.allow));
        deciding.is_none_or(|rule| rule.allow)
    }
}

#[derive(Default)]
struct Group {
    named: bool,
    rules: Vec<Rule>,
    delay: Option<u32>,
}

impl Group {
    fn take(&mut self, name: &str, value: &str) {
        if name == "crawl-delay" {
            // Some write `1.5`; what is begun counts whole.
            let (whole, part) = value.split_once('.').unwrap_or((value, ""));
            let begun = part.bytes().any(|digit| matches!(digit, b'1'..=b'9'));
            let whole: Option<u32> = if whole.is_empty() {
                Some(0)
            } else {
                whole.parse().ok()
            };
            self.delay = whole.map(|whole| whole.saturating_add(begun.into()));
        } else if !value.is_empty() && self.rules.len() < MOST {
            self.rules.push(Rule {
                pattern: spelt(value),
                allow: name == "allow",
            });
        }
    }
}

/// `KazPost/1.0 (…)` names `KazPost`.
fn token(agent: &str) -> &str {
    let end = agent.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_')));
    &agent[..end.unwrap_or(agent.len())]
}

/// Letters outside ASCII percent-encoded, and escapes in capitals, so that what is equal reads equal.
fn spelt(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let bytes = path.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let escape = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match (bytes[at], escape) {
            (_, Some(hex)) if hex.iter().all(u8::is_ascii_hexdigit) => {
                out.push('%');
                out.extend(hex.iter().map(|c| c.to_ascii_uppercase() as char));
                at += 3;
                continue;
            }
            (c, _) if c.is_ascii() => out.push(c as char),
            (c, _) => out.push_str(&format!("%{c:02X}")),
        }
        at += 1;
    }
    out
}

/// `*` is any run of letters, `$` at the end is the end of the path.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.splitn(MOST_WILDCARDS, '*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    for (n, part) in parts.iter().enumerate() {
        if whole && n + 1 == parts.len() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    !whole || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(text: &str, path: &str) -> bool {
        let url = url::Url::parse(&format!("https://a.test{path}")).unwrap();
        Robots::read(text.as_bytes(), "KazPost").allows(&url)
    }

    #[test]
    fn the_longest_pattern_decides_and_of_equals_the_kinder() {
        let text = "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /same\nAllow: /same\n";
        assert!(!allows(text, "/news/closed"));
        assert!(allows(text, "/news/open/a"));
        assert!(allows(text, "/same"));
        assert!(allows(text, "/else"));
    }

    #[test]
    fn own_groups_come_before_those_for_everybody_and_are_read_together() {
        let text = "User-agent: kazpost/2.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nuser-agent: other\n\
                    User-Agent: KAZPOST\nDisallow: /b # why\nCrawl-delay: 2.5";
        assert!(!allows(text, "/a"));
        assert!(!allows(text, "/b"));
        assert!(allows(text, "/c"));
        assert_eq!(Robots::read(text.as_bytes(), "KazPost").delay, Some(3));
        assert!(!allows("User-agent: *\nDisallow: /\n", "/c"));
        assert!(allows("User-agent: kazpostbot\nDisallow: /\n", "/c"));
    }

    #[test]
    fn a_part_of_a_second_is_no_leave_to_ask_without_a_pause() {
        let delay = |said: &str| {
            Robots::read(
                format!("User-agent: *\nCrawl-delay: {said}\n").as_bytes(),
                "KazPost",
            )
            .delay
        };
        assert_eq!(delay("0.5"), Some(1));
        assert_eq!(delay(".5"), Some(1));
        assert_eq!(delay("2"), Some(2));
        assert_eq!(delay("2.0"), Some(2));
        assert_eq!(delay("0"), Some(0));
        assert_eq!(
            (delay("soon"), delay("-1"), delay("99999999999")),
            (None, None, None)
        );
    }

    #[test]
    fn wildcards_and_ends() {
        let text =
            "User-agent: *\nDisallow: /*.pdf$\nDisallow: /x/*/y\nDisallow: /q?*id=\nDisallow: /жаңалық\n";
        assert!(!allows(text, "/a/b.pdf"));
        assert!(allows(text, "/a/b.pdf?x"));
        assert!(!allows(text, "/x/1/2/y/z"));
        assert!(allows(text, "/x/y"));
        assert!(!allows(text, "/q?a=1&id=2"));
        assert!(!allows(text, "/%d0%b6аңалық/1"));
        assert!(!allows("User-agent: *\nDisallow: /a*b*c$", "/a-b-b-c"));
        assert!(allows("User-agent: *\nDisallow: /a$", "/ab"));
    }

    #[test]
    fn nothing_said_is_everything_allowed_and_a_failing_server_nothing() {
        assert!(allows("", "/a"));
        assert!(allows("Disallow: /", "/a"), "a rule of no group");
        assert!(allows("User-agent: *\nDisallow:\n", "/a"));
        assert!(!Robots::closed().allows(&url::Url::parse("https://a.test/").unwrap()));
        let many = Robots::read(b"Sitemap: https://a.test/news.xml\nUser-agent: *\n", "KazPost");
        assert_eq!(many.sitemaps, ["https://a.test/news.xml"]);
    }
}
