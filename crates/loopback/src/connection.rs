use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Instant;

use crate::server::Shared;
use crate::{Behaviour, Reply, Seen};

/// Answers request after request until the peer goes or a reply ends the connection.
pub(crate) fn serve(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(seen) = read(&mut reader)? {
        let head = seen.method == "HEAD";
        let (last, kept) = (seen.header("connection") == Some("close"), Conditions::of(&seen));
        shared.begin();
        let reply = shared.reply_to(seen);
        let sent = send(stream, &reply, head, &kept);
        shared.end();
        if !sent? || last {
            break;
        }
    }
    Ok(())
}

fn read(reader: &mut BufReader<&TcpStream>) -> io::Result<Option<Seen>> {
    let mut line = String::new();
    match reader.read_line(&mut line) {
        Ok(0) => return Ok(None),
        Ok(_) => {}
        // A TLS greeting: other servers answer it like this.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            reader
                .get_mut()
                .write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")?;
            return Ok(None);
        }
        Err(error) => return Err(error),
    }
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(None);
    };
    let mut seen = Seen {
        method: method.into(),
        path: target.into(),
        headers: Vec::new(),
        body: Vec::new(),
        at: Instant::now(),
    };
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        seen.headers
            .push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    if let Some(length) = seen
        .header("content-length")
        .and_then(|length| length.parse().ok())
    {
        let mut rest = reader.take(length);
        rest.by_ref().take(1 << 20).read_to_end(&mut seen.body)?;
        io::copy(&mut rest, &mut io::sink())?;
    }
    Ok(Some(seen))
}

/// What the request asks of the reply.
struct Conditions {
    etag: Option<String>,
    since: Option<String>,
    gzip: bool,
}

impl Conditions {
    fn of(seen: &Seen) -> Conditions {
        Conditions {
            etag: seen.header("if-none-match").map(str::to_owned),
            since: seen.header("if-modified-since").map(str::to_owned),
            gzip: seen
                .header("accept-encoding")
                .is_some_and(|accepted| accepted.contains("gzip")),
        }
    }

    /// RFC 9110, 13.2.2: the date counts only where no tag is asked about.
    fn hold(&self, reply: &Reply) -> bool {
        let weak = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        match (&self.etag, reply.get("etag")) {
            (Some(asked), Some(tag)) => asked == "*" || asked.split(',').any(|one| weak(one) == weak(tag)),
            (Some(_), None) => false,
            (None, _) => self.since.is_some() && self.since.as_deref() == reply.get("last-modified"),
        }
    }
}

/// False where the connection ends with this reply.
fn send(stream: &TcpStream, reply: &Reply, head: bool, kept: &Conditions) -> io::Result<bool> {
    use Behaviour::{
        Chunked, ClaimLength, Drip, HangUp, Normal, Raw, Stall, Truncate, TruncateChunked, UntilClose,
    };
    let mut out = BufWriter::new(stream);
    match reply.behaviour {
        HangUp => return Ok(false),
        Raw => {
            out.write_all(&reply.body)?;
            out.flush()?;
            return Ok(false);
        }
        Stall(pause) => thread::sleep(pause),
        _ => {}
    }
    if reply.status == 200 && matches!(reply.behaviour, Normal | Chunked) && kept.hold(reply) {
        write!(
            out,
            "HTTP/1.1 304 Not Modified\r\n{}\r\n",
            headers(reply, &["content-type", "content-length"])
        )?;
        out.flush()?;
        return Ok(true);
    }
    let pack = reply.gzip && kept.gzip;
    let packed = pack.then(|| reply.packed());
    let body = packed.as_deref().unwrap_or(&reply.body);
    let chunked = matches!(reply.behaviour, Chunked | TruncateChunked(_));
    write!(out, "HTTP/1.1 {} Reply\r\n{}", reply.status, headers(reply, &[]))?;
    if pack {
        out.write_all(b"Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n")?;
    }
    match reply.behaviour {
        _ if reply.get("content-length").is_some() => {}
        Chunked | TruncateChunked(_) => out.write_all(b"Transfer-Encoding: chunked\r\n")?,
        ClaimLength(length) => write!(out, "Content-Length: {length}\r\n")?,
        UntilClose => out.write_all(b"Connection: close\r\n")?,
        _ => write!(out, "Content-Length: {}\r\n", body.len())?,
    }
    out.write_all(b"\r\n")?;
    let part = match reply.behaviour {
        Truncate(length) | TruncateChunked(length) => &body[..length.min(body.len())],
        _ => body,
    };
    let whole = !matches!(
        reply.behaviour,
        Truncate(_) | TruncateChunked(_) | UntilClose | ClaimLength(_)
    );
    if head {
    } else if let Drip(pause) = reply.behaviour {
        for byte in part {
            out.flush()?;
            thread::sleep(pause);
            out.write_all(&[*byte])?;
        }
    } else if chunked {
        for chunk in part.chunks(1024) {
            write!(out, "{:x}\r\n", chunk.len())?;
            out.write_all(chunk)?;
            out.write_all(b"\r\n")?;
        }
        out.write_all(if whole { b"0\r\n\r\n" } else { b"" })?;
    } else {
        out.write_all(part)?;
    }
    out.flush()?;
    Ok(whole)
}

fn headers(reply: &Reply, without: &[&str]) -> String {
    let kept = reply
        .headers
        .iter()
        .filter(|(name, _)| !without.iter().any(|out| out.eq_ignore_ascii_case(name)));
    kept.map(|(name, value)| format!("{name}: {value}\r\n")).collect()
}
