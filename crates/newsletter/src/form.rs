//! The sign-up form of a page: its fields, filled as somebody would fill it.

use dom_query::{Document, Selection};
use url::Url;

use crate::conversation::TOKEN;
use crate::{Ask, Means};

/// Names that say that a field is for an address of mail.
const MAIL: [&str; 4] = ["email", "e-mail", "mail", "почта"];

/// Finds the form and fills it: hidden fields as they stand, the address into its field, what is ticked stays ticked,
/// and whatever else a person would leave alone (also because it cannot be seen) stays empty. A field that is named for
/// us gets the token.
pub fn fill(page: &str, url: &Url, address: &str, token: &str) -> Option<Ask> {
    let document = Document::from(page);
    let base = document
        .select("base[href]")
        .attr("href")
        .and_then(|href| url.join(&href).ok())
        .unwrap_or_else(|| url.clone());
    let forms = document.select("form");
    let form = forms.iter().find(|form| field_for_mail(form).is_some())?;
    let mail = field_for_mail(&form)?;
    let mut fields = Vec::new();
    let mut pressed = false;
    for input in form
        .select("input[name], select[name], textarea[name], button[name]")
        .iter()
    {
        let name = input.attr_or("name", "").to_string();
        let kind = input.attr_or("type", "text").to_ascii_lowercase();
        let value = input.attr_or("value", "").to_string();
        if name == mail {
            fields.push((name, address.to_owned()));
        } else if name == TOKEN {
            fields.push((name, token.to_owned()));
        } else if input.is("select") {
            let chosen = input.select("option[selected]").first();
            let chosen = if chosen.exists() {
                chosen
            } else {
                input.select("option").first()
            };
            let value = chosen.attr("value").unwrap_or_else(|| chosen.text());
            fields.push((name, value.to_string()));
        } else {
            match kind.as_str() {
                "checkbox" | "radio" if !input.has_attr("checked") => {}
                "checkbox" | "radio" => {
                    fields.push((name, if value.is_empty() { "on".into() } else { value }));
                }
                // The first button is the one that is pressed (HTML, 4.10.21.2).
                "submit" | "text" if input.is("button, input[type=submit]") => {
                    if !pressed {
                        fields.push((name, value));
                    }
                    pressed = true;
                }
                "button" | "reset" | "image" | "file" => {}
                // A trap for robots has a value only in what robots make of it.
                _ => fields.push((name, value)),
            }
        }
    }
    let target = base.join(&form.attr_or("action", "")).ok()?;
    Some(if form.attr_or("method", "get").eq_ignore_ascii_case("post") {
        Ask {
            url: target,
            means: Means::Form(fields),
            decisive: true,
        }
    } else {
        let mut url = target;
        url.set_fragment(None);
        url.query_pairs_mut().clear().extend_pairs(&fields);
        Ask {
            url,
            means: Means::Get,
            decisive: true,
        }
    })
}

/// The name of the field that an address of mail goes to.
fn field_for_mail(form: &Selection<'_>) -> Option<String> {
    // A password makes it a form for something else.
    if form.select("input[type=password]").exists() {
        return None;
    }
    let typed = form.select("input[type=email][name]").first();
    if let Some(name) = typed.attr("name") {
        return Some(name.to_string());
    }
    let inputs = form.select("input[name]");
    inputs.iter().find_map(|input| {
        let kind = input.attr_or("type", "text").to_ascii_lowercase();
        let name = input.attr_or("name", "").to_string();
        let says = format!("{name} {}", input.attr_or("placeholder", "")).to_lowercase();
        (kind == "text" && MAIL.iter().any(|word| says.contains(word))).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(page: &str) -> Option<(String, Means)> {
        let url = Url::parse("https://paper.example/news/").unwrap();
        fill(page, &url, "me@example.org", "t0k").map(|ask| (ask.url.into(), ask.means))
    }

    #[test]
    fn the_form_is_sent_as_it_stands_with_traps_left_empty() {
        let page = r#"<form action="/search"><input name="q"></form>
            <form action="../join?x=1" method="POST">
              <input type="hidden" name="csrf" value="t&amp;k"><input type="email" name="EMAIL" required>
              <input name="b_123" tabindex="-1" value=""><input type="checkbox" name="terms">
              <input type="checkbox" name="daily" value="yes" checked><select name="lang"><option>en<option selected>kk</select>
              <button name="go">Join</button><button name="no">Leave</button></form>"#;
        let pairs = [
            ("csrf", "t&k"),
            ("EMAIL", "me@example.org"),
            ("b_123", ""),
            ("daily", "yes"),
            ("lang", "kk"),
            ("go", ""),
        ];
        let fields = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(
            filled(page),
            Some((
                "https://paper.example/join?x=1".into(),
                Means::Form(fields.to_vec())
            ))
        );
    }

    #[test]
    fn a_form_without_a_method_is_an_address() {
        let page = r#"<form action="join"><input name="mail" placeholder="you@"></form>"#;
        let (url, means) = filled(page).unwrap();
        assert_eq!(
            (url.as_str(), means),
            (
                "https://paper.example/news/join?mail=me%40example.org",
                Means::Get
            )
        );
    }

    #[test]
    fn a_field_of_our_name_gets_the_token() {
        let page =
            r#"<form action="join"><input name="mail"><input type="hidden" name="kazpost" value=""></form>"#;
        let (url, _) = filled(page).unwrap();
        assert_eq!(
            url,
            "https://paper.example/news/join?mail=me%40example.org&kazpost=t0k"
        );
    }

    #[test]
    fn no_other_form_is_taken_for_one() {
        assert_eq!(filled("<form><input name=q></form>"), None);
        assert_eq!(
            filled("<form><input type=email name=e><input type=password name=p></form>"),
            None
        );
        assert_eq!(filled("<p>no form"), None);
    }
}
