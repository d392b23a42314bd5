//! A newsletter as it arrives: the bytes of a mail (RFC 5322, MIME) as an item of a feed that is its list.

mod body;
mod unsubscribe;

use std::collections::HashMap;

use kazpost_model::{ParsedItem, Person, RawHtml, Timestamp};
use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, PartType};
use sha2::{Digest, Sha256};

pub use unsubscribe::Unsubscribe;

/// Where the pictures inside mails are said to be (RFC 2606: `.invalid` is nowhere).
const PICTURES: &str = "https://mail.kazpost.invalid/";

/// A list's name in an address is cut after so many characters.
const LONGEST: usize = 200;

/// One mail.
#[derive(Clone, Debug)]
pub struct Mail {
    /// What its list is known by: `List-Id` (RFC 2919), else who it is from. Lower case, without white space.
    pub list: String,
    /// The list's name for people.
    pub name: String,
    /// As an item; its pictures stand at the addresses in `pictures`.
    pub item: ParsedItem,
    /// The pictures inside the mail that it shows.
    pub pictures: Vec<Picture>,
    /// How the list says that it is left.
    pub unsubscribe: Unsubscribe,
}

/// A picture that came inside a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Made of its bytes, so that what each issue brings again is one picture.
    pub address: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Reads a mail; `None` for what is none.
pub fn read(bytes: &[u8]) -> Option<Mail> {
    let message = MessageParser::default().parse(bytes)?;
    let from = message.from()?.first()?;
    let sender = from.address()?.trim().to_lowercase();
    if !sender.contains('@') {
        return None;
    }
    let sender_name = from.name().map(line).filter(|name| !name.is_empty());
    let id = header(&message, "List-Id").and_then(|value| bracketed(&value).pop());
    let list: String = id
        .as_deref()
        .unwrap_or(&sender)
        .chars()
        .filter(|sign| !sign.is_whitespace() && !sign.is_control())
        .take(LONGEST)
        .collect::<String>()
        .to_lowercase();
    // Some senders put a number of their own there and call it a name.
    let phrase = phrase(&message).filter(|name| !name.ends_with("mc list") && name.to_lowercase() != list);
    let name = phrase
        .or_else(|| sender_name.clone())
        .unwrap_or_else(|| list.clone());
    let inside = pictures(&message);
    let (content, shown) = body::of(&message, &inside);
    let language = match message.content_language() {
        HeaderValue::Text(text) => Some(text.to_string()),
        HeaderValue::TextList(list) => list.first().map(ToString::to_string),
        _ => None,
    };
    let published = message
        .date()
        .and_then(|date| Timestamp::from_seconds(date.to_timestamp()));
    let title = message.subject().map(line).filter(|subject| !subject.is_empty());
    let item = ParsedItem {
        // Without one it is known by its bytes: issues often have one and the same subject.
        guid: Some(message.message_id().map_or_else(|| hash(bytes), str::to_owned)),
        // Where the list keeps it for everybody (RFC 5064).
        url: header(&message, "Archived-At").and_then(|value| bracketed(&value).pop()),
        title,
        content: Some(RawHtml::new(content)),
        published,
        authors: sender_name
            .filter(|author| *author != name)
            .map(|author| Person {
                name: Some(author),
                ..Person::default()
            })
            .into_iter()
            .collect(),
        language,
        ..ParsedItem::default()
    };
    Some(Mail {
        list,
        name,
        item,
        pictures: inside
            .into_values()
            .filter(|picture| shown.contains(&picture.address))
            .collect(),
        unsubscribe: unsubscribe::of(
            header(&message, "List-Unsubscribe").as_deref(),
            header(&message, "List-Unsubscribe-Post").as_deref(),
        ),
    })
}

/// A header as it stands, unfolded.
fn header(message: &Message<'_>, name: &'static str) -> Option<String> {
    Some(line(message.header_raw(name)?))
}

/// The words before the identifier of the list.
fn phrase(message: &Message<'_>) -> Option<String> {
    let name = message.list_id().as_address()?.first()?.name()?;
    Some(line(name)).filter(|name| !name.is_empty())
}

/// What stands in angle brackets, white space out (RFC 2369, 2).
fn bracketed(value: &str) -> Vec<String> {
    let inner = value.split('<').skip(1).filter_map(|rest| rest.split_once('>'));
    inner
        .map(|(inner, _)| inner.split_whitespace().collect())
        .filter(|inner: &String| !inner.is_empty())
        .collect()
}

/// The pictures by the names that the markup knows them by.
fn pictures(message: &Message<'_>) -> HashMap<String, Picture> {
    let mut found = HashMap::new();
    for part in &message.parts {
        let (PartType::Binary(bytes) | PartType::InlineBinary(bytes)) = &part.body else {
            continue;
        };
        if let (Some(id), false) = (part.content_id(), bytes.is_empty()) {
            let picture = Picture {
                address: format!("{PICTURES}{}", hash(bytes)),
                bytes: bytes.to_vec(),
            };
            let id = id.trim().trim_matches(['<', '>']);
            found.entry(id.to_owned()).or_insert(picture);
        }
    }
    found
}

fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let digest = Sha256::digest(bytes);
    digest[..16].iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
