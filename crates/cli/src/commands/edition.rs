use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use kazpost_api::{EditionProgress, EditionReport, EditionStep};

use crate::arguments::Edition;
use crate::output::{self, Stop};

pub fn edition(data_dir: Option<PathBuf>, options: Edition) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    let report = output::runtime()?.block_on(async {
        let work = library.edition_prepare(show);
        tokio::pin!(work);
        let mut asked = false;
        loop {
            tokio::select! {
                report = &mut work => return report,
                _ = tokio::signal::ctrl_c(), if !asked => {
                    asked = true;
                    library.edition_cancel();
                }
            }
        }
    })?;
    if options.json {
        output::json(&report)
    } else {
        output::text(&lines(&report))
    }
}

/// A line that is written over, where somebody watches.
fn show(progress: EditionProgress) {
    let mut stderr = std::io::stderr();
    if !stderr.is_terminal() {
        return;
    }
    let what = match progress.step {
        EditionStep::Idle => "",
        EditionStep::Sync => "sources",
        EditionStep::Texts => "whole articles",
        EditionStep::Pictures => "articles with their pictures",
        EditionStep::Check => "looking what is kept",
    };
    let line = if what.is_empty() {
        String::new()
    } else {
        format!("{} of {} {what}", progress.count.done, progress.count.total)
    };
    let _ = write!(stderr, "\r\x1b[K{line}");
}

fn lines(report: &EditionReport) -> String {
    let (articles, pictures) = (report.articles, report.pictures);
    let mut text = format!(
        "{} of {} articles, {} of {} pictures; {} failed; {:.1} s\n",
        articles.done,
        articles.total,
        pictures.done,
        pictures.total,
        report.failed.len(),
        report.seconds
    );
    for missing in &report.failed {
        text += &format!("{}\n    {}\n", missing.url, missing.why);
    }
    text
}
