use serde_json::Value;

/// What can be read of a JSON document that was cut off: all up to the last value that is whole.
pub(super) fn cut(document: &str) -> Option<Value> {
    const DEEPEST: usize = 100;
    let mut open: Vec<u8> = Vec::new();
    let mut whole: Option<(usize, Vec<u8>)> = None;
    let (mut in_string, mut escaped) = (false, false);
    for (at, byte) in document.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                open.push(if byte == b'{' { b'}' } else { b']' });
                if open.len() > DEEPEST {
                    return None;
                }
            }
            b'}' | b']' => {
                if open.pop() != Some(byte) {
                    break;
                }
                // Members of the feed and items in its list.
                if open.len() <= 2 {
                    whole = Some((at + 1, open.clone()));
                }
            }
            b',' if open.len() == 1 => whole = Some((at, open.clone())),
            _ => {}
        }
    }
    let (end, open) = whole?;
    let mut mended = document[..end].to_owned();
    mended.extend(open.iter().rev().map(|byte| char::from(*byte)));
    serde_json::from_str(&mended).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_the_last_whole_value() {
        let cut = |text| cut(text).map(|value| value.to_string());
        assert_eq!(
            cut(r#"{"a": 1, "b": [{"c": "}"}, {"d": 2"#).as_deref(),
            Some(r#"{"a":1,"b":[{"c":"}"}]}"#)
        );
        assert_eq!(cut(r#"{"a": 1, "b": "#).as_deref(), Some(r#"{"a":1}"#));
        assert_eq!(cut("{\"a"), None);
        assert_eq!(cut("]"), None);
    }
}
