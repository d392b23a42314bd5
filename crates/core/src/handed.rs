use std::fs::File;
use std::io::Read;
use std::path::Path;

use kazpost_api::{Code, Failure, OpenRequest};
use kazpost_parse::{Document, opml};

use crate::failure::failure;
use crate::library::Library;

/// More is neither a list nor a feed that a reader hands over.
const MOST: u64 = 32 << 20;

impl Library {
    /// Takes a file that another program handed over: a list of sources is imported, and of a feed document the
    /// address is found, to be asked about. What it is, its content says, but of a mail (`.eml`), which is read.
    pub fn take_file(&self, file: &Path) -> OpenRequest {
        let name = || {
            file.file_name().map_or_else(
                || file.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            )
        };
        match self.taken(file) {
            Ok(request) => request,
            Err(cause) => OpenRequest::Refused {
                failure: Failure {
                    subject: name(),
                    ..cause
                },
            },
        }
    }

    fn taken(&self, file: &Path) -> Result<OpenRequest, Failure> {
        let bytes = read(file)?;
        // A mail may hold anything, a feed among it: here its name decides.
        if named_as(file, "eml") {
            let added = self.mail_take(&bytes)?;
            return Ok(OpenRequest::Mail { added });
        }
        let list = match opml::read(&bytes) {
            Ok(_) => {
                return Ok(OpenRequest::Imported {
                    imported: self.opml_import(&bytes)?,
                });
            }
            Err(not_list) => not_list,
        };
        let named_as_list = named_as(file, "opml");
        let parsed = kazpost_parse::feed(Document {
            bytes: &bytes,
            url: None,
            content_type: None,
        });
        match parsed {
            // A feed that says where it is read, or else the site, on which it can be found.
            Ok(feed) => [feed.feed_url, feed.home_page_url]
                .into_iter()
                .flatten()
                .find(|address| crate::prepare::is_web(address))
                .map(|address| OpenRequest::Feed { address })
                .ok_or_else(|| {
                    let words = format!("{} does not say where its feed is.", file.display());
                    failure(Code::NoFeedFound, "", "", words)
                }),
            Err(_) if named_as_list => {
                let words = format!("{} is {}.", file.display(), list.what);
                Err(failure(Code::NotOpml, "", &list.what, words))
            }
            Err(cause) => {
                let words = format!("{} is {cause}.", file.display());
                Err(failure(Code::NotAFeed, "", &cause.what, words))
            }
        }
    }
}

fn named_as(file: &Path, end: &str) -> bool {
    file.extension().is_some_and(|own| own.eq_ignore_ascii_case(end))
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let refused = |why: String| {
        let words = format!("{} cannot be read: {why}.", file.display());
        failure(Code::File, "", &why, words)
    };
    let open = File::open(file).map_err(|cause| refused(cause.to_string()))?;
    let mut bytes = Vec::new();
    open.take(MOST + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| refused(cause.to_string()))?;
    if bytes.len() as u64 > MOST {
        return Err(refused("it is too large".into()));
    }
    Ok(bytes)
}
