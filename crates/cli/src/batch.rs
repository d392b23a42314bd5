//! Thousands of cases in one process: one JSON object a line in, one a line out, in order, each flushed. A bad
//! line is an answer with `error`, never the end.

use std::io::BufRead;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use serde_json::{Value, json};

use crate::output::{self, Stop};

/// Answers line by line until the input ends. `name` takes from a request what its answer must repeat.
pub fn run<T: Serialize>(
    name: impl Fn(&Value) -> Option<(&'static str, Value)>,
    answer: impl Fn(&Value) -> Result<T, String>,
) -> Result<(), Stop> {
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input
            .read_until(b'\n', &mut line)
            .map_err(|cause| Stop::Words(format!("standard input cannot be read: {cause}")))?;
        if read == 0 {
            return Ok(());
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let request: Value = match serde_json::from_slice(&line) {
            Ok(request) => request,
            Err(cause) => {
                output::json(&json!({ "error": format!("the line is no JSON: {cause}") }))?;
                continue;
            }
        };
        let answered = catch_unwind(AssertUnwindSafe(|| answer(&request)))
            .unwrap_or_else(|_| Err("reading it failed; this is a fault of KazPost".into()));
        let mut answered = match answered {
            Ok(value) => {
                serde_json::to_value(value).unwrap_or_else(|cause| json!({ "error": cause.to_string() }))
            }
            Err(words) => json!({ "error": words }),
        };
        if let (Some((key, value)), Some(object)) = (name(&request), answered.as_object_mut()) {
            object.insert(key.into(), value);
        }
        output::json(&answered)?;
    }
}

/// A field that is text; absent and null are none.
pub fn field<'a>(request: &'a Value, name: &str) -> Option<&'a str> {
    request.get(name).and_then(Value::as_str)
}
