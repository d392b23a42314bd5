use std::io::{self, Write};
use std::path::PathBuf;

use kazpost_api::{FeedStatus, SyncReport, SyncRequest};

use crate::arguments;
use crate::output::{self, Stop};

pub fn sync(data_dir: Option<PathBuf>, options: arguments::Sync) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    let request = SyncRequest { feed: options.feed };
    let runtime = output::runtime()?;
    let report = runtime.block_on(library.sync(request, |_| ()))?;
    if options.pictures {
        runtime.block_on(library.pictures_after_sync())?;
    }
    if options.json {
        output::json(&report)?;
    } else {
        output::text(&lines(&report))?;
    }
    for place in library.mail_places()? {
        if let Some(failure) = place.failure {
            let _ = writeln!(io::stderr(), "{}: {failure}", place.place);
        }
    }
    let all_failed = !report.feeds.is_empty() && report.failed as usize == report.feeds.len();
    if all_failed {
        return Err(Stop::Words("no feed could be fetched".into()));
    }
    Ok(())
}

fn lines(report: &SyncReport) -> String {
    let mut text = String::new();
    for feed in &report.feeds {
        let what = match (feed.status, &feed.error) {
            (FeedStatus::Ok, _) => format!("{} new, {} changed", feed.new, feed.updated),
            (FeedStatus::NotModified, _) => continue,
            (FeedStatus::Deferred, _) => "to be left alone for a while".into(),
            (FeedStatus::Gone, _) => "gone for good".into(),
            (FeedStatus::Error, error) => error.clone().unwrap_or_default(),
        };
        text += &format!("{}  {}\n    {what}\n", feed.id, feed.url);
    }
    text + &format!(
        "{} feeds, {} new articles, {} changed, {} failed, {:.1} s\n",
        report.feeds.len(),
        report.new,
        report.updated,
        report.failed,
        report.seconds
    )
}
