use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Article, FrontPage, OpenedList, Publication, Session, Settings, Sources};

/// What the window says of itself when it asks for everything that it shows first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StartRequest {
    /// Minutes east of UTC, for where one day ends and the next begins.
    #[serde(default)]
    pub utc_offset_minutes: i32,
    /// The language of the interface as the window knows it; what the reader chose goes before it.
    #[serde(default)]
    pub language: String,
    /// How many first rows of a list come with it, at most 500.
    #[serde(default)]
    pub first: u32,
}

/// Everything that the window shows first, in one answer: each question more would cost a way there and back
/// before anything is seen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Start {
    /// What the reader chose.
    pub settings: Settings,
    /// Which newspaper this is.
    pub publication: Publication,
    /// The subscriptions.
    pub sources: Sources,
    /// Where the reader was.
    pub session: Session,
    /// The list, where the reader was in one.
    pub list: Option<OpenedList>,
    /// Today's paper, where the reader was there or in the settings.
    pub front: Option<FrontPage>,
    /// The article that was open, where it is still there.
    pub article: Option<Article>,
}
