use kazpost_model::{ArticleKey, Enclosure, FeedKey, Person, Timestamp};
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use crate::{FilterEffect, Packed, Store, StoreError, Terms, corrections, feeds, filters, keys, unread};

/// The fingerprint of what is damaged: whatever its feed says takes its place.
pub(crate) const UNKNOWN: [u8; 16] = [0; 16];

/// What a document says of its feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedMeta {
    /// Text.
    pub title: String,
    /// The site it belongs to.
    pub site_url: Option<String>,
    /// The feed's picture.
    pub icon: Option<String>,
    /// BCP 47; may be empty.
    pub language: String,
}

/// How the document was come by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// When.
    pub at: Timestamp,
    /// Moved for good to there.
    pub moved_to: Option<String>,
    /// To be sent next time.
    pub etag: Option<String>,
    /// To be sent next time.
    pub last_modified: Option<String>,
    /// The address that gave both.
    pub validated_url: String,
    /// Hash of the document's bytes.
    pub body_hash: Vec<u8>,
}

/// An article that is new or changed. What comes from markup comes from its sanitised form.
#[derive(Clone, Debug, PartialEq)]
pub struct NewArticle {
    /// Its key.
    pub key: ArticleKey,
    /// As the feed gave it.
    pub guid: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// JSON Feed's `external_url`.
    pub external_url: Option<String>,
    /// Text; may be empty.
    pub title: String,
    /// Text for lists.
    pub standfirst: String,
    /// Text: the feed's own teaser, whole.
    pub summary: Option<String>,
    /// Text for lists.
    pub author: String,
    /// All of them.
    pub authors: Vec<Person>,
    /// Text.
    pub tags: Vec<String>,
    /// BCP 47; may be empty.
    pub language: String,
    /// As received.
    pub content: Packed,
    /// Base of the relative addresses in it.
    pub content_base: Option<String>,
    /// The item's own picture.
    pub image: Option<String>,
    /// The picture for lists: its own or the first of the body.
    pub picture: Option<String>,
    /// Files.
    pub enclosures: Vec<Enclosure>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was changed.
    pub modified: Option<Timestamp>,
    /// Words of the body.
    pub words: u32,
    /// 0: not shortened, 1: so short that its page might have more, 2: plainly cut.
    pub teaser: u8,
    /// The filters that catch it, and what each does.
    pub caught: Vec<(String, FilterEffect)>,
    /// Its words are others than those that are kept of it.
    pub reworded: bool,
    /// Hash of what the feed says of it: another one means that it changed.
    pub fingerprint: [u8; 16],
    /// What it is to be found by.
    pub terms: Terms,
}

/// What a feed's document has to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// Which feed's.
    pub feed: FeedKey,
    /// What it says of the feed.
    pub meta: FeedMeta,
    /// Its articles that are new or changed.
    pub articles: Vec<NewArticle>,
    /// How it was come by.
    pub fetched: Fetched,
}

/// What storing a document did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// Articles not seen before.
    pub new: u32,
    /// Articles that changed.
    pub updated: u32,
}

impl NewArticle {
    /// What it takes in memory, about.
    pub fn bytes(&self) -> usize {
        self.content.bytes() + self.summary.as_ref().map_or(0, String::len) + self.terms.bytes() + 1000
    }
}

impl Store {
    /// The fingerprints of a feed's articles as they were last stored; `None` where one is not there.
    pub fn fingerprints(
        &self,
        feed: &FeedKey,
        articles: &[ArticleKey],
    ) -> Result<Vec<Option<[u8; 16]>>, StoreError> {
        self.connections.read(|c| {
            // Of a feed that has none yet each would be looked for in vain, anywhere in the index.
            if !has_articles(c, feed)? {
                return Ok(vec![None; articles.len()]);
            }
            let mut statement = c.prepare_cached("SELECT fingerprint FROM articles WHERE key = ?1")?;
            articles
                .iter()
                .map(|key| {
                    statement
                        .query_row([keys::of_article(key)], |row| row.get(0))
                        .optional()
                })
                .collect()
        })
    }

    /// Stores a document: whole or not at all. The index follows in portions, at the latest with [`Store::flush`]. Read state and bookmarks of articles that changed stay; so do
    /// articles that the document no longer has.
    pub fn ingest(
        &self,
        feed: &FeedKey,
        meta: &FeedMeta,
        articles: &[NewArticle],
        fetched: &Fetched,
    ) -> Result<Ingested, StoreError> {
        let mut stored = Vec::new();
        let done = self.connections.cheaply(|t| {
            document(t, feed, meta, articles, fetched, |n, row| {
                stored.push((row, articles[n].fingerprint, articles[n].terms.clone()));
            })
        })?;
        if self.pending.add(stored.into_iter()) >= self.connections.words() {
            self.index_stored()?;
        }
        Ok(done)
    }

    /// How many bytes of articles are best stored in one go, by how large the library is: what comes falls anywhere among the
    /// pages of its indexes, so that a small portion of a large library changes a page for nearly each article.
    pub fn portion(&self) -> usize {
        self.connections.portion()
    }

    /// How many bytes of articles may wait to be stored, so that there are some whenever the writer is done with those before.
    pub fn room(&self) -> usize {
        self.connections.room()
    }

    /// Whether somebody waits to write, the reader perhaps: what can end a transaction early should.
    pub fn is_wanted(&self) -> bool {
        self.connections.is_wanted()
    }

    /// As [`Store::ingest`], documents one after the other in one transaction: all of them or, where the library itself fails,
    /// none. `None` for one whose feed was removed meanwhile. Each by itself would write the same pages of the file again and
    /// again. A document is stored before the next is asked for; while that is waited for, nobody else can write.
    pub fn ingest_all(
        &self,
        arrivals: impl IntoIterator<Item = Arrival>,
    ) -> Result<Vec<Option<Ingested>>, StoreError> {
        let done = self.connections.cheaply(|t| {
            let mut done = Vec::new();
            for arrival in arrivals {
                let Arrival {
                    feed,
                    meta,
                    mut articles,
                    fetched,
                } = arrival;
                let mut rows = Vec::new();
                // A feed that is not there says so before anything is written.
                match document(t, &feed, &meta, &articles, &fetched, |n, row| rows.push((n, row))) {
                    Ok(ingested) => done.push(Some(ingested)),
                    Err(StoreError::NotFound(_)) => done.push(None),
                    Err(error) => return Err(error),
                }
                let words = self.pending.add(rows.into_iter().map(|(n, row)| {
                    let article = &mut articles[n];
                    (row, article.fingerprint, std::mem::take(&mut article.terms))
                }));
                self.index_if_enough(t, words)?;
            }
            Ok(done)
        })?;
        self.connections.fit()?;
        Ok(done)
    }
}

fn has_articles(c: &Connection, feed: &FeedKey) -> rusqlite::Result<bool> {
    c.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM articles INDEXED BY articles_by_feed WHERE hidden = 0 AND feed_id = feeds.id)
             OR EXISTS (SELECT 1 FROM articles INDEXED BY articles_hidden WHERE hidden = 1 AND feed_id = feeds.id)
         FROM feeds WHERE key = ?1",
    )?
    .query_row([keys::of_feed(feed)], |row| row.get(0))
    .optional()
    .map(|found| found.unwrap_or(false))
}

/// Stores a document; `stored` is told which of its articles became which row.
fn document(
    t: &Transaction<'_>,
    feed: &FeedKey,
    meta: &FeedMeta,
    articles: &[NewArticle],
    fetched: &Fetched,
    mut stored: impl FnMut(usize, i64),
) -> Result<Ingested, StoreError> {
    let id = feeds::id(t, feed)?;
    note(t, id, feed, meta, fetched)?;
    let mut done = Ingested::default();
    let remembered = t.prepare_cached("SELECT 1 FROM departed LIMIT 1")?.exists([])?;
    for (n, article) in articles.iter().enumerate() {
        if let Some(row) = store(t, id, article, fetched.at, remembered, &mut done)? {
            stored(n, row);
        }
    }
    unread::came(t, id, done.new)?;
    Ok(done)
}

fn note(
    t: &Transaction<'_>,
    id: i64,
    feed: &FeedKey,
    meta: &FeedMeta,
    fetched: &Fetched,
) -> rusqlite::Result<()> {
    feeds::moved(t, feed, fetched.moved_to.as_deref())?;
    t.prepare_cached(
        "UPDATE feeds SET feed_title = coalesce(nullif(:title, ''), feed_title),
             site_url = coalesce(:site_url, site_url), icon = coalesce(:icon, icon), language = :language,
             etag = :etag, last_modified = :last_modified, validated_url = :validated_url,
             body_hash = :body_hash, synced_at = :at, attempted_at = :at, next_try = NULL,
             failing_since = NULL, failures = 0, error = NULL, gone = 0
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": id, ":title": meta.title, ":site_url": meta.site_url, ":icon": meta.icon,
        ":language": meta.language, ":etag": fetched.etag, ":last_modified": fetched.last_modified,
        ":validated_url": fetched.validated_url, ":body_hash": fetched.body_hash, ":at": fetched.at.seconds(),
    })?;
    Ok(())
}

fn store(
    t: &Transaction<'_>,
    feed: i64,
    article: &NewArticle,
    now: Timestamp,
    remembered: bool,
    done: &mut Ingested,
) -> Result<Option<i64>, StoreError> {
    let key = keys::of_article(&article.key);
    let known: Option<(i64, [u8; 16])> = t
        .prepare_cached("SELECT id, fingerprint FROM articles WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match known {
        Some((_, fingerprint)) if fingerprint == article.fingerprint => Ok(None),
        Some((id, before)) => {
            let changed = before != UNKNOWN;
            let first_seen: i64 = t
                .prepare_cached("SELECT first_seen FROM bodies WHERE article_id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional()?
                .unwrap_or(now.seconds());
            let earlier = corrections::keep_version(t, id, article)?;
            t.prepare_cached(
                "UPDATE articles SET time = :time, updated = updated OR :changed, words = :words, title = :title,
                     standfirst = :standfirst, author = :author, language = :language, section = :section,
                     picture = :picture, fingerprint = :fingerprint, teaser = :teaser
                 WHERE id = :id",
            )?
            .execute(named_params! {
                ":id": id, ":time": time(article, first_seen), ":changed": changed, ":words": article.words,
                ":title": article.title, ":standfirst": article.standfirst, ":author": article.author,
                ":language": article.language, ":section": section(article), ":picture": article.picture,
                ":fingerprint": article.fingerprint, ":teaser": article.teaser,
            })?;
            if let (Some(version), true) = (earlier, article.reworded) {
                corrections::note(t, id, version)?;
            }
            body(t, id, article, Some(first_seen), now.seconds())?;
            filters::arrived(t, id, &article.caught, false)?;
            done.updated += u32::from(changed);
            Ok(Some(id))
        }
        None if let_go(t, key)? => Ok(None),
        None => {
            t.prepare_cached(
                "INSERT INTO articles (key, feed_id, time, words, title, standfirst, author, language, section,
                     picture, fingerprint, teaser)
                 VALUES (:key, :feed, :time, :words, :title, :standfirst, :author, :language, :section,
                     :picture, :fingerprint, :teaser)",
            )?
            .execute(named_params! {
                ":key": key, ":feed": feed, ":time": time(article, now.seconds()), ":words": article.words,
                ":title": article.title, ":standfirst": article.standfirst, ":author": article.author,
                ":language": article.language, ":section": section(article), ":picture": article.picture,
                ":fingerprint": article.fingerprint, ":teaser": article.teaser,
            })?;
            let id = t.last_insert_rowid();
            unread::comes(t, id, key, time(article, now.seconds()), feed)?;
            body(t, id, article, None, now.seconds())?;
            filters::arrived(t, id, &article.caught, true)?;
            if remembered {
                remember(t, id, key)?;
            }
            done.new += 1;
            Ok(Some(id))
        }
    }
}

/// Whether the reader let go of it for its age.
fn let_go(t: &Transaction<'_>, key: keys::Bytes) -> rusqlite::Result<bool> {
    t.prepare_cached("SELECT 1 FROM let_go WHERE article = ?1")?
        .exists([key])
}

/// `first_seen`: of an article that was there before. Its body goes first: of a statement that may replace SQLite keeps copies
/// of all pages that it changes.
fn body(
    t: &Transaction<'_>,
    id: i64,
    article: &NewArticle,
    first_seen: Option<i64>,
    seen_at: i64,
) -> rusqlite::Result<()> {
    if first_seen.is_some() {
        t.prepare_cached("DELETE FROM bodies WHERE article_id = ?1")?
            .execute([id])?;
    }
    t.prepare_cached(
        "INSERT INTO bodies (article_id, guid, url, external_url, summary, content, packed, content_base, image,
             authors, tags, enclosures, published, modified, first_seen, seen_at)
         VALUES (:id, :guid, :url, :external_url, :summary, :content, :packed, :content_base, :image, :authors, :tags,
             :enclosures, :published, :modified, :first_seen, :seen_at)",
    )?
    .execute(named_params! {
        ":id": id, ":guid": article.guid, ":url": article.url, ":external_url": article.external_url,
        ":summary": article.summary, ":content": article.content.content(),
        ":packed": article.content.packed(),
        ":content_base": article.content_base, ":image": article.image,
        ":authors": json(&article.authors), ":tags": json(&article.tags),
        ":enclosures": json(&article.enclosures),
        ":published": article.published.map(Timestamp::seconds),
        ":modified": article.modified.map(Timestamp::seconds),
        ":first_seen": first_seen.unwrap_or(seen_at), ":seen_at": seen_at,
    })?;
    t.prepare_cached("INSERT OR IGNORE INTO unindexed (article_id) VALUES (?1)")?
        .execute([id])?;
    Ok(())
}

/// Stores one article that no document brought.
pub(crate) fn keep(
    t: &Transaction<'_>,
    feed: i64,
    article: &NewArticle,
    now: Timestamp,
) -> Result<(), StoreError> {
    // The reader wants it now, whatever was let go before.
    t.execute(
        "DELETE FROM let_go WHERE article = ?1",
        [keys::of_article(&article.key)],
    )?;
    // Its words are indexed with those of all whose text changed.
    let mut done = Ingested::default();
    store(t, feed, article, now, true, &mut done)?;
    Ok(unread::came(t, feed, done.new)?)
}

/// What the reader once did to an article that was gone and is back.
fn remember(t: &Transaction<'_>, id: i64, key: keys::Bytes) -> rusqlite::Result<()> {
    let stood: Option<(bool, bool)> = t
        .prepare_cached("SELECT read, saved FROM departed WHERE article = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((read, saved)) = stood else { return Ok(()) };
    if read {
        unread::take_one(t, id)?;
    }
    if saved {
        t.prepare_cached("UPDATE articles SET saved = 1 WHERE id = ?1")?
            .execute([id])?;
    }
    t.prepare_cached("DELETE FROM departed WHERE article = ?1")?
        .execute([key])?;
    Ok(())
}

/// Where it stands among the others: when it was published, but never in the future, where it would sit on top
/// of everything until its day comes.
fn time(article: &NewArticle, first_seen: i64) -> i64 {
    article
        .published
        .or(article.modified)
        .map_or(first_seen, |time| time.seconds().min(first_seen))
}

fn section(article: &NewArticle) -> &str {
    article.tags.first().map_or("", String::as_str)
}

fn json<T: serde::Serialize>(list: &[T]) -> String {
    // Lists of plain texts and numbers have a JSON form always.
    serde_json::to_string(list).unwrap_or_else(|_| "[]".into())
}
