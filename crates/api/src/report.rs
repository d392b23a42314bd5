use serde::Serialize;
use ts_rs::TS;

/// What the reader may give to somebody who looks into a fault.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Report {
    /// All of it, as it would be given.
    pub text: String,
}

/// A fault of the app that left a report.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct Fault {
    /// When, seconds since 1970 in UTC.
    #[ts(type = "number")]
    pub at: i64,
}
