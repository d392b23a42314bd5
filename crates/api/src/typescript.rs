use ts_rs::{Config, TS};

use crate::*;

/// The whole of `ui/src/api/generated.ts`.
pub fn typescript() -> String {
    let config = Config::default();
    let mut out = String::from(
        "// Generated from crates/api by `cargo xtask bindings`. Do not edit.\n\n\
         /** HTML that the sanitiser made. Nothing in the UI can make one. */\n\
         export type SafeHtml = string & { readonly __safe: unique symbol };\n\n",
    );
    out.push_str(&format!(
        "/** Rows of a list come in pages of so many. */\nexport const PAGE = {};\n\n",
        crate::PAGE
    ));
    macro_rules! declare {
        ($($type:ty),* $(,)?) => {
            $(out.push_str(&format!("export {}\n\n", <$type as TS>::decl(&config)));)*
        };
    }
    declare!(
        Scope,
        ListRequest,
        OpenedList,
        DayStart,
        RowsRequest,
        UnfoldRequest,
        Unfolded,
        Told,
        TitlesRequest,
        SearchRequest,
        SearchAnswer,
        SavedSearch,
        SaveSearchRequest,
        QueryPart,
        QueryProblem,
        SearchResult,
        RelatedArticle,
        Topic,
        Piece,
        FacetKind,
        Facet,
        Row,
        Article,
        Offline,
        Attachment,
        Change,
        Target,
        MarkRequest,
        Marked,
        Annotation,
        Colour,
        AnnotateRequest,
        Annotated,
        OwnMarks,
        Label,
        LabelKind,
        LabelRequest,
        RenameLabelRequest,
        BookmarksRequest,
        BookmarksPart,
        Bookmarks,
        Bookmark,
        Passage,
        Highlights,
        ConditionField,
        Condition,
        Effect,
        Filter,
        FilterDraft,
        FilterPreview,
        FilterSaved,
        CaughtBy,
        FrontPage,
        Desk,
        PositionRequest,
        Sources,
        Counts,
        FeedUnread,
        FoldedFolder,
        Feed,
        Arrangement,
        ArrangedFeed,
        AddedFeed,
        AddFeedRequest,
        EditFeedRequest,
        FeedContent,
        FeedPictures,
        FetchPictures,
        PictureRequest,
        Holdings,
        Wording,
        Words,
        Redline,
        RetentionRule,
        RetentionPreview,
        BookFormat,
        BookRequest,
        BookWritten,
        NetworkState,
        SavePageRequest,
        SavedPage,
        Count,
        Missing,
        EditionReport,
        EditionStep,
        EditionProgress,
        ArticleVersion,
        History,
        Imported,
        SyncRequest,
        SyncProgress,
        Failure,
        Code,
        Settings,
        Notifications,
        NoticesRequest,
        Notice,
        NoticeWords,
        Presence,
        TrayWords,
        Report,
        Fault,
        TextStyle,
        MenuBar,
        Menu,
        MenuEntry,
        Layout,
        Session,
        About,
        Publication,
        PublicationFeed,
        PublicationSite,
        PublicationUpdates,
        Newsletter,
        NewsletterList,
        NewsletterOffer,
        SubscribeRequest,
        SignUpState,
        SignUpReason,
        SignUp,
        AddressCheck,
        MailList,
        MailAdded,
        MailFeed,
        MailPlace,
        MailboxPlace,
        MailboxRequest,
        MailboxAdded,
        UpdateState,
        UpdateWay,
        NewRelease,
        UpdateStep,
        OpenRequest,
        StartRequest,
        Start,
    );
    out.push_str("/** Every command: what it takes and what it answers. */\nexport interface Commands {\n");
    for command in COMMANDS {
        let (request, answer) = ((command.request)(), (command.answer)());
        out.push_str(&format!(
            "  {}: {{ request: {request}; answer: {answer} }};\n",
            command.name
        ));
    }
    out.push_str("}\n\n/** Every event and what it carries. */\nexport interface Events {\n");
    for event in EVENTS {
        out.push_str(&format!("  {}: {};\n", event.name, (event.payload)()));
    }
    out.push_str("}\n");
    out.replace("bigint", "number")
}
