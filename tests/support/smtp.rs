//! A mail server on loopback that takes every mail and keeps it (RFC 5321, as much as a sender needs).

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Where mail arrives. It listens for as long as the test runs.
pub struct Mailbox {
    port: u16,
    mails: Arc<Mutex<Vec<Mail>>>,
}

/// A mail as it was handed in.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Whom the envelope names.
    pub to: Vec<String>,
    /// Head and body, with dots and line ends as sent.
    pub text: String,
}

impl Mailbox {
    /// Opens it on a free port.
    pub fn open() -> Mailbox {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
        let port = listener.local_addr().expect("it has an address").port();
        let mails: Arc<Mutex<Vec<Mail>>> = Arc::default();
        let kept = Arc::clone(&mails);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                // A sender that breaks off has sent nothing.
                std::thread::spawn(move || drop(serve(stream, &kept)));
            }
        });
        Mailbox { port, mails }
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// All mails to somebody, in the order of their arrival.
    pub fn mails_to(&self, address: &str) -> Vec<Mail> {
        let mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        let theirs = |mail: &&Mail| mail.to.iter().any(|to| to.eq_ignore_ascii_case(address));
        mails.iter().filter(theirs).cloned().collect()
    }

    /// The first mail to somebody, once it is there.
    pub fn wait_for(&self, address: &str) -> Mail {
        let began = Instant::now();
        loop {
            if let Some(mail) = self.mails_to(address).into_iter().next() {
                return mail;
            }
            assert!(
                began.elapsed() < Duration::from_secs(60),
                "no mail came for {address}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Mail {
    /// The first address in it that holds this. Senders choose base64 or quoted-printable (RFC 2045, 6) as they like.
    pub fn link(&self, holding: &str) -> Option<String> {
        let quoted = self.text.replace("=\r\n", "").replace("=3D", "=");
        let marked = "Content-Transfer-Encoding: base64\r\n\r\n";
        let encoded = self.text.split(marked).skip(1);
        let decoded = encoded.map(|part| base64(part.split("\r\n--").next().unwrap_or_default()));
        let plain = decoded
            .fold(quoted, |all, part| all + "\n" + &part)
            .replace("&amp;", "&");
        let end = |c: char| c.is_whitespace() || "\"'<>)]".contains(c);
        plain
            .split(end)
            .find(|word| word.starts_with("http") && word.contains(holding))
            .map(str::to_owned)
    }
}

/// RFC 4648, 4; what is no letter of it is passed over.
fn base64(text: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held) = (0_u32, 0);
    let mut bytes = Vec::new();
    for value in text
        .bytes()
        .filter_map(|c| LETTERS.iter().position(|letter| *letter == c))
    {
        bits = (bits << 6 | value as u32) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn serve(mut stream: TcpStream, kept: &Mutex<Vec<Mail>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?);
    stream.write_all(b"220 mailbox\r\n")?;
    let mut to = Vec::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let upper = line.trim().to_ascii_uppercase();
        let answer: &[u8] = if upper.starts_with("RCPT TO:") {
            let address = line.split(['<', '>']).nth(1).unwrap_or_default();
            to.push(address.to_owned());
            b"250 ok\r\n"
        } else if upper == "DATA" {
            stream.write_all(b"354 go on\r\n")?;
            let mut text = String::new();
            loop {
                let mut line = Vec::new();
                if lines.read_until(b'\n', &mut line)? == 0 {
                    return Ok(());
                }
                if line == b".\r\n" {
                    break;
                }
                text.push_str(&String::from_utf8_lossy(line.strip_prefix(b".").unwrap_or(&line)));
            }
            let mail = Mail {
                to: std::mem::take(&mut to),
                text,
            };
            kept.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
            b"250 kept\r\n"
        } else if upper == "QUIT" {
            return stream.write_all(b"221 bye\r\n");
        } else {
            b"250 ok\r\n"
        };
        stream.write_all(answer)?;
    }
}
