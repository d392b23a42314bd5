use kazpost_api::{Failure, ListRequest, Scope, Start, StartRequest};

use crate::library::Library;

impl Library {
    /// Everything that the window shows first: where the reader was, as it is now.
    pub fn start(&self, request: StartRequest) -> Result<Start, Failure> {
        let session = self.session()?;
        let article = session.article.as_deref().and_then(|id| self.article(id).ok());
        let in_list = session.view == "list";
        let list = in_list.then(|| {
            self.list_open(ListRequest {
                scope: session.scope.clone().unwrap_or(Scope::All),
                unread_only: session.unread_only,
                filter: String::new(),
                utc_offset_minutes: request.utc_offset_minutes,
                first: request.first,
                at: session.article.clone(),
            })
        });
        let elsewhere = matches!(session.view.as_str(), "bookmarks" | "highlights");
        let settings = self.settings()?;
        let language = match settings.language.as_str() {
            "system" => request.language.as_str(),
            chosen => chosen,
        };
        let front = (!in_list && !elsewhere).then(|| self.front_page(language));
        Ok(Start {
            publication: self.publication()?,
            sources: self.sources()?,
            list: list.transpose()?,
            front: front.transpose()?,
            settings,
            article,
            session,
        })
    }
}
