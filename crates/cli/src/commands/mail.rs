use std::io::{self, Write};
use std::path::PathBuf;

use kazpost_api::MailList;
use kazpost_core::Library;
use serde_json::json;

use crate::arguments::Mail;
use crate::output::{self, Stop};

pub fn mail(data_dir: Option<PathBuf>, command: Mail) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    match command {
        Mail::Add { path, json } => {
            let added = library.mail_add(&path)?;
            if json {
                return output::json(&added);
            }
            for path in &added.unreadable {
                let _ = writeln!(io::stderr(), "{path} is no mail that can be read");
            }
            let line =
                |feed: &kazpost_api::MailFeed| format!("{}  {}  {} new\n", feed.id, feed.title, feed.new);
            output::text(&added.feeds.iter().map(line).collect::<String>())
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
