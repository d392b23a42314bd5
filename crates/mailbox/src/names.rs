//! Names of folders as IMAP writes them: UTF-7, modified (RFC 3501, 5.1.3).

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/// As the server wants it.
pub(crate) fn encoded(name: &str) -> String {
    let mut out = String::new();
    let mut held: Vec<u16> = Vec::new();
    for sign in name.chars() {
        if matches!(sign, ' '..='~') {
            flush(&mut held, &mut out);
            out.push(sign);
            if sign == '&' {
                out.push('-');
            }
        } else {
            held.extend_from_slice(sign.encode_utf16(&mut [0; 2]));
        }
    }
    flush(&mut held, &mut out);
    out
}

fn flush(held: &mut Vec<u16>, out: &mut String) {
    if held.is_empty() {
        return;
    }
    out.push('&');
    let (mut bits, mut count) = (0_u32, 0);
    for unit in held.drain(..) {
        bits = (bits << 16) | u32::from(unit);
        count += 16;
        while count >= 6 {
            count -= 6;
            out.push(letter(bits >> count));
        }
        bits &= (1 << count) - 1;
    }
    if count > 0 {
        out.push(letter(bits << (6 - count)));
    }
    out.push('-');
}

fn letter(bits: u32) -> char {
    char::from(LETTERS[(bits & 63) as usize])
}

/// As people read it; a name that is not written so stays as it is, for some servers send UTF-8.
pub(crate) fn decoded(name: &str) -> String {
    read(name).unwrap_or_else(|| name.to_owned())
}

fn read(name: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, shifted)) = rest.split_once('&') {
        out.push_str(before);
        let (inside, after) = shifted.split_once('-')?;
        rest = after;
        if inside.is_empty() {
            out.push('&');
            continue;
        }
        let (mut bits, mut count) = (0_u32, 0);
        let mut units = Vec::new();
        for sign in inside.bytes() {
            let value = LETTERS.iter().position(|letter| *letter == sign)?;
            bits = (bits << 6) | u32::try_from(value).ok()?;
            count += 6;
            if count >= 16 {
                count -= 16;
                units.push(u16::try_from(bits >> count).ok()?);
                bits &= (1 << count) - 1;
            }
        }
        out.push_str(&String::from_utf16(&units).ok()?);
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_the_standard_shows_and_read_back() {
        // The example of RFC 3501, 5.1.3.
        assert_eq!(
            decoded("~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            "~peter/mail/台北/日本語"
        );
        for name in [
            "INBOX",
            "Рассылка",
            "Таратылым/Қала",
            "A & B",
            "a&b-",
            "🙂 news",
            "&",
        ] {
            let written = encoded(name);
            assert!(written.is_ascii(), "{written}");
            assert_eq!(decoded(&written), name);
        }
        assert_eq!(encoded("A & B"), "A &- B");
    }

    #[test]
    fn what_is_not_written_so_stays_as_it_is() {
        for name in ["Рассылка & новости", "&no end", "&!!-"] {
            assert_eq!(decoded(name), name);
        }
    }
}
