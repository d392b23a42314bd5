//! How the texts of articles stand in the file: see `migrations/0019_packed.sql`.

use kazpost_model::RawHtml;
use rusqlite::types::{Type, ValueRef};
use rusqlite::{Connection, Row, RowIndex};

use crate::StoreError;

/// In bytes. What is shorter fits on a page of the file together with others, packed or not.
const WORTH_IT: usize = 512;

/// In bytes: twice what a feed's document may have. Nothing longer is packed, and a block that claims more is a lie that asks for
/// memory.
const LONGEST: usize = 64 << 20;

/// Markup in the form in which it is kept. Making it takes a moment: it is best made where there are hands free, and not by who
/// holds the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed(Form);

#[derive(Clone, PartialEq, Eq)]
enum Form {
    Plain(RawHtml),
    Block(Vec<u8>),
}

/// A packed text from which no text can be had.
#[derive(Debug, thiserror::Error)]
#[error("the text is damaged")]
struct Damage;

impl From<RawHtml> for Packed {
    fn from(markup: RawHtml) -> Packed {
        let text = markup.untrusted();
        // Whether a text is blank is asked of the column `content`.
        if (WORTH_IT..=LONGEST).contains(&text.len()) && !markup.is_blank() {
            let block = lz4_flex::compress_prepend_size(text.as_bytes());
            if block.len() < text.len() - text.len() / 8 {
                return Packed(Form::Block(block));
            }
        }
        Packed(Form::Plain(markup))
    }
}

impl Packed {
    /// The markup again. Fails for what was damaged in the file, never for what was packed in this process.
    pub fn markup(&self) -> Result<RawHtml, StoreError> {
        match &self.0 {
            Form::Plain(markup) => Ok(markup.clone()),
            Form::Block(block) => unpack(block).map_err(|_| StoreError::Damaged),
        }
    }

    /// What it takes in memory and, about, in the file.
    pub(crate) fn bytes(&self) -> usize {
        match &self.0 {
            Form::Plain(markup) => markup.untrusted().len(),
            Form::Block(block) => block.len(),
        }
    }

    /// The column `content`.
    pub(crate) fn content(&self) -> &str {
        match &self.0 {
            Form::Plain(markup) => markup.untrusted(),
            Form::Block(_) => "",
        }
    }

    /// The column `packed`.
    pub(crate) fn packed(&self) -> Option<&[u8]> {
        match &self.0 {
            Form::Plain(_) => None,
            Form::Block(block) => Some(block),
        }
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Form::Plain(markup) => markup.fmt(f),
            Form::Block(block) => write!(f, "Block({} bytes)", block.len()),
        }
    }
}

/// The markup of a row, from its columns `content` and `packed`.
pub(crate) fn markup(
    row: &Row<'_>,
    content: impl RowIndex,
    packed: impl RowIndex,
) -> rusqlite::Result<RawHtml> {
    match row.get_ref(packed)?.as_blob_or_null()? {
        None => Ok(RawHtml::new(row.get::<_, String>(content)?)),
        Some(block) => {
            unpack(block).map_err(|damage| damaged(packed.idx(row.as_ref()).unwrap_or_default(), damage))
        }
    }
}

/// As [`markup`]; `None` where the row has none, or a damaged one: it does not keep what goes through many texts, or replaces
/// it, from its work.
pub(crate) fn readable(
    row: &Row<'_>,
    content: impl RowIndex,
    packed: impl RowIndex,
) -> rusqlite::Result<Option<RawHtml>> {
    if row.get_ref(content)? == ValueRef::Null {
        return Ok(None);
    }
    match markup(row, content, packed) {
        Err(error) if is_damage(&error) => Ok(None),
        other => other.map(Some),
    }
}

/// How many texts of the library are damaged. Reads them all.
pub(crate) fn damaged_texts(c: &Connection) -> rusqlite::Result<u32> {
    let mut statement = c.prepare(
        "SELECT packed FROM bodies WHERE packed IS NOT NULL UNION ALL SELECT packed FROM pages WHERE packed IS NOT NULL
         UNION ALL SELECT packed FROM versions WHERE packed IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    let mut damaged = 0;
    while let Some(row) = rows.next()? {
        damaged += u32::from(unpack(row.get_ref(0)?.as_blob()?).is_err());
    }
    Ok(damaged)
}

fn damaged(column: usize, damage: Damage) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Blob, damage.into())
}

/// Whether SQLite's words are of a text that is damaged.
pub(crate) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::FromSqlConversionFailure(_, Type::Blob, cause) if cause.is::<Damage>())
}

fn unpack(block: &[u8]) -> Result<RawHtml, Damage> {
    let (length, rest) = lz4_flex::block::uncompressed_size(block).map_err(|_| Damage)?;
    if length > LONGEST {
        return Err(Damage);
    }
    let text = lz4_flex::decompress(rest, length).map_err(|_| Damage)?;
    String::from_utf8(text).map(RawHtml::new).map_err(|_| Damage)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(text: &str) -> RawHtml {
        RawHtml::new(format!("<p>{text}</p>").repeat(2000 / text.len()))
    }

    #[test]
    fn what_is_packed_is_shorter_and_comes_out_as_it_went_in() {
        for text in ["The ferry sails", "Паром отходит", "Кеме кетеді"] {
            let packed = Packed::from(long(text));
            assert_eq!(packed.content(), "");
            assert!(packed.packed().is_some_and(|block| block.len() < 200), "{text}");
            assert_eq!(packed.markup().unwrap(), long(text));
        }
    }

    #[test]
    fn what_gains_nothing_is_kept_as_it_is() {
        let mut state = 7_u64;
        let mut noise = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b' ' + u8::try_from(state >> 58).unwrap())
        };
        let noise: String = (0..2000).map(|_| noise()).collect();
        for text in ["", "<p>Short</p>", &noise, &" ".repeat(2000)] {
            let packed = Packed::from(RawHtml::new(text));
            assert_eq!((packed.content(), packed.packed()), (text, None));
            assert_eq!(packed.markup().unwrap(), RawHtml::new(text));
        }
    }

    #[test]
    fn what_is_damaged_is_an_error_and_asks_for_no_memory() {
        let packed = Packed::from(long("The ferry sails"));
        let block = packed.packed().unwrap();
        assert!(unpack(&block[..block.len() / 2]).is_err());
        assert!(unpack(&[]).is_err());
        let mut bomb = block.to_vec();
        bomb[..4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(unpack(&bomb).is_err());
        let broken = lz4_flex::compress_prepend_size(&[0xff; 2000]);
        assert!(unpack(&broken).is_err(), "no UTF-8");
    }
}
