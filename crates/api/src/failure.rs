use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong, for the reader: the code chooses the sentence in the reader's language, `subject` and
/// `detail` fill it; `message` is the English of it for the command line and the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// Chooses the sentence.
    pub code: Code,
    /// To what it happened: an address, a feed, a file. Text.
    pub subject: String,
    /// A number or name that the sentence needs (an HTTP status, a limit). Text; may be empty.
    pub detail: String,
    /// One line of English.
    pub message: String,
}

/// Every way in which a command can fail. A code missing from a message catalogue is a type error in the UI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The text is no address.
    BadAddress,
    /// The host cannot be found or reached.
    Unreachable,
    /// It took too long.
    TimedOut,
    /// The certificate or the encryption failed.
    Tls,
    /// The server answered with an error; `detail` is the status.
    HttpStatus,
    /// 410.
    Gone,
    /// 429 or 503 with Retry-After; `detail` is the wait in seconds.
    TooManyRequests,
    /// 401 or 403.
    Forbidden,
    /// Redirects without end.
    RedirectLoop,
    /// More bytes than the limit; `detail` is the limit in MB.
    TooLarge,
    /// The connection broke off in the middle.
    Truncated,
    /// An address that content may not name (loopback, private network).
    AddressNotAllowed,
    /// The document is no feed; `detail` says what it was.
    NotAFeed,
    /// There is no article on the page.
    NoArticle,
    /// The site names no feed, and none stands at the usual places.
    NoFeedFound,
    /// The site asks programs not to read this.
    NotWelcome,
    /// No link on the page leads to an article.
    NoArticlesLinked,
    /// The text is no address of mail.
    BadMailAddress,
    /// The publication asks for the reader's consent first.
    ConsentNeeded,
    /// The publication has no newsletter, or none of this name.
    NoNewsletter,
    /// It was sent already and cannot be taken back here.
    AlreadySent,
    /// The text names no mailbox.
    BadMailbox,
    /// The mail server does not let this name and password in; `detail` are its own words.
    MailPassword,
    /// No password is known for the mailbox: the keyring holds none, or does not answer.
    MailPasswordNeeded,
    /// The mail server has no such folder or does not open it; `detail` are its own words.
    MailFolder,
    /// The mail server says no; `detail` are its own words.
    MailRefused,
    /// The file is no mail.
    NotAMail,
    /// The file is no OPML list; `detail` says what it was.
    NotOpml,
    /// Another source has this address; `detail` is its name.
    AlreadyThere,
    /// There is no such feed, article or list.
    NotFound,
    /// The library was written by a newer version; `detail` is its schema.
    NewerLibrary,
    /// The disk is full.
    DiskFull,
    /// The text of an article cannot be read back; `subject` is where it was published, if that is known.
    DamagedText,
    /// Reading or writing the library failed.
    Library,
    /// Reading or writing another file failed.
    File,
    /// The text is no regular expression; `detail` says why, in English.
    BadPattern,
    /// What came is not what the publication signed; `detail` says why, in English.
    NotGenuine,
    /// An older version is offered than one that was offered before; `detail` is that.
    OlderRelease,
    /// The new version does not run on this computer; `detail` says why, in English.
    DoesNotRun,
    /// The request makes no sense (a bug of the caller).
    BadRequest,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}
