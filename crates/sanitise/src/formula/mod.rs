//! Formulas (MathML), written with the elements that an article may have: letters that slant, numbers above and below the
//! line. A parser would take `<math>` out of HTML and into rules of its own, which is how much that is hostile gets past
//! sanitisers; so its elements are given another name before it is parsed, and are ordinary ones from then on.
//!
//! Source: MathML Core (W3C), and MathML 3 for `mfenced`, which feeds still have.

mod named;
mod written;

pub use named::named;
pub use written::write;

/// What each element of a formula is called between the two passes.
pub const NAME: &str = "kz-formula";

/// What it was called before.
pub const IS: &str = "data-is";
