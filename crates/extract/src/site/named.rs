//! What a page itself calls a list of articles, in JSON-LD (schema.org): `ItemList` and the articles that stand in
//! the page's objects. Breadcrumbs and menus are lists too and are left out.

use serde_json::{Map, Value};
use url::Url;

use super::address;
use crate::article::{schema, seconds_of};

/// An article that the page names.
pub(super) struct Named {
    pub(super) url: Url,
    pub(super) title: Option<String>,
    pub(super) published: Option<i64>,
}

/// The articles that the objects name, in their order.
pub(super) fn articles(objects: &[Map<String, Value>], base: &Url) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut add = |url: Option<String>, object: Option<&Map<String, Value>>| {
        let Some(url) = url.and_then(|url| address::resolved(base, &url)) else {
            return;
        };
        let text = |name: &str| object.and_then(|object| schema::text(object.get(name)));
        let title = text("headline").or_else(|| text("name"));
        if found.iter().all(|known| known.url != url) {
            found.push(Named {
                url,
                title,
                published: text("datePublished").as_deref().and_then(seconds_of),
            });
        }
    };
    for object in objects {
        if is(object, "ItemList") {
            let items = object.get("itemListElement").and_then(Value::as_array);
            for item in items.into_iter().flatten() {
                let inner = item.get("item").unwrap_or(item);
                match inner {
                    Value::String(url) => add(Some(url.clone()), item.as_object()),
                    inner => add(address_of(inner), inner.as_object()),
                }
            }
        } else if schema::is_article(object) {
            add(address_of(&Value::Object(object.clone())), Some(object));
        }
    }
    found
}

fn is(object: &Map<String, Value>, kind: &str) -> bool {
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(|value| value == kind),
        Some(value) => value == kind,
        None => false,
    }
}

fn address_of(value: &Value) -> Option<String> {
    let text = |name: &str| {
        let value = value.get(name)?;
        let inner = value.get("@id").unwrap_or(value);
        inner.as_str().map(str::to_owned)
    };
    text("url")
        .or_else(|| text("mainEntityOfPage"))
        .or_else(|| text("@id").filter(|id| id.starts_with("http")))
}
