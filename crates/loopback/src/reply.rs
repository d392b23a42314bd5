use std::io::Write;
use std::time::Duration;

/// What a path answers.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status, e.g. 200.
    pub status: u16,
    /// Sent as they stand, besides `Content-Length` and `Date`. One named `Content-Length` or `Date` replaces those.
    pub headers: Vec<(String, String)>,
    /// The body, packed already where the headers say so.
    pub body: Vec<u8>,
    /// How it is sent.
    pub behaviour: Behaviour,
    /// Packed with gzip for those who accept it.
    pub gzip: bool,
}

/// How a reply is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Behaviour {
    /// Whole, and the connection is kept. An `ETag` or `Last-Modified` is compared, and 304 sent where it holds.
    #[default]
    Normal,
    /// In chunks of at most 1 KiB (RFC 9112, 7.1).
    Chunked,
    /// A byte at a time with this pause after each.
    Drip(Duration),
    /// Nothing for so long, then as usual.
    Stall(Duration),
    /// So many bytes of the body after announcing all, then the connection is closed.
    Truncate(usize),
    /// As `Chunked`, so many bytes, then the connection is closed.
    TruncateChunked(usize),
    /// Announces so many bytes instead of the body's own.
    ClaimLength(usize),
    /// Without a length, ended by closing (HTTP/1.0).
    UntilClose,
    /// Closes the connection without an answer.
    HangUp,
    /// Sends the body alone: no status, no headers.
    Raw,
}

impl Reply {
    /// A reply with this status and an empty body.
    pub fn status(status: u16) -> Reply {
        Reply {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            behaviour: Behaviour::Normal,
            gzip: false,
        }
    }

    /// 200 with this body and `Content-Type`.
    pub fn ok(content_type: &str, body: impl Into<Vec<u8>>) -> Reply {
        Reply {
            body: body.into(),
            ..Reply::status(200)
        }
        .header("Content-Type", content_type)
    }

    /// 200 with RSS.
    pub fn rss(body: impl Into<Vec<u8>>) -> Reply {
        Reply::ok("application/rss+xml; charset=utf-8", body)
    }

    /// 200 with HTML.
    pub fn html(body: impl Into<Vec<u8>>) -> Reply {
        Reply::ok("text/html; charset=utf-8", body)
    }

    /// This status, leading to `location`.
    pub fn redirect(status: u16, location: &str) -> Reply {
        Reply::status(status).header("Location", location)
    }

    /// With one more header.
    pub fn header(mut self, name: &str, value: &str) -> Reply {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// With an `ETag`, quotes included; conditional requests are answered by it.
    pub fn etag(self, etag: &str) -> Reply {
        self.header("ETag", etag)
    }

    /// With a `Last-Modified`; conditional requests are answered by it, compared as text.
    pub fn last_modified(self, date: &str) -> Reply {
        self.header("Last-Modified", date)
    }

    /// Packed with gzip for those who accept it.
    pub fn gzip(mut self) -> Reply {
        self.gzip = true;
        self
    }

    /// Sent like this.
    pub fn behaviour(mut self, behaviour: Behaviour) -> Reply {
        self.behaviour = behaviour;
        self
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(held, _)| held.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body as gzip.
    pub(crate) fn packed(&self) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        // Writing into memory does not fail.
        let _ = packer.write_all(&self.body);
        packer.finish().unwrap_or_default()
    }
}
