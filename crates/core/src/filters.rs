//! Filters: what mutes or marks articles as they arrive, and what each would catch among those that are there.

use kazpost_api::{
    CaughtBy, Code, Condition, ConditionField, Effect, Failure, Filter, FilterDraft, FilterPreview,
    FilterSaved,
};
use std::cell::OnceCell;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

use kazpost_model::{
    ArticleKey, FeedKey, RawHtml, Timestamp, across, begins_words, words_across, words_in_a_row,
};
use kazpost_store::{Candidate, FilterEffect, FilterRecord, Markup, StateChange, Store, StoreError, Which};
use regex::{Regex, RegexBuilder};

use crate::failure::{failure, not_found, of_store};
use crate::library::{Library, now};
use crate::lists::count;
use crate::rows::row;

/// How many of what a filter catches are shown before it is kept.
const PREVIEWED: usize = 20;
/// A pattern that would need more than this is refused, in bytes.
const LARGEST_PATTERN: usize = 1 << 20;

/// What filters look at.
pub(crate) struct Looked<'a> {
    pub(crate) feed: &'a str,
    pub(crate) title: &'a str,
    pub(crate) standfirst: &'a str,
    pub(crate) author: &'a str,
    pub(crate) tags: &'a [String],
    pub(crate) text: Text<'a>,
}

/// The whole text of an article. It is had only where a filter comes as far as it, once for all of them.
pub(crate) struct Text<'a> {
    read: &'a dyn Fn() -> String,
    plain: OnceCell<String>,
    folded: OnceCell<String>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(read: &'a dyn Fn() -> String) -> Text<'a> {
        Text {
            read,
            plain: OnceCell::new(),
            folded: OnceCell::new(),
        }
    }

    /// For who looks at title and first lines alone.
    pub(crate) fn none() -> Text<'static> {
        Text::new(&String::new)
    }

    fn plain(&self) -> &str {
        self.plain.get_or_init(|| (self.read)())
    }

    fn folded(&self) -> &str {
        self.folded.get_or_init(|| across(self.plain()))
    }
}

/// The text of an article of the library, of what the feed gave and of its page.
fn text_of(markup: &Markup) -> String {
    let own = kazpost_sanitise::gist(&markup.content, None).text;
    let own = if own.trim().is_empty() {
        &markup.summary
    } else {
        &own
    };
    with_page(own, markup.page.as_ref())
}

/// What the feed gave, and what stands on its page.
pub(crate) fn with_page(own: &str, page: Option<&RawHtml>) -> String {
    match page {
        Some(page) => format!("{own}\n{}", kazpost_sanitise::gist(page, None).text),
        None => own.to_owned(),
    }
}

/// A condition ready to be asked.
enum Test {
    /// One of several phrases, each as folded words that begin words.
    Keyword(Vec<Vec<String>>),
    Author(Vec<String>),
    Feed(String),
    Tag(String),
    Pattern(Regex),
}

/// All conditions of a filter: an article is caught where each holds.
pub(crate) struct Matcher(Vec<Test>);

impl Matcher {
    pub(crate) fn new(conditions: &[Condition]) -> Result<Matcher, Failure> {
        let mut tests = conditions.iter().map(test).collect::<Result<Vec<_>, _>>()?;
        if tests.is_empty() {
            return Err(failure(Code::BadRequest, "", "", "A filter needs a condition."));
        }
        // Those that may read the whole text come last: most articles are out before.
        tests.sort_by_key(|test| matches!(test, Test::Keyword(_) | Test::Pattern(_)));
        Ok(Matcher(tests))
    }

    pub(crate) fn catches(&self, article: &Looked<'_>) -> bool {
        self.0.iter().all(|test| match test {
            Test::Keyword(phrases) => {
                let beginning = across(&format!("{}\n{}", article.title, article.standfirst));
                phrases.iter().any(|words| begins_words(&beginning, words))
                    || phrases
                        .iter()
                        .any(|words| words_in_a_row(article.text.folded(), words))
            }
            Test::Author(words) => begins_words(&across(article.author), words),
            Test::Feed(key) => article.feed == key,
            Test::Tag(tag) => article.tags.iter().any(|own| across(own) == *tag),
            Test::Pattern(pattern) => {
                let places = [article.title, article.standfirst];
                places.iter().any(|place| pattern.is_match(place)) || pattern.is_match(article.text.plain())
            }
        })
    }
}

fn test(condition: &Condition) -> Result<Test, Failure> {
    let value = condition.value.trim();
    let empty = || failure(Code::BadRequest, "", "", "A condition needs a value.");
    let words = |text: &str| {
        let words = words_across(text);
        if words.is_empty() { Err(empty()) } else { Ok(words) }
    };
    if value.is_empty() {
        return Err(empty());
    }
    Ok(match condition.field {
        ConditionField::Keyword => {
            let phrases: Vec<Vec<String>> = value
                .split(',')
                .map(words_across)
                .filter(|words| !words.is_empty())
                .collect();
            if phrases.is_empty() {
                return Err(empty());
            }
            Test::Keyword(phrases)
        }
        ConditionField::Author => Test::Author(words(value)?),
        ConditionField::Feed => Test::Feed(value.to_owned()),
        ConditionField::Tag => Test::Tag(across(value)),
        ConditionField::Pattern => {
            let built = RegexBuilder::new(value)
                .case_insensitive(true)
                .size_limit(LARGEST_PATTERN)
                .build();
            Test::Pattern(built.map_err(|cause| {
                let cause = cause.to_string();
                // The last line says what; those before it point into the pattern.
                let what = cause
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .trim_start_matches("error: ");
                failure(
                    Code::BadPattern,
                    value,
                    what,
                    format!("“{value}” is no pattern: {what}."),
                )
            })?)
        }
    })
}

/// The filters that are in force, to be asked of each article that arrives. One that cannot be read (a library
/// from elsewhere) catches nothing.
pub(crate) struct Filters(Vec<(String, FilterEffect, Matcher)>);

impl Filters {
    pub(crate) fn in_force(store: &Store) -> Result<Filters, StoreError> {
        let now = now();
        let filters = store.filters()?.into_iter().filter(|filter| active(filter, now));
        let ready = filters.filter_map(|filter| {
            let matcher = Matcher::new(&conditions(&filter)).ok()?;
            Some((filter.id, filter.effect, matcher))
        });
        Ok(Filters(ready.collect()))
    }

    pub(crate) fn catching(&self, article: &Looked<'_>) -> Vec<(String, FilterEffect)> {
        let catching = self.0.iter().filter(|(_, _, matcher)| matcher.catches(article));
        catching.map(|(id, effect, _)| (id.clone(), *effect)).collect()
    }
}

fn active(filter: &FilterRecord, now: Timestamp) -> bool {
    filter.expires.is_none_or(|expires| expires > now)
}

fn conditions(filter: &FilterRecord) -> Vec<Condition> {
    serde_json::from_str(&filter.conditions).unwrap_or_default()
}

impl Library {
    /// All filters, the newest first.
    pub fn filters(&self) -> Result<Vec<Filter>, Failure> {
        self.store().filters_expire(now()).map_err(of_store)?;
        let now = now();
        let filters = self.store().filters().map_err(of_store)?;
        Ok(filters
            .into_iter()
            .map(|filter| Filter {
                conditions: conditions(&filter),
                active: active(&filter, now),
                expires: filter.expires.map(Timestamp::seconds),
                effect: effect_of(filter.effect),
                caught: filter.caught,
                id: filter.id,
                name: filter.name,
            })
            .collect())
    }

    /// What a filter would catch among the articles that are there. Trying another ends it: what is found by then is
    /// told, to whoever does not listen any more.
    pub fn filter_preview(&self, draft: &FilterDraft) -> Result<FilterPreview, Failure> {
        let matcher = Matcher::new(&draft.conditions)?;
        let turn = self.0.filters_tried.fetch_add(1, Ordering::Relaxed) + 1;
        let caught = self.catch(&matcher, &|| self.0.filters_tried.load(Ordering::Relaxed) != turn)?;
        let first = &caught[..caught.len().min(PREVIEWED)];
        let rows = self.store().rows(first).map_err(of_store)?;
        Ok(FilterPreview {
            total: count(caught.len()),
            rows: rows.into_iter().map(row).collect(),
        })
    }

    /// Keeps a filter and lets it catch what is there. What it marks read or bookmarked among that is one act, which
    /// can be taken back.
    pub fn filter_save(&self, draft: FilterDraft) -> Result<FilterSaved, Failure> {
        let matcher = Matcher::new(&draft.conditions)?;
        let record = FilterRecord {
            id: draft.id.unwrap_or_else(new_id),
            name: draft.name.trim().chars().take(120).collect(),
            conditions: serde_json::to_string(&draft.conditions).unwrap_or_default(),
            effect: store_effect(draft.effect),
            expires: draft.expires.and_then(Timestamp::from_seconds),
            caught: 0,
        };
        let caught = if active(&record, now()) {
            self.catch(&matcher, &|| false)?
        } else {
            Vec::new()
        };
        self.store()
            .filter_keep(&record, &caught, now())
            .map_err(of_store)?;
        let change = match record.effect {
            FilterEffect::Read => Some(StateChange::Read(true)),
            FilterEffect::Save => Some(StateChange::Saved(true)),
            FilterEffect::Mute | FilterEffect::Important => None,
        };
        let action = match change {
            Some(change) if draft.apply => {
                let recorded = self.store().record(Which::Rows(&caught), change, now());
                recorded.map_err(of_store)?.action
            }
            _ => None,
        };
        Ok(FilterSaved {
            id: record.id,
            caught: count(caught.len()),
            action,
        })
    }

    /// Ends a filter; what it alone had hidden comes back.
    pub fn filter_remove(&self, id: &str) -> Result<(), Failure> {
        if !self.filters()?.iter().any(|filter| filter.id == id) {
            return Err(not_found("filter", id));
        }
        self.store().filter_remove(id).map_err(of_store)
    }

    /// The filters that caught an article.
    pub(crate) fn caught_by(&self, article: &ArticleKey) -> Result<Vec<CaughtBy>, Failure> {
        let filters = self.store().caught_by(article).map_err(of_store)?;
        Ok(filters
            .into_iter()
            .map(|(id, name, effect)| CaughtBy {
                id,
                name,
                effect: effect_of(effect),
            })
            .collect())
    }

    fn catch(&self, matcher: &Matcher, over: &dyn Fn() -> bool) -> Result<Vec<i64>, Failure> {
        let mut caught = Vec::new();
        let mut each = |candidate: Candidate, markup: &dyn Fn() -> Markup| {
            let read = || text_of(&markup());
            let article = Looked {
                feed: FeedKey::as_str(&candidate.feed),
                title: &candidate.title,
                standfirst: &candidate.standfirst,
                author: &candidate.author,
                tags: &candidate.tags,
                text: Text::new(&read),
            };
            if matcher.catches(&article) {
                caught.push(candidate.row);
            }
            if over() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        self.store().candidates(&mut each).map_err(of_store)?;
        Ok(caught)
    }
}

fn store_effect(effect: Effect) -> FilterEffect {
    match effect {
        Effect::Mute => FilterEffect::Mute,
        Effect::Read => FilterEffect::Read,
        Effect::Save => FilterEffect::Save,
        Effect::Important => FilterEffect::Important,
    }
}

fn effect_of(effect: FilterEffect) -> Effect {
    match effect {
        FilterEffect::Mute => Effect::Mute,
        FilterEffect::Read => Effect::Read,
        FilterEffect::Save => Effect::Save,
        FilterEffect::Important => Effect::Important,
    }
}

fn new_id() -> String {
    crate::annotations::new_key(&ArticleKey::from_text("filter"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catches(field: ConditionField, value: &str) -> bool {
        let condition = Condition {
            field,
            value: value.into(),
        };
        let tags = ["Ауа райы".to_owned()];
        let article = Looked {
            feed: "f1",
            title: "Қазақстанда футбол маусымы басталды",
            standfirst: "The season opens in Almaty.",
            author: "Айгүл Серік",
            tags: &tags,
            text: Text::new(&|| "In the seventh paragraph the Snow Leopards of Astana are named.".into()),
        };
        Matcher::new(&[condition]).expect("a condition").catches(&article)
    }

    #[test]
    fn each_kind_of_condition_catches_what_it_says() {
        assert!(catches(ConditionField::Keyword, "хоккей, футбол"));
        assert!(
            catches(ConditionField::Keyword, "season almaty"),
            "in the first lines"
        );
        assert!(
            catches(ConditionField::Keyword, "казакстан"),
            "in either alphabet's letters"
        );
        assert!(!catches(ConditionField::Keyword, "тбол"), "no middles of words");
        assert!(
            catches(ConditionField::Keyword, "snow leopard"),
            "in the text, one word after the other"
        );
        assert!(
            !catches(ConditionField::Keyword, "snow astana"),
            "words apart in a long text are no phrase"
        );
        assert!(catches(ConditionField::Author, "серик"));
        assert!(catches(ConditionField::Feed, "f1"));
        assert!(!catches(ConditionField::Feed, "f"));
        assert!(catches(ConditionField::Tag, "ауа Райы"));
        assert!(!catches(ConditionField::Tag, "ауа"), "a tag is meant whole");
        assert!(catches(ConditionField::Pattern, r"ФУТБОЛ\b.*\bбас"));
        assert!(!catches(ConditionField::Pattern, r"^season"));
        assert!(
            catches(ConditionField::Pattern, r"leopards of \w+"),
            "in the text"
        );
    }

    #[test]
    fn what_is_no_condition_is_refused_in_words() {
        let of = |field, value: &str| {
            let condition = Condition {
                field,
                value: value.into(),
            };
            Matcher::new(&[condition]).err().expect("refused")
        };
        assert_eq!(of(ConditionField::Pattern, "(").code, Code::BadPattern);
        assert_eq!(
            of(ConditionField::Pattern, r"\w{9999}{9999}").code,
            Code::BadPattern,
            "too large"
        );
        assert_eq!(of(ConditionField::Keyword, " , ").code, Code::BadRequest);
        assert!(
            Matcher::new(&[]).is_err(),
            "a filter of nothing would catch everything"
        );
    }
}
