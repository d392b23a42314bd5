use std::collections::HashMap;

use kazpost_api::{
    Arrangement, Code, Counts, EditFeedRequest, Failure, Feed, FeedContent, FeedPictures, FeedUnread,
    FoldedFolder, LabelKind, Sources,
};
use kazpost_model::{FeedKey, Timestamp};
use kazpost_store::FeedRecord;

use crate::failure::{failure, not_found, of_fetch, of_store};
use crate::library::Library;
use crate::pictures;

/// When a sync last ended.
pub(crate) const SYNCED_AT: &str = "synced_at";

impl Library {
    /// The sources with their counts.
    pub fn sources(&self) -> Result<Sources, Failure> {
        let synced_at = self.store().setting(SYNCED_AT).map_err(of_store)?;
        let feeds = self.feeds()?;
        let counts = self.counted(Vec::new())?;
        Ok(Sources {
            folders: self.folders(&feeds)?,
            all: counts.all,
            unread: counts.unread,
            folded: counts.folded,
            saved: counts.saved,
            hidden: self.store().hidden_count().map_err(of_store)?,
            highlights: self.store().annotation_count().map_err(of_store)?,
            tags: self.label_counts(LabelKind::Tag)?,
            feeds,
            synced_at: synced_at.and_then(|text| text.parse().ok()),
        })
    }

    /// What changes in [`Library::sources`] when articles are marked, without what is known of each source.
    pub fn counts(&self) -> Result<Counts, Failure> {
        let unread = self.store().unread_by_feed().map_err(of_store)?;
        let feed = |(key, unread): (FeedKey, u32)| FeedUnread {
            id: key.as_str().into(),
            unread,
        };
        self.counted(unread.into_iter().map(feed).collect())
    }

    fn counted(&self, feeds: Vec<FeedUnread>) -> Result<Counts, Failure> {
        let counts = self.store().counts().map_err(of_store)?;
        let folded = if self.folds_stories()? {
            self.store().folded().map_err(of_store)?
        } else {
            kazpost_store::Folded::default()
        };
        Ok(Counts {
            all: counts.articles.saturating_sub(folded.all),
            unread: counts.unread.saturating_sub(folded.unread),
            folded: folded
                .folders
                .into_iter()
                .map(|(name, all, unread)| FoldedFolder { name, all, unread })
                .collect(),
            saved: counts.saved,
            feeds,
        })
    }

    /// The subscriptions in the reader's order: those outside folders first, then folder by folder, by name.
    pub fn feeds(&self) -> Result<Vec<Feed>, Failure> {
        let mut feeds: Vec<Feed> = self
            .store()
            .feeds()
            .map_err(of_store)?
            .into_iter()
            .map(feed)
            .collect();
        let folders = self.store().folders().map_err(of_store)?;
        let places: HashMap<FeedKey, i64> = self.store().places().map_err(of_store)?.into_iter().collect();
        feeds.sort_by_cached_key(|feed| {
            let folder = feed.folder.as_ref().map(|name| {
                let place = folders.iter().position(|known| known == name);
                (place.unwrap_or(usize::MAX), name.to_lowercase())
            });
            let place = places.get(&FeedKey::from_text(&feed.id)).copied();
            (
                folder,
                place.unwrap_or(i64::MAX),
                feed.title.to_lowercase(),
                feed.url.clone(),
            )
        });
        Ok(feeds)
    }

    /// Changes what the reader may change of a subscription.
    pub fn feed_edit(&self, request: EditFeedRequest) -> Result<(), Failure> {
        let key = self.known(&request.id)?;
        let address = request
            .address
            .as_deref()
            .map(kazpost_fetch::normalise_address)
            .transpose()
            .map_err(of_fetch)?;
        let (title, folder) = (
            request.title.as_deref().map(str::trim),
            request.folder.as_deref().map(str::trim),
        );
        self.store()
            .edit_feed(&key, title, folder, address.as_ref().map(url::Url::as_str))
            .map_err(of_store)?;
        let site = self
            .store()
            .feed(&key)
            .map_err(of_store)?
            .is_some_and(|feed| feed.site);
        if site && request.content.is_some() {
            return Err(failure(
                Code::BadRequest,
                &request.id,
                "",
                "A site that is followed without a feed has the text of its pages always.",
            ));
        }
        let content = request.content.map(|content| match content {
            FeedContent::Auto => "auto",
            FeedContent::Feed => "feed",
            FeedContent::Full => "full",
        });
        if let Some(content) = content {
            self.store().set_feed_content(&key, content).map_err(of_store)?;
        }
        let pictures = request.pictures.map(|pictures| match pictures {
            FeedPictures::Usual => "usual",
            FeedPictures::Always => "always",
            FeedPictures::Unmetered => "unmetered",
            FeedPictures::Saved => "saved",
            FeedPictures::Never => "never",
        });
        pictures.map_or(Ok(()), |pictures| {
            self.store().set_feed_pictures(&key, pictures).map_err(of_store)
        })
    }

    /// Puts folders and sources in the reader's order.
    pub fn sources_arrange(&self, arrangement: Arrangement) -> Result<(), Failure> {
        let tidy = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
        let folders: Vec<String> = arrangement.folders.iter().map(|name| tidy(name)).collect();
        if folders.iter().any(String::is_empty) {
            return Err(failure(Code::BadRequest, "", "", "A folder needs a name."));
        }
        let mut feeds = Vec::with_capacity(arrangement.feeds.len());
        for feed in arrangement.feeds {
            let folder = feed.folder.as_deref().map(tidy).filter(|name| !name.is_empty());
            feeds.push((self.known(&feed.id)?, folder));
        }
        self.store().arrange(&folders, &feeds).map_err(of_store)
    }

    /// The folders: those in order first, then what else feeds name.
    fn folders(&self, feeds: &[Feed]) -> Result<Vec<String>, Failure> {
        let mut folders = self.store().folders().map_err(of_store)?;
        for name in feeds.iter().filter_map(|feed| feed.folder.as_ref()) {
            if !folders.contains(name) {
                folders.push(name.clone());
            }
        }
        Ok(folders)
    }

    /// Ends a subscription; says how many of its articles stay because they are bookmarked.
    pub fn feed_remove(&self, id: &str) -> Result<u32, Failure> {
        let key = self.known(id)?;
        self.store().remove_feed(&key).map_err(of_store)
    }

    pub(crate) fn known(&self, id: &str) -> Result<FeedKey, Failure> {
        let key = FeedKey::from_text(id);
        match self.store().feed(&key).map_err(of_store)? {
            Some(feed) => Ok(feed.key),
            None => Err(not_found("feed", id)),
        }
    }
}

fn feed(record: FeedRecord) -> Feed {
    Feed {
        id: record.key.as_str().into(),
        url: record.url,
        title: record.title,
        site_url: record.site_url,
        folder: record.folder,
        content: match record.content.as_str() {
            "feed" => FeedContent::Feed,
            "full" => FeedContent::Full,
            _ => FeedContent::Auto,
        },
        site: record.site,
        pictures: pictures::chosen(&record.pictures),
        unread: record.unread,
        total: record.total,
        error: record
            .error
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok()),
        failing_since: record.failing_since.map(Timestamp::seconds),
        next_try: record.next_try.map(Timestamp::seconds),
        synced_at: record.synced_at.map(Timestamp::seconds),
    }
}
