//! The list of commands, once. The shell registers exactly these, the UI can call nothing else.

use ts_rs::TS;

use crate::*;

/// A command as the UI sees it.
pub struct Command {
    /// Its name, in Rust and in TypeScript.
    pub name: &'static str,
    /// TypeScript type of the request (`null` for none).
    pub request: fn() -> String,
    /// TypeScript type of the answer (`null` for none).
    pub answer: fn() -> String,
}

/// An event as the UI sees it.
pub struct Event {
    /// Its name.
    pub name: &'static str,
    /// TypeScript type of what it carries.
    pub payload: fn() -> String,
}

fn none() -> String {
    "null".into()
}

macro_rules! commands {
    ($($name:ident ( $($request:ty)? ) $(-> $answer:ty)?;)*) => {
        /// Every command there is.
        pub const COMMANDS: &[Command] = &[$(Command {
            name: stringify!($name),
            request: commands!(@name $($request)?),
            answer: commands!(@name $($answer)?),
        }),*];
    };
    (@name) => { none };
    (@name $type:ty) => { || <$type as TS>::name(&ts_rs::Config::default()) };
}

commands! {
    start(StartRequest) -> Start;
    ready() -> SyncProgress;
    sources() -> Sources;
    counts() -> Counts;
    front_page(String) -> FrontPage;
    list_open(ListRequest) -> OpenedList;
    list_rows(RowsRequest) -> Vec<Row>;
    list_unfold(UnfoldRequest) -> Unfolded;
    titles(TitlesRequest) -> Vec<Row>;
    search(SearchRequest) -> SearchAnswer;
    article(String) -> Article;
    related(String) -> Vec<RelatedArticle>;
    topics() -> Vec<Topic>;
    position_save(PositionRequest);
    mark(MarkRequest) -> Marked;
    undo(i64) -> u32;
    own_marks(String) -> OwnMarks;
    annotate(AnnotateRequest) -> Annotated;
    annotation_remove(String) -> Marked;
    highlights() -> Highlights;
    highlights_reviewed(Vec<String>);
    highlights_export() -> Option<String>;
    bookmarks(BookmarksRequest) -> Bookmarks;
    label(LabelRequest) -> Marked;
    label_rename(RenameLabelRequest) -> Marked;
    searches() -> Vec<SavedSearch>;
    search_save(SaveSearchRequest) -> String;
    search_remove(String);
    filters() -> Vec<Filter>;
    filter_preview(FilterDraft) -> FilterPreview;
    filter_save(FilterDraft) -> FilterSaved;
    filter_remove(String);
    feed_add(AddFeedRequest) -> AddedFeed;
    site_follow(AddFeedRequest) -> AddedFeed;
    feed_edit(EditFeedRequest);
    sources_arrange(Arrangement);
    feed_remove(String) -> u32;
    opml_import(Vec<u8>) -> Imported;
    opml_export() -> Option<String>;
    sync_start(SyncRequest);
    sync_cancel();
    page_save(SavePageRequest) -> SavedPage;
    edition_start();
    edition_cancel();
    edition_progress() -> EditionProgress;
    history(String) -> History;
    picture_fetch(PictureRequest);
    holdings() -> Holdings;
    redline(String) -> Redline;
    redline_seen(String);
    retention_preview(RetentionRule) -> RetentionPreview;
    retention_apply(RetentionRule) -> u32;
    book_export(BookRequest) -> Option<BookWritten>;
    settings_save(Settings);
    session_save(Session);
    newsletter_offers() -> Vec<NewsletterOffer>;
    newsletter_check(String) -> AddressCheck;
    newsletter_subscribe(SubscribeRequest) -> SignUp;
    newsletter_status() -> Vec<SignUp>;
    newsletter_withdraw(String);
    newsletter_confirm(String);
    newsletter_forget(String);
    mail_lists() -> Vec<MailList>;
    mail_unsubscribe(String);
    mail_places() -> Vec<MailPlace>;
    mail_place_remove(String);
    mail_take(Vec<u8>) -> MailAdded;
    mailbox_folders(MailboxRequest) -> Vec<String>;
    mailbox_add(MailboxRequest) -> MailboxAdded;
    link_open(String);
    about() -> About;
    full_screen() -> bool;
    menu_bar(MenuBar);
    notices(NoticesRequest) -> Option<Notice>;
    notify(NoticeWords);
    presence(Presence) -> bool;
    autostart() -> Option<bool>;
    autostart_set(bool);
    report() -> Report;
    report_save() -> Option<String>;
    fault() -> Option<Fault>;
    faults_seen();
    update_state() -> UpdateState;
    update_check() -> UpdateState;
    update_install(String);
    update_cancel();
    update_dismiss(String);
    update_restart();
}

/// Every event there is: `sync` while one runs, `edition` while one is prepared, `update` when
/// something is learnt of a new version of the app, `command` when one is chosen in a
/// menu, `library` after anything in the library changed that the UI
/// did not ask for itself, `arrived` after a sync that nobody asked for, `open` when another start handed over an address or an article.
pub const EVENTS: &[Event] = &[
    Event {
        name: "sync",
        payload: || SyncProgress::name(&ts_rs::Config::default()),
    },
    Event {
        name: "edition",
        payload: || EditionProgress::name(&ts_rs::Config::default()),
    },
    Event {
        name: "network",
        payload: || NetworkState::name(&ts_rs::Config::default()),
    },
    Event {
        name: "command",
        payload: || String::name(&ts_rs::Config::default()),
    },
    Event {
        name: "update",
        payload: || UpdateState::name(&ts_rs::Config::default()),
    },
    Event {
        name: "library",
        payload: none,
    },
    Event {
        name: "arrived",
        payload: none,
    },
    Event {
        name: "open",
        payload: || OpenRequest::name(&ts_rs::Config::default()),
    },
];
