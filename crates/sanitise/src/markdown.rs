//! Safe markup as Markdown (CommonMark), for folders of files.

use crate::markup::{Piece, Pieces, unescape};
use crate::policy;

/// The markup as Markdown; pictures keep their address as it stands.
pub fn markdown(markup: &str) -> String {
    let mut writer = Writer::default();
    // What to write when the element ends.
    let mut ends: Vec<(&str, String)> = Vec::new();
    for piece in Pieces::of(markup) {
        match piece {
            Piece::Text(text) => writer.text(&unescape(text)),
            Piece::Close => {
                let Some((name, end)) = ends.pop() else { continue };
                writer.close(name, &end);
            }
            Piece::Open(name, attributes) => {
                let end = match name {
                    "br" => {
                        writer.line.push_str("\\\n");
                        String::new()
                    }
                    "img" => {
                        let (src, alt) = (
                            attributes.get("src").unwrap_or_default(),
                            attributes.get("alt").unwrap_or_default(),
                        );
                        if !src.is_empty() {
                            writer
                                .line
                                .push_str(&format!("![{}](<{}>)", escaped(&alt), address(&src)));
                        }
                        String::new()
                    }
                    "em" | "i" => writer.mark("*"),
                    "strong" | "b" => writer.mark("**"),
                    "code" if !writer.pre => writer.mark("`"),
                    "a" => match attributes.get("href") {
                        Some(href) if !href.starts_with('#') => {
                            writer.line.push('[');
                            format!("](<{}>)", address(&href))
                        }
                        _ => String::new(),
                    },
                    _ => {
                        writer.open(name);
                        String::new()
                    }
                };
                if !policy::read(name).is_some_and(policy::Element::is_void) {
                    ends.push((name, end));
                }
            }
        }
    }
    writer.flush();
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    line: String,
    /// What the next paragraph begins with: `# `, `- `.
    lead: String,
    /// For each open list, the number of its next item; 0: no numbers.
    lists: Vec<usize>,
    quotes: usize,
    pre: bool,
}

impl Writer {
    fn mark(&mut self, mark: &str) -> String {
        self.line.push_str(mark);
        mark.to_owned()
    }

    fn open(&mut self, name: &str) {
        let Some(element) = policy::read(name) else { return };
        if matches!(
            element.kind,
            policy::Kind::Inline
                | policy::Kind::Anchor
                | policy::Kind::RubyText
                | policy::Kind::Void
                | policy::Kind::Column
        ) {
            return;
        }
        if element.kind == policy::Kind::Cell {
            if !self.line.is_empty() {
                self.line.push_str(" | ");
            }
            return;
        }
        self.flush();
        match name {
            "h1" | "h2" => self.lead = "## ".into(),
            "h3" => self.lead = "### ".into(),
            "h4" | "h5" | "h6" => self.lead = "#### ".into(),
            "ul" => self.lists.push(0),
            "ol" => self.lists.push(1),
            "li" => {
                self.lead = match self.lists.last_mut() {
                    Some(number) if *number > 0 => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".into(),
                };
            }
            "blockquote" => self.quotes += 1,
            "hr" => self.paragraph("---"),
            "pre" => self.pre = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str, end: &str) {
        if !end.is_empty() {
            self.line.push_str(end);
            return;
        }
        let Some(element) = policy::read(name) else { return };
        if matches!(
            element.kind,
            policy::Kind::Inline
                | policy::Kind::Anchor
                | policy::Kind::RubyText
                | policy::Kind::Void
                | policy::Kind::Column
                | policy::Kind::Cell
        ) {
            return;
        }
        self.flush();
        match name {
            "ul" | "ol" => {
                self.lists.pop();
            }
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "pre" => self.pre = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.pre {
            self.line.push_str(text);
            return;
        }
        let starts = text.starts_with(char::is_whitespace);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if starts && !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
            self.line.push(' ');
        }
        self.line.push_str(&escaped(&words));
        if !words.is_empty() && text.ends_with(char::is_whitespace) {
            self.line.push(' ');
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        if self.pre {
            let fence = if line.contains("```") { "````" } else { "```" };
            self.paragraph(&format!("{fence}\n{}\n{fence}", line.trim_matches('\n')));
        } else {
            self.paragraph(line.trim());
        }
    }

    fn paragraph(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let lead = std::mem::take(&mut self.lead);
        let depth = self.lists.len().saturating_sub(usize::from(
            !lead.is_empty() && lead.ends_with([' ']) && !lead.starts_with('#'),
        ));
        let indent = "   ".repeat(depth);
        let quote = "> ".repeat(self.quotes);
        for (place, line) in text.lines().enumerate() {
            let own = if place == 0 {
                lead.clone()
            } else {
                " ".repeat(lead.trim_start_matches('#').len())
            };
            self.out.push_str(&format!("{quote}{indent}{own}{line}\n"));
        }
    }
}

fn address(url: &str) -> String {
    url.replace(['<', '>', '\n'], "")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn blocks_stand_apart_and_marks_stay() {
        assert_eq!(
            markdown("<h2>A</h2><p>b <em>c</em> <a href=\"https://d.test/\">d</a></p>"),
            "## A\n\nb *c* [d](<https://d.test/>)\n"
        );
        assert_eq!(
            markdown("<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"),
            "- a\n\n- b\n\n1. c\n"
        );
        assert_eq!(markdown("<blockquote><p>a</p></blockquote>"), "> a\n");
        assert_eq!(markdown("<pre>a\n b</pre>"), "```\na\n b\n```\n");
        assert_eq!(
            markdown("2 * 3 &lt; 7 <img src=\"x.png\" alt=\"y\">"),
            "2 \\* 3 \\< 7 ![y](<x.png>)\n"
        );
    }
}
