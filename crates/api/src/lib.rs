//! The boundary between the program and whoever asks it: requests, answers, events, error codes and the list
//! of commands, once. TypeScript is generated from here (`cargo xtask bindings`). No logic.

mod annotation;
mod article;
mod commands;
mod extracted_page;
mod failure;
mod filter;
pub mod json_feed;
mod mail;
mod newsletter;
mod notices;
mod offline;
mod presence;
mod publication;
mod report;
mod saved_search;
mod search;
mod settings;
mod source;
mod start;
mod sync;
mod typescript;
mod update;

pub use annotation::*;
pub use article::*;
pub use commands::{COMMANDS, Command, EVENTS};
pub use extracted_page::ExtractedPage;
pub use failure::{Code, Failure};
pub use filter::*;
pub use mail::*;
pub use newsletter::*;
pub use notices::*;
pub use offline::*;
pub use presence::*;
pub use publication::*;
pub use report::*;
pub use saved_search::*;
pub use search::*;
pub use settings::*;
pub use source::*;
pub use start::*;
pub use sync::*;
pub use typescript::typescript;
pub use update::*;
