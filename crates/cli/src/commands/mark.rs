use std::path::PathBuf;

use kazpost_api::{Change, MarkRequest, Target};

use crate::arguments::Mark;
use crate::output::{self, Stop};

pub fn mark(data_dir: Option<PathBuf>, options: Mark) -> Result<(), Stop> {
    let change = match options {
        Mark { read: true, .. } => Change::Read,
        Mark { unread: true, .. } => Change::Unread,
        Mark { saved: true, .. } => Change::Saved,
        _ => Change::Unsaved,
    };
    let target = Target::Articles { ids: options.ids };
    let marked = output::library(data_dir)?.mark_alone(MarkRequest { target, change })?;
    output::text(&format!("{} changed\n", marked.changed))
}
