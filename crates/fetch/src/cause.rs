//! What an error of the libraries below means, told by their types and never by their words.

use std::error::Error;
use std::io;

use crate::Kind;
use crate::resolve::OnlyForbidden;

/// Of an error before the answer's head was read.
pub(crate) fn of_request(error: &reqwest::Error) -> Kind {
    let chain = Chain(Some(error));
    if chain.clone().any(|e| e.is::<OnlyForbidden>()) {
        Kind::AddressNotAllowed
    } else if error.is_timeout() {
        Kind::TimedOut
    } else if error.is_dns() {
        Kind::Dns
    } else if chain.clone().any(|e| e.is::<rustls::Error>()) {
        Kind::Tls
    } else if error.is_builder() {
        Kind::BadAddress
    } else if error.is_connect() || chain.clone().any(hung_up) {
        Kind::Connect
    } else {
        Kind::Other(chain.last().map_or_else(|| error.to_string(), |e| e.to_string()))
    }
}

/// Of an error while the body was read: broken off, or what cannot be unpacked.
pub(crate) fn of_body(error: &reqwest::Error) -> Kind {
    if error.is_timeout() {
        Kind::TimedOut
    } else {
        Kind::Truncated
    }
}

/// True where the host closed a kept connection just as the request went out (RFC 9112, 9.3.1 lets a GET be sent
/// again).
pub(crate) fn closed_idle(error: &reqwest::Error) -> bool {
    !error.is_connect() && !error.is_timeout() && Chain(Some(error)).any(hung_up)
}

fn hung_up(error: &(dyn Error + 'static)) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    error
        .downcast_ref::<hyper::Error>()
        .is_some_and(|e| e.is_incomplete_message() || e.is_closed())
        || error.downcast_ref::<io::Error>().is_some_and(|e| {
            matches!(
                e.kind(),
                BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof
            )
        })
}

/// An error and its causes, down to the first. `io::Error::source` leaves out the error that it wraps.
#[derive(Clone)]
struct Chain<'a>(Option<&'a (dyn Error + 'static)>);

impl<'a> Iterator for Chain<'a> {
    type Item = &'a (dyn Error + 'static);

    fn next(&mut self) -> Option<Self::Item> {
        let error = self.0?;
        self.0 = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
        Some(error)
    }
}
