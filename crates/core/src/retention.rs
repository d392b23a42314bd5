//! Letting go of old articles, by a rule of the reader's: so many days, so much of the disk. What the reader wrote on,
//! tagged or bookmarked stays whatever the rule.

use kazpost_api::{Failure, RetentionPreview, RetentionRule};
use kazpost_model::Timestamp;
use kazpost_store::{Keep, Surplus};

use crate::failure::of_store;
use crate::library::{Library, now};
use crate::lists::count;
use crate::rows;

const DAY: i64 = 86_400;
/// The rule is followed no more often by itself, in seconds.
const PAUSE: i64 = 20 * 3_600;
/// So many of what would go are shown.
const SHOWN: usize = 100;
/// When it was last followed.
const FOLLOWED_AT: &str = "retention_at";

impl Library {
    /// What a rule would let go now. Nothing goes.
    pub fn retention_preview(&self, rule: RetentionRule) -> Result<RetentionPreview, Failure> {
        let surplus = self.surplus(rule)?;
        // The newest first: of them the reader has most to say.
        let shown: Vec<i64> = surplus.articles.iter().rev().take(SHOWN).copied().collect();
        let rows = self.store().rows(&shown).map_err(of_store)?;
        Ok(RetentionPreview {
            articles: count(surplus.articles.len()),
            bytes: surplus.bytes,
            newest: surplus.newest,
            rows: rows.into_iter().map(rows::row).collect(),
        })
    }

    /// Lets go of what a rule lets go now; says how many articles went.
    pub fn retention_apply(&self, rule: RetentionRule) -> Result<u32, Failure> {
        let surplus = self.surplus(rule)?;
        if surplus.articles.is_empty() {
            return Ok(0);
        }
        let gone = self.store().let_go(&surplus.articles).map_err(of_store)?;
        self.changed();
        Ok(gone)
    }

    /// Follows the reader's rule where there is one, once a day.
    pub fn retention_daily(&self) -> Result<u32, Failure> {
        let rule = self.retention_rule()?;
        let followed = self.store().setting(FOLLOWED_AT).map_err(of_store)?;
        let followed: i64 = followed.and_then(|text| text.parse().ok()).unwrap_or(0);
        if rule == RetentionRule::default() || (0..PAUSE).contains(&(now().seconds() - followed)) {
            return Ok(0);
        }
        let gone = self.retention_apply(rule)?;
        self.store()
            .set_setting(FOLLOWED_AT, &now().seconds().to_string())
            .map_err(of_store)?;
        Ok(gone)
    }

    /// The reader's rule.
    pub fn retention_rule(&self) -> Result<RetentionRule, Failure> {
        let settings = self.settings()?;
        Ok(RetentionRule {
            days: settings.keep_days,
            megabytes: settings.keep_megabytes,
        })
    }

    fn surplus(&self, rule: RetentionRule) -> Result<Surplus, Failure> {
        let keep = Keep {
            since: (rule.days > 0).then(|| now().seconds() - i64::from(rule.days) * DAY),
            bytes: (rule.megabytes > 0).then(|| u64::from(rule.megabytes) * 1_000_000),
        };
        if keep == Keep::default() {
            return Ok(Surplus::default());
        }
        self.store().surplus(&keep).map_err(of_store)
    }
}

/// The day of a moment, for those who print it.
pub fn day(seconds: i64) -> String {
    let text = Timestamp::from_seconds(seconds)
        .map(Timestamp::rfc3339)
        .unwrap_or_default();
    text.get(..10).unwrap_or_default().to_owned()
}
