use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use kazpost_api::Failure;
use kazpost_model::{ArticleKey, PictureKey};
use kazpost_store::PictureRecord;
use sha2::{Digest, Sha256};

use super::zip::Zip;
use super::{create, ending, escaped, linked, refused};
use crate::failure::of_store;
use crate::library::{Library, now};

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<container version=\"1.0\" \
    xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"book/package.opf\" \
    media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";
const STYLE: &str =
    "img { max-width: 100%; height: auto }\n.origin { font-size: 80%; font-family: sans-serif }\n";

/// An EPUB 3 (<https://www.w3.org/TR/epub-33/>): a chapter for each article, the pictures that all readers of books
/// know, a table of contents.
pub(super) fn write(library: &Library, articles: &[ArticleKey], out: &Path) -> Result<(), Failure> {
    let mut zip = Zip::new(create(out)?);
    let failed = |cause: std::io::Error| refused(out, &cause);
    // First and as it is, so that the file can be told by its beginning.
    zip.add("mimetype", b"application/epub+zip").map_err(failed)?;
    zip.add("META-INF/container.xml", CONTAINER.as_bytes())
        .map_err(failed)?;
    zip.add("book/style.css", STYLE.as_bytes()).map_err(failed)?;
    let (mut manifest, mut spine, mut contents) = (String::new(), String::new(), String::new());
    let mut pictures: BTreeMap<String, (PictureKey, ArticleKey, String)> = BTreeMap::new();
    let mut identity = Sha256::new();
    let mut language = String::new();
    for (number, key) in (1..).zip(articles) {
        let known = std::cell::RefCell::new(Vec::new());
        let place = |picture: &PictureKey, kept: &PictureRecord| {
            let media_type = match kazpost_picture::for_books(&kept.bytes) {
                Some(other) => other.facts.media_type,
                None => kazpost_picture::media_type(&kept.bytes)?,
            };
            // WebP became one of these; AVIF cannot, and its alternative text stays.
            let ending = ending(media_type).filter(|ending| matches!(*ending, "png" | "jpg" | "gif"))?;
            let name = format!("pictures/{picture}.{ending}");
            known
                .borrow_mut()
                .push((name.clone(), picture.clone(), media_type.to_owned()));
            Some(name)
        };
        let Some(chapter) = library.chapter(key, &place)? else {
            continue;
        };
        for (name, picture, media_type) in known.into_inner() {
            if chapter.pictures.contains(&picture) {
                pictures
                    .entry(name)
                    .or_insert_with(|| (picture, key.clone(), media_type));
            }
        }
        identity.update(key.as_str());
        if language.is_empty() {
            language.clone_from(&chapter.language);
        }
        let (title, tag) = (escaped(&chapter.title), escaped(tag(&chapter.language)));
        let page = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
             xml:lang=\"{tag}\" lang=\"{tag}\" dir=\"{}\"><head><title>{title}</title>\
             <link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head><body><h1>{title}</h1>\
             <p class=\"origin\">{}</p>{}</body></html>\n",
            chapter.direction,
            linked(&chapter),
            chapter.body.xhtml()
        );
        zip.add(&format!("book/article-{number}.xhtml"), page.as_bytes())
            .map_err(failed)?;
        // Writing to a string cannot fail.
        let _ = write!(
            manifest,
            "<item id=\"article-{number}\" href=\"article-{number}.xhtml\" media-type=\"application/xhtml+xml\"/>"
        );
        let _ = write!(spine, "<itemref idref=\"article-{number}\"/>");
        let _ = write!(
            contents,
            "<li><a href=\"article-{number}.xhtml\">{title}</a></li>"
        );
    }
    for (number, (name, (picture, article, media_type))) in pictures.into_iter().enumerate() {
        if let Some(kept) = library.store().picture_of(&article, &picture).map_err(of_store)? {
            let bytes = kazpost_picture::for_books(&kept.bytes).map_or(kept.bytes, |other| other.bytes);
            zip.add(&format!("book/{name}"), &bytes).map_err(failed)?;
            let _ = write!(
                manifest,
                "<item id=\"picture-{number}\" href=\"{name}\" media-type=\"{media_type}\"/>"
            );
        }
    }
    let (name, tag) = (escaped(&library.0.publication.name), escaped(tag(&language)));
    if contents.is_empty() {
        // A table of contents names something.
        let _ = write!(contents, "<li><a href=\"contents.xhtml\">{name}</a></li>");
    }
    let nav = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" xml:lang=\"{tag}\" lang=\"{tag}\"><head><title>{name}</title></head>\
         <body><nav epub:type=\"toc\"><h1>{name}</h1><ol>{contents}</ol></nav></body></html>\n"
    );
    zip.add("book/contents.xhtml", nav.as_bytes()).map_err(failed)?;
    let id = uuid(&identity.finalize());
    let modified = now().rfc3339();
    let package = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"id\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:identifier id=\"id\">urn:uuid:{id}</dc:identifier><dc:title>{name}, {}</dc:title>\
         <dc:language>{tag}</dc:language><meta property=\"dcterms:modified\">{modified}</meta></metadata><manifest>\
         <item id=\"contents\" href=\"contents.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\
         <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>{manifest}</manifest>\
         <spine><itemref idref=\"contents\"/>{spine}</spine></package>\n",
        modified.get(..10).unwrap_or_default()
    );
    zip.add("book/package.opf", package.as_bytes()).map_err(failed)?;
    zip.finish().map_err(failed)
}

/// Books must name a language.
fn tag(language: &str) -> &str {
    if language.is_empty() { "en" } else { language }
}

fn uuid(hash: &[u8]) -> String {
    let hex: String = hash.iter().take(16).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..32]
    )
}
