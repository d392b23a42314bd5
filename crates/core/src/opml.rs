use kazpost_api::{Code, Failure, Imported};
use kazpost_parse::opml::{self, OpmlFeed};
use kazpost_store::NewFeed;

use crate::failure::{failure, of_store};
use crate::library::{Library, now};
use crate::lists::count;
use crate::starter;

impl Library {
    /// Subscribes to what an OPML list names, fetched with the next sync.
    pub fn opml_import(&self, bytes: &[u8]) -> Result<Imported, Failure> {
        let list = opml::read(bytes)
            .map_err(|error| failure(Code::NotOpml, "", &error.what, format!("The file is {error}.")))?;
        let mut invalid = list.invalid;
        let mut feeds = Vec::with_capacity(list.feeds.len());
        for feed in list.feeds {
            match kazpost_fetch::normalise_address(&feed.xml_url) {
                Ok(url) => feeds.push(NewFeed {
                    // The name that the feed had in the reader it comes from, unless it is none.
                    custom_title: feed
                        .title
                        .filter(|title| *title != feed.xml_url && !title.trim().is_empty()),
                    title: String::new(),
                    site_url: feed.html_url.filter(|url| crate::prepare::is_web(url)),
                    folder: feed.folder.filter(|folder| !folder.trim().is_empty()),
                    url: url.into(),
                    site: feed.followed,
                }),
                Err(_) => invalid += 1,
            }
        }
        let new = self.store().subscribe(&feeds).map_err(of_store)?;
        let added = new.iter().filter(|new| **new).count();
        Ok(Imported {
            added: count(added),
            already: count(new.len() - added),
            invalid,
        })
    }

    /// The subscriptions as OPML 2.0.
    pub fn opml_export_text(&self) -> Result<String, Failure> {
        let feeds: Vec<OpmlFeed> = self
            .feeds()?
            .into_iter()
            .filter(|feed| feed.url != starter::ADDRESS && !feed.url.starts_with("mail:"))
            .map(|feed| OpmlFeed {
                title: Some(feed.title),
                xml_url: feed.url,
                html_url: feed.site_url,
                followed: feed.site,
                folder: feed.folder,
            })
            .collect();
        Ok(opml::write(&self.0.publication.name, now(), &feeds))
    }
}
