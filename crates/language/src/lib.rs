//! Words: what makes two spellings or two forms one word, for Kazakh, Russian and English. Pure: no clock, no disk,
//! no network.
//!
//! A text becomes *keys*, one for each word: folded (case, ё, the letters that Kazakh has beyond Russian, Latin
//! spellings of Kazakh) and stemmed in the language of the text. A query does not know its language, so each of
//! its words becomes every key that it could have in a text ([`query_keys`]). Keys are letters and digits only.
//!
//! What it does not know: articles, indexes, queries. Which letters are one, the model says.

mod kazakh;
mod keys;
mod latin;
mod memory;
mod often;
mod signs;
mod words;

pub use kazpost_model::fold;
pub use keys::{Tongue, hash, key, keys, push_hashed_keys, push_keys, query_keys};
pub use words::{Word, words};
