//! The index of words. What words are is not known here: keys come in, keys are asked for.

mod expression;
mod find;
mod index;
mod opening;
mod weight;

pub use expression::{Clause, Field, Match};
pub use find::{Found, Hit, SearchFilters, SearchQuery};
pub use index::Terms;

pub(crate) use expression::expression;
pub(crate) use find::Running;
pub(crate) use index::Pending;
pub(crate) use opening::PLACES_OF_WORDS;
