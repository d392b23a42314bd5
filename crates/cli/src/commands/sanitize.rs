use serde_json::{Value, json};

use crate::arguments::Sanitize;
use crate::batch::{self, field};
use crate::output::{self, Stop};

pub fn sanitize(options: Sanitize) -> Result<(), Stop> {
    if options.batch {
        return batch::run(
            |request| Some(("id", request.get("id").cloned().unwrap_or(Value::Null))),
            |request| {
                let html = field(request, "html").ok_or("the line has no html")?;
                let safe = kazpost_core::sanitised(html.to_owned(), field(request, "url"));
                Ok(json!({ "html": safe }))
            },
        );
    }
    let bytes = output::read(options.file.as_deref())?;
    let html = String::from_utf8_lossy(&bytes).into_owned();
    output::text(kazpost_core::sanitised(html, options.url.as_deref()).as_str())
}
