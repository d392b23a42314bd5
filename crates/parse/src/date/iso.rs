use jiff::civil;
use kazpost_model::Timestamp;

use super::{Parts, full_year, zone};

/// ISO 8601 with or without its hyphens and colons, whole or cut short; RFC 3339; W3CDTF.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let (date, rest) = date(text)?;
    let mut parts = Parts {
        year: date.year(),
        month: date.month(),
        day: date.day(),
        ..Parts::default()
    };
    let rest =
        rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, 'T' | 't' | ',' | '_'));
    if rest.is_empty() || matches!(rest, "Z" | "z") {
        return parts.timestamp();
    }
    let offset = match zone::read(rest) {
        Some(offset) => offset,
        None => zone::read(time(rest, &mut parts)?.trim()).or_else(|| {
            let rest = time(rest, &mut Parts::default())?.trim();
            rest.is_empty().then_some(0)
        })?,
    };
    parts.offset = offset;
    parts.timestamp()
}

/// The date and what comes after it.
fn date(text: &str) -> Option<(civil::Date, &str)> {
    let body = text
        .strip_prefix('-')
        .filter(|_| !text.starts_with("--"))
        .unwrap_or(text);
    let digits = leading(body);
    let rest = &body[digits..];
    let number = |from: usize, to: usize| body.get(from..to)?.parse::<i16>().ok();
    let small = |from: usize, to: usize| body.get(from..to)?.parse::<i8>().ok();
    let signed = body.len() < text.len();
    match digits {
        // `20031231101455`: the time follows at once.
        12 | 14 => Some((
            civil::Date::new(number(0, 4)?, small(4, 6)?, small(6, 8)?).ok()?,
            &body[8..],
        )),
        8 => Some((
            civil::Date::new(number(0, 4)?, small(4, 6)?, small(6, 8)?).ok()?,
            rest,
        )),
        7 => Some((ordinal(number(0, 4)?, number(4, 7)?)?, rest)),
        6 => {
            let year = full_year(number(0, 2)?, 2);
            Some((civil::Date::new(year, small(2, 4)?, small(4, 6)?).ok()?, rest))
        }
        5 => Some((ordinal(full_year(number(0, 2)?, 2), number(2, 5)?)?, rest)),
        4 if signed => {
            let year = full_year(number(0, 2)?, 2);
            Some((civil::Date::new(year, small(2, 4)?, 1).ok()?, rest))
        }
        2 | 4 => after_year(full_year(number(0, digits)?, digits), digits, rest),
        _ => None,
    }
}

/// `-12-31`, `-12`, `-335`, `-W01-3`, or nothing.
fn after_year(year: i16, digits: usize, rest: &str) -> Option<(civil::Date, &str)> {
    let Some(tail) = rest.strip_prefix('-') else {
        // `2003` alone is a year, `12 …` a day.
        let ends = rest.is_empty() || rest.starts_with(['T', 't']);
        return Some((civil::Date::new(year, 1, 1).ok()?, rest)).filter(|_| digits == 4 && ends);
    };
    if let Some(week) = tail.strip_prefix(['W', 'w']) {
        let number: i8 = week.get(..2)?.parse().ok()?;
        let (weekday, rest) = match week[2..].trim_start_matches('-').as_bytes().first() {
            Some(day @ b'1'..=b'7') => (day - b'0', &week[2..].trim_start_matches('-')[1..]),
            _ => (1, &week[2..]),
        };
        let weekday = civil::Weekday::from_monday_one_offset(weekday as i8).ok()?;
        return Some((civil::ISOWeekDate::new(year, number, weekday).ok()?.date(), rest));
    }
    let length = leading(tail);
    let number: i16 = tail[..length].parse().ok()?;
    let after = &tail[length..];
    match length {
        // `2003-012-31`: a month with a nought too many.
        3 if number <= 12 && after.starts_with('-') => {
            let length = leading(&after[1..]).min(2);
            let day = after[1..1 + length].parse().ok()?;
            let date = civil::Date::new(year, i8::try_from(number).ok()?, day).ok()?;
            Some((date, &after[1 + length..]))
        }
        3 => Some((ordinal(year, number)?, after)),
        4 => Some((
            civil::Date::new(year, (number / 100) as i8, (number % 100) as i8).ok()?,
            after,
        )),
        1 | 2 => {
            let month = i8::try_from(number).ok()?;
            let Some(tail) = after.strip_prefix('-') else {
                return Some((civil::Date::new(year, month, 1).ok()?, after));
            };
            let length = leading(tail).min(2);
            let day = tail[..length].parse().ok()?;
            Some((civil::Date::new(year, month, day).ok()?, &tail[length..]))
        }
        _ => None,
    }
}

fn ordinal(year: i16, day: i16) -> Option<civil::Date> {
    let first = civil::Date::new(year, 1, 1).ok()?;
    let date = first
        .checked_add(jiff::Span::new().days(day.checked_sub(1)?))
        .ok()?;
    (date.year() == year).then_some(date)
}

/// Reads `10:14:55.123` or `101455` and gives what comes after it.
pub(super) fn time<'a>(text: &'a str, parts: &mut Parts) -> Option<&'a str> {
    let length = leading(text);
    let two = |at: usize| text.get(at..at + 2)?.parse::<i8>().ok();
    let mut rest = &text[length..];
    match length {
        6 => (parts.hour, parts.minute, parts.second) = (two(0)?, two(2)?, two(4)?),
        4 => (parts.hour, parts.minute) = (two(0)?, two(2)?),
        1 | 2 => {
            parts.hour = text[..length].parse().ok()?;
            // `T10Z`: the hour may stand alone.
            if let Some(tail) = rest.strip_prefix(':') {
                let length = leading(tail);
                parts.minute = tail[..length].parse().ok()?;
                rest = &tail[length..];
            }
            if let Some(tail) = rest.strip_prefix(':') {
                let length = leading(tail);
                parts.second = tail[..length].parse().ok()?;
                rest = &tail[length..];
            }
        }
        _ => return None,
    }
    if let Some(tail) = rest.strip_prefix(['.', ',']) {
        rest = &tail[leading(tail)..];
    }
    Some(rest)
}

fn leading(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
