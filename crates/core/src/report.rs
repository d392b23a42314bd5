use std::fmt::Write;

use kazpost_api::{Failure, Fault, Report};

use crate::failure::of_store;
use crate::library::Library;
use crate::log::Entry;
use crate::{faults, log};

/// Lines of the log that a report holds.
const LINES: usize = 200;

impl Library {
    /// Notes what happened.
    pub fn log(&self, entry: &Entry<'_>) {
        self.0.log.note(entry);
    }

    /// What the reader may give to somebody who looks into a fault: everything that it says can be read first.
    pub fn report(&self) -> Result<Report, Failure> {
        let counts = self.store().counts().map_err(of_store)?;
        let mut text = format!(
            "KazPost {}, {} {}, SQLite {}, schema {}\n{} feeds, {} articles\n",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
            self.store().sqlite_version(),
            self.store().schema_version(),
            counts.feeds,
            counts.articles,
        );
        for fault in faults::all(&self.0.data_dir) {
            // Writing to a string cannot fail.
            let _ = write!(text, "\nFault\n{}", fault.text);
        }
        let _ = write!(text, "\nLog\n{}", self.0.log.tail(LINES));
        Ok(Report { text })
    }

    /// The last fault that the reader was not told of.
    pub fn fault(&self) -> Option<Fault> {
        let faults = faults::all(&self.0.data_dir);
        let new = faults.iter().find(|fault| !fault.seen)?;
        Some(Fault { at: new.at })
    }

    /// The reader was told of all faults so far.
    pub fn faults_seen(&self) {
        faults::seen(&self.0.data_dir);
    }

    /// The folders of the log and of the reports.
    pub(crate) fn noted_in(&self) -> (String, String) {
        let (log, faults) = (log::folder(&self.0.data_dir), faults::folder(&self.0.data_dir));
        (log.display().to_string(), faults.display().to_string())
    }
}
