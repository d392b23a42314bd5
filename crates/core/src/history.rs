use kazpost_api::{ArticleVersion, Failure, History};
use kazpost_model::{ArticleKey, Timestamp};

use crate::failure::{not_found, of_store};
use crate::library::Library;
use crate::prepare;

impl Library {
    /// The texts that an article had since it was first seen, oldest first.
    pub fn history(&self, id: &str) -> Result<History, Failure> {
        let versions = self
            .store()
            .versions(&ArticleKey::from_text(id))
            .map_err(of_store)?;
        if versions.is_empty() {
            return Err(not_found("article", id));
        }
        let mut told: Vec<ArticleVersion> = Vec::with_capacity(versions.len());
        for version in versions {
            let text = prepare::clean(&version.content, version.base.as_deref()).text();
            let same = told
                .last()
                .is_some_and(|last| last.title == version.title && last.content_text == text);
            // Markup that changed around the same words is no change to a reader.
            if !same {
                told.push(ArticleVersion {
                    seen_at: version.seen_at.map(Timestamp::rfc3339).unwrap_or_default(),
                    title: version.title,
                    content_text: text,
                });
            }
        }
        Ok(History { versions: told })
    }
}
