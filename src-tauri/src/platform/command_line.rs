//! Words put together to one line, for systems that keep a program's start as text.

/// As Windows takes it apart again (`CommandLineToArgvW`): a backslash stands for itself, but before a quotation mark
/// two stand for one.
pub fn line<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(quoted).collect();
    quoted.join(" ")
}

fn quoted(word: &str) -> String {
    let mut out = String::from("\"");
    let mut backslashes = 0;
    for letter in word.chars() {
        if letter == '"' {
            // Those that stand before it, doubled, and one for itself.
            out.extend(std::iter::repeat_n('\\', backslashes + 1));
        }
        backslashes = if letter == '\\' { backslashes + 1 } else { 0 };
        out.push(letter);
    }
    out.extend(std::iter::repeat_n('\\', backslashes));
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder named with a backslash at its end swallowed the quotation mark after it.
    #[test]
    fn a_backslash_at_the_end_ends_no_quotation() {
        let words = [
            r"C:\Program Files\KazPost\kazpost-desktop.exe",
            "--data-dir",
            r"D:\My News\",
        ];
        assert_eq!(
            line(words),
            r#""C:\Program Files\KazPost\kazpost-desktop.exe" "--data-dir" "D:\My News\\""#
        );
        assert_eq!(line([r#"a\"b"#, ""]), r#""a\\\"b" """#);
    }
}
