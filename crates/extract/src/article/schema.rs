//! What a page says in JSON-LD (schema.org).

use dom_query::Document;
use serde_json::{Map, Value};

/// More objects are a catalogue.
const MOST: usize = 2_000;

/// All objects of all JSON-LD on the page, outer before inner.
pub(crate) fn objects(page: &Document) -> Vec<Map<String, Value>> {
    let mut found = Vec::new();
    for script in page.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        let text = text
            .trim()
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("]]>");
        let Ok(value) = serde_json::from_str::<Value>(text) else {
            continue;
        };
        let mut left = std::collections::VecDeque::from([value]);
        while let Some(value) = left.pop_front() {
            match value {
                Value::Array(list) => left.extend(list),
                Value::Object(map) if found.len() < MOST => {
                    left.extend(
                        map.values()
                            .filter(|value| value.is_object() || value.is_array())
                            .cloned(),
                    );
                    found.push(map);
                }
                _ => {}
            }
        }
    }
    found
}

/// The object that is the article.
pub(super) fn article(objects: &[Map<String, Value>]) -> Option<&Map<String, Value>> {
    objects.iter().find(|object| is_article(object))
}

pub(crate) fn is_article(object: &Map<String, Value>) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "Recipe")
        })
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

/// The text of a field; of a list all, one after the other; of an object its name or address.
pub(crate) fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            let parts: Vec<String> = list.iter().filter_map(|value| text(Some(value))).collect();
            parts.join(", ")
        }
        Value::Object(map) => ["name", "url", "@value"]
            .iter()
            .find_map(|name| text(map.get(*name)))?,
        _ => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}
