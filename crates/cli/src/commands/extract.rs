use kazpost_core::{Page, extracted};
use serde_json::Value;

use crate::arguments::Extract;
use crate::batch::{self, field};
use crate::output::{self, Stop};

const NONE: &str = "there is no article on this page";

pub fn extract(options: Extract) -> Result<(), Stop> {
    if options.batch {
        return batch::run(
            |request| Some(("id", request.get("id").cloned().unwrap_or(Value::Null))),
            |request| {
                let url = field(request, "url");
                let page = match (field(request, "html"), field(request, "file")) {
                    (Some(html), _) => extracted(Page::Text(html), url),
                    (None, Some(file)) => {
                        let bytes = std::fs::read(file).map_err(|cause| format!("{file}: {cause}"))?;
                        extracted(Page::Bytes(&bytes), url)
                    }
                    (None, None) => return Err("the line has neither html nor file".into()),
                };
                page.ok_or_else(|| NONE.into())
            },
        );
    }
    let bytes = output::read(options.file.as_deref())?;
    match extracted(Page::Bytes(&bytes), options.url.as_deref()) {
        Some(page) => output::json(&page),
        None => Err(Stop::Words(NONE.into())),
    }
}
