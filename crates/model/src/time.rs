use serde::{Deserialize, Serialize};

/// A moment in UTC, in whole seconds since 1970-01-01T00:00:00Z.
///
/// Kept within the years 0001 to 9999, so that it always has an RFC 3339 form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    const FIRST: i64 = -62_135_596_800;
    const LAST: i64 = 253_402_300_799;

    /// `None` outside the years 0001 to 9999.
    pub const fn from_seconds(seconds: i64) -> Option<Timestamp> {
        if Self::FIRST <= seconds && seconds <= Self::LAST {
            Some(Timestamp(seconds))
        } else {
            None
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// RFC 3339 in UTC with a `Z`, e.g. `2026-11-24T05:00:00Z`.
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_second(self.0)
            .map(|t| t.to_string())
            .unwrap_or_default()
    }
}
