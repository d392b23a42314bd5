//! The client against real peers on loopback: one binary, a file per matter.

mod body;
mod conditional;
mod credentials;
mod hosts;
mod nginx;
mod origin;
mod redirect;
mod refusal;

use std::time::Duration;

use kazpost_fetch::{Answer, Body, Client, FetchError, Kind, Options, Request};
use url::Url;

/// Patient enough for a loaded machine where the test is not about patience.
fn client() -> Client {
    Client::new(Options::default()).expect("a client")
}

/// Gives up after 200 ms of silence, and after 600 ms altogether.
fn hasty_client() -> Client {
    Client::new(Options {
        read_timeout: Duration::from_millis(200),
        total_timeout: Duration::from_millis(600),
        ..Options::default()
    })
    .expect("a client")
}

fn request(url: &str) -> Request {
    Request::new(Url::parse(url).expect("an address"))
}

async fn get(request: Request) -> Result<Answer, FetchError> {
    client().get(request).await
}

async fn body_of(request: Request) -> Body {
    match get(request).await {
        Ok(Answer::Body(body)) => body,
        other => panic!("no body: {other:?}"),
    }
}

async fn kind_of(request: Request) -> Kind {
    match get(request).await {
        Err(error) => error.kind,
        Ok(answer) => panic!("no error: {answer:?}"),
    }
}
