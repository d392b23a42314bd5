//! The scheme `picture`: `picture://localhost/<article key>/<picture key>`. It takes keys and nothing else, so
//! that the page can name neither a file nor an address.

use kazpost_core::Library;
use tauri::http::{Method, Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::arguments::is_key;

/// A picture never changes under its key.
const CACHE: &str = "private, max-age=31536000, immutable";

/// Answers one request, later.
pub fn picture<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let library = context
        .app_handle()
        .try_state::<Library>()
        .map(|state| state.inner().clone());
    let keys = keys(request.uri().path()).map(|(article, picture)| (article.to_owned(), picture.to_owned()));
    let (Some(library), Some((article, picture))) = (library, keys) else {
        return responder.respond(nothing(StatusCode::NOT_FOUND));
    };
    if request.method() != Method::GET {
        return responder.respond(nothing(StatusCode::METHOD_NOT_ALLOWED));
    }
    tauri::async_runtime::spawn(async move {
        responder.respond(match library.picture(&article, &picture).await {
            Ok(picture) => answer(&picture.media_type, picture.bytes),
            Err(_) => nothing(StatusCode::NOT_FOUND),
        });
    });
}

fn keys(path: &str) -> Option<(&str, &str)> {
    let (article, picture) = path.strip_prefix('/')?.split_once('/')?;
    (is_key(article) && is_key(picture)).then_some((article, picture))
}

fn answer(media_type: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    if !media_type.starts_with("image/") {
        return nothing(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    Response::builder()
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CACHE_CONTROL, CACHE)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        )
        .body(bytes)
        .unwrap_or_else(|_| nothing(StatusCode::NOT_FOUND))
}

fn nothing(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef01234567";

    #[test]
    fn two_whole_keys_are_a_picture() {
        assert_eq!(keys(&format!("/{KEY}/{KEY}")), Some((KEY, KEY)));
    }

    #[test]
    fn nothing_else_is() {
        for path in [
            "",
            "/",
            "//",
            "/../../etc/passwd",
            "/%2e%2e/x",
            &format!("/{KEY}"),
            &format!("/{KEY}/{KEY}/"),
        ] {
            assert_eq!(keys(path), None, "{path}");
        }
        assert_eq!(keys(&format!("/{KEY}/{}", KEY.to_uppercase())), None);
    }

    #[test]
    fn what_is_no_picture_is_not_served() {
        let page = answer("text/html", b"<script>".to_vec());
        assert_eq!(page.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert!(page.body().is_empty());
        assert_eq!(
            answer("image/png", vec![1]).headers()[header::X_CONTENT_TYPE_OPTIONS],
            "nosniff"
        );
        assert_eq!(
            answer("image/png\r\nX: y", vec![1]).status(),
            StatusCode::NOT_FOUND
        );
    }
}
