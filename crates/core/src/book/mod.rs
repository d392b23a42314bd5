//! Articles to take along: an EPUB, a folder of Markdown, one page of HTML, a JSON Feed. What is unread or bookmarked,
//! or the bookmarks alone, with the pictures that are kept.

mod base64;
mod epub;
mod zip;

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use kazpost_api::{BookFormat, Code, Failure};
use kazpost_model::{ArticleKey, PictureKey, Timestamp};
use kazpost_sanitise::{SafeHtml, escape_xml};
use kazpost_store::{ArticleRecord, PictureRecord};

use crate::failure::{failure, of_store};
use crate::library::Library;
use crate::{export, reading, starter};

/// An article as a chapter: what all forms need of it.
pub(super) struct Chapter {
    title: String,
    /// Source, author, day, address.
    origin: String,
    url: Option<String>,
    language: String,
    direction: &'static str,
    body: SafeHtml,
    pictures: Vec<PictureKey>,
}

impl Library {
    /// Writes articles to a file or folder; says how many.
    pub fn book(&self, format: BookFormat, saved: bool, out: &Path) -> Result<usize, Failure> {
        let keys = self.store().pages_of_edition().map_err(of_store)?;
        let articles: Vec<ArticleKey> = keys
            .into_iter()
            .filter(|candidate| candidate.saved || !saved)
            .map(|candidate| candidate.key)
            .collect();
        let written = match format {
            BookFormat::Epub => epub::write(self, &articles, out),
            BookFormat::Markdown => self.markdown_folder(&articles, out),
            BookFormat::Html => self.html_page(&articles, out),
            BookFormat::Jsonfeed => self.json_feed_file(&articles, out),
        };
        written.map(|()| articles.len())
    }

    /// `address` gives a picture that is kept its place in the book.
    fn chapter(
        &self,
        key: &ArticleKey,
        address: &dyn Fn(&PictureKey, &PictureRecord) -> Option<String>,
    ) -> Result<Option<Chapter>, Failure> {
        let Some(record) = self.store().article(key).map_err(of_store)? else {
            return Ok(None);
        };
        let pictures = RefCell::new(Vec::new());
        let body = reading::for_window(&record, &|url| {
            let picture = PictureKey::of_address(url.as_str());
            let kept = match starter::picture(url) {
                Some(_) => None,
                None => self.store().picture_of(key, &picture).ok().flatten(),
            }?;
            let place = address(&picture, &kept)?;
            pictures.borrow_mut().push(picture);
            Some(place.into())
        });
        Ok(Some(chapter(record, body, pictures.into_inner())))
    }

    fn html_page(&self, articles: &[ArticleKey], out: &Path) -> Result<(), Failure> {
        let mut file = create(out)?;
        let name = escaped(&self.0.publication.name);
        let wrote = |result: io::Result<()>| result.map_err(|cause| refused(out, &cause));
        wrote(write!(
            file,
            "<!doctype html>\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{name}</title><style>{STYLE}</style></head><body>\n"
        ))?;
        for key in articles {
            let picture = |_: &PictureKey, kept: &PictureRecord| {
                Some(format!(
                    "data:{};base64,{}",
                    kept.media_type,
                    base64::encode(&kept.bytes)
                ))
            };
            if let Some(chapter) = self.chapter(key, &picture)? {
                wrote(writeln!(
                    file,
                    "<article lang=\"{}\" dir=\"{}\"><h1>{}</h1><p class=\"origin\">{}</p>{}</article>",
                    escaped(&chapter.language),
                    chapter.direction,
                    escaped(&chapter.title),
                    linked(&chapter),
                    chapter.body.as_str()
                ))?;
            }
        }
        wrote(file.write_all(b"</body></html>\n").and_then(|()| file.flush()))
    }

    fn markdown_folder(&self, articles: &[ArticleKey], out: &Path) -> Result<(), Failure> {
        let pictures = out.join("pictures");
        fs::create_dir_all(&pictures).map_err(|cause| refused(out, &cause))?;
        let mut names = HashSet::new();
        for key in articles {
            let written = RefCell::new(Ok(()));
            let picture = |picture: &PictureKey, kept: &PictureRecord| {
                let name = format!("{picture}.{}", ending(&kept.media_type)?);
                let path = pictures.join(&name);
                if let Err(cause) = fs::write(&path, &kept.bytes) {
                    let _ = written.replace(Err(refused(&path, &cause)));
                }
                Some(format!("pictures/{name}"))
            };
            let chapter = self.chapter(key, &picture)?;
            written.into_inner()?;
            let Some(chapter) = chapter else { continue };
            let mut name = file_name(&chapter.title);
            while !names.insert(name.to_lowercase()) {
                name = format!("{name} {}", key.as_str().get(..6).unwrap_or_default());
            }
            let address = chapter
                .url
                .as_deref()
                .map(|url| format!(", <{url}>"))
                .unwrap_or_default();
            let text = format!(
                "# {}\n\n{}{address}\n\n{}",
                chapter.title,
                chapter.origin,
                chapter.body.markdown()
            );
            let path = out.join(format!("{name}.md"));
            fs::write(&path, text).map_err(|cause| refused(&path, &cause))?;
        }
        Ok(())
    }

    fn json_feed_file(&self, articles: &[ArticleKey], out: &Path) -> Result<(), Failure> {
        let mut items = Vec::with_capacity(articles.len());
        for key in articles {
            if let Some(record) = self.store().article(key).map_err(of_store)? {
                items.push(export::item(record));
            }
        }
        let mut file = create(out)?;
        serde_json::to_writer(&mut file, &self.json_feed(items))
            .map_err(|cause| refused(out, &cause.into()))?;
        file.flush().map_err(|cause| refused(out, &cause))
    }
}

const STYLE: &str = "body{max-width:40em;margin:2em auto;padding:0 1em;font:18px/1.6 serif}img{max-width:100%;height:auto}\
    .origin{color:#666;font:14px sans-serif}article{border-top:1px solid #ccc;padding:2em 0}";

fn chapter(record: ArticleRecord, body: SafeHtml, pictures: Vec<PictureKey>) -> Chapter {
    let day = Timestamp::from_seconds(record.row.time).map(Timestamp::rfc3339);
    let day = day
        .as_deref()
        .and_then(|day| day.get(..10))
        .unwrap_or_default()
        .to_owned();
    let parts = [
        record.row.source.as_str(),
        record.row.author.as_str(),
        day.as_str(),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Chapter {
        origin: parts.join(", "),
        direction: crate::language::direction(&record.row.language, &record.row.title),
        title: if record.row.title.is_empty() {
            record.row.standfirst
        } else {
            record.row.title
        },
        url: record.url.or(record.external_url),
        language: record.row.language,
        body,
        pictures,
    }
}

/// The line under the headline, its source linked.
fn linked(chapter: &Chapter) -> String {
    match &chapter.url {
        Some(url) => format!("<a href=\"{}\">{}</a>", escaped(url), escaped(&chapter.origin)),
        None => escaped(&chapter.origin),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_xml(&mut out, text);
    out
}

/// Those that every reader of books knows.
fn ending(media_type: &str) -> Option<&'static str> {
    match media_type {
        "image/png" => Some("png"),
        "image/jpeg" => Some("jpg"),
        "image/gif" => Some("gif"),
        "image/webp" => Some("webp"),
        "image/avif" => Some("avif"),
        _ => None,
    }
}

/// A name that every system takes.
fn file_name(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | ',') {
                c
            } else {
                ' '
            }
        })
        .take(80)
        .collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { "article".into() } else { name }
}

fn create(path: &Path) -> Result<BufWriter<fs::File>, Failure> {
    fs::File::create(path)
        .map(BufWriter::new)
        .map_err(|cause| refused(path, &cause))
}

fn refused(path: &Path, cause: &io::Error) -> Failure {
    let subject = path.display().to_string();
    failure(
        Code::File,
        &subject,
        "",
        format!("{subject} cannot be written: {cause}"),
    )
}
