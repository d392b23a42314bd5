use kazpost_model::Timestamp;

use super::{Parts, full_year, iso, months, zone};

/// Dates in words, whatever their order: a month by name or numbers whose order shows, a time, a zone.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let mut found = Found::default();
    // Hungarian and its likes put a `T` before the time, Koreans signs after each number.
    let korean = text.contains(['년', '월', '전', '후']);
    let spaced: String = text
        .chars()
        .map(|c| {
            if matches!(c, '년' | '월' | '일' | ',' | ';' | '\u{a0}' | '\u{202f}') {
                ' '
            } else {
                c
            }
        })
        .collect();
    for word in spaced.split_whitespace() {
        found.word(word)?;
    }
    if korean && found.zone.is_none() {
        found.zone = Some(9 * 3600);
    }
    found.timestamp()
}

#[derive(Default)]
struct Found {
    month: Option<i8>,
    /// Value and count of digits, in order.
    numbers: Vec<(i16, usize)>,
    time: Option<Parts>,
    zone: Option<i32>,
    afternoon: Option<bool>,
}

impl Found {
    /// Takes a word in. `None` where it makes the whole no date.
    fn word(&mut self, word: &str) -> Option<()> {
        if self.time.is_none() && word.contains(':') && self.clock(word).is_some() {
            return Some(());
        }
        match word.trim_matches(['.', ':']).to_lowercase().as_str() {
            "am" | "a.m" | "오전" => {
                self.afternoon = Some(false);
                return Some(());
            }
            "pm" | "p.m" | "오후" => {
                self.afternoon = Some(true);
                return Some(());
            }
            _ => {}
        }
        if self.time.is_some()
            && let Some(zone) = zone::read(word)
        {
            // `+0100 (CET)`: the first counts.
            self.zone = self.zone.or(Some(zone));
            return Some(());
        }
        for part in word.split(['-', '/', '.', '–']).filter(|part| !part.is_empty()) {
            self.part(part)?;
        }
        Some(())
    }

    fn part(&mut self, part: &str) -> Option<()> {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            const MOST: usize = 3;
            // `1st` is 1; `4711` is a year; more digits are something else.
            let value = part[..digits].parse().ok().filter(|_| digits <= 4)?;
            if self.numbers.len() < MOST {
                self.numbers.push((value, digits));
            }
        } else {
            // The last that names a month: days of the week stand before it and sound like others (`mar.`, `сенбі`).
            self.month = months::read(part).or(self.month);
        }
        Some(())
    }

    /// `7:48pm`, `19:48:21+0500`, `13T9:15-05:00`.
    fn clock(&mut self, word: &str) -> Option<()> {
        let mut word = word;
        if let Some((date, time)) = word.rsplit_once('T')
            && date.ends_with(|c: char| c.is_ascii_digit())
            && time.starts_with(|c: char| c.is_ascii_digit())
        {
            for part in date.split(['-', '/', '.']).filter(|part| !part.is_empty()) {
                self.part(part)?;
            }
            word = time;
        }
        let mut parts = Parts::default();
        let rest = iso::time(word, &mut parts)?;
        self.time = Some(parts);
        match rest.to_ascii_lowercase().as_str() {
            "" => {}
            "am" | "a.m." => self.afternoon = Some(false),
            "pm" | "p.m." => self.afternoon = Some(true),
            _ => self.zone = zone::read(rest),
        }
        Some(())
    }

    fn timestamp(self) -> Option<Timestamp> {
        let (year, month, day) = self.date()?;
        let time = self.time.unwrap_or_default();
        let hour = match (self.afternoon, time.hour) {
            (Some(true), 1..=11) => time.hour + 12,
            (Some(false), 12) => 0,
            (_, hour) => hour,
        };
        Parts {
            year,
            month,
            day: i8::try_from(day).ok()?,
            hour,
            offset: self.zone.unwrap_or(0),
            ..time
        }
        .timestamp()
    }

    fn date(&self) -> Option<(i16, i8, i16)> {
        let year = |(value, digits): (i16, usize)| full_year(value, digits);
        match (self.month, self.numbers.as_slice()) {
            (Some(month), [first, second, ..]) => Some(if first.1 >= 3 || first.0 > 31 {
                (year(*first), month, second.0)
            } else {
                (year(*second), month, first.0)
            }),
            (None, [first, second, third]) => {
                let small = |value: i16| i8::try_from(value).ok();
                if first.1 >= 3 {
                    return Some((first.0, small(second.0)?, third.0));
                }
                // Day first, as nearly everywhere, unless the second number can be no month.
                let (day, month) = if second.0 > 12 {
                    (second.0, first.0)
                } else {
                    (first.0, second.0)
                };
                Some((year(*third), small(month)?, day))
            }
            _ => None,
        }
    }
}
