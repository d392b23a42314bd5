/// HTML as it came from the network or from a row of the database: untrusted, of any size, perhaps broken.
///
/// It has neither `Display` nor `Serialize`, so that it cannot slip into an answer or a page. The sanitiser
/// reads it with [`RawHtml::untrusted`] and the store keeps it as bytes of text.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct RawHtml(String);

impl RawHtml {
    /// Takes markup from outside.
    pub fn new(markup: impl Into<String>) -> RawHtml {
        RawHtml(markup.into())
    }

    /// The markup, not yet made safe. For the sanitiser and the store alone.
    pub fn untrusted(&self) -> &str {
        &self.0
    }

    /// True where there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl std::fmt::Debug for RawHtml {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RawHtml({} bytes)", self.0.len())
    }
}
