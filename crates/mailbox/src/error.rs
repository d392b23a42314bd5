use std::io;

/// What stood between the reader and the mailbox. None of it holds a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no such host, or nothing listens there.
    #[error("it cannot be reached: {0}")]
    Unreachable(String),
    /// It took too long to answer.
    #[error("it did not answer in time")]
    TimedOut,
    /// Its certificate is not to be trusted, or there is no encryption.
    #[error("its certificate or encryption does not hold: {0}")]
    Certificate(String),
    /// It does not take this name and password; its own words.
    #[error("it does not let this name and password in: {0}")]
    Password(String),
    /// There is no such folder, or it may not be read; the server's own words.
    #[error("the folder cannot be opened: {0}")]
    Folder(String),
    /// It said no to something else; its own words.
    #[error("it refused: {0}")]
    Refused(String),
    /// The connection broke off, or what came is no IMAP.
    #[error("the connection broke off: {0}")]
    Broken(String),
    /// It sent more than it had said.
    #[error("it sent more than it should")]
    TooMuch,
}

/// What a command is about: a NO means something else to each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    Password,
    Folder,
    Other,
}

impl Error {
    pub(crate) fn of(error: &async_imap::error::Error, about: About) -> Error {
        use async_imap::error::Error as Imap;
        match error {
            Imap::No(words) | Imap::Bad(words) => {
                let words = said(words);
                // RFC 5530, 3: it is not the password's fault.
                let busy = [
                    "[UNAVAILABLE]",
                    "[LIMIT]",
                    "[INUSE]",
                    "[SERVERBUG]",
                    "[CONTACTADMIN]",
                ];
                match about {
                    About::Password if !busy.iter().any(|code| words.starts_with(code)) => {
                        Error::Password(plain(&words))
                    }
                    About::Folder => Error::Folder(plain(&words)),
                    _ => Error::Refused(plain(&words)),
                }
            }
            Imap::Io(cause) => Error::of_io(cause),
            Imap::ConnectionLost => Error::Broken("the server hung up".into()),
            // Both hold what was sent or typed, which may be a password.
            Imap::Parse(_) => Error::Broken("the answer is no IMAP".into()),
            Imap::Validate(_) => Error::Password("a line break is no part of a name or password".into()),
            _ => Error::Broken("the answer makes no sense".into()),
        }
    }

    pub(crate) fn of_io(cause: &io::Error) -> Error {
        if cause
            .get_ref()
            .is_some_and(|inner| inner.is::<crate::stream::Spent>())
        {
            return Error::TooMuch;
        }
        if let Some(tls) = cause
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<rustls::Error>())
        {
            return Error::Certificate(tls.to_string());
        }
        match cause.kind() {
            io::ErrorKind::TimedOut => Error::TimedOut,
            _ => Error::Broken(cause.to_string()),
        }
    }
}

/// The server's words, out of what the client makes of them: `code: …, info: Some("…")`.
fn said(debug: &str) -> String {
    let key = ["info: Some(\"", "information: Some(\""];
    let start = key.iter().find_map(|key| Some(debug.find(key)? + key.len()));
    let words = start.and_then(|start| Some(&debug[start..start + debug[start..].find("\")")?]));
    let words = words
        .unwrap_or_default()
        .replace("\\\"", "\"")
        .replace("\\\\", "\\");
    words
        .chars()
        .filter(|sign| !sign.is_control())
        .take(200)
        .collect()
}

/// Without the code for programs before them.
fn plain(words: &str) -> String {
    match words.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((_, rest)) => rest.trim().to_owned(),
        None => words.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_s_words_are_told_without_their_code() {
        let no = |words: &str| async_imap::error::Error::No(words.into());
        let failed = no("code: None, info: Some(\"[AUTHENTICATIONFAILED] Authentication failed.\")");
        assert_eq!(
            Error::of(&failed, About::Password),
            Error::Password("Authentication failed.".into())
        );
        let busy = no("code: None, info: Some(\"[UNAVAILABLE] Temporary authentication failure.\")");
        assert_eq!(
            Error::of(&busy, About::Password),
            Error::Refused("Temporary authentication failure.".into())
        );
        let gone = no(
            "outcome: Outcome { code: Some(TryCreate), information: Some(\"Mailbox doesn't exist: a\\\"b\") }",
        );
        assert_eq!(
            Error::of(&gone, About::Folder),
            Error::Folder("Mailbox doesn't exist: a\"b".into())
        );
        assert_eq!(Error::of(&no("odd"), About::Other), Error::Refused(String::new()));
    }
}
