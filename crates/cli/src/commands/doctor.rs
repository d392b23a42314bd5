use std::path::PathBuf;

use crate::arguments::Doctor;
use crate::output::{self, Stop};

pub fn doctor(data_dir: Option<PathBuf>, options: Doctor) -> Result<(), Stop> {
    let found = output::library(data_dir)?.doctor()?;
    if options.json {
        output::json(&found)?;
    } else {
        output::text(&format!(
            "KazPost {}, SQLite {}\nData: {}{}\nDatabase: {}, schema {}\nLog: {}\nReports of faults: {}\n\
             Integrity: {}\nFeeds: {}\nArticles: {}, unread {}, bookmarked {}\n",
            found.version,
            found.sqlite,
            found.data_dir,
            if found.portable { " (portable)" } else { "" },
            found.database,
            found.schema,
            found.logs,
            found.faults,
            found.integrity,
            found.feeds,
            found.articles,
            found.unread,
            found.saved
        ))?;
    }
    if found.integrity == "ok" {
        Ok(())
    } else {
        Err(Stop::Words("the library is damaged".into()))
    }
}
