//! What the benchmarks work on: feeds in English, Russian and Kazakh, made here and the same at every run.
//! How to read the results stands in `docs/performance.md`.

mod document;
mod prose;

pub use document::{Format, document};
pub use prose::{Language, Prose};
