//! stdout for the answer, stderr for words about it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kazpost_api::{Code, Failure};
use kazpost_core::{Library, Options};
use serde::Serialize;

/// Why the program ends with code 1.
pub enum Stop {
    /// What the core says.
    Failure(Failure),
    /// Words of our own.
    Words(String),
    /// Nothing more to say: it was said already, or nobody listens.
    Said,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failure(failure)
    }
}

impl Stop {
    pub fn say(&self) {
        let (words, hint) = match self {
            Stop::Failure(failure) => (failure.message.as_str(), hint(failure.code)),
            Stop::Words(words) => (words.as_str(), None),
            Stop::Said => return,
        };
        let _ = writeln!(io::stderr(), "error: {words}");
        if let Some(hint) = hint {
            let _ = writeln!(io::stderr(), "hint: {hint}");
        }
    }
}

fn hint(code: Code) -> Option<&'static str> {
    match code {
        Code::MailPasswordNeeded => Some(
            "`kazpost mail add … --password-stdin` puts it into the system's keyring, KAZPOST_MAIL_PASSWORD keeps it nowhere",
        ),
        Code::MailPassword => {
            Some("many providers want a password made for one app here, not the one of their page")
        }
        Code::NotFound => Some("`kazpost feeds list` and `kazpost list` give the IDs"),
        _ => None,
    }
}

/// Opens the library in the folder chosen.
pub fn library(data_dir: Option<PathBuf>) -> Result<Library, Stop> {
    let options = Options {
        data_dir: kazpost_core::data_dir(data_dir),
        ..Options::default()
    };
    let library = Library::open(options)?;
    if let Ok(password) = std::env::var("KAZPOST_MAIL_PASSWORD") {
        library.mailbox_password_lent(&password);
    }
    Ok(library)
}

/// A runtime for what waits on the network.
pub fn runtime() -> Result<tokio::runtime::Runtime, Stop> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|cause| Stop::Words(format!("no threads can be had: {cause}")))
}

/// Writes text as it is.
pub fn text(text: &str) -> Result<(), Stop> {
    write(text.as_bytes())
}

/// Writes one JSON document and ends its line.
pub fn json<T: Serialize>(value: &T) -> Result<(), Stop> {
    let mut bytes = serde_json::to_vec(value).map_err(|cause| Stop::Words(cause.to_string()))?;
    bytes.push(b'\n');
    write(&bytes)
}

/// Writes and flushes. Whoever reads may have gone (`| head`); then there is nothing more to do or say.
pub fn write(bytes: &[u8]) -> Result<(), Stop> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(bytes)
        .and_then(|()| stdout.flush())
        .map_err(|_| Stop::Said)
}

/// A file, or standard input for none and for `-`.
pub fn read(file: Option<&Path>) -> Result<Vec<u8>, Stop> {
    match file {
        Some(path) if path != Path::new("-") => std::fs::read(path)
            .map_err(|cause| Stop::Words(format!("{} cannot be read: {cause}", path.display()))),
        _ => {
            let mut bytes = Vec::new();
            io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)
                .map_err(|cause| Stop::Words(format!("standard input cannot be read: {cause}")))?;
            Ok(bytes)
        }
    }
}
