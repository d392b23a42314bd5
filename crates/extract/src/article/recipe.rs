//! What is needed for a dish and how it is made, which recipes keep in tables and lists that are no prose. The page
//! says both in its JSON-LD.

use serde_json::{Map, Value};

use super::told::paragraphs;
use super::tree::{ratio, squeezed};
use super::{metadata, schema};

/// What has more of its lines is complete.
const MOST_MET: f64 = 0.7;
/// More lines are no recipe.
const MOST: usize = 200;

/// Ingredients and steps of which `content` (its text) lacks the most part, as markup to put behind it.
pub(super) fn missing(objects: &[Map<String, Value>], content: &str) -> Option<String> {
    let recipe = objects.iter().find(|object| is_recipe(object))?;
    let have = squeezed(content);
    let lacks = |lines: &[String]| {
        let met = lines.iter().filter(|line| have.contains(&squeezed(line))).count();
        !lines.is_empty() && ratio(met, lines.len()) < MOST_MET
    };
    let mut out = String::new();
    let needed = lines(
        recipe
            .get("recipeIngredient")
            .or_else(|| recipe.get("ingredients")),
    );
    if lacks(&needed) {
        let items = needed.iter().map(|line| format!("<li>{}</li>", escaped(line)));
        out.push_str(&format!("<ul>{}</ul>", items.collect::<String>()));
    }
    let steps = lines(recipe.get("recipeInstructions"));
    if lacks(&steps) {
        let items = steps.iter().map(|line| format!("<li>{}</li>", paragraphs(line)));
        out.push_str(&format!("<ol>{}</ol>", items.collect::<String>()));
    }
    (!out.is_empty()).then_some(out)
}

fn is_recipe(object: &Map<String, Value>) -> bool {
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "Recipe"),
        Some(kind) => kind == "Recipe",
        None => false,
    }
}

/// Lines of text: of a list each, of a section its steps, of a text its lines.
fn lines(value: Option<&Value>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut left: Vec<&Value> = value.into_iter().collect();
    while let Some(value) = left.pop() {
        match value {
            Value::Array(list) => left.extend(list.iter().rev()),
            Value::Object(step) => match step.get("itemListElement").or_else(|| step.get("text")) {
                Some(inner) => left.push(inner),
                None => lines.extend(schema::text(Some(value))),
            },
            Value::String(text) => {
                let text = super::told::text(text);
                lines.extend(text.lines().map(metadata::plain));
            }
            _ => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.truncate(MOST);
    lines
}

fn escaped(line: &str) -> String {
    line.replace('&', "&amp;").replace('<', "&lt;")
}
