//! What is known so far of a feed or an item: for each field the best of what its elements said. A feed's own elements
//! rank before those of the modules, whatever their order.

mod item;
mod person;

use std::collections::HashSet;

use kazpost_model::{ParsedFeed, Person, RawHtml};

pub(crate) use item::{ItemDraft, is_image};
pub(crate) use person::{Named, person};

use crate::address::Base;

/// Where a value comes from, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Own,
    /// An element of the feed's own that says nearly the same.
    Near,
    Dc,
    Itunes,
    Media,
    Last,
}

/// A field: the best value, and of equal ones the first.
#[derive(Debug)]
pub(crate) struct Field<T>(Option<(Rank, T)>);

impl<T> Default for Field<T> {
    fn default() -> Field<T> {
        Field(None)
    }
}

impl<T> Field<T> {
    pub fn offer(&mut self, rank: Rank, value: Option<T>) {
        if let Some(value) = value
            && self.0.as_ref().is_none_or(|(known, _)| rank < *known)
        {
            self.0 = Some((rank, value));
        }
    }

    /// As [`Field::offer`], but of equal ones the last: so readers take the links of RSS.
    pub fn offer_last(&mut self, rank: Rank, value: Option<T>) {
        if let Some(value) = value
            && self.0.as_ref().is_none_or(|(known, _)| rank <= *known)
        {
            self.0 = Some((rank, value));
        }
    }

    pub fn take(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

impl Field<String> {
    /// As [`Field::offer`], but an empty text is none.
    pub fn offer_text(&mut self, rank: Rank, text: String) {
        self.offer(rank, Some(text).filter(|text| !text.trim().is_empty()));
    }
}

/// A field of several values: all those of the best rank.
#[derive(Debug, Default)]
pub(crate) struct People {
    rank: Option<Rank>,
    people: Vec<Person>,
}

impl People {
    pub fn add(&mut self, rank: Rank, person: Option<Person>) {
        let Some(person) = person else { return };
        match self.rank {
            Some(known) if known < rank => return,
            Some(known) if known > rank => self.people.clear(),
            _ => {}
        }
        self.rank = Some(rank);
        self.people.push(person);
    }

    pub fn take(self) -> Vec<Person> {
        self.people
    }
}

/// Markup and the base of the addresses in it.
#[derive(Clone, Debug)]
pub(crate) struct Markup {
    pub html: String,
    pub base: Base,
}

impl Markup {
    fn into_parts(self) -> (RawHtml, Option<String>) {
        (RawHtml::new(self.html), self.base.map(|base| base.to_string()))
    }
}

#[derive(Debug, Default)]
pub(crate) struct FeedDraft {
    pub title: Field<String>,
    pub description: Field<String>,
    pub home_page_url: Field<String>,
    pub feed_url: Field<String>,
    pub icon: Field<String>,
    pub language: Field<String>,
    pub authors: People,
    pub items: Vec<ItemDraft>,
}

impl FeedDraft {
    pub fn finish(self) -> ParsedFeed {
        ParsedFeed {
            title: self.title.take(),
            description: self.description.take(),
            home_page_url: self.home_page_url.take(),
            feed_url: self.feed_url.take(),
            icon: self.icon.take(),
            language: self.language.take(),
            authors: self.authors.take(),
            items: self.items.into_iter().map(ItemDraft::finish).collect(),
        }
    }
}

/// Takes out what was there before, keeping the order.
fn without_doubles<T>(values: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
    if values.len() < 2 {
        return values;
    }
    let mut seen = HashSet::with_capacity(values.len());
    values
        .into_iter()
        .filter(|value| seen.insert(key(value)))
        .collect()
}

/// A language as BCP 47 writes it: `en_US` is `en-US`.
pub(crate) fn language(text: &str) -> Option<String> {
    let text = text.trim().replace('_', "-");
    (!text.is_empty() && text.len() <= 35).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_rank_wins_and_then_the_first() {
        let mut field = Field::default();
        field.offer_text(Rank::Dc, "dc".into());
        field.offer_text(Rank::Own, " ".into());
        field.offer_text(Rank::Own, "first".into());
        field.offer_text(Rank::Own, "second".into());
        field.offer_text(Rank::Itunes, "itunes".into());
        assert_eq!(field.take().as_deref(), Some("first"));
    }

    #[test]
    fn people_of_one_rank_stand_together() {
        let mut people = People::default();
        let named = |name: &str| {
            Some(Person {
                name: Some(name.into()),
                ..Person::default()
            })
        };
        people.add(Rank::Itunes, named("a"));
        people.add(Rank::Dc, named("b"));
        people.add(Rank::Dc, named("c"));
        people.add(Rank::Itunes, named("d"));
        let names: Vec<_> = people.take().into_iter().filter_map(|p| p.name).collect();
        assert_eq!(names, ["b", "c"]);
    }
}
