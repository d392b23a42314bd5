//! Dates as feeds write them → a moment: RFC 822 in all its sins, RFC 3339, the odd corners of ISO 8601, asctime, and
//! what content systems print in the language of their country. What cannot be read is no date; never today's.

mod iso;
mod months;
mod words;
mod zone;

use jiff::civil;
use kazpost_model::Timestamp;

/// No date is longer, whatever surrounds it.
const LONGEST: usize = 120;

/// The moment that `text` names; in UTC where it names no zone.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    iso::parse(text)
        .or_else(|| words::parse(text))
        .or_else(|| unix(text))
}

/// Seconds or milliseconds since 1970, as some programs leave them.
fn unix(text: &str) -> Option<Timestamp> {
    let number: i64 = text
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())??;
    match text.len() {
        9 | 10 => Timestamp::from_seconds(number),
        13 => Timestamp::from_seconds(number / 1000),
        _ => None,
    }
}

/// A date and a time as read.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    year: i16,
    month: i8,
    day: i8,
    hour: i8,
    minute: i8,
    second: i8,
    /// East of Greenwich, in seconds.
    offset: i32,
}

impl Parts {
    fn timestamp(self) -> Option<Timestamp> {
        let date = civil::Date::new(self.year, self.month, self.day).ok()?;
        // ISO 8601 lets a day end at 24:00, and minutes may have a 61st second.
        let (hour, next) = if self.hour == 24 { (0, 1) } else { (self.hour, 0) };
        let leap = i64::from(self.second == 60);
        let time = civil::Time::new(hour, self.minute, self.second - i8::from(self.second == 60), 0).ok()?;
        let days = i64::from(civil::Date::constant(1970, 1, 1).until(date).ok()?.get_days()) + next;
        let seconds =
            i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second()) + leap;
        Timestamp::from_seconds(days * 86_400 + seconds - i64::from(self.offset))
    }
}

/// Years of two digits are those around the turn of the millennium (RFC 2822, 4.3, but later).
fn full_year(year: i16, digits: usize) -> i16 {
    match (digits, year) {
        (3.., _) => year,
        (_, 0..=69) => 2000 + year,
        _ => 1900 + year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        parse(text).map_or("none".into(), Timestamp::rfc3339)
    }

    #[test]
    fn rfc_822_in_its_sins() {
        for (text, want) in [
            ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("Thu, 01 Jan 04 19:48:21 +0500", "2004-01-01T14:48:21Z"),
            ("1 January 2004 7:48 pm EST", "2004-01-02T00:48:00Z"),
            ("Thu,01 Jan 2004 19:48:21 +05:30", "2004-01-01T14:18:21Z"),
            ("Jan 01, 2004 19:48", "2004-01-01T19:48:00Z"),
            ("Thursday, January 1st, 2004", "2004-01-01T00:00:00Z"),
            ("01-Jan-2004 19:48:21 PST", "2004-01-02T03:48:21Z"),
            ("Thu, 01 Jan 2004 24:00:00 GMT", "2004-01-02T00:00:00Z"),
            ("Thu, 01 Jan 2004 19:48:60 Z", "2004-01-01T19:49:00Z"),
            ("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"),
            ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"),
            ("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"),
            ("Wed, 19 Aug 2009 18:28:00 Etc/GMT", "2009-08-19T18:28:00Z"),
            ("Wed, 19 Feb 2012 22:40:00 GMT-01:01", "2012-02-19T23:41:00Z"),
            ("Thu Aug 30 2012 17:26:16 +0200", "2012-08-30T15:26:16Z"),
            ("Thu, 01 Jan 2004 19:48:21 XXX", "2004-01-01T19:48:21Z"),
            ("Thu, 31 Feb 2004 00:00:00 GMT", "none"),
            ("Thu, 01 Xyz 2004", "none"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn iso_8601() {
        for (text, want) in [
            ("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"),
            ("2003-12-31T10:14:55.123+01:30", "2003-12-31T08:44:55Z"),
            ("2003-12-31T10:14-0800", "2003-12-31T18:14:00Z"),
            ("2003-12-31 10:14:55 +0600", "2003-12-31T04:14:55Z"),
            ("20031231T101455Z", "2003-12-31T10:14:55Z"),
            ("2003-12", "2003-12-01T00:00:00Z"),
            ("2003", "2003-01-01T00:00:00Z"),
            ("20031231", "2003-12-31T00:00:00Z"),
            ("031231", "2003-12-31T00:00:00Z"),
            ("-0312", "2003-12-01T00:00:00Z"),
            ("03-12-31", "2003-12-31T00:00:00Z"),
            ("03365", "2003-12-31T00:00:00Z"),
            ("2003-012-31", "2003-12-31T00:00:00Z"),
            ("20031231101455", "2003-12-31T10:14:55Z"),
            ("2003-365", "2003-12-31T00:00:00Z"),
            ("2003-W01-3", "2003-01-01T00:00:00Z"),
            ("2003-12-31T10Z", "2003-12-31T10:00:00Z"),
            ("2003-12-31t10:14:55z", "2003-12-31T10:14:55Z"),
            ("2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z"),
            ("2003-13-31", "none"),
            ("0000-00-00T00:00:00Z", "none"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn in_the_language_of_the_country() {
        for (text, want) in [
            ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"),
            ("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"),
            ("2004-augusztus-13T9:15-05:00", "2004-08-13T14:15:00Z"),
            ("2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z"),
            ("2004년 05월 28일  01:31:15", "2004-05-27T16:31:15Z"),
            ("Пн, 24 ноября 2025 10:00:00 +0500", "2025-11-24T05:00:00Z"),
            ("24 қараша 2025 ж., 10:00", "2025-11-24T10:00:00Z"),
            ("2025 жылғы 24 қараша", "2025-11-24T00:00:00Z"),
            ("24.11.2025 10:05", "2025-11-24T10:05:00Z"),
            ("24 нояб. 2025 г., 10:00 MSK", "2025-11-24T07:00:00Z"),
            ("lun., 24 nov. 2025 10:00:00 +0100", "2025-11-24T09:00:00Z"),
            ("24 de noviembre de 2025", "2025-11-24T00:00:00Z"),
            ("Mo, 24 Dez 2025 10:00:00 CET", "2025-12-24T09:00:00Z"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn numbers_alone() {
        assert_eq!(read("1072865695"), "2003-12-31T10:14:55Z");
        assert_eq!(read("1072865695000"), "2003-12-31T10:14:55Z");
        assert_eq!(read("yesterday"), "none");
        assert_eq!(read("12"), "none");
    }
}
