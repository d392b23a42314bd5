//! Errors of the stages as what a reader is told.

use kazpost_api::{Code, Failure};
use kazpost_fetch::{FetchError, Kind};
use kazpost_store::StoreError;

pub(crate) fn failure(
    code: Code,
    subject: impl Into<String>,
    detail: impl Into<String>,
    message: impl Into<String>,
) -> Failure {
    Failure {
        code,
        subject: subject.into(),
        detail: detail.into(),
        message: message.into(),
    }
}

pub(crate) fn of_store(error: StoreError) -> Failure {
    let message = error.to_string();
    if let StoreError::Taken { url, title } = error {
        return failure(Code::AlreadyThere, url, title, message);
    }
    let (code, detail) = match &error {
        StoreError::Newer { found, .. } => (Code::NewerLibrary, found.to_string()),
        StoreError::DiskFull => (Code::DiskFull, String::new()),
        StoreError::Damaged => (Code::DamagedText, String::new()),
        StoreError::NotFound(_) => (Code::NotFound, String::new()),
        StoreError::File { .. } => (Code::File, String::new()),
        StoreError::NotALibrary(_)
        | StoreError::OldSqlite(_)
        | StoreError::Sqlite(_)
        | StoreError::Taken { .. } => (Code::Library, String::new()),
    };
    failure(code, "", detail, message)
}

pub(crate) fn of_fetch(error: FetchError) -> Failure {
    let message = error.to_string();
    let (code, detail) = match &error.kind {
        Kind::BadAddress | Kind::UnsupportedScheme => (Code::BadAddress, String::new()),
        Kind::Dns | Kind::Connect | Kind::Other(_) => (Code::Unreachable, String::new()),
        Kind::TimedOut => (Code::TimedOut, String::new()),
        Kind::Tls => (Code::Tls, String::new()),
        Kind::Status(status @ (401 | 403)) => (Code::Forbidden, status.to_string()),
        Kind::Status(status) => (Code::HttpStatus, status.to_string()),
        Kind::Gone => (Code::Gone, String::new()),
        Kind::TooManyRequests { retry_after } => (
            Code::TooManyRequests,
            retry_after.unwrap_or_default().as_secs().to_string(),
        ),
        Kind::RedirectLoop => (Code::RedirectLoop, String::new()),
        Kind::TooLarge { limit } => (Code::TooLarge, (limit >> 20).to_string()),
        Kind::Truncated => (Code::Truncated, String::new()),
        Kind::WayClosed => (Code::NotWelcome, String::new()),
        Kind::AddressNotAllowed => (Code::AddressNotAllowed, String::new()),
    };
    failure(code, error.url, detail, message)
}

pub(crate) fn not_a_feed(url: &str, error: &kazpost_parse::NotAFeed) -> Failure {
    failure(Code::NotAFeed, url, &error.what, format!("{url} is {error}."))
}

pub(crate) fn not_found(what: &str, name: &str) -> Failure {
    failure(Code::NotFound, name, "", format!("There is no {what} “{name}”."))
}
