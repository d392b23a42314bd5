//! A formula, written in a line.

use std::borrow::Cow;

use super::IS;
use crate::elements::is_void;
use crate::markup::{Attributes, Piece, Pieces, escape, unescape};
use crate::nest::Nest;
use crate::policy;

/// What is nested deeper is taken for text of what is around it.
const DEEPEST: usize = 40;

/// Writes the formula whose start tag was read just before `markup`; gives how many bytes of it belong to the formula.
pub fn write(attributes: Attributes<'_>, markup: &str, nest: &mut Nest) -> usize {
    let (formula, length) = Part::read(attributes, markup);
    let mut writer = Writer { nest };
    let apart = attributes
        .get("display")
        .is_some_and(|display| display == "block")
        && writer.nest.is_in("p");
    if apart {
        writer.line_break();
    }
    writer.part(&formula);
    if apart {
        writer.line_break();
    }
    length
}

/// An element of a formula.
#[derive(Default)]
struct Part<'a> {
    is: Cow<'a, str>,
    attributes: Attributes<'a>,
    /// Of an element that holds text: that, without the white space around it.
    text: String,
    parts: Vec<Part<'a>>,
}

impl<'a> Part<'a> {
    fn read(attributes: Attributes<'a>, markup: &'a str) -> (Part<'a>, usize) {
        let of = |attributes: Attributes<'a>| Part {
            is: attributes.get(IS).unwrap_or_default(),
            attributes,
            ..Part::default()
        };
        let mut open = vec![of(attributes)];
        let mut deeper = 0_usize;
        let mut pieces = Pieces::of(markup);
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Open(name, _) if is_void(name) => {}
                Piece::Open(..) if open.len() == DEEPEST => deeper += 1,
                Piece::Open(_, attributes) => open.push(of(attributes)),
                Piece::Close if deeper > 0 => deeper -= 1,
                Piece::Close => {
                    let Some(mut done) = open.pop() else { break };
                    // A no-break space is meant.
                    done.text = done.text.trim_ascii().to_owned();
                    match open.last_mut() {
                        Some(around) => around.parts.push(done),
                        None => return (done, pieces.at()),
                    }
                }
                Piece::Text(text) => {
                    if let Some(inside) = open.last_mut() {
                        inside.text.push_str(&unescape(text));
                    }
                }
            }
        }
        (open.into_iter().next().unwrap_or_default(), markup.len())
    }

    /// How many signs stand in it, up to two.
    fn signs(&self) -> usize {
        if self.is_token() {
            return 1;
        }
        let mut found = 0;
        let mut left: Vec<&Part<'_>> = self.parts.iter().collect();
        while let Some(part) = left.pop() {
            found += usize::from(part.is_token());
            if found > 1 {
                break;
            }
            left.extend(&part.parts);
        }
        found
    }

    fn is_token(&self) -> bool {
        matches!(&*self.is, "mi" | "mn" | "mo" | "ms" | "mtext")
    }
}

/// What has room around it where it stands between two others.
const BETWEEN: &str =
    "= + - − ± ∓ × · ÷ < > ≤ ≥ ≪ ≫ ≠ ≈ ≃ ≅ ≡ ∼ ~ ∝ → ← ↔ ⇒ ⇐ ⇔ ↦ ∈ ∉ ⊂ ⊆ ⊃ ⊇ ∪ ∩ ∧ ∨ ⊕ ⊗ ∘ := ≔ ⊢ ⊨ ∣ ∥ ⟶ ⟹";

/// Not seen.
const TIMES: &str = "\u{2062}";

/// After these a sign is none between two: the minus of `(-1)`.
const OPENING: &str = "([{⟨⌈⌊,;:";

fn stands_between(sign: &str) -> bool {
    BETWEEN.split(' ').any(|one| one == sign)
}

/// What stands over a letter, as a sign that combines with it.
fn combining(sign: &str) -> Option<char> {
    Some(match sign {
        "¯" | "‾" | "―" | "_" => '\u{304}',
        "^" | "ˆ" => '\u{302}',
        "~" | "˜" => '\u{303}',
        "→" | "⃗" => '\u{20d7}',
        "˙" | "." => '\u{307}',
        "¨" => '\u{308}',
        _ => return None,
    })
}

struct Writer<'a> {
    nest: &'a mut Nest,
}

impl Writer<'_> {
    fn line_break(&mut self) {
        if let Some(line_break) = policy::shown("br") {
            self.nest.open(line_break, "");
        }
    }

    fn text(&mut self, text: &str) {
        let mut escaped = String::with_capacity(text.len());
        escape(&mut escaped, text);
        self.nest.text(&escaped);
    }

    fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        let opened = policy::shown(name).and_then(|element| self.nest.open(element, ""));
        inside(self);
        if let Some(opened) = opened {
            self.nest.close(opened);
        }
    }

    fn row(&mut self, parts: &[Part<'_>]) {
        for (n, part) in parts.iter().enumerate() {
            let before = n.checked_sub(1).map(|n| &parts[n]);
            let after = parts.get(n + 1);
            if part.is == "mo" {
                self.sign(&part.text, before, after);
                continue;
            }
            // A function and what it is of: sin x.
            if before.is_some_and(is_word) && matches!(&*part.is, "mi" | "mn") {
                self.text(" ");
            }
            // Half of x is not one over two of x.
            let times = |beside: &Part<'_>| beside.is != "mo" || beside.text == TIMES;
            let fence = part.is == "mfrac" && (before.is_some_and(times) || after.is_some_and(times));
            self.fenced_if(fence, |on| on.part(part));
        }
    }

    fn sign(&mut self, sign: &str, before: Option<&Part<'_>>, after: Option<&Part<'_>>) {
        let opens = |part: &Part<'_>| {
            part.is == "mo" && (OPENING.contains(&*part.text) || stands_between(&part.text))
        };
        match sign {
            // Times, a comma, plus: none of them is seen.
            TIMES | "\u{2063}" | "\u{2064}" => {}
            // A function, applied.
            "\u{2061}" => {
                if after.is_some_and(|after| matches!(&*after.is, "mi" | "mn")) {
                    self.text(" ");
                }
            }
            "," | ";" if after.is_some() => self.text(&format!("{sign} ")),
            _ if stands_between(sign) && after.is_some() && before.is_some_and(|before| !opens(before)) => {
                self.text(&format!(" {sign} "));
            }
            _ => self.text(sign),
        }
    }

    fn part(&mut self, part: &Part<'_>) {
        let parts = &part.parts;
        let at = |n: usize| parts.get(n);
        match &*part.is {
            "mi" if part.text.chars().count() == 1 => self.within("i", |on| on.text(&part.text)),
            "mi" | "mn" | "mo" | "mtext" => self.text(&part.text),
            "ms" => self.text(&format!("\"{}\"", part.text)),
            "mspace" => self.text(" "),
            "mphantom" | "none" | "mprescripts" => {}
            "mfrac" => {
                self.joined(at(0));
                self.text("/");
                self.joined(at(1));
            }
            "msqrt" => {
                self.text("√");
                self.fenced_if(part.signs() > 1, |on| on.row(parts));
            }
            "mroot" => {
                self.script("sup", at(1));
                self.text("√");
                self.joined(at(0));
            }
            "mover" if self.accent(at(0), at(1)) => {}
            "msub" | "munder" => {
                self.base(at(0));
                self.script("sub", at(1));
            }
            "msup" | "mover" => {
                self.base(at(0));
                self.script("sup", at(1));
            }
            "msubsup" | "munderover" => {
                self.base(at(0));
                self.script("sub", at(1));
                self.script("sup", at(2));
            }
            "mmultiscripts" => self.scripts(parts),
            "mfenced" => self.fenced(part),
            "mtable" => self.listed(parts, "; "),
            "mtr" => self.listed(parts, ", "),
            "mlabeledtr" => self.listed(parts.get(1..).unwrap_or_default(), ", "),
            "maction" => parts.iter().take(1).for_each(|part| self.part(part)),
            _ => {
                self.text(&part.text);
                self.row(parts);
            }
        }
    }

    /// What something stands above or below of.
    fn base(&mut self, part: Option<&Part<'_>>) {
        if let Some(part) = part {
            self.fenced_if(part.is == "mfrac", |on| on.part(part));
        }
    }

    fn script(&mut self, name: &str, part: Option<&Part<'_>>) {
        if let Some(part) = part.filter(|part| part.signs() > 0) {
            self.within(name, |on| on.part(part));
        }
    }

    /// The base, then below and above in turns; what follows `mprescripts` stands before the base.
    fn scripts(&mut self, parts: &[Part<'_>]) {
        let Some((base, scripts)) = parts.split_first() else {
            return;
        };
        let mut halves = scripts.split(|part| part.is == "mprescripts");
        let behind = halves.next().unwrap_or_default();
        let before = halves.next().unwrap_or_default();
        let all = |on: &mut Self, scripts: &[Part<'_>]| {
            for (n, script) in scripts.iter().enumerate() {
                on.script(if n % 2 == 0 { "sub" } else { "sup" }, Some(script));
            }
        };
        all(self, before);
        self.part(base);
        all(self, behind);
    }

    /// A letter with a sign over it; whether it is one.
    fn accent(&mut self, base: Option<&Part<'_>>, over: Option<&Part<'_>>) -> bool {
        let (Some(base), Some(over)) = (base, over) else {
            return false;
        };
        let Some(sign) = combining(&over.text).filter(|_| base.is == "mi") else {
            return false;
        };
        if base.text.chars().count() != 1 {
            return false;
        }
        self.within("i", |on| on.text(&format!("{}{sign}", base.text)));
        true
    }

    fn listed(&mut self, parts: &[Part<'_>], between: &str) {
        for (n, part) in parts.iter().enumerate() {
            if n > 0 {
                self.text(between);
            }
            self.part(part);
        }
    }

    fn fenced(&mut self, part: &Part<'_>) {
        let said = |name: &str, usual: &'static str| {
            let said = part.attributes.get(name).map(Cow::into_owned);
            said.unwrap_or_else(|| usual.to_owned())
        };
        let separators: Vec<char> = said("separators", ",")
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        self.text(&said("open", "("));
        for (n, one) in part.parts.iter().enumerate() {
            if let Some(separator) = n
                .checked_sub(1)
                .and_then(|n| separators.get(n).or(separators.last()))
            {
                self.text(&format!("{separator} "));
            }
            self.part(one);
        }
        self.text(&said("close", ")"));
    }

    /// In brackets where it is more than one sign, so that what stands beside it belongs to all of it.
    fn joined(&mut self, part: Option<&Part<'_>>) {
        let Some(part) = part else { return };
        self.fenced_if(part.signs() > 1, |on| on.part(part));
    }

    fn fenced_if(&mut self, fence: bool, inside: impl FnOnce(&mut Self)) {
        if fence {
            self.text("(");
        }
        inside(self);
        if fence {
            self.text(")");
        }
    }
}

/// The name of a function.
fn is_word(part: &Part<'_>) -> bool {
    part.is == "mi" && part.text.chars().count() > 1
}
