//! The commands of `kazpost_api::COMMANDS`, a file per noun, each one call into the core.

mod annotations;
mod articles;
mod filters;
mod links;
mod mail;
mod newsletter;
mod notices;
mod offline;
mod presence;
mod publication;
mod report;
mod saving;
mod searches;
mod settings;
mod shell;
mod sources;
mod start;
mod sync;
mod updates;

use tauri::Wry;
use tauri::ipc::Invoke;

/// Exactly the commands that the api lists; `tests/boundaries` compares them.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        start::start,
        start::ready,
        publication::about,
        sources::sources,
        sources::counts,
        sources::feed_add,
        sources::site_follow,
        sources::feed_edit,
        sources::sources_arrange,
        sources::feed_remove,
        sources::opml_import,
        sources::opml_export,
        articles::front_page,
        articles::list_open,
        articles::list_rows,
        articles::list_unfold,
        articles::titles,
        articles::search,
        articles::article,
        articles::related,
        articles::topics,
        articles::position_save,
        articles::mark,
        articles::undo,
        annotations::own_marks,
        annotations::annotate,
        annotations::annotation_remove,
        annotations::highlights,
        annotations::highlights_reviewed,
        annotations::highlights_export,
        annotations::bookmarks,
        annotations::label,
        annotations::label_rename,
        searches::searches,
        searches::search_save,
        searches::search_remove,
        filters::filters,
        filters::filter_preview,
        filters::filter_save,
        filters::filter_remove,
        sync::sync_start,
        sync::sync_cancel,
        offline::page_save,
        offline::edition_start,
        offline::edition_cancel,
        offline::edition_progress,
        offline::history,
        offline::picture_fetch,
        offline::holdings,
        offline::redline,
        offline::redline_seen,
        offline::retention_preview,
        offline::retention_apply,
        offline::book_export,
        settings::settings_save,
        settings::session_save,
        newsletter::newsletter_offers,
        newsletter::newsletter_check,
        newsletter::newsletter_subscribe,
        newsletter::newsletter_status,
        newsletter::newsletter_withdraw,
        newsletter::newsletter_confirm,
        newsletter::newsletter_forget,
        mail::mail_lists,
        mail::mail_unsubscribe,
        mail::mail_places,
        mail::mail_place_remove,
        mail::mail_take,
        mail::mailbox_folders,
        mail::mailbox_add,
        links::link_open,
        shell::full_screen,
        shell::menu_bar,
        notices::notices,
        notices::notify,
        presence::presence,
        presence::autostart,
        presence::autostart_set,
        report::report,
        report::report_save,
        report::fault,
        report::faults_seen,
        updates::update_state,
        updates::update_check,
        updates::update_install,
        updates::update_cancel,
        updates::update_dismiss,
        updates::update_restart,
    ]
}
