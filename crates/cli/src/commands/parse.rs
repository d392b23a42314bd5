use std::path::Path;

use kazpost_core::{Document, feed_document};

use crate::arguments::Parse;
use crate::batch::{self, field};
use crate::output::{self, Stop};

pub fn parse(options: Parse) -> Result<(), Stop> {
    if options.batch {
        return batch::run(
            |_| None,
            |request| {
                let file = field(request, "file").ok_or("the line names no file")?;
                let bytes = std::fs::read(Path::new(file)).map_err(|cause| format!("{file}: {cause}"))?;
                let document = Document {
                    bytes: &bytes,
                    url: field(request, "url"),
                    content_type: field(request, "content_type"),
                };
                feed_document(document).map_err(|error| error.what)
            },
        );
    }
    let bytes = output::read(options.file.as_deref())?;
    let document = Document {
        bytes: &bytes,
        url: options.url.as_deref(),
        content_type: options.content_type.as_deref(),
    };
    let feed = feed_document(document).map_err(|error| Stop::Words(error.to_string()))?;
    output::json(&feed)
}
