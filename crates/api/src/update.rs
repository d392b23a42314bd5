use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use crate::Failure;

/// What is known of new versions of the app.
#[derive(Clone, Debug, Serialize, TS)]
pub struct UpdateState {
    /// The version that runs.
    pub version: String,
    /// How new versions come.
    pub way: UpdateWay,
    /// The host that is asked, where the publication names one.
    pub host: String,
    /// When it was last asked, seconds since 1970 in UTC.
    #[ts(type = "number | null")]
    pub asked_at: Option<i64>,
    /// A version newer than this one.
    pub release: Option<NewRelease>,
    /// What goes on.
    pub step: UpdateStep,
}

/// How new versions come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum UpdateWay {
    /// The publication names no place for them.
    Off,
    /// The app replaces itself when the reader says so.
    Own,
    /// A package manager brings them.
    Managed {
        /// Its name.
        by: String,
        /// What it calls the app; may be empty.
        package: String,
    },
    /// The app's folder cannot be written to.
    ReadOnly {
        /// Which.
        folder: String,
    },
    /// The reader gets them where they got this one.
    ByHand,
}

/// A version that the publication signed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct NewRelease {
    /// Its version.
    pub version: String,
    /// The day on which it was published, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// What is new, as text, by language.
    pub notes: BTreeMap<String, String>,
    /// The page where it can be had by hand.
    pub page: Option<String>,
    /// The size of its package for this computer; null where there is none.
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    /// The reader does not want to be told of it again.
    pub dismissed: bool,
}

/// What goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum UpdateStep {
    /// Nothing.
    #[default]
    Idle,
    /// The publication is asked.
    Asking,
    /// A package is on its way.
    Downloading {
        /// Bytes that are here.
        #[ts(type = "number")]
        done: u64,
        /// Of so many.
        #[ts(type = "number")]
        total: u64,
    },
    /// It is verified and put into its place.
    Installing,
    /// It is in its place: the next start opens it.
    Installed {
        /// Which.
        version: String,
    },
    /// It did not succeed; the version that runs is untouched.
    Failed {
        /// Why.
        failure: Failure,
    },
}
