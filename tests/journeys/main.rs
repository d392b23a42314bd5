//! One reader's story per file, through the command line and through the core, against real servers on loopback.

mod arranging;
mod batches;
mod books;
mod broken;
mod charsets;
mod conditional;
mod contract;
mod corrections;
mod discovery;
mod filtering;
mod finding;
mod folding;
mod following;
mod front_page;
mod handed;
mod highlights;
mod identity;
mod keeping;
mod letting_go;
mod lists;
#[cfg(unix)]
mod mailboxes;
mod mails;
#[cfg(target_os = "linux")]
mod metered;
mod moves;
mod newsletters;
mod notices;
mod offline;
mod opml_lists;
mod pictures;
mod politeness;
mod providers;
mod reader;
mod refusals;
mod safety;
mod same_story;
mod saved_searches;
mod search;
mod second_looks;
mod site_manners;
mod starter;
mod syncing;
mod topics;
#[cfg(unix)]
mod updates;

use kazpost_tests::feeds::{Item, rss};

/// A feed of numbered stories, the first the newest.
fn stories(title: &str, numbers: std::ops::RangeInclusive<u32>) -> String {
    let items: Vec<Item> = numbers
        .map(|number| Item {
            guid: format!("{title}-{number}"),
            title: format!("{title} {number}"),
            body: format!("<p>Story {number} of {title}.</p>"),
            hours: number,
            ..Item::default()
        })
        .collect();
    rss(title, "https://example.org/", &items)
}
