use kazpost_model::{ArticleKey, FeedKey, PictureKey};

/// Keys are 24 hexadecimal digits outside and 12 bytes in the file.
pub(crate) type Bytes = [u8; 12];

/// What is no key names nothing: no row has all zeros.
fn bytes(text: &str) -> Bytes {
    let mut bytes = [0; 12];
    if text.len() == 24
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    {
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = digit(pair[0]) << 4 | digit(pair[1]);
        }
    }
    bytes
}

fn digit(c: u8) -> u8 {
    if c.is_ascii_digit() {
        c - b'0'
    } else {
        c - b'a' + 10
    }
}

fn text(bytes: Bytes) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(24), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(crate) fn of_feed(key: &FeedKey) -> Bytes {
    bytes(key.as_str())
}

pub(crate) fn of_article(key: &ArticleKey) -> Bytes {
    bytes(key.as_str())
}

pub(crate) fn of_picture(key: &PictureKey) -> Bytes {
    bytes(key.as_str())
}

pub(crate) fn feed(bytes: Bytes) -> FeedKey {
    FeedKey::from_text(text(bytes))
}

pub(crate) fn article(bytes: Bytes) -> ArticleKey {
    ArticleKey::from_text(text(bytes))
}

pub(crate) fn picture(bytes: Bytes) -> PictureKey {
    PictureKey::from_text(text(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_the_file_and_nonsense_names_nothing() {
        let key = ArticleKey::from_text("00ff10ab00ff10ab00ff10ab");
        assert_eq!(article(of_article(&key)), key);
        for nonsense in ["", "00FF10AB00FF10AB00FF10AB", "zz", "'; DROP TABLE articles; --"] {
            assert_eq!(of_article(&ArticleKey::from_text(nonsense)), [0; 12]);
        }
    }
}
