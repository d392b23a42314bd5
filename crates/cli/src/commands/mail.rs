use std::io::{self, Write};
use std::path::PathBuf;

use kazpost_api::{MailAdded, MailFeed, MailList, MailPlace, MailboxRequest};
use kazpost_core::Library;
use serde_json::json;

use crate::arguments::Mail;
use crate::output::{self, Stop};

pub fn mail(data_dir: Option<PathBuf>, command: Mail) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    match command {
        Mail::Add {
            place,
            password_stdin,
            json,
        } => match place.to_str().filter(|place| is_mailbox(place)) {
            Some(mailbox) => add_mailbox(&library, mailbox, password_stdin, json),
            None => {
                let added = library.mail_add(&place)?;
                if json {
                    return output::json(&added);
                }
                tell(&added)
            }
        },
        Mail::Folders {
            place,
            password_stdin,
            json,
        } => {
            let request = request(&place, password_stdin)?;
            let folders = output::runtime()?.block_on(library.mailbox_folders(&request))?;
            if json {
                return output::json(&folders);
            }
            output::text(&folders.iter().map(|name| format!("{name}\n")).collect::<String>())
        }
        Mail::Places { json } => {
            let places = library.mail_places()?;
            if json {
                return output::json(&places);
            }
            let line = |one: &MailPlace| match &one.failure {
                Some(failure) => format!("{}  ({failure})\n", one.place),
                None => format!("{}\n", one.place),
            };
            output::text(&places.iter().map(line).collect::<String>())
        }
        Mail::Remove { place, json } => {
            library.mail_place_remove(&place)?;
            if json {
                output::json(&json!({ "place": place, "removed": true }))
            } else {
                output::text("It is read no more. What was read stays.\n")
            }
        }
        Mail::List { json } => {
            let lists = library.mail_lists()?;
            if json {
                return output::json(&lists);
            }
            let line = |list: &MailList| format!("{}  {}: {}\n", list.id, list.title, way(list));
            output::text(&lists.iter().map(line).collect::<String>())
        }
        Mail::Unsubscribe { id, yes, json } => unsubscribe(&library, &id, yes, json),
    }
}

fn is_mailbox(place: &str) -> bool {
    ["imaps:", "imap:"].iter().any(|scheme| place.starts_with(scheme))
}

fn add_mailbox(library: &Library, place: &str, password_stdin: bool, json: bool) -> Result<(), Stop> {
    let request = request(place, password_stdin)?;
    let done = output::runtime()?.block_on(library.mailbox_add(&request))?;
    if let Some(why) = &done.not_kept {
        let _ = writeln!(
            io::stderr(),
            "The password is not kept: the system's keyring does not answer ({why}). Set KAZPOST_MAIL_PASSWORD for a \
             sync."
        );
    }
    if json {
        return output::json(&done);
    }
    tell(&done.added)
}

/// The password of the variable is lent and kept nowhere; one of standard input is for the keyring.
fn request(place: &str, password_stdin: bool) -> Result<MailboxRequest, Stop> {
    let password = if password_stdin {
        let mut line = String::new();
        let read = io::stdin().read_line(&mut line);
        read.map_err(|cause| Stop::Words(format!("standard input cannot be read: {cause}")))?;
        Some(line.trim_end_matches(['\r', '\n']).to_owned())
    } else {
        None
    };
    Ok(kazpost_core::mailbox_request(place, password)?)
}

/// What came of reading mails.
fn tell(added: &MailAdded) -> Result<(), Stop> {
    for path in &added.unreadable {
        let _ = writeln!(io::stderr(), "{path} is no mail that can be read");
    }
    let line = |feed: &MailFeed| format!("{}  {}  {} new\n", feed.id, feed.title, feed.new);
    output::text(&added.feeds.iter().map(line).collect::<String>())
}

fn unsubscribe(library: &Library, id: &str, yes: bool, json: bool) -> Result<(), Stop> {
    let list = library.mail_lists()?.into_iter().find(|list| list.id == id);
    let list = list.ok_or_else(|| Stop::Words(format!("There is no newsletter “{id}”.")))?;
    let Some(host) = &list.one_click else {
        return Err(Stop::Words(format!(
            "“{}” takes no one-click unsubscribe: {}.",
            list.title,
            way(&list)
        )));
    };
    if !yes && !agreed(&format!("Ask {host} to end “{}”? [y/N] ", list.title)) {
        return Err(Stop::Words("Nothing was sent.".into()));
    }
    output::runtime()?.block_on(library.mail_unsubscribe(id))?;
    if json {
        output::json(&json!({ "id": id, "unsubscribed": true }))
    } else {
        output::text(&format!(
            "{host} was asked and agreed. What was read of “{}” stays.\n",
            list.title
        ))
    }
}

fn agreed(question: &str) -> bool {
    let _ = write!(io::stderr(), "{question}");
    let _ = io::stderr().flush();
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}

fn way(list: &MailList) -> String {
    match (list.ended, &list.one_click, &list.page, &list.mail) {
        (Some(_), ..) => "its sender was asked to end it".into(),
        (None, Some(host), ..) => format!("one click at {host} ends it"),
        (None, None, Some(page), _) => format!("{page} ends it"),
        (None, None, None, Some(mail)) => format!("a mail ends it: {mail}"),
        (None, None, None, None) => "its mails do not say how to leave it".into(),
    }
}
