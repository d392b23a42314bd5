use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A newsletter on offer.
#[derive(Clone, Debug, Serialize, TS)]
pub struct NewsletterOffer {
    /// Its name, which it is asked for by.
    pub name: String,
    /// What it brings, by language.
    pub about: std::collections::BTreeMap<String, String>,
    /// How often it comes, by language.
    pub often: std::collections::BTreeMap<String, String>,
    /// The language that it is written in, as BCP 47.
    pub language: Option<String>,
    /// Who gets the address: the provider.
    pub provider: String,
    /// The host that the address is sent to.
    pub host: String,
    /// What is done with the address, on a page; null where the publication names none.
    pub privacy_url: Option<String>,
    /// True where the publication asks for consent in so many words.
    pub consent: bool,
    /// The page on which it is ended, where one is known; else each of its mails says how.
    pub leave_page: Option<String>,
}

/// Asks for a newsletter.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SubscribeRequest {
    /// The reader's address, as typed.
    pub address: String,
    /// The newsletter's name; null for the first.
    pub list: Option<String>,
    /// The reader said yes, where the publication asks.
    #[serde(default)]
    pub consent: bool,
}

/// How far a sign-up is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignUpState {
    /// Waits for the network, or for its time.
    Queued,
    /// On its way.
    Sending,
    /// It may have arrived or not: the connection broke off, or the app was ended meanwhile. Not sent again by itself.
    Unsure,
    /// Taken. The provider does not say whether a mail follows.
    Sent,
    /// A mail with a link to confirm has been promised.
    CheckInbox,
    /// The reader says that it is confirmed, or the provider's link came back with the token of the sign-up.
    Confirmed,
    /// Not taken.
    Failed,
}

/// Why a sign-up is where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignUpReason {
    /// Nothing to say.
    None,
    /// The provider cannot be reached.
    Offline,
    /// The provider asked to wait, or had trouble of its own.
    Busy,
    /// The connection broke off after it was sent.
    CutOff,
    /// The provider takes the address for none.
    Address,
    /// The newsletter or its form is not there any more.
    NoNewsletter,
    /// The provider wants something that only its page can ask.
    NeedsPage,
    /// The provider did not take it; `detail` are its own words, or the status.
    Refused,
    /// The publication's file no longer has this newsletter, or names a provider that cannot be spoken with safely.
    Publication,
}

/// A sign-up of this reader's.
#[derive(Clone, Serialize, TS)]
pub struct SignUp {
    /// Names it.
    pub id: String,
    /// The newsletter's name.
    pub list: String,
    /// The address that was given.
    pub address: String,
    /// How far it is.
    pub state: SignUpState,
    /// Why.
    pub reason: SignUpReason,
    /// The provider's own words, where it has any. Text.
    pub detail: String,
    /// When it will be tried next, Unix seconds; null where it will not, or at once.
    pub next_try: Option<i64>,
    /// When it was made, Unix seconds.
    pub created: i64,
    /// The page on which it is ended, where something went out and one is known.
    pub leave_page: Option<String>,
    /// The feed that its mails are read as, where one click ends it (see `MailList`).
    pub leave_click: Option<String>,
}

/// What there is to say of an address before it is sent.
#[derive(Clone, Serialize, TS)]
pub struct AddressCheck {
    /// True where mail can go there.
    pub ok: bool,
    /// The address that was probably meant.
    pub correction: Option<String>,
}
