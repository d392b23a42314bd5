use kazpost_api::{Doctor, Failure};

use crate::failure::of_store;
use crate::library::Library;
use crate::places;

impl Library {
    /// Looks the whole library through. Takes as long as reading it does.
    pub fn doctor(&self) -> Result<Doctor, Failure> {
        let counts = self.store().counts().map_err(of_store)?;
        let (logs, faults) = self.noted_in();
        Ok(Doctor {
            version: env!("CARGO_PKG_VERSION").into(),
            sqlite: self.store().sqlite_version().into(),
            data_dir: self.0.data_dir.display().to_string(),
            database: self.store().path().display().to_string(),
            schema: self.store().schema_version(),
            integrity: self.store().integrity().map_err(of_store)?,
            feeds: counts.feeds,
            articles: counts.articles,
            unread: counts.unread,
            saved: counts.saved,
            portable: places::is_portable(&self.0.data_dir),
            logs,
            faults,
        })
    }
}
