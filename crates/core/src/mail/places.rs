//! Where newsletters are read from: folders of files, and mailboxes.

use kazpost_api::{Failure, MailPlace, MailboxPlace};
use kazpost_mailbox::Place;

use crate::failure::{not_found, of_store};
use crate::library::Library;

impl Library {
    /// All of them, and how it went with each.
    pub fn mail_places(&self) -> Result<Vec<MailPlace>, Failure> {
        let folders = self.store().mail_folders().map_err(of_store)?;
        let folders = folders.into_iter().map(|place| MailPlace {
            place,
            mailbox: None,
            failure: None,
        });
        let boxes = self.store().mailboxes().map_err(of_store)?;
        let boxes = boxes.into_iter().map(|kept| MailPlace {
            mailbox: Place::parse(&kept.address).ok().map(|place| MailboxPlace {
                server: match place.account.port {
                    993 => place.account.host,
                    port => format!("{}:{port}", place.account.host),
                },
                user: place.account.user,
                folder: place.folder,
            }),
            failure: serde_json::from_str(&kept.failure).ok(),
            place: kept.address,
        });
        Ok(folders.chain(boxes).collect())
    }

    /// Reads a place no more. What was read of it stays, and so do its lists; the password of a mailbox goes out of the
    /// keyring with the last of its account.
    pub fn mail_place_remove(&self, place: &str) -> Result<(), Failure> {
        // As it is written here, whatever the spelling.
        let mailbox = Place::parse(place).ok();
        let address = mailbox.as_ref().map(ToString::to_string);
        let removed = match &address {
            Some(address) => self.store().mailbox_remove(address),
            None => self.store().mail_folder_remove(&absolute(place)),
        };
        if !removed.map_err(of_store)? {
            return Err(not_found("folder or mailbox", place));
        }
        if let Some(mailbox) = mailbox {
            self.forget_password(&mailbox.account)?;
        }
        Ok(())
    }
}

fn absolute(path: &str) -> String {
    std::path::absolute(path).map_or_else(|_| path.to_owned(), |path| super::files::name(&path))
}
