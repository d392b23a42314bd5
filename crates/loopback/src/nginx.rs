use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const NGINX: &str = "/usr/sbin/nginx";

/// Debian's nginx in the foreground, on a free port of 127.0.0.1, over a folder of its own: a peer that nobody
/// wrote for these tests. Sends `ETag`, `Last-Modified` and gzip. Ends and clears away when dropped.
pub struct Nginx {
    child: Child,
    port: u16,
    folder: PathBuf,
}

impl Nginx {
    /// `None`, and a line on standard error, where nginx is not installed or does not come up.
    pub fn start() -> Option<Nginx> {
        if !Path::new(NGINX).exists() {
            eprintln!("SKIPPED: {NGINX} is not installed, so nothing was tested against nginx");
            return None;
        }
        let started = Nginx::try_start();
        started
            .map_err(|error| eprintln!("SKIPPED: nginx does not start: {error}"))
            .ok()
    }

    fn try_start() -> std::io::Result<Nginx> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("kazpost-nginx-{}-{port}", std::process::id()));
        fs::create_dir_all(folder.join("www"))?;
        fs::write(folder.join("nginx.conf"), configuration(&folder, port))?;
        let child = Command::new(NGINX)
            .arg("-p")
            .arg(&folder)
            .arg("-c")
            .arg(folder.join("nginx.conf"))
            .arg("-e")
            .arg(folder.join("error.log"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let nginx = Nginx { child, port, folder };
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if begun.elapsed() > Duration::from_secs(5) {
                return Err(std::io::ErrorKind::TimedOut.into());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(nginx)
    }

    /// The address of `path`, which starts with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The folder that is served.
    pub fn folder(&self) -> PathBuf {
        self.folder.join("www")
    }

    /// Writes a file to serve, e.g. `feeds/a.xml`.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
        let file = self.folder().join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(file, bytes)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// One process, so that ending it ends all.
fn configuration(folder: &Path, port: u16) -> String {
    let at = |name: &str| format!("\"{}\"", folder.join(name).display());
    format!(
        "daemon off; master_process off; worker_processes 1; pid {pid};
events {{ worker_connections 512; }}
http {{
  access_log off; client_body_temp_path {temp}; proxy_temp_path {temp}; fastcgi_temp_path {temp};
  uwsgi_temp_path {temp}; scgi_temp_path {temp}; etag on;
  types {{ text/html html; application/rss+xml rss xml; application/atom+xml atom; application/feed+json json;
    text/css css; image/png png; image/jpeg jpg jpeg; image/webp webp; image/svg+xml svg; audio/mpeg mp3; }}
  gzip on; gzip_min_length 20; gzip_types application/rss+xml application/atom+xml application/feed+json;
  server {{ listen 127.0.0.1:{port}; root {www}; index index.html; }}
}}
",
        pid = at("pid"),
        temp = at("temp"),
        www = at("www"),
    )
}
