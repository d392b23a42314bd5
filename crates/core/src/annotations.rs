//! What the reader writes into the paper: highlights, notes, collections, tags.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use kazpost_api::{
    AnnotateRequest, Annotated, Annotation, Bookmark, Bookmarks, BookmarksPart, BookmarksRequest, Code,
    Colour, Failure, Highlights, Label, LabelKind, LabelRequest, Marked, OwnMarks, Passage,
    RenameLabelRequest, Row,
};
use kazpost_model::ArticleKey;
use kazpost_store::{AnnotationRecord, ListQuery, ListScope, Recorded};
use sha2::{Digest, Sha256};

use crate::failure::{failure, not_found, of_store};
use crate::library::{Library, now};
use crate::lists::count;
use crate::rows::row;
use crate::{export, reading};

/// Longer than this nothing is kept, in characters: a highlight is no second copy of the library.
const LONGEST_QUOTE: usize = 10_000;
const LONGEST_NOTE: usize = 20_000;
const LONGEST_NAME: usize = 80;

/// How many highlights the review shows at a time.
const REVIEWED_AT_ONCE: u32 = 5;

impl Library {
    /// What the reader put on an article.
    pub fn own_marks(&self, id: &str) -> Result<OwnMarks, Failure> {
        let article = ArticleKey::from_text(id);
        let labels = |kind| {
            self.store()
                .labels_of(&article, store_kind(kind))
                .map_err(of_store)
        };
        Ok(OwnMarks {
            annotations: self.annotations_of(&article)?,
            collections: labels(LabelKind::Collection)?,
            tags: labels(LabelKind::Tag)?,
            caught: self.caught_by(&article)?,
        })
    }

    /// Makes a highlight or a note, or changes one; durable when it returns.
    pub fn annotate(&self, request: AnnotateRequest) -> Result<Annotated, Failure> {
        let article = ArticleKey::from_text(&request.article);
        if self.store().row_of(&article).map_err(of_store)?.is_none() {
            return Err(not_found("article", &request.article));
        }
        let content = kazpost_store::Annotation {
            quote: cut(&request.quote, LONGEST_QUOTE),
            prefix: cut(&request.prefix, 200),
            suffix: cut(&request.suffix, 200),
            colour: colour_name(request.colour).into(),
            note: cut(request.note.trim(), LONGEST_NOTE),
        };
        if content.quote.trim().is_empty() && content.note.is_empty() {
            let message = "A highlight without text and without a note is none.";
            return Err(failure(Code::BadRequest, request.article, "", message));
        }
        let key = request.id.unwrap_or_else(|| new_key(&article));
        let recorded = self
            .store()
            .annotate(&key, &article, &content, now())
            .map_err(of_store)?;
        let annotation = self.annotations_of(&article)?;
        annotation
            .into_iter()
            .find(|one| one.id == key)
            .map(|annotation| Annotated {
                action: recorded.action,
                annotation,
            })
            .ok_or_else(|| not_found("highlight", &key))
    }

    /// Takes a highlight or note away.
    pub fn annotation_remove(&self, id: &str) -> Result<Marked, Failure> {
        let recorded = self.store().annotation_remove(id, now()).map_err(of_store)?;
        Ok(marked(recorded))
    }

    /// Puts a name on articles or takes it off.
    pub fn label(&self, request: LabelRequest) -> Result<Marked, Failure> {
        let name = named(&request.name)?;
        let kind = store_kind(request.kind);
        self.with_target(request.target, |which| {
            self.store().label(which, kind, &name, request.on, now())
        })
    }

    /// Gives all that have a name another, or takes it off all.
    pub fn label_rename(&self, request: RenameLabelRequest) -> Result<Marked, Failure> {
        let to = request.to.as_deref().map(named).transpose()?;
        let recorded =
            self.store()
                .label_rename(store_kind(request.kind), &request.from, to.as_deref(), now());
        Ok(marked(recorded.map_err(of_store)?))
    }

    /// The names in use.
    pub(crate) fn label_counts(&self, kind: LabelKind) -> Result<Vec<Label>, Failure> {
        let labels = self.store().labels(store_kind(kind)).map_err(of_store)?;
        Ok(labels
            .into_iter()
            .map(|(name, count)| Label { name, count })
            .collect())
    }

    /// A page of the bookmarks.
    pub fn bookmarks(&self, request: BookmarksRequest) -> Result<Bookmarks, Failure> {
        let members = |scope| {
            let query = ListQuery {
                scope,
                unread_only: false,
                filter: String::new(),
            };
            self.store().snapshot(&query, None).map_err(of_store)
        };
        let loose = members(ListScope::Loose)?;
        let part = match &request.part {
            BookmarksPart::All => members(ListScope::Saved)?,
            BookmarksPart::Collection(name) => members(ListScope::Collection(name.clone()))?,
            BookmarksPart::Loose => loose.clone(),
        };
        let ids: Vec<i64> = part
            .iter()
            .skip(request.offset as usize)
            .take(request.limit.min(100) as usize)
            .map(|(id, _)| *id)
            .collect();
        let mut entries = Vec::with_capacity(ids.len());
        for record in self.store().rows(&ids).map_err(of_store)? {
            let key = record.key.clone();
            let collections = self.store().labels_of(&key, kazpost_store::LabelKind::Collection);
            entries.push(Bookmark {
                annotations: self.annotations_of(&key)?,
                collections: collections.map_err(of_store)?,
                row: row(record),
            });
        }
        Ok(Bookmarks {
            all: self.store().counts().map_err(of_store)?.saved,
            loose: count(loose.len()),
            collections: self.label_counts(LabelKind::Collection)?,
            total: count(part.len()),
            entries,
        })
    }

    /// The highlights page.
    pub fn highlights(&self) -> Result<Highlights, Failure> {
        let review = self.store().annotations_to_review(REVIEWED_AT_ONCE);
        let all = self.store().all_annotations().map_err(of_store)?;
        Ok(Highlights {
            review: self.passages(review.map_err(of_store)?)?,
            all: self.passages(all)?,
        })
    }

    /// Keeps that the reader met these again.
    pub fn highlights_reviewed(&self, ids: &[String]) -> Result<(), Failure> {
        self.store().annotations_reviewed(ids, now()).map_err(of_store)
    }

    /// All highlights and notes as Markdown, article by article.
    pub fn highlights_markdown(&self) -> Result<String, Failure> {
        let mut passages = self.highlights()?.all;
        // By article, in the order of the newest; within one as they were made.
        let mut order: HashMap<String, usize> = HashMap::new();
        for passage in &passages {
            let next = order.len();
            order.entry(passage.row.id.clone()).or_insert(next);
        }
        passages.sort_by_key(|passage| (order.get(&passage.row.id).copied(), passage.annotation.made));
        let address = |id: &str| self.record(id).ok().and_then(|record| record.url);
        Ok(export::markdown(&passages, &address))
    }

    fn passages(&self, found: Vec<(AnnotationRecord, i64)>) -> Result<Vec<Passage>, Failure> {
        let mut ids: Vec<i64> = found.iter().map(|(_, id)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        let rows = self.store().rows(&ids).map_err(of_store)?;
        let rows: HashMap<ArticleKey, Row> = rows
            .into_iter()
            .map(|record| (record.key.clone(), row(record)))
            .collect();
        let mut texts = HashMap::new();
        let passages = found.into_iter().filter_map(|(record, _)| {
            let row = rows.get(&record.article)?.clone();
            let text = texts
                .entry(record.article.clone())
                .or_insert_with(|| self.changed_text(&record.article));
            Some(Passage {
                annotation: annotation(record, text.as_deref()),
                row,
            })
        });
        Ok(passages.collect())
    }

    fn annotations_of(&self, article: &ArticleKey) -> Result<Vec<Annotation>, Failure> {
        let found = self.store().annotations(article).map_err(of_store)?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let text = self.changed_text(article);
        Ok(found
            .into_iter()
            .map(|record| annotation(record, text.as_deref()))
            .collect())
    }

    /// The letters of an article that changed after it was first stored: only there can a quote be missing.
    fn changed_text(&self, article: &ArticleKey) -> Option<String> {
        let record = self.store().article(article).ok()??;
        record
            .updated
            .then(|| letters(&reading::for_export(&record).text()))
    }
}

fn annotation(record: AnnotationRecord, changed: Option<&str>) -> Annotation {
    let quote = letters(&record.content.quote);
    Annotation {
        id: record.key,
        article: record.article.as_str().into(),
        orphaned: changed.is_some_and(|text| !text.contains(&quote)),
        quote: record.content.quote,
        prefix: record.content.prefix,
        suffix: record.content.suffix,
        colour: colour_of(&record.content.colour),
        note: record.content.note,
        made: record.made,
    }
}

/// What of a text counts when it is compared: how it is broken into lines does not. `ui/src/state/anchor.ts`
/// finds the place of a quote by the same.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
        })
        .collect()
}

fn marked(recorded: Recorded) -> Marked {
    Marked {
        action: recorded.action,
        changed: recorded.changed,
    }
}

fn named(name: &str) -> Result<String, Failure> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(failure(Code::BadRequest, "", "", "A name is needed."));
    }
    Ok(cut(&name, LONGEST_NAME))
}

fn cut(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect()
}

fn store_kind(kind: LabelKind) -> kazpost_store::LabelKind {
    match kind {
        LabelKind::Collection => kazpost_store::LabelKind::Collection,
        LabelKind::Tag => kazpost_store::LabelKind::Tag,
    }
}

fn colour_name(colour: Colour) -> &'static str {
    match colour {
        Colour::Ochre => "ochre",
        Colour::Leaf => "leaf",
        Colour::Lake => "lake",
        Colour::Rose => "rose",
    }
}

fn colour_of(name: &str) -> Colour {
    match name {
        "leaf" => Colour::Leaf,
        "lake" => Colour::Lake,
        "rose" => Colour::Rose,
        _ => Colour::Ochre,
    }
}

/// Unlike any other, here and on other devices.
pub(crate) fn new_key(article: &ArticleKey) -> String {
    static MADE: AtomicU64 = AtomicU64::new(0);
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let hash = Sha256::new()
        .chain_update(article.as_str())
        .chain_update(time.as_nanos().to_le_bytes())
        .chain_update(std::process::id().to_le_bytes())
        .chain_update(MADE.fetch_add(1, Ordering::Relaxed).to_le_bytes())
        .finalize();
    hash[..12].iter().map(|byte| format!("{byte:02x}")).collect()
}
