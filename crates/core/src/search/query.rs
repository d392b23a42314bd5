//! The query language. Pure; whatever is typed means something, and what it does not mean is said.
//!
//! `word`, `"exact words"`, `-without`, `this OR that`, `title:`, `author:`, `tag:`, `feed:`, `lang:`, `is:unread`,
//! `is:read`, `is:saved`, `after:2026-10`, `before:2026-10-31`.

use kazpost_api::{QueryPart, QueryProblem};
use kazpost_language::{fold, query_keys, words};
use kazpost_store::{Clause, Field, Match, SearchFilters};

/// A query as it was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Query {
    pub(crate) with: Vec<Clause>,
    pub(crate) without: Vec<Clause>,
    /// But for feeds, which have names here and keys there.
    pub(crate) filters: SearchFilters,
    /// Parts of the names of feeds, folded: an article must be in one of each of these.
    pub(crate) feeds: Vec<String>,
    pub(crate) not_feeds: Vec<String>,
    /// Words that must stand together in this very form.
    pub(crate) exact: Vec<Exact>,
    /// The words of it that are searched for, as typed.
    pub(crate) words: Vec<String>,
    /// The last of `with` is a word of which only a letter or two are typed yet, or one that may become an operator.
    pub(crate) scrap: bool,
    pub(crate) parts: Vec<QueryPart>,
}

impl Query {
    /// Leaves out the word that is hardly begun, so that what was found before it stays; whether there was one, and anything
    /// beside it.
    pub(crate) fn drop_scrap(&mut self) -> bool {
        let alone = self.with.len() == 1
            && self.without.is_empty()
            && self.feeds.is_empty()
            && self.not_feeds.is_empty()
            && self.filters == SearchFilters::default();
        if !self.scrap || alone {
            return false;
        }
        self.scrap = false;
        self.with.pop();
        self.words.pop();
        true
    }
}

/// Words that must stand together, folded.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Exact {
    /// Which of `with` asks the index for them.
    pub(crate) clause: usize,
    pub(crate) words: Vec<String>,
    /// The last may go on.
    pub(crate) open: bool,
}

impl Exact {
    /// Whether a run of folded words is these.
    pub(crate) fn is(&self, run: &[String]) -> bool {
        let (Some((last, before)), Some((end, start))) = (self.words.split_last(), run.split_last()) else {
            return false;
        };
        start == before && (end == last || (self.open && end.starts_with(last.as_str())))
    }
}

/// A typed word is taken for the beginning of one from this length on.
const OPEN_FROM: usize = 3;

/// What stands between two spaces.
struct Token<'a> {
    /// With the space before it.
    text: &'a str,
    without: bool,
    operator: Option<&'a str>,
    value: &'a str,
    quoted: bool,
    unended: bool,
}

/// Understands what was typed. `typing`: the last word may go on.
pub(crate) fn parse(text: &str, typing: bool, utc_offset_minutes: i32) -> Query {
    let mut query = Query::default();
    let tokens = tokens(text);
    let last = tokens.len().saturating_sub(1);
    let mut or = false;
    for (at, token) in tokens.iter().enumerate() {
        if token.operator.is_none() && !token.quoted && matches!(token.value, "OR" | "|") && !token.without {
            let lone = query.with.is_empty() || at == last;
            or = !lone;
            let problem = (lone && !(typing && at == last && at > 0)).then_some(QueryProblem::LoneOr);
            part(&mut query, token, true, problem);
            continue;
        }
        let goes_on = !token.quoted || token.unended;
        let open = typing && at == last && goes_on && !text.ends_with(char::is_whitespace);
        take(&mut query, token, or, open, utc_offset_minutes);
        or = false;
    }
    if let Some(rest) = text
        .get(query.parts.iter().map(|part| part.text.len()).sum::<usize>()..)
        .filter(|rest| !rest.is_empty())
    {
        query.parts.push(QueryPart {
            text: rest.into(),
            operator: false,
            problem: None,
        });
    }
    query
}

fn part(query: &mut Query, token: &Token<'_>, operator: bool, problem: Option<QueryProblem>) {
    query.parts.push(QueryPart {
        text: token.text.into(),
        operator,
        problem,
    });
}

fn take(query: &mut Query, token: &Token<'_>, or: bool, open: bool, offset: i32) {
    // Somebody who types is not done yet.
    let open_quote = (token.unended && !open).then_some(QueryProblem::OpenQuote);
    let Some(operator) = token.operator else {
        let problem = word(query, token, Field::Any, token.value, or, open).or(open_quote);
        let operator = token.quoted || (token.without && problem.is_none());
        return part(query, token, operator, problem);
    };
    let value = token.value.trim();
    if value.is_empty() {
        let known = KNOWN.contains(&operator);
        let problem = if known {
            QueryProblem::Empty
        } else {
            QueryProblem::UnknownOperator
        };
        // Somebody who types is not done yet.
        return part(query, token, known, (!open || !known).then_some(problem));
    }
    let problem = match operator {
        "title" => word(query, token, Field::Title, value, or, open),
        "author" => word(query, token, Field::Author, value, or, open),
        "tag" => word(query, token, Field::Tag, value, or, open),
        "feed" => {
            let names = if token.without {
                &mut query.not_feeds
            } else {
                &mut query.feeds
            };
            names.push(fold_all(value));
            None
        }
        "lang" => {
            let tag = value.to_lowercase();
            if token.without {
                query.filters.not_languages.push(tag);
            } else {
                query.filters.languages.push(tag);
            }
            None
        }
        "is" => state(&mut query.filters, value, token.without),
        "after" | "before" => match day(value) {
            Some(day) => {
                let seconds = day * 86_400 - i64::from(offset) * 60;
                // Not after a day is before it.
                if (operator == "after") == token.without {
                    query.filters.before = Some(query.filters.before.map_or(seconds, |old| old.min(seconds)));
                } else {
                    query.filters.after = Some(query.filters.after.map_or(seconds, |old| old.max(seconds)));
                }
                None
            }
            None => Some(QueryProblem::BadDate),
        },
        _ => {
            let whole = token.text.trim_start().trim_start_matches('-');
            word(query, token, Field::Any, whole, or, open);
            return part(query, token, false, Some(QueryProblem::UnknownOperator));
        }
    };
    let problem = if open && problem == Some(QueryProblem::BadDate) {
        None
    } else {
        problem
    };
    part(query, token, problem.is_none(), problem.or(open_quote));
}

const KNOWN: &[&str] = &["title", "author", "tag", "feed", "lang", "is", "after", "before"];

fn state(filters: &mut SearchFilters, value: &str, without: bool) -> Option<QueryProblem> {
    match value.to_lowercase().as_str() {
        "unread" => filters.read = Some(without),
        "read" => filters.read = Some(!without),
        "saved" | "bookmarked" => filters.saved = Some(!without),
        _ => return Some(QueryProblem::BadState),
    }
    None
}

fn word(
    query: &mut Query,
    token: &Token<'_>,
    field: Field,
    text: &str,
    or: bool,
    open: bool,
) -> Option<QueryProblem> {
    let mut found: Vec<&str> = words(text).map(|word| word.text).collect();
    let Some(mut last) = found.last().copied() else {
        return token.quoted.then_some(QueryProblem::Empty);
    };
    let mut open = open && (found.len() == 1 || token.quoted);
    let short = open && last.chars().count() < OPEN_FROM;
    let operator = open && token.operator.is_none() && KNOWN.iter().any(|name| name.starts_with(last));
    if short {
        open = false;
        // One letter more in the quotes: what was found so far stays.
        if found.len() > 1 {
            found.pop();
            last = found.last().copied().unwrap_or(last);
        }
    }
    let wanted = Match {
        field,
        words: found.iter().map(|word| query_keys(word)).collect(),
        open: open.then(|| fold(last)),
    };
    if token.without {
        query.without.push(vec![wanted]);
        return None;
    }
    query.words.extend(found.iter().map(|word| (*word).to_owned()));
    if token.quoted && field == Field::Any && !or {
        query.exact.push(Exact {
            clause: query.with.len(),
            words: found.iter().map(|word| fold(word)).collect(),
            open,
        });
    }
    match query.with.last_mut() {
        Some(clause) if or => {
            clause.push(wanted);
            // It need not stand there any more.
            let joined = query.with.len() - 1;
            query.exact.retain(|exact| exact.clause != joined);
        }
        _ => {
            query.scrap = (short || operator) && !token.quoted;
            query.with.push(vec![wanted]);
        }
    }
    None
}

pub(crate) fn fold_all(text: &str) -> String {
    words(text)
        .map(|word| fold(word.text))
        .collect::<Vec<_>>()
        .join(" ")
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut from = 0;
    while text[from..].chars().any(|c| !c.is_whitespace()) {
        let start = from + text[from..].find(|c: char| !c.is_whitespace()).unwrap_or(0);
        let mut rest = &text[start..];
        let without = rest.len() > 1 && rest.starts_with('-') && !rest[1..].starts_with([' ', '-']);
        if without {
            rest = &rest[1..];
        }
        let operator = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .filter(|end| *end > 1 && rest[*end..].starts_with(':') && !rest[*end..].starts_with("://"))
            .map(|end| &rest[..end]);
        if let Some(name) = operator {
            rest = &rest[name.len() + 1..];
        }
        let quote = rest.chars().next().and_then(closing);
        let (value, quoted, unended, after) = match quote {
            Some(closing) => {
                let opening = rest.chars().next().map_or(1, char::len_utf8);
                let inner = &rest[opening..];
                match inner.find([closing, '"']) {
                    Some(end) => {
                        let width = inner[end..].chars().next().map_or(1, char::len_utf8);
                        (&inner[..end], true, false, &inner[end + width..])
                    }
                    None => (inner, true, true, ""),
                }
            }
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (&rest[..end], false, false, &rest[end..])
            }
        };
        let end = text.len() - after.len();
        tokens.push(Token {
            text: &text[from..end],
            without,
            operator,
            value,
            quoted,
            unended,
        });
        from = end;
    }
    tokens
}

fn closing(quote: char) -> Option<char> {
    match quote {
        '"' => Some('"'),
        '“' | '„' => Some('”'),
        '«' => Some('»'),
        _ => None,
    }
}

/// The day at which a year, month or day begins, from 1970.
fn day(text: &str) -> Option<i64> {
    let mut parts = text.split(['-', '.', '/']);
    let mut next = |digits: usize, least: i64, most: i64| -> Option<Option<i64>> {
        let Some(part) = parts.next().filter(|part| !part.is_empty()) else {
            return Some(None);
        };
        if part.len() > digits || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number = part.parse().ok()?;
        (least..=most).contains(&number).then_some(Some(number))
    };
    let year = next(4, 1000, 9999)??;
    let month = next(2, 1, 12)?.unwrap_or(1);
    let day = next(2, 1, 31)?.unwrap_or(1);
    // Days from civil (Hinnant).
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<QueryProblem> {
        let query = parse(text, false, 0);
        let whole: String = query.parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(whole, text, "the parts are what was typed");
        query.parts.into_iter().filter_map(|part| part.problem).collect()
    }

    #[test]
    fn operators_are_understood() {
        let query = parse(
            "су -өрт title:қала feed:\"Степной вестник\" is:unread is:saved lang:kk after:2026-10 before:2026-11-02",
            false,
            300,
        );
        assert_eq!((query.with.len(), query.without.len()), (2, 1));
        assert_eq!(query.with[1][0].field, Field::Title);
        assert_eq!(query.feeds, ["степной вестник"]);
        assert_eq!(
            (query.filters.read, query.filters.saved),
            (Some(false), Some(true))
        );
        assert_eq!(query.filters.languages, ["kk"]);
        // Midnight of 1 October 2026 and of 2 November where the clock is five hours ahead.
        assert_eq!(query.filters.after, Some(1_790_812_800 - 5 * 3600));
        assert_eq!(query.filters.before, Some(1_793_577_600 - 5 * 3600));
        assert!(query.parts.iter().skip(1).all(|part| part.operator));
    }

    #[test]
    fn or_joins_what_stands_beside_it() {
        let query = parse("a b OR c d", false, 0);
        let sizes: Vec<usize> = query.with.iter().map(Vec::len).collect();
        assert_eq!(sizes, [1, 2, 1]);
        // Neither side of it must be there.
        assert_eq!(parse("\"a b\" OR c", false, 0).exact, []);
        assert_eq!(parse("\"a b\" \"c d\" OR e", false, 0).exact.len(), 1);
        assert_eq!(problems("OR a"), [QueryProblem::LoneOr]);
        assert_eq!(problems("a OR"), [QueryProblem::LoneOr]);
    }

    #[test]
    fn quotes_of_every_kind() {
        for text in ["\"белая юрта\"", "«белая юрта»", "“белая юрта”", "\"белая юрта"]
        {
            let exact = &parse(text, false, 0).exact;
            assert_eq!(exact.len(), 1, "{text}");
            assert_eq!(
                (exact[0].words.join(" "), exact[0].open),
                ("белая юрта".into(), false)
            );
        }
        assert_eq!(problems("\"белая юрта"), [QueryProblem::OpenQuote]);
    }

    #[test]
    fn a_bad_query_is_explained_and_never_fails() {
        assert_eq!(problems("colour:red"), [QueryProblem::UnknownOperator]);
        assert_eq!(problems("after:yesterday"), [QueryProblem::BadDate]);
        assert_eq!(problems("before:2026-13"), [QueryProblem::BadDate]);
        assert_eq!(problems("is:blue"), [QueryProblem::BadState]);
        assert_eq!(problems("title:"), [QueryProblem::Empty]);
        for text in [
            "",
            "-",
            "--",
            "\"",
            "\"\"",
            ":",
            "a:",
            "-:",
            "«",
            "((",
            "*",
            "NEAR(a b)",
            "a AND",
            "^x",
            "\u{0}",
            "https://x.kz/?a=b",
            "   ",
            "title:\"",
            "-\"a",
            "OR OR",
            "é\u{301}:x",
            "after:\u{661}",
        ] {
            problems(text);
            parse(text, true, -720);
        }
    }

    #[test]
    fn a_word_being_typed_may_go_on() {
        assert_eq!(parse("қаз", true, 0).with[0][0].open.as_deref(), Some("каз"));
        assert_eq!(parse("қаз ", true, 0).with[0][0].open, None);
        assert_eq!(parse("қа", true, 0).with[0][0].open, None);
        assert_eq!(parse("қаз", false, 0).with[0][0].open, None);
    }

    #[test]
    fn a_word_hardly_begun_can_be_left_out_beside_others() {
        let left = |text: &str| {
            let mut query = parse(text, true, 0);
            query
                .drop_scrap()
                .then(|| (query.words.join(" "), query.with.len()))
        };
        assert_eq!(left("каспий мұ"), Some(("каспий".into(), 1)));
        assert_eq!(left("каспий tit"), Some(("каспий".into(), 1)));
        assert_eq!(left("каспий -is:read before"), Some(("каспий".into(), 1)));
        assert_eq!(left("caspian title:o"), Some(("caspian".into(), 1)));
        assert_eq!(left("is:unread o"), Some((String::new(), 0)));
        assert_eq!(left("feed:steppe o"), Some((String::new(), 0)));
        for kept in [
            "o",
            "caspian oil",
            "caspian titles",
            "caspian \"tit",
            "caspian tit ",
            "caspian o ",
            "caspian -o",
            "caspian OR o",
            "\"caspian o",
        ] {
            assert_eq!(left(kept), None, "{kept}");
        }
    }

    #[test]
    fn so_may_the_last_word_of_open_quotes() {
        let typed = |text: &str| {
            let query = parse(text, true, 0);
            let exact = &query.exact[0];
            (exact.words.join(" "), exact.open, query.with[0][0].open.clone())
        };
        assert_eq!(
            typed("\"белая юрт"),
            ("белая юрт".into(), true, Some("юрт".into()))
        );
        // Of one or two letters nothing is to be found yet.
        assert_eq!(typed("\"белая ю"), ("белая".into(), false, None));
        assert_eq!(parse("\"белая юр", true, 0).parts[0].problem, None);
        for done in ["\"белая юрт ", "\"белая юрт\""] {
            assert_eq!(typed(done), ("белая юрт".into(), false, None));
        }
    }
}
