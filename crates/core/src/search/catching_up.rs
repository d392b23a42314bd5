//! Articles that are in the library and not in its index: after an update of the program, after a crash, and those
//! that the reader wrote something into.

use kazpost_api::Failure;
use kazpost_store::{ArticleRecord, LabelKind, StoreError, Terms};

use crate::failure::of_store;
use crate::library::Library;
use crate::reading;
use crate::search::terms;

/// So many at a time, so that the library is never held for long.
pub(super) const STEP: u32 = 200;

impl Library {
    /// Indexes some of the articles that are not indexed; says how many are left.
    pub fn index_step(&self) -> Result<u32, Failure> {
        let left = self.step().map_err(of_store)?;
        if left == 0 {
            self.gather_stories()?;
        }
        Ok(left)
    }

    /// Indexes all that are not indexed.
    pub fn index_all(&self) -> Result<(), Failure> {
        while self.index_step()? > 0 {}
        Ok(())
    }

    fn step(&self) -> Result<u32, StoreError> {
        let store = self.store();
        store.index_stored()?;
        let records = store.next_unindexed(STEP)?;
        if records.is_empty() {
            return Ok(0);
        }
        let mut rows = Vec::with_capacity(records.len());
        for record in &records {
            rows.push((record.row.id, self.terms(record)?));
        }
        store.index(&rows)?;
        store.unindexed()
    }

    fn terms(&self, record: &ArticleRecord) -> Result<Terms, StoreError> {
        let key = &record.row.key;
        let mut tags = record.tags.clone();
        tags.extend(self.store().labels_of(key, LabelKind::Tag)?);
        let annotations = self.store().annotations(key)?;
        let notes: Vec<String> = annotations.into_iter().map(|note| note.content.note).collect();
        let text = reading::text(record);
        Ok(terms::of(&terms::Words {
            language: &record.row.language,
            title: &record.row.title,
            teaser: record.summary.as_deref(),
            author: &record.row.author,
            tags: &tags,
            notes: &notes,
            text: &text,
        }))
    }
}
