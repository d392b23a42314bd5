//! What the answer's headers say, none of it believed beyond bounds.

use std::time::{Duration, SystemTime};

use reqwest::header::{
    AGE, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LOCATION, DATE, HeaderMap, HeaderName, RETRY_AFTER,
};
use url::Url;

const LONGEST_WAIT: Duration = Duration::from_secs(7 * 24 * 3600);
const LONGEST_FRESH: Duration = Duration::from_secs(24 * 3600);
/// Validators and the like go into the database and back onto the wire.
const LONGEST_VALUE: usize = 1024;

/// A header's value as text, where it is text of a sane length.
pub(crate) fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    let text = value.to_str().map(str::to_owned);
    // Outside ASCII the old reading is ISO 8859-1 (RFC 9110, 5.5), but many mean UTF-8.
    let text = text
        .or_else(|_| String::from_utf8(value.as_bytes().to_vec()))
        .ok()?;
    let trimmed = text.trim();
    (!trimmed.is_empty() && trimmed.len() <= LONGEST_VALUE).then(|| trimmed.to_owned())
}

/// Whether the body is packed with gzip (RFC 9110, 8.4.1.3).
pub(crate) fn is_gzip(headers: &HeaderMap) -> bool {
    text(headers, CONTENT_ENCODING)
        .is_some_and(|coding| coding.eq_ignore_ascii_case("gzip") || coding.eq_ignore_ascii_case("x-gzip"))
}

/// `Retry-After` (RFC 9110, 10.2.3): seconds, or a date, which is taken against the answer's own `Date`.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = text(headers, RETRY_AFTER)?;
    let wait = if value.bytes().all(|b| b.is_ascii_digit()) {
        value.parse().map_or(LONGEST_WAIT, Duration::from_secs)
    } else {
        let until = httpdate::parse_http_date(&value).ok()?;
        let sent = text(headers, DATE)
            .and_then(|date| httpdate::parse_http_date(&date).ok())
            .unwrap_or(now);
        until.duration_since(sent).unwrap_or_default()
    };
    Some(wait.min(LONGEST_WAIT))
}

/// What `Cache-Control: max-age` leaves after `Age` (RFC 9111, 4.2).
pub(crate) fn fresh_for(headers: &HeaderMap) -> Option<Duration> {
    let mut fresh = None;
    for value in headers.get_all(CACHE_CONTROL) {
        for directive in value.to_str().ok()?.split(',') {
            let (name, argument) = directive.trim().split_once('=').unwrap_or((directive.trim(), ""));
            match name.to_ascii_lowercase().as_str() {
                "no-store" | "no-cache" => return None,
                "max-age" => {
                    let digits = argument.trim_matches('"');
                    let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
                    fresh = whole.then(|| digits.parse().map_or(LONGEST_FRESH, Duration::from_secs));
                }
                _ => {}
            }
        }
    }
    let age = text(headers, AGE)
        .and_then(|age| age.parse().ok())
        .map_or(Duration::ZERO, Duration::from_secs);
    Some(fresh?.saturating_sub(age).min(LONGEST_FRESH))
}

/// The base of relative addresses: `Content-Location` (RFC 9110, 8.7) where it is a web address and no step down
/// from https to http, else the address that answered.
pub(crate) fn content_location(headers: &HeaderMap, fetched: &Url) -> Url {
    let named = text(headers, CONTENT_LOCATION).and_then(|location| fetched.join(&location).ok());
    match named {
        Some(url) if url.scheme() == fetched.scheme() || url.scheme() == "https" => {
            crate::address::bare(&url)
        }
        _ => fetched.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    fn headers(list: &[(HeaderName, &'static str)]) -> HeaderMap {
        list.iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn retry_after_takes_seconds_and_dates() {
        let of = |list: &[_]| retry_after(&headers(list), SystemTime::UNIX_EPOCH).map(|wait| wait.as_secs());
        assert_eq!(of(&[(RETRY_AFTER, "120")]), Some(120));
        assert_eq!(
            of(&[(RETRY_AFTER, "99999999999999999999999")]),
            Some(604_800),
            "more than a u64 holds"
        );
        assert_eq!(of(&[(RETRY_AFTER, "Thu, 01 Jan 1970 00:01:00 GMT")]), Some(60));
        let sent = (DATE, "Thu, 01 Jan 1970 00:00:50 GMT");
        assert_eq!(
            of(&[(RETRY_AFTER, "Thu, 01 Jan 1970 00:01:00 GMT"), sent]),
            Some(10)
        );
        let later = (DATE, "Thu, 01 Jan 1970 01:00:00 GMT");
        assert_eq!(
            of(&[(RETRY_AFTER, "Thu, 01 Jan 1970 00:01:00 GMT"), later]),
            Some(0),
            "passed"
        );
        assert_eq!(of(&[(RETRY_AFTER, "soon")]), None);
        assert_eq!(of(&[(RETRY_AFTER, "-5")]), None);
    }

    #[test]
    fn freshness_is_bounded() {
        let of = |list: &[_]| fresh_for(&headers(list)).map(|fresh| fresh.as_secs());
        assert_eq!(of(&[(CACHE_CONTROL, "public, Max-Age=600")]), Some(600));
        assert_eq!(of(&[(CACHE_CONTROL, "max-age=\"600\""), (AGE, "100")]), Some(500));
        assert_eq!(of(&[(CACHE_CONTROL, "max-age=31536000")]), Some(86_400));
        assert_eq!(of(&[(CACHE_CONTROL, "max-age=600, no-cache")]), None);
        assert_eq!(of(&[(CACHE_CONTROL, "max-age=-1")]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn content_location_is_a_base_only_where_it_is_no_step_down() {
        let of = |value, fetched: &str| {
            content_location(
                &headers(&[(CONTENT_LOCATION, value)]),
                &Url::parse(fetched).unwrap(),
            )
            .to_string()
        };
        assert_eq!(
            of("/a/b.xml", "https://example.org/feed"),
            "https://example.org/a/b.xml"
        );
        assert_eq!(
            of("http://example.org/x", "https://example.org/feed"),
            "https://example.org/feed"
        );
        assert_eq!(
            of("javascript:1", "https://example.org/feed"),
            "https://example.org/feed"
        );
        assert_eq!(
            of("//me:pw@example.org/x", "https://example.org/feed"),
            "https://example.org/x"
        );
    }
}
