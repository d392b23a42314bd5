/// Hours east of Greenwich by name (RFC 2822, 4.3), in quarters; those of Kazakhstan and its neighbours too.
#[rustfmt::skip]
const NAMED: &[(&str, i32)] = &[
    ("gmt", 0), ("ut", 0), ("utc", 0), ("z", 0), ("wet", 0), ("west", 4),
    ("est", -20), ("edt", -16), ("et", -20), ("cst", -24), ("cdt", -20), ("ct", -24),
    ("mst", -28), ("mdt", -24), ("mt", -28), ("pst", -32), ("pdt", -28), ("pt", -32),
    ("ast", -16), ("adt", -12), ("akst", -36), ("akdt", -32), ("hst", -40), ("nst", -14), ("brt", -12),
    ("cet", 4), ("cest", 8), ("met", 4), ("mest", 8), ("mez", 4), ("mesz", 8), ("bst", 4), ("eet", 8), ("eest", 12),
    ("msk", 12), ("msd", 16), ("trt", 12), ("samt", 16), ("yekt", 20), ("omst", 24), ("krat", 28), ("novt", 28),
    ("irkt", 32), ("yakt", 36), ("vlat", 40), ("almt", 20), ("qyzt", 20), ("aqtt", 20), ("orat", 20), ("uzt", 20),
    ("kgt", 24), ("jst", 36), ("kst", 36), ("hkt", 32), ("sgt", 32), ("awst", 32), ("acst", 38), ("aest", 40),
    ("aedt", 44), ("nzst", 48), ("nzdt", 52),
];

/// The offset that a word names: a known name, `+0500`, `GMT+5`, `Etc/GMT`. `None` where it is no zone.
pub(super) fn read(word: &str) -> Option<i32> {
    let word = word.trim_matches(['(', ')', ',', '.']);
    if let Some(offset) = offset(word) {
        return Some(offset);
    }
    let lower = word.to_ascii_lowercase();
    let name = lower.strip_prefix("etc/").unwrap_or(&lower);
    if let Some((_, quarters)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some(quarters * 900);
    }
    for prefix in ["gmt", "utc", "ut"] {
        if let Some(rest) = name.strip_prefix(prefix) {
            return offset(rest);
        }
    }
    // The letters of the military zones were misprinted in RFC 822 and mean nothing.
    (name.len() == 1 && name != "t" && name.bytes().all(|b| b.is_ascii_lowercase())).then_some(0)
}

/// `+05`, `+5:00`, `-0500`, `+050000`.
pub(super) fn offset(text: &str) -> Option<i32> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => (-1, text.strip_prefix('−')?),
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some((hours, minutes)) => (hours, minutes.get(..2)?),
        None => match rest.len() {
            1 | 2 => (rest, "0"),
            3 => (rest.get(..1)?, rest.get(1..)?),
            4 | 6 => (rest.get(..2)?, rest.get(2..4)?),
            _ => return None,
        },
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    // A zone that cannot be is left out, not the whole date.
    Some(if hours > 24 || minutes > 59 {
        0
    } else {
        sign * (hours * 3600 + minutes * 60)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_offsets() {
        assert_eq!(read("+0530"), Some(19_800));
        assert_eq!(read("-8"), Some(-28_800));
        assert_eq!(read("GMT+05:00"), Some(18_000));
        assert_eq!(read("(MSK)"), Some(10_800));
        assert_eq!(read("Z"), Some(0));
        assert_eq!(read("Asia"), None);
        assert_eq!(read("+x"), None);
    }
}
