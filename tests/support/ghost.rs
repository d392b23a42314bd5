//! A real Ghost: a site with a feed and a newsletter, in a folder of its own on loopback.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::smtp::Mailbox;

/// How long a start may take: the first one makes the database.
const START: Duration = Duration::from_secs(180);

const OWNER: &str = "owner@example.org";
const PASSWORD: &str = "not-a-secret-at-all-7";

/// An answer over HTTP.
#[derive(Debug)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The document.
    pub body: String,
}

impl Answered {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|cause| panic!("no JSON ({cause}): {self:?}"))
    }
}

/// The site. It ends with this value.
pub struct Ghost {
    program: PathBuf,
    folder: TempDir,
    port: u16,
    /// Where its mails arrive.
    pub mailbox: Mailbox,
    cookie: String,
    running: Option<Child>,
}

impl Ghost {
    /// Starts one with an owner. `None`, said aloud, where none is installed.
    pub fn start(test: &str, title: &str) -> Option<Ghost> {
        let Some(program) = std::env::var_os("KAZPOST_GHOST").map(PathBuf::from) else {
            eprintln!("SKIPPED {test}: KAZPOST_GHOST names no Ghost; run `cargo xtask ghost`");
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let content = folder.path().join("content");
        for name in ["data", "images", "logs", "settings", "media", "files", "public"] {
            std::fs::create_dir_all(content.join(name)).expect("a folder");
        }
        // The way a site of its own stands beside the program that it runs (`current`).
        #[cfg(unix)]
        for (there, here) in [
            (program.join("content/themes"), content.join("themes")),
            (program.clone(), folder.path().join("current")),
        ] {
            std::os::unix::fs::symlink(there, here).expect("a link");
        }
        let mut ghost = Ghost {
            program,
            port: free_port(),
            mailbox: Mailbox::open(),
            folder,
            cookie: String::new(),
            running: None,
        };
        ghost.configure();
        ghost.resume();
        ghost.set_up(title);
        Some(ghost)
    }

    /// Where something is.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn configure(&self) {
        let config = json!({
            "url": self.url("/"),
            "server": { "host": "127.0.0.1", "port": self.port },
            "database": {
                "client": "sqlite3", "useNullAsDefault": true,
                "connection": { "filename": self.folder.path().join("ghost.sqlite") },
            },
            "paths": { "contentPath": self.folder.path().join("content") },
            "mail": {
                "transport": "SMTP", "from": "The Steppe Courier <news@example.org>",
                "options": { "host": "127.0.0.1", "port": self.mailbox.port(), "secure": false, "ignoreTLS": true },
            },
            "logging": { "level": "info", "transports": ["stdout"] },
            // It asks nobody outside.
            "privacy": {
                "useUpdateCheck": false, "useGravatar": false, "useRpcPing": false, "useStructuredData": true,
            },
            "security": { "staffDeviceVerification": false },
            "imageOptimization": { "resize": false },
        });
        let file = self.folder.path().join("config.production.json");
        std::fs::write(file, config.to_string()).expect("its settings are written");
    }

    /// Starts it, also after [`Ghost::stop`]; back when it answers.
    pub fn resume(&mut self) {
        let log = File::create(self.folder.path().join("log")).expect("a log");
        let process = Command::new("node")
            .arg(self.program.join("index.js"))
            .current_dir(self.folder.path())
            .env("NODE_ENV", "production")
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .expect("node starts");
        self.running = Some(process);
        let began = Instant::now();
        while self
            .ask("GET", "/ghost/api/admin/site/", None)
            .is_none_or(|answer| answer.status != 200)
        {
            let ended = self
                .running
                .as_mut()
                .and_then(|process| process.try_wait().ok().flatten());
            if ended.is_some() || began.elapsed() > START {
                let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                panic!("Ghost does not start: {log}");
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// Ends it, as a power cut would.
    pub fn stop(&mut self) {
        if let Some(mut process) = self.running.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    fn set_up(&mut self, title: &str) {
        let owner = json!({ "setup": [
            { "name": "Aigul Serik", "email": OWNER, "password": PASSWORD, "blogTitle": title } ] });
        let answer = self.must("POST", "/ghost/api/admin/authentication/setup/", Some(owner));
        assert_eq!(answer.status, 201, "{answer:?}");
        let session = json!({ "username": OWNER, "password": PASSWORD });
        let answer = self.must("POST", "/ghost/api/admin/session/", Some(session));
        let cookie = answer.headers.iter().find(|(name, _)| name == "set-cookie");
        let (_, cookie) = cookie.unwrap_or_else(|| panic!("no session: {answer:?}"));
        self.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    }

    /// Publishes a post; gives its address.
    pub fn publish(&self, title: &str, html: &str) -> String {
        let post = json!({ "posts": [{
            "title": title, "html": html, "status": "published", "custom_excerpt": format!("About {title}"),
        }] });
        let answer = self.must("POST", "/ghost/api/admin/posts/?source=html", Some(post));
        assert_eq!(answer.status, 201, "{answer:?}");
        let url = answer.json()["posts"][0]["url"].as_str().map(str::to_owned);
        url.unwrap_or_else(|| panic!("no address: {answer:?}"))
    }

    /// The name of its newsletter.
    pub fn newsletter(&self) -> String {
        let answer = self.must("GET", "/ghost/api/admin/newsletters/", None).json();
        let name = answer["newsletters"][0]["name"].as_str();
        name.unwrap_or_else(|| panic!("no newsletter: {answer}"))
            .to_owned()
    }

    /// Its members with this address: for each the names of the newsletters.
    pub fn members(&self, address: &str) -> Vec<Vec<String>> {
        let path = format!("/ghost/api/admin/members/?include=newsletters&filter=email:'{address}'");
        let answer = self.must("GET", &path, None).json();
        let members = answer["members"].as_array().cloned().unwrap_or_default();
        let names = |member: &Value| {
            let newsletters = member["newsletters"].as_array().cloned().unwrap_or_default();
            let name = |one: &Value| one["name"].as_str().unwrap_or_default().to_owned();
            newsletters.iter().map(name).collect()
        };
        members.iter().map(names).collect()
    }

    /// Gets a page as a browser does, without following where it leads.
    pub fn visit(&self, url: &str) -> Answered {
        let path = url
            .strip_prefix(&self.url(""))
            .unwrap_or_else(|| panic!("{url} is elsewhere"));
        self.must("GET", path, None)
    }

    fn must(&self, method: &str, path: &str, said: Option<Value>) -> Answered {
        self.ask(method, path, said)
            .unwrap_or_else(|| panic!("Ghost does not answer {method} {path}"))
    }

    /// By HTTP/1.0, which is answered in one piece.
    fn ask(&self, method: &str, path: &str, said: Option<Value>) -> Option<Answered> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
        let body = said.map(|said| said.to_string()).unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\nOrigin: {}\r\nCookie: {}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            self.url(""),
            self.cookie,
            body.len()
        );
        stream.write_all(head.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        Some(Answered {
            status,
            headers: lines.filter_map(header).collect(),
            body: body.to_owned(),
        })
    }
}

impl Drop for Ghost {
    fn drop(&mut self) {
        self.stop();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
    listener.local_addr().expect("it has an address").port()
}
